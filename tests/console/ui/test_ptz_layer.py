from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from console.ui.feed import Feed
from console.ui.main_window import MainWindow
from console.ui.ptz_layer import PtzLayer
from media.onvif.words import Motion


@pytest.fixture
def layer(qtbot: QtBot, make_feed: Callable[..., Feed]) -> PtzLayer:
    window = MainWindow("丁家湾", "en")
    qtbot.addWidget(window)
    window.setGeometry(0, 0, 1280, 720)
    window.wall.set_feed(0, make_feed(), "")
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.ptz.begin(0)
    return window.ptz


def test_keys_together_go_aslant_no_faster_and_shift_is_fast(layer: PtzLayer, qtbot: QtBot) -> None:
    held: list[Motion] = []
    layer.held.connect(held.append)
    qtbot.keyPress(layer, Qt.Key.Key_Right)
    qtbot.keyPress(layer, Qt.Key.Key_Up)
    qtbot.keyRelease(layer, Qt.Key.Key_Right)
    qtbot.keyRelease(layer, Qt.Key.Key_Up)
    qtbot.keyPress(layer, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [(round(m.pan, 3), round(m.tilt, 3)) for m in held] == [
        (0.4, 0), (0.283, 0.283), (0, 0.4), (0, -1.0),
    ]  # fmt: skip


def test_a_line_from_the_press_point_shows_the_way(layer: PtzLayer, qtbot: QtBot) -> None:
    middle = layer.rect().center()
    on_the_way = middle + QPoint(80, 0)
    before = layer.grab().toImage().pixelColor(on_the_way)
    told: list[Any] = []
    layer.dragged.connect(lambda *way: told.append(way))
    qtbot.mousePress(layer, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(layer, middle + QPoint(200, 0))
    assert told[-1] == (200.0, 0.0, float(layer.height()))
    assert layer.grab().toImage().pixelColor(on_the_way) != before
    qtbot.mouseRelease(layer, Qt.MouseButton.LeftButton)
    assert layer.grab().toImage().pixelColor(on_the_way) == before


def test_it_lets_go_once_and_ends_once(layer: PtzLayer, qtbot: QtBot) -> None:
    told: list[str] = []
    layer.let_go.connect(lambda: told.append("let go"))
    layer.ended.connect(lambda: told.append("ended"))
    qtbot.keyPress(layer, Qt.Key.Key_Right)
    layer.end()
    layer.end()
    assert told == ["let go", "ended"]
    assert layer.camera == ""


def test_an_empty_tile_is_not_steered(layer: PtzLayer) -> None:
    layer.wall.set_feed(0, None)
    assert not layer.begin(0)
    assert not layer.isVisible()


def test_it_covers_the_picture_when_the_wall_changes(layer: PtzLayer, qtbot: QtBot) -> None:
    wide = layer.width()
    layer.window().resize(1100, 700)
    qtbot.waitUntil(lambda: layer.width() < wide)
