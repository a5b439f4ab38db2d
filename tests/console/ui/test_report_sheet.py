"""Statistics and reports over the window: period, numbers, tables, cases, the meeting's points."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.figures.period import KINDS, Period
from console.ui.report_sheet import AGENDA, CASES, FIGURES, OVERVIEW, ReportSheet
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.words import speak
from tests.console.ui.report_room import the_report

TODAY = date(2026, 11, 26)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    return window


@pytest.fixture
def sheet(qapp: QApplication, look: Look, window: QWidget) -> ReportSheet:
    speak(qapp, "en")
    made = ReportSheet(look, window, TODAY)
    made.set_meetings([("joint", "月度联席会议"), ("weekly", "周例会")])
    made.open_sheet()
    return made


def heard(signal: Any) -> list[Any]:
    told: list[Any] = []
    signal.connect(lambda *what: told.append(what[0] if len(what) == 1 else what))
    return told


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("tab", [OVERVIEW, FIGURES, AGENDA, CASES])
def test_it_fits_the_window_in_both_languages(
    qapp: QApplication, look: Look, window: QWidget, sheet: ReportSheet, size: tuple[int, int],
    language: Any, tab: int,
) -> None:  # fmt: skip
    qapp.setStyleSheet(style_sheet(look))
    window.resize(*size)
    speak(qapp, language)
    sheet.set_report(the_report())
    sheet._tabs.setCurrentIndex(tab)
    qapp.processEvents()
    assert window.rect().contains(sheet.geometry())
    for button in sheet.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
    speak(qapp, "en")
    qapp.setStyleSheet("")


def test_the_great_numbers_are_those_of_the_period(sheet: ReportSheet) -> None:
    report = the_report()
    sheet.set_report(report)
    shown = {one._key: one._value.text() for one in sheet._overview._numbers}
    counts = report.whole.figures.counts
    assert shown["received"] == str(counts.received) == "30"
    assert shown["overdue"] == str(counts.overdue)
    assert shown["in_time_share"] == f"{counts.in_time_share:.0%}"
    assert len(sheet._overview._charts) == 5


def test_a_row_leads_to_its_cases_and_a_case_to_its_card(sheet: ReportSheet) -> None:
    sheet.set_report(the_report())
    chosen = heard(sheet.case_chosen)
    sheet._which.setCurrentIndex(sheet._which.findText("By unit"))
    table = sheet._table
    table.activated.emit(table.rows.index(0, 0))
    assert sheet._pages.currentIndex() == CASES
    assert sheet._of_cases.text() == "单位0: 4 cases"
    sheet._cases.activated.emit(sheet._cases.rows.index(1, 0))
    assert chosen == [sheet._cases.rows.ids(1)[0]]
    assert not sheet.isVisible()


def test_a_table_is_sorted_by_a_column_and_the_sum_stays_below(sheet: ReportSheet) -> None:
    sheet.set_report(the_report())
    sheet._which.setCurrentIndex(sheet._which.findText("By platform"))
    rows = sheet._table.rows
    rows.sort(1, Qt.SortOrder.DescendingOrder)
    shown = [rows.index(row, 1).data() for row in range(rows.rowCount())]
    assert [int(text) for text in shown[:-1]] == sorted(map(int, shown[:-1]), reverse=True)
    assert (rows.index(4, 0).data(), shown[-1]) == ("Total", "30")
    rows.sort(0, Qt.SortOrder.AscendingOrder)
    assert rows.index(4, 0).data() == "Total"


def test_a_period_is_chosen_by_kind_by_steps_and_by_two_days(sheet: ReportSheet) -> None:
    told = heard(sheet.period_chosen)
    chooser = sheet._chooser
    assert sheet.period() == Period.parse("2026-11")
    chooser._back.click()
    chooser._kind.setCurrentIndex(KINDS.index("week"))
    chooser._on.click()
    chooser._kind.setCurrentIndex(KINDS.index("span"))
    chooser._first.setDate(QDate(2026, 10, 1))
    assert [period.code for period in told] == [
        "2026-10", "2026-W44", "2026-W45", "2026-11-02..2026-11-08", "2026-10-01..2026-11-08",
    ]  # fmt: skip
    chooser._first.setDate(QDate(2026, 12, 1))  # after the last day: no period
    assert len(told) == 5


def test_while_it_counts_there_is_progress_and_a_way_out(sheet: ReportSheet) -> None:
    cancelled, exported = heard(sheet.cancel_wished), heard(sheet.export_wished)
    sheet.set_busy("Counting")
    sheet.set_progress(0.4)
    assert sheet._progress.isVisible()
    assert sheet._progress.value() == 40
    assert not sheet._xlsx.isEnabled()
    sheet._cancel.click()
    assert len(cancelled) == 1
    sheet.set_report(the_report())
    assert not sheet._progress.isVisible()
    sheet._xlsx.click()
    sheet._pdf.click()
    assert exported == ["xlsx", "pdf"]


def test_ticked_points_go_to_the_chosen_meeting(sheet: ReportSheet) -> None:
    told = heard(sheet.agenda_wished)
    sheet.set_report(the_report())
    agenda = sheet._agenda
    agenda._list.item(0).setCheckState(Qt.CheckState.Unchecked)
    agenda._meeting.setCurrentIndex(1)
    agenda._take.click()
    [(meeting, points)] = told
    assert meeting == "weekly"
    assert points == [point.text for point in agenda._points[1:]]


def test_a_trouble_is_said_and_without_a_report_nothing_is_written(sheet: ReportSheet) -> None:
    sheet.set_report(None, "disk I/O error")
    assert "disk I/O error" in sheet._state.text()
    assert not sheet._pdf.isEnabled()


def test_it_wishes_to_be_filled_whenever_it_opens(sheet: ReportSheet) -> None:
    opened = heard(sheet.opened)
    sheet.close_sheet()
    assert len(opened) == 0
    sheet.toggle()
    assert len(opened) == 1
    sheet.toggle()
    assert len(opened) == 1
