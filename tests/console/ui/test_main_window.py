from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from console.cases.case import PublicWarning
from console.site.records import CameraEntry
from console.ui.layout_button import LayoutButton
from console.ui.theme import LIGHT
from tests.console.ui.window_stage import IDLE, LIVE, ONE, Opener


def test_the_desk_has_four_zones_and_the_strip_only_while_a_conference_lives(
    opened: Opener,
) -> None:
    window = opened()
    assert window.top.isVisible()
    assert window.finder.isVisible()
    assert window.wall.isVisible()
    assert window.cases.isVisible()
    assert not window.conference.isVisible()
    window.set_conference(LIVE)
    assert window.conference.isVisible()
    window.set_conference(IDLE)
    assert not window.conference.isVisible()


def test_a_wall_screen_shows_the_wall_alone_and_still_says_it_is_simulated(
    opened: Opener,
) -> None:
    window = opened(view="wall")
    window.set_conference(LIVE)
    assert window.wall.size() == QSize(1280, 720)
    assert not window.top.isVisible()
    assert not window._badge.isVisible()
    window.set_simulated(True)
    assert window._badge.isVisible()
    assert "模拟" in window.windowTitle()


def test_zones_fold_by_one_key_and_come_back(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.set_conference(LIVE)
    for key, zone in (
        (Qt.Key.Key_F2, window.finder),
        (Qt.Key.Key_F3, window.cases),
        (Qt.Key.Key_F4, window.conference),
        (Qt.Key.Key_F5, window.top),
    ):
        qtbot.keyClick(window, key)
        assert not zone.isVisible()
        qtbot.keyClick(window, key)
        assert zone.isVisible()


def test_a_folded_strip_does_not_come_back_with_the_next_event(
    opened: Opener, qtbot: QtBot
) -> None:
    window = opened()
    window.set_conference(LIVE)
    window.fold(window.conference)
    window.set_conference({**LIVE, "locked": False})
    assert not window.conference.isVisible()


def test_one_key_opens_the_rooms_microphone_and_never_out_of_sight(
    opened: Opener, qtbot: QtBot
) -> None:
    window = opened()
    wished: list[bool] = []
    window.conference.microphone_wished.connect(wished.append)
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_M, ctrl)
    assert not wished  # nobody is there to hear it
    window.set_conference(LIVE)
    window.fold(window.conference)
    qtbot.keyClick(window, Qt.Key.Key_M, ctrl)
    qtbot.keyClick(window, Qt.Key.Key_M, ctrl)
    assert wished == [True, False]
    assert window.conference.isVisible()


