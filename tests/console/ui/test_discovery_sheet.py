from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui.discovery_form import Written
from console.ui.discovery_list import FoundDevice
from console.ui.discovery_sheet import DiscoverySheet
from console.ui.main_window import MainWindow


@pytest.fixture
def sheet(qtbot: QtBot) -> DiscoverySheet:
    window = MainWindow("丁家湾", "en")
    qtbot.addWidget(window)
    window.setGeometry(0, 0, 1280, 720)
    window.show()
    window.sheets.discovery().open_sheet()
    return window.sheets.discovery()


def test_new_devices_come_first_and_the_chosen_one_is_told_by_its_place(
    sheet: DiscoverySheet, qtbot: QtBot
) -> None:
    chosen: list[int] = []
    sheet.found.chosen.connect(chosen.append)
    sheet.found.set_found(
        [FoundDevice("http://a/", "一", "M", True), FoundDevice("http://b/", "二", "M", False)]
    )
    assert sheet.found.table.topLevelItem(0).text(0) == "http://b/"
    assert sheet.found.told == "2 devices answered, 1 of them in no list"
    qtbot.mouseClick(sheet.found.next, Qt.MouseButton.LeftButton)
    assert chosen == [1]


def test_how_far_the_search_is_is_told(sheet: DiscoverySheet) -> None:
    sheet.found.set_searching(True)
    sheet.found.set_progress(3, 254)
    assert sheet.found.told == "3 of 254 addresses asked"
    assert (sheet.found.bar.value(), sheet.found.bar.maximum()) == (3, 254)
    sheet.found.set_searching(False)
    sheet.found.set_found([])
    assert "ONVIF" in sheet.found.told
    assert not sheet.found.next.isEnabled()


def test_other_streams_can_be_chosen_than_the_usual_two(sheet: DiscoverySheet) -> None:
    sheet.show_form("http://a/", "一", "北")
    streams = [("main", "rtsp://a/1"), ("sub", "rtsp://a/2"), ("third", "rtsp://a/3")]
    sheet.form.set_streams(streams, "rtsp://a/1", "rtsp://a/2")
    sheet.form.sub.setCurrentIndex(3)
    written = Written("http://a/", "", "", "rtsp://a/1", "rtsp://a/3", "一", "北")
    assert sheet.form.written() == written
    sheet.form.sub.setCurrentIndex(0)
    assert sheet.form.written().sub == ""


def test_all_rows_of_the_form_have_their_height(sheet: DiscoverySheet) -> None:
    sheet.show_form("http://a/", "一", "北")
    QApplication.processEvents()
    assert sheet.sizeHint().height() <= sheet.height()


def test_a_place_is_typed_in_its_datum_or_not_at_all(sheet: DiscoverySheet) -> None:
    form, added = sheet.form, []
    form.add_wished.connect(added.append)
    sheet.show_form("http://a/", "一", "北")
    form.set_streams([], "rtsp://a/1", "")
    form.add.click()
    form.place.coordinates.setText("120.1927 30.4721")
    form.add.click()
    assert [written.place for written in added] == [None, (120.1927, 30.4721)]
    sheet.show_form("http://b/")
    assert form.written().place is None


@pytest.mark.parametrize("typed", ["30.4721, 120.1927", "120.1927", "Main street", "200, 10"])
def test_a_place_that_is_none_is_told_and_nothing_is_added(
    sheet: DiscoverySheet, typed: str
) -> None:
    form, added = sheet.form, []
    form.add_wished.connect(added.append)
    sheet.show_form("http://a/", "一", "北")
    form.set_streams([], "rtsp://a/1", "")
    form.place.coordinates.setText(typed)
    form.add.click()
    assert added == []
    assert form.told.text().startswith("The place is longitude, then latitude")
    assert form.place.coordinates.hasFocus()


def test_a_password_is_in_no_words_about_the_form(sheet: DiscoverySheet) -> None:
    sheet.form.password.setText("geheim")
    assert "geheim" not in repr(sheet.form.written())
    assert sheet.form.password.displayText() != "geheim"
