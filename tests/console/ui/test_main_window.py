from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console.cases.case import Case, PublicWarning
from console.site.records import CameraEntry, NodeEntry
from console.ui.layout_button import LayoutButton
from console.ui.main_window import MainWindow
from console.ui.sheet import Sheet
from console.ui.shortcuts import SHORTCUTS, WINDOW
from console.ui.stowed import Stowed
from console.ui.theme import LIGHT, times_for
from layouts.layout import Cell, Layout
from tests.console.ui.reach import clipped, faults_of

FOUR = Layout("2x2", 2, 2, tuple(Cell(x, y) for y in range(2) for x in range(2)))
ONE = Layout("1x1", 1, 1, (Cell(0, 0),))
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LIVE = {
    "state": "live", "recording": True, "locked": True, "program": {"on_air": []},
    "nodes": [{"id": f"n{n:02d}", "name": f"村{n}", "state": "live"} for n in range(1, 28)],
}  # fmt: skip
IDLE = {"state": "idle", "program": {"on_air": []}, "nodes": []}

Opener = Callable[..., MainWindow]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Iterator[Opener]:
    def open_window(size: tuple[int, int] = (1280, 720), **more: object) -> MainWindow:
        window = MainWindow("运河镇综合信息指挥室", **more)  # type: ignore[arg-type]
        qtbot.addWidget(window)
        window.top.set_layouts([ONE, FOUR], "2x2")
        window.set_layout(FOUR)
        window.resize(*size)
        window.show()
        window.activateWindow()  # shortcuts are for the active window
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield open_window
    qapp.setStyleSheet("")


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


def test_the_language_changes_everywhere_without_a_restart(
    opened: Opener, qapp: QApplication
) -> None:
    window = opened(language="zh")
    window.top.set_health((62, 64, 2), (25, 27), "live")
    assert window.cases._tabs.tabText(0) == "案件 0"
    assert window.top._camera_health.accessibleName() == "摄像机 在看 62 · 共 64 · 断线 2"
    window.set_language("en")
    qapp.processEvents()
    assert window.cases._tabs.tabText(0) == "Cases 0"
    assert window.top._camera_health.accessibleName() == "Seen 62 of 64 · 2 lost"
    assert window.finder._tabs.tabText(0) == "Cameras"
    assert window.conference._end.text() == "End"


def test_a_window_that_changed_its_language_says_what_one_that_began_in_it_says(
    opened: Opener, qapp: QApplication
) -> None:
    def said(window: MainWindow) -> Counter[str]:
        """All words but those of the hour."""
        parts = [window, *window.findChildren(QWidget)]
        texts = [words for part in parts for words in words_of(part)]
        return Counter(words for words in texts if not re.search(r"\d:\d\d", words))

    def whole(language: str) -> MainWindow:
        window = opened(language=language)
        for stowed in vars(window.sheets).values():
            if isinstance(stowed, Stowed) and stowed is not window.sheets.order:
                stowed()
        return window

    began = said(whole("zh"))
    window = whole("en")
    window.set_language("zh")
    qapp.processEvents()
    assert said(window) == began


def words_of(part: QWidget) -> list[str]:
    match part:
        case QTabWidget():
            inside = [part.tabText(at) for at in range(part.count())]
        case QComboBox():
            inside = [part.itemText(at) for at in range(part.count())]
        case QLabel() | QAbstractButton() | QLineEdit():
            inside = [part.text()]
        case _:
            inside = []
    return [part.accessibleName(), part.toolTip(), *inside]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160), (7680, 1080)])
def test_every_word_has_room(
    opened: Opener, make_case: Callable[..., Case], language: str, size: tuple[int, int]
) -> None:
    window = opened(size=size, language=language)
    assert (window.width(), window.height()) == size
    window.set_simulated(True)
    window.top.set_health((62, 64, 2), (25, 27), "stale")
    window.top.set_warnings(
        [PublicWarning("w", "orange", "暴雨橙色预警 14:20 起 · 影响 9 村", "", None, None)]
    )
    window.set_conference(LIVE)
    window.cases.set_cases([make_case("a")], NOON)
    window.cases.show_case(make_case("a"))
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    assert clipped(window) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160), (7680, 1080)])
def test_every_word_on_a_wall_screen_has_room(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, language: str, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(
        "console.ui.main_window.times_for", lambda density, _px: times_for(density, size[1])
    )
    window = opened(size=size, language=language, view="wall")
    window.set_simulated(True)
    window.show_replay(True)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    found = {"wall": clipped(window)}
    window.layouts.open_sheet()
    found["layouts"] = clipped(window)
    window.layouts.close_sheet()
    edit(window)
    found["editor"] = clipped(window)
    assert {where: words for where, words in found.items() if words} == {}


def edit(window: MainWindow) -> None:
    window.editor.set_layouts([ONE, FOUR])
    window.editor.set_tours([("河道夜巡", "")])
    window.editor.edit(FOUR, 0, dict, str)
    QApplication.processEvents()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_control_has_a_name_and_is_reached_by_tab(
    opened: Opener, language: str, make_case: Callable[..., Case]
) -> None:
    window = opened(language=language, size=(1920, 1080))
    window.finder.set_cameras([CameraEntry("c01", "村口桥头", "rtsp://x/")])
    window.finder.set_findings({"c01": ("blurred",)})
    window.finder.set_nodes([NodeEntry("n01", "丁家湾村", "village")])
    window.set_conference(LIVE)
    window.show_replay(True)
    window.cases.set_cases([make_case("a")], NOON)
    window.cases.show_case(make_case("a"))
    faults: dict[str, list[str]] = {"window": faults_of(window)}
    for tabs in window.findChildren(QTabBar):
        for tab in range(tabs.count()):
            tabs.setCurrentIndex(tab)
            faults[tabs.tabText(tab)] = faults_of(window)
    for stowed in vars(window.sheets).values():
        if isinstance(stowed, Stowed) and stowed is not window.sheets.order:  # it asks of a case
            stowed()
    for sheet in window.findChildren(Sheet):
        sheet.open_sheet()
        faults[sheet.accessibleName()] = [*faults_of(window)] + ["no name"] * (
            not sheet.accessibleName()
        )
        sheet.close_sheet()
    assert {where: found for where, found in faults.items() if found} == {}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", ["desk", "wall"])
def test_what_lies_over_the_wall_has_names_and_is_reached_by_tab(
    opened: Opener, language: str, view: str, make_feed: Callable
) -> None:
    window = opened(language=language, view=view, size=(1920, 1080))
    window.wall.set_feed(0, make_feed(), "")
    assert window.ptz.begin(0)
    faults = {"hand on a picture": faults_of(window) + clipped(window)}
    window.ptz_sheet.open_sheet()
    faults["presets"] = faults_of(window) + clipped(window)
    window.ptz_sheet.close_sheet()
    window.ptz.end()
    edit(window)
    faults["editor"] = faults_of(window) + clipped(window)
    window.editor.draft.clear()
    window.editor.draft.split(2, 1)
    window.editor.close_editor()
    assert window.editor.discard.isVisible()
    faults["editor asks"] = faults_of(window) + clipped(window)
    assert {where: found for where, found in faults.items() if found} == {}


@pytest.mark.parametrize("view", ["desk", "wall"])
def test_every_action_of_the_window_has_what_it_does(opened: Opener, view: str) -> None:
    window = opened(view=view)
    wanted = {each.id for each in SHORTCUTS if each.where == WINDOW}
    assert set(window._actions()) == wanted


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
