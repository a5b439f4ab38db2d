from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from console.ui.patrol_table import COLUMNS, COUNTS, PatrolTable
from console.ui.theme import Look
from console.ui.words import speak
from layouts.patrol import PatrolPage, PatrolRow

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ROOT = QModelIndex()


def row(camera: str, live_s: float = 12.0, who: str = "李") -> PatrolRow:
    return PatrolRow(NOON, "河道", who, camera, NOON, NOON + timedelta(seconds=15), live_s)


@pytest.fixture
def table(look: Look) -> PatrolTable:
    table = PatrolTable(look)
    table.begin(PatrolPage((row("c01"), row("c99", 1.0, "")), 7), {"c01": "村口"})
    return table


def texts(table: PatrolTable, at: int) -> list[str]:
    return [str(table.index(at, column).data()) for column in range(len(COLUMNS))]


def test_a_row_says_when_who_what_and_whether_it_counts(table: PatrolTable) -> None:
    when = " – ".join(
        f"{moment.astimezone():%H:%M:%S}" for moment in (NOON, NOON + timedelta(seconds=15))
    )
    assert texts(table, 0) == [when, "河道", "李", "村口", "12.0", "counts"]
    assert texts(table, 1)[2:] == ["—", "c99", "1.0", "too short"]
    tone = table.index(1, COUNTS).data(Qt.ItemDataRole.ForegroundRole)
    assert tone is not None
    assert table.index(0, COUNTS).data(Qt.ItemDataRole.ForegroundRole) is None


def test_more_rows_come_as_it_is_scrolled_and_are_wished_for_once(
    table: PatrolTable, qtbot: QtBot
) -> None:
    assert table.canFetchMore(ROOT)
    with qtbot.waitSignal(table.more_wished) as wished:
        table.fetchMore(ROOT)
    assert wished.args == [7]
    assert not table.canFetchMore(ROOT)
    with qtbot.assertNotEmitted(table.more_wished):
        table.fetchMore(ROOT)
    table.go_on(PatrolPage((row("c02"),)))
    assert table.rowCount() == 3
    assert not table.canFetchMore(ROOT)  # that was the last page


def test_what_comes_late_of_another_day_is_left(table: PatrolTable) -> None:
    table.fetchMore(ROOT)
    table.begin(PatrolPage((row("c05"),)), {})
    table.go_on(PatrolPage((row("c02"),)))
    assert [texts(table, at)[3] for at in range(table.rowCount())] == ["c05"]


def test_it_is_a_table_as_qt_wants_one(table: PatrolTable, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(table)
    table.go_on(PatrolPage((row("c02"),)))
    table.begin(PatrolPage(()), {})


def test_its_head_is_in_the_language_spoken(table: PatrolTable, qapp: QApplication) -> None:
    speak(qapp, "zh")
    head = [table.headerData(n, Qt.Orientation.Horizontal) for n in range(len(COLUMNS))]
    assert head == ["起止时间", "轮巡", "值班员", "摄像机", "实时秒数", "是否计入"]
    assert texts(table, 1)[COUNTS] == "时长不足"
