from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.language import LanguageDesk, first_language
from console.desk.wall import WallDesk
from console.site.people import Person
from console.ui.main_window import MainWindow
from console.ui.wall_window import WallWindow
from console.ui.words import spoken
from layouts.screens import Screen
from media.source import Source
from tests.console.desk.disks import HungDisk, quick_disk
from tests.console.desk.walls import CATALOGUE, PRESETS, one_wall, wall_of


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    window = MainWindow("x", "zh")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    qapp.setStyleSheet("")


def site(folder: Path, language: str = "zh") -> Any:
    return SimpleNamespace(folder=folder, language=language)


def test_the_key_changes_the_language_there_and_back_on_every_screen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    LanguageDesk(window, tmp_path, quick_disk(), one_wall(wall_of(window.wall)), window)
    screen = WallWindow(window.look, window.keys, Screen("S", 0, 0, 320, 180), "x", {})
    screen.action_wished.connect(window.perform)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.wall, Qt.Key.Key_L, held)
    QApplication.processEvents()
    assert (spoken(), window.cases._tabs.tabText(0)) == ("en", "Cases 0")
    assert screen._badge.accessibleName() == "SIMULATED"
    qtbot.keyClick(screen, Qt.Key.Key_L, held)
    QApplication.processEvents()
    assert (spoken(), window.cases._tabs.tabText(0)) == ("zh", "案件 0")
    assert screen._badge.accessibleName() == "模拟"
    screen.close_for_good()


def test_the_sheet_of_keys_and_the_menu_of_who_sits_here_offer_the_other_language(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    LanguageDesk(window, tmp_path, quick_disk(), one_wall(wall_of(window.wall)), window)
    sheet = window.sheets.help()
    sheet.open_sheet()
    assert sheet._language.text() == "English"
    qtbot.mouseClick(sheet._language, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert (spoken(), sheet._language.text()) == ("en", "中文")
    person = window.top.person
    person.set_people((Person("p1", "张建国", "duty_chief"),), "p1")
    person._list.aboutToShow.emit()
    person._list.actions()[-1].trigger()
    assert spoken() == "zh"


def test_tiles_are_named_in_the_language_spoken_now(
    window: MainWindow, quiet_feed: Callable[[Source], Any], tmp_path: Path
) -> None:
    desk = WallDesk(window.wall, PRESETS, CATALOGUE, quiet_feed, lambda _: spoken(), window)
    desk.set_layout("2x2")
    desk.put(3, "")
    LanguageDesk(window, tmp_path, quick_disk(), one_wall(desk), window)
    window.perform("language")
    assert [told.title for told in window.wall.reports()] == ["en", "en", "en", ""]


def test_what_was_chosen_is_there_at_the_next_start(window: MainWindow, tmp_path: Path) -> None:
    assert first_language(site(tmp_path), None) == "zh"
    LanguageDesk(window, tmp_path, quick_disk(), one_wall(wall_of(window.wall)), window)
    window.perform("language")
    assert first_language(site(tmp_path), None) == "en"
    assert first_language(site(tmp_path), "zh") == "zh"
    window.perform("language")
    assert first_language(site(tmp_path, "en"), None) == "zh"


def test_a_language_that_cannot_be_kept_is_spoken_all_the_same_and_it_is_told(
    window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("in the way", "utf-8")
    hung = HungDisk()
    LanguageDesk(window, tmp_path, hung.disk, one_wall(wall_of(window.wall)), window)
    window.perform("language")
    assert (spoken(), hung.told) == ("en", [])  # the disk is not waited for
    hung.go_on()
    assert hung.told[0].startswith("state/language cannot be written: ")
