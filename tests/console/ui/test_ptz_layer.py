from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
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


def test_its_keys_are_those_of_the_table_and_hold_at_once(layer: PtzLayer, qtbot: QtBot) -> None:
    window = layer.window()
    assert isinstance(window, MainWindow)
    held: list[Motion] = []
    presets: list[int] = []
    layer.held.connect(held.append)
    layer.preset_wished.connect(presets.append)
    qtbot.keyClick(layer, Qt.Key.Key_3)
    window.keys.set("ptz_left", ["J"])
    window.keys.set("ptz_preset_3", ["F12"])
    assert layer.keys_told() == "J → ↑ ↓ + -"
    assert layer.accessibleName() == "Turn the camera: drag, or hold J → ↑ ↓ + -"
    qtbot.keyClick(layer, Qt.Key.Key_Left)  # the wall's now: another cell, and nothing turns
    assert not held
    assert layer.begin(0)
    qtbot.keyClick(layer, Qt.Key.Key_J)
    qtbot.keyClick(layer, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(layer, Qt.Key.Key_F12)
    assert [motion.pan for motion in held] == [-0.4, -1.0]
    assert presets == [2, 2]
    window.keys.set("ptz_presets", [])
    assert layer.more.accessibleName() == "Presets and patrols"


def test_a_sign_that_needs_shift_lets_go_though_shift_comes_up_first(layer: PtzLayer) -> None:
    told: list[str] = []
    layer.let_go.connect(lambda: told.append("let go"))
    plus, place = Qt.Key.Key_Plus, 21  # of the key on the board
    held, up = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    for what, key, modifiers, text in (
        (QEvent.Type.KeyPress, plus, held, "+"),
        (QEvent.Type.KeyRelease, Qt.Key.Key_Equal, up, "="),
    ):
        event = QKeyEvent(what, key, modifiers, place, 0, 0, text)
        QApplication.sendEvent(layer, event)
    assert told == ["let go"]


def test_an_action_by_its_name_turns_for_a_moment(layer: PtzLayer, qtbot: QtBot) -> None:
    window = layer.window()
    assert isinstance(window, MainWindow)
    held: list[Motion] = []
    layer.held.connect(held.append)
    with qtbot.waitSignal(layer.let_go):
        assert window.perform("ptz_down")
    assert held == [Motion(0.0, -0.4, 0.0)]
    for action, signal in (
        ("ptz_home", layer.home_wished), ("ptz_stop", layer.stop_wished),
        ("ptz_presets", layer.more_wished),
    ):  # fmt: skip
        with qtbot.waitSignal(signal):
            window.perform(action)
    layer.end()
    window.perform("ptz_down")
    assert len(held) == 1


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
