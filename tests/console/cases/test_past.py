from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from console.cases.history_base import HistoryBase
from console.cases.past import take_past

ALWAYS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC))


@pytest.fixture
def base(tmp_path: Path) -> HistoryBase:
    made = HistoryBase(tmp_path / "state" / "cases.db")
    made.open()
    return made


def written(site: Path, *lines: str) -> Path:
    path = site / "past" / "cases.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_earlier_cases_are_read_once_and_again_when_the_file_is_another(
    tmp_path: Path, base: HistoryBase, message_of: Callable[..., dict[str, Any]]
) -> None:
    lines = [json.dumps(message_of(id=f"p-{n}")) for n in range(120)]
    written(tmp_path, *lines)
    assert take_past(base, tmp_path) == 120
    assert take_past(base, tmp_path) == 0
    written(tmp_path, *lines, json.dumps(message_of(id="late")))
    assert take_past(base, tmp_path) == 121
    assert len(base.records(*ALWAYS)) == 121


def test_a_line_that_is_no_case_costs_itself_only(
    tmp_path: Path,
    base: HistoryBase,
    message_of: Callable[..., dict[str, Any]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    written(tmp_path, "{", "", "[]", '{"id":"x"}', json.dumps(message_of()))
    with caplog.at_level(logging.WARNING):
        assert take_past(base, tmp_path) == 1
    assert "3 lines are no cases" in caplog.text


def test_what_is_older_than_what_was_heard_does_not_overwrite_it(
    tmp_path: Path, base: HistoryBase, message_of: Callable[..., dict[str, Any]]
) -> None:
    now = datetime.now(UTC)
    for rev, status in ((9, "closed"), (3, "handling")):
        stamp = (now - timedelta(days=9 - rev)).isoformat()
        written(tmp_path, json.dumps(message_of(rev=rev, status=status, updated_at=stamp)))
        take_past(base, tmp_path)
    [record] = base.records(*ALWAYS)
    assert (record.rev, record.status) == (9, "closed")


def test_a_room_without_a_past_has_none(tmp_path: Path, base: HistoryBase) -> None:
    assert take_past(base, tmp_path) == 0
