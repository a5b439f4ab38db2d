from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui.feed import Feed
from console.ui.shortcuts import Keys
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.tile_actions import TileActions
from console.ui.wall_window import WallWindow
from console.ui.words import Language, speak
from layouts.screens import Screen
from tests.console.ui.reach import clipped, controls, faults_of
from tests.console.ui.window_stage import FOUR

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


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160), (7680, 1080)])
def test_what_stands_on_a_wall_screen_has_names_and_is_reached_by_tab(
    look: Look,
    qtbot: QtBot,
    qapp: QApplication,
    make_feed: Callable[..., Feed],
    language: Language,
    size: tuple[int, int],
) -> None:
    speak(qapp, language)
    window = WallWindow(look, Keys(), Screen("HDMI-1", 0, 0, *size), "运河镇", NUMBERS)
    qapp.setStyleSheet(style_sheet(look))
    window.cover(QRect(0, 0, *size))
    window.wall.set_layout(FOUR)
    window.wall.turnable = ("c01",)
    for cell in range(4):
        window.wall.set_feed(cell, make_feed(), "村口桥头")
    window.set_simulated(True)
    window.activateWindow()
    try:
        qtbot.waitUntil(window.isActiveWindow)
        walk(window)
    finally:
        window.close_for_good()


def walk(window: WallWindow) -> None:
    QTest.keyClick(window.wall, Qt.Key.Key_Right)  # the row of actions comes
    QApplication.processEvents()
    row = window.findChild(TileActions)
    offered = {action for action, button in row.buttons.items() if button.isVisible()}
    assert {"snapshot", "record", "back", "ptz"} <= offered
    assert {window.wall, *(row.buttons[each] for each in offered)} == set(controls(window))
    assert faults_of(window) + clipped(window) == []
    assert row.parentWidget().rect().contains(row.geometry())
    QTest.keyClick(window.wall, Qt.Key.Key_1)
    assert window.readout.hasFocus()  # it comes by a key, and goes with the keyboard
    assert window.readout.accessibleName()


def test_a_number_is_typed_on_a_wall_screen_too(window: WallWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.wall, Qt.Key.Key_1)
    assert window.readout.isVisible()
    QTest.keyClick(window.readout, Qt.Key.Key_2)
    with qtbot.waitSignal(window.readout.chosen) as chosen:
        QTest.keyClick(window.readout, Qt.Key.Key_Return)
    assert chosen.args == ["camera", "c12"]
