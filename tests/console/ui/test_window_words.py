from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTabWidget,
    QWidget,
)

from console.cases.case import Case, PublicWarning
from console.site.people import Person
from console.site.records import CameraEntry, NodeEntry
from console.ui.main_window import MainWindow
from console.ui.person_button import PersonButton
from console.ui.scene_choice import SceneChoice
from console.ui.sheet import Sheet
from console.ui.stowed import Stowed
from console.ui.theme import times_for
from console.ui.tour_line import TourLine
from layouts.tour import Tour
from tests.console.ui.reach import clipped, faults_of
from tests.console.ui.window_stage import FOUR, LIVE, NOON, ONE, Opener, fill_line

TOUR = {
    "title": "河道夜巡", "state": "running", "stop": 2, "stops": 6, "next_in_s": 12.0,
}  # fmt: skip


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
    fill_line(window.top)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    assert clipped(window.top) == []


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
    window.top.scenes.set_scenes([("a", "日常"), ("b", "汛期")])
    window.top.tour.set_tour(TOUR)
    window.top.person.set_people((Person("chief", "沈值清", "duty_chief"),), "chief")
    window.layouts.set_tours([Tour("河道夜巡", ("c01",))])
    window.cases.set_cases([make_case("a")], NOON)
    window.cases.show_case(make_case("a"))
    faults: dict[str, list[str]] = {"window": faults_of(window)}
    fill_line(window.top)
    for width in (1920, 1280):  # the scenes as buttons, and in a list
        window.resize(width, 1080)
        QApplication.processEvents()
        for kind in (SceneChoice, TourLine, PersonButton):
            assert window.findChild(kind).isVisible()
        faults[f"top line at {width}"] = faults_of(window)
        faults[f"menus at {width}"] = nameless(window)
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


def nameless(window: MainWindow) -> list[str]:
    """Entries without words in menus that would be opened."""
    found = []
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
        entries = [each for each in menu.actions() if not each.isSeparator()]
        about = f"menu of a {type(menu.parentWidget()).__name__}"
        found += [f"{about}: an entry says nothing" for each in entries if not each.text().strip()]
    return found


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
