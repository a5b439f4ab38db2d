from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.site.unfinished_file import (
    SECONDS,
    Unfinished,
    forget_unfinished,
    read_unfinished,
    write_unfinished,
)

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
HELD = {"state": "live", "id": "k1", "nodes": [{"id": "n01", "name": "桥头村"}]}


def test_what_is_held_is_read_again_for_ten_minutes(tmp_path: Path) -> None:
    assert read_unfinished(tmp_path, NOON) is None
    write_unfinished(tmp_path, Unfinished(HELD, NOON))
    for later_s, there in ((0, True), (SECONDS, True), (SECONDS + 1, False), (-1, False)):
        found = read_unfinished(tmp_path, NOON + timedelta(seconds=later_s))
        assert (found == Unfinished(HELD, NOON)) == there
    forget_unfinished(tmp_path)
    forget_unfinished(tmp_path)
    assert read_unfinished(tmp_path, NOON) is None


def test_what_is_over_is_nothing_to_go_on_with(tmp_path: Path) -> None:
    write_unfinished(tmp_path, Unfinished({**HELD, "state": "idle"}, NOON))
    assert read_unfinished(tmp_path, NOON) is None
