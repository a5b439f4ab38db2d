from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from console.desk.patrol_csv import COLUMNS, patrol_csv
from layouts.patrol import PatrolRow

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def row(camera: str, live_s: float, tour: str = "河道", who: str = "李") -> PatrolRow:
    return PatrolRow(NOON, tour, who, camera, NOON, NOON + timedelta(seconds=15), live_s)


def test_a_day_is_a_table_that_a_spreadsheet_reads_on_the_rooms_clock() -> None:
    rows = [row("c01", 14.96), row("c99", 1.0, tour="=1+1", who="")]
    text = patrol_csv(rows, {"c01": "村口，桥头"}, ZoneInfo("Asia/Shanghai"))
    assert text.startswith("\ufeff开始,")
    assert text.endswith("\r\n")
    head, first, second = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert tuple(head) == COLUMNS
    assert first == [
        "2026-11-23 12:00:00", "2026-11-23 12:00:15", "河道", "2026-11-23 12:00:00", "李",
        "村口，桥头", "c01", "14.9", "是",
    ]  # fmt: skip
    assert second[2] == "'=1+1"
    assert second[4:] == ["", "c99", "c99", "1.0", "否"]
