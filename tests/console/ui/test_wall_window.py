from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui.shortcuts import Keys
from console.ui.theme import Look
from console.ui.wall_window import WallWindow
from console.ui.words import speak
from layouts.screens import Screen

NUMBERS = {"camera": lambda typed: (f"c{typed}", typed), "layout": lambda typed: (typed, typed)}


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> Iterator[WallWindow]:
    window = WallWindow(look, Keys(), Screen("HDMI-1", 40, 30, 640, 360), "运河镇", NUMBERS)
    window.cover(QRect(40, 30, 640, 360))
    yield window
    window.close_for_good()


def test_the_tiles_have_the_whole_screen_and_the_density_of_a_wall(window: WallWindow) -> None:
    assert window.geometry() == QRect(40, 30, 640, 360)
    assert window.wall.size() == window.size()
    assert window._look.density == "wall"


def test_words_are_as_large_on_a_finer_screen(look: Look, qtbot: QtBot) -> None:
    rows = []
    for high in (1080, 2160):
        screen = Screen("HDMI-1", 0, 0, high * 16 // 9, high)
        window = WallWindow(look, Keys(), screen, "运河镇", NUMBERS)
        rows.append(window._look.px(10) / high)
        window.close_for_good()
    assert rows[0] == rows[1]


def test_it_says_that_it_is_simulated_in_the_language_spoken(
    window: WallWindow, qapp: QApplication
) -> None:
    assert not window._badge.isVisible()
    window.set_simulated(True)
    assert window._badge.isVisible()
    assert window.rect().contains(window._badge.geometry())
    speak(qapp, "zh")
    qapp.processEvents()
    assert window._badge.accessibleName() == "模拟"


def test_keys_of_the_desk_are_passed_on_and_those_of_the_wall_are_not(
    window: WallWindow, qtbot: QtBot
) -> None:
    wished: list[str] = []
    window.action_wished.connect(wished.append)
    QTest.keyClick(window.wall, Qt.Key.Key_F9)
    QTest.keyClick(window.wall, Qt.Key.Key_Right)
    QTest.keyClick(window.wall, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert wished == ["report", "scene_4"]


def test_only_the_room_closes_it_and_then_no_feed_is_read_any_more(
    window: WallWindow, make_feed: Callable
) -> None:
    feed = make_feed()
    window.wall.set_feed(0, feed, "")
    window.close()
    assert (window.isVisible(), feed.closed) == (True, False)
    window.close_for_good()
    assert (window.isVisible(), feed.closed) == (False, True)


def test_a_number_is_typed_on_a_wall_screen_too(window: WallWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.wall, Qt.Key.Key_1)
    assert window.readout.isVisible()
    QTest.keyClick(window.readout, Qt.Key.Key_2)
    with qtbot.waitSignal(window.readout.chosen) as chosen:
        QTest.keyClick(window.readout, Qt.Key.Key_Return)
    assert chosen.args == ["camera", "c12"]
