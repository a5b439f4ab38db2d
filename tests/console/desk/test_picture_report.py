from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.picture_report import PictureReport, camera_lines
from console.feeds import Feeds
from console.ui.main_window import MainWindow
from media.source import Source
from tests.console.desk.test_diagnosis import Room, room

__all__ = ["room"]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    window = MainWindow("镇", "en")
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    return window


def test_the_window_shows_what_is_found_and_the_sheet_acts(
    room: Room,
    window: MainWindow,
) -> None:
    feeds = Feeds(lambda _source: None, lambda *_given: None)
    report = PictureReport(room.desk, window, feeds)
    room.finds("c01", "blurred")
    assert feeds.figures(Source.parse("camera:c01")).findings == ("blurred",)
    assert feeds.figures(Source.parse("node:c01")).findings == ()
    room.finds("c02", "lost")
    first, second = camera_lines(room.desk)
    assert first == f"{room.desk.names['c01']}：画面模糊"
    assert second.endswith("：无画面")
    assert window.finder.cameras._bad.text() == "Bad pictures 2"
    assert window.top._camera_health._text.endswith(" · 1 bad")  # a lost one is counted as lost
    sheet = window.sheets.findings()
    assert not sheet._rows
    sheet.toggle()
    assert {row.camera for row in sheet._rows} == {"c01", "c02"}
    for number in range(2):
        sheet._table.setCurrentItem(sheet._table.topLevelItem(number))
        if sheet.chosen() == "c01":
            sheet._accept.click()
        assert sheet._history.count() == 1
    assert room.worker.told == [{"do": "accept", "camera": "c01"}]
    room.finds("c01")
    assert [row.now for row in sheet._rows] == [True, False]
    sheet._report.click()
    reports = list((room.site.folder / "state" / "reports").iterdir())
    assert len(reports) == 1
    assert Path(reports[0]).suffix == ".csv"
    assert "Report: " in window.top._notice.text()
    sheet.close_sheet()
    report.show()
