"""The sheet of the patrol log."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.patrol_sheet import PatrolSheet
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.words import speak
from layouts.patrol import PatrolPage, PatrolRow, report_of
from tests.console.ui.reach import clipped, faults_of

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
ROWS = tuple(
    PatrolRow(
        NOON, "河道夜巡", "李", f"c{n:02}", NOON + timedelta(seconds=15 * n),
        NOON + timedelta(seconds=15 * n + 15), 14.0 if n % 3 else 1.0,
    )
    for n in range(40)
)  # fmt: skip


@pytest.fixture
def sheet(look: Look, qtbot: QtBot) -> PatrolSheet:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 720)
    over.show()
    return PatrolSheet(look, over, lambda: MONDAY)


def fill(sheet: PatrolSheet) -> None:
    sheet.show_day(report_of(MONDAY, ROWS), PatrolPage(ROWS), {"c01": "村口"})


def test_it_opens_with_today_and_goes_from_day_to_day(sheet: PatrolSheet, qtbot: QtBot) -> None:
    days: list[date] = []
    sheet.wished.connect(days.append)
    sheet.open_sheet()
    sheet.back.click()
    sheet.back.click()
    sheet.on.click()
    sheet.again.click()
    sheet.day_field.setDate(QDate(2026, 10, 1))
    sheet.close_sheet()
    sheet.open_sheet()
    assert [f"{day:%m-%d}" for day in days] == [
        "11-23", "11-22", "11-21", "11-22", "11-22", "10-01", "11-23",
    ]  # fmt: skip


def test_a_day_is_summed_and_its_rows_are_there(sheet: PatrolSheet) -> None:
    sheet.open_sheet()
    fill(sheet)
    words = "Tours 1 · video patrols 26 · cameras seen 26 of 40 · On duty: 李"
    assert sheet._sums.text() == words
    assert sheet.rows.rowCount() == len(ROWS)
    assert not sheet._none.isVisible()
    sheet.show_day(report_of(MONDAY, ()), PatrolPage(()), {})
    assert sheet._none.isVisible()
    assert not sheet.export.isEnabled()


def test_the_day_that_is_shown_becomes_a_file(sheet: PatrolSheet, qtbot: QtBot) -> None:
    sheet.open_sheet()
    sheet.set_day(MONDAY - timedelta(days=3))
    fill(sheet)
    with qtbot.waitSignal(sheet.export_wished) as wished:
        sheet.export.click()
    assert wished.args == [MONDAY - timedelta(days=3)]
    sheet.tell("x")
    sheet.back.click()
    assert not sheet.told.isVisible()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("density", "size"), [("desk", (1280, 720)), ("wall", (1920, 1080))])
def test_it_fits_and_is_reached_by_the_keyboard(
    qtbot: QtBot, qapp: QApplication, density: Any, size: tuple[int, int], language: Any
) -> None:
    look = Look(density=density)
    qapp.setStyleSheet(style_sheet(look))
    speak(qapp, language)
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(*size)
    over.show()
    sheet = PatrolSheet(look, over, lambda: MONDAY)
    sheet.open_sheet()
    fill(sheet)
    qapp.processEvents()
    assert clipped(sheet) == []
    assert faults_of(sheet) == []
    assert over.rect().contains(sheet.geometry())
