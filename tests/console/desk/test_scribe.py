from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.desk.scribe import Scribe
from layouts.patrol import PatrolRow
from layouts.wall_state import ScreenState, WallState

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROW = PatrolRow(NOON, "river", "李", "c01", NOON, NOON + timedelta(seconds=10), 9.0)


def test_the_newest_state_is_on_the_disk_at_the_end(tmp_path: Path) -> None:
    first = Scribe(tmp_path)
    assert first.remembered == WallState()
    for number in range(500):
        first.keep(WallState({"main": ScreenState(f"layout-{number}")}))
    first.close()
    second = Scribe(tmp_path)
    assert second.remembered.screens["main"].layout == "layout-499"
    assert not second.faults
    second.close()


def test_rows_are_kept_and_a_day_is_read(tmp_path: Path) -> None:
    scribe = Scribe(tmp_path)
    scribe.add([ROW])
    scribe.add([])
    assert scribe.day(NOON.date(), UTC).result(10).patrols == 1
    assert scribe.patrol_page(NOON.date(), UTC, None, 5).result(10).rows == (ROW,)
    assert scribe.patrol_rows(NOON.date(), UTC).result(10) == [ROW]
    scribe.close()


def test_a_state_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "wall.json").write_text("{", "utf-8")
    broken = Scribe(tmp_path)
    assert "wall.json" in broken.faults[0]
    broken.close()
    (tmp_path / "file").write_text("", "utf-8")
    nowhere = Scribe(tmp_path / "file")
    nowhere.keep(WallState(scene="day"))
    nowhere.close()
    assert "cannot be written" in nowhere.faults[0] or "wall.json" in nowhere.faults[0]