def test_a_layout_is_wished_by_button_and_by_key(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    first, second = window.top.findChildren(LayoutButton)
    assert second.isChecked()
    with qtbot.waitSignal(window.layout_chosen) as chosen:
        first.click()
    assert chosen.args == ["1x1"]
    with qtbot.waitSignal(window.layout_chosen) as chosen:
        qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == ["2x2"]
    with qtbot.assertNotEmitted(window.layout_chosen):
        window.set_layout(ONE)
    assert first.isChecked()


def test_a_scene_is_wished_by_key_by_a_panel_and_where_the_top_line_is_folded(
    opened: Opener, qtbot: QtBot
) -> None:
    window, alt = opened(view="wall"), Qt.KeyboardModifier.AltModifier
    window.top.scenes.set_scenes([("a", "日常"), ("b", "汛期")])
    assert not window.top.isVisible()
    with qtbot.waitSignal(window.top.scenes.chosen) as chosen:
        qtbot.keyClick(window, Qt.Key.Key_2, alt)
    assert chosen.args == ["b"]
    with qtbot.waitSignal(window.top.scenes.chosen) as chosen:
        assert window.perform("scene_1")  # as POST /v1/keys does
    assert chosen.args == ["a"]
    with qtbot.assertNotEmitted(window.top.scenes.chosen):
        qtbot.keyClick(window, Qt.Key.Key_3, alt)
    with qtbot.waitSignal(window.top.scenes.chosen) as chosen:
        qtbot.keyClick(window, Qt.Key.Key_0, alt)
    assert chosen.args == [""]


def test_a_found_camera_goes_into_the_selected_cell(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.wall.select(2)
    with qtbot.waitSignal(window.cell_source_chosen) as chosen:
        window.finder.source_wished.emit("camera:c07")
    assert chosen.args == [2, "camera:c07"]
    with qtbot.waitSignal(window.cell_source_chosen) as chosen:
        qtbot.keyClick(window, Qt.Key.Key_F6)
    assert chosen.args == [2, "map"]


def test_full_screen_of_a_tile_goes_there_and_back(opened: Opener) -> None:
    window = opened()
    window.wall.full_screen_wished.emit(1)
    assert window.wall.enlarged == 1
    window.wall.full_screen_wished.emit(1)
    assert window.wall.enlarged is None


def test_a_wish_to_consult_about_a_case_names_the_case(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    with qtbot.waitSignal(window.consult_wished) as wished:
        window.cases.consult_wished.emit("c-1")
    assert wished.args == ["c-1"]


def test_closing_the_window_closes_every_feed(opened: Opener, make_feed: Callable) -> None:
    window = opened()
    feed = make_feed()
    window.wall.set_feed(0, feed, "")
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(feed.closed))
    window.close()
    assert closed == [True]


def test_what_is_told_is_seen_and_kept(opened: Opener) -> None:
    window = opened()
    window.tell("石塘村 拒绝")
    assert window.top._notice.text() == "石塘村 拒绝"
    assert window.cases.log.model().index(0, 0).data().endswith("石塘村 拒绝")


def test_the_clock_runs_with_seconds(opened: Opener) -> None:
    window = opened()
    assert len(window.top._clock.text()) == 8
    assert window.top._clock.text() != "00:00:00" or datetime.now().astimezone().hour == 0


def test_the_severest_warning_is_shown_and_the_others_are_counted(opened: Opener) -> None:
    window = opened(language="en")
    window.top.set_warnings(
        [
            PublicWarning("a", "blue", "大风", "", None, None),
            PublicWarning("b", "red", "暴雨", "", None, None, exercise=True),
        ]
    )
    assert window.top._banner.accessibleName() == "Exercise: 暴雨 · 1 more"
    window.top.set_warnings([])
    assert not window.top._banner.isVisible()


def test_the_light_palette_opens_the_same_window(opened: Opener) -> None:
    window = opened(colours=LIGHT)
    window.finder.set_cameras([CameraEntry("c01", "村口桥头", "rtsp://x/")])
    ground = window.finder.grab().toImage().pixelColor(2, 400)
    assert ground.name() == LIGHT.surface.lower()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_replay_bar_makes_no_window_wider_and_the_wall_lower(
    opened: Opener, language: str
) -> None:
    window = opened(language=language)
    before = window.wall.height()
    window.show_replay(True)
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= 1280
    assert window.size() == QSize(1280, 720)
    assert before - 110 < window.wall.height() < before
    window.show_replay(False)
    QApplication.processEvents()
    assert window.wall.height() == before


def test_in_a_narrow_window_the_chair_takes_the_place_of_the_camera_list(
    opened: Opener, qtbot: QtBot
) -> None:
    window = opened()
    window.set_conference(LIVE)
    window.chair.toggle()
    QApplication.processEvents()
    assert not window.finder.isVisible()
    assert window.size() == QSize(1280, 720)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert (window.finder.isVisible(), window.chair.isVisible()) == (True, False)
    window.chair.toggle()
    window.set_conference(IDLE)
    assert window.finder.isVisible()
    window.set_conference(LIVE)
    window.resize(1920, 1080)
    window.chair.toggle()
    QApplication.processEvents()
    assert window.finder.isVisible()


def test_on_a_wall_screen_the_simulation_is_told_above_the_bar(
    opened: Opener, qtbot: QtBot
) -> None:
    window = opened(view="wall")
    window.set_simulated(True)
    window.show_replay(True)
    qtbot.waitUntil(lambda: window.wall.rect().contains(window._badge.geometry()))


def test_one_key_opens_the_export_sheet_for_the_selected_camera(
    opened: Opener, qtbot: QtBot
) -> None:
    window = opened()
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert window.export.isVisible()
    qtbot.keyClick(window.export.start, Qt.Key.Key_Escape)
    assert not window.export.isVisible()
    window.wall.action_wished.emit(0, "export")
    assert window.export.isVisible()
