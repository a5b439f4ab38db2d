from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.cases.case import Case, CaseId, Step
from console.cases.history_base import MOST_ACTS, Heard, HistoryBase

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture
def base(tmp_path: Path) -> HistoryBase:
    made = HistoryBase(tmp_path / "state" / "cases.db")
    made.open()
    return made


def test_it_is_for_its_owner_only(base: HistoryBase) -> None:
    assert stat.S_IMODE(base.path.stat().st_mode) == 0o600


def test_a_span_finds_what_was_open_in_it(base: HistoryBase, case_of: Callable[..., Case]) -> None:
    hour = timedelta(hours=1)
    steps = (Step(NOON, "", "", "close", ""),)
    shut = case_of(status="closed", reported_at=NOON - 9 * hour, updated_at=NOON, timeline=steps)
    base.write([Heard(shut), Heard(case_of(id=CaseId("open"), reported_at=NOON - hour))], {})
    assert [one.id for one in base.records(NOON - 2 * hour, NOON)] == ["c-1", "open"]
    assert [one.id for one in base.records(NOON + hour, NOON + 2 * hour)] == ["open"]
    assert base.records(NOON - 99 * hour, NOON - 9 * hour) == []
    assert base.known_since() == NOON - 9 * hour


def test_a_timeline_that_was_cut_short_keeps_what_was_heard_before(
    base: HistoryBase, case_of: Callable[..., Case]
) -> None:
    first = tuple(Step(NOON + timedelta(minutes=n), "", "", "return", "") for n in range(3))
    base.write([Heard(case_of(rev=1, timeline=first))], {})
    base.write([Heard(case_of(rev=2, timeline=first[2:]))], {})
    record = base.case("c-1")
    assert record is not None
    assert record.count("return") == 3


def test_a_timeline_has_no_end_but_the_record_has(
    base: HistoryBase, case_of: Callable[..., Case]
) -> None:
    many = tuple(
        Step(NOON + timedelta(minutes=n), "", "", "urge", "") for n in range(MOST_ACTS + 9)
    )
    base.write([Heard(case_of(timeline=many))], {})
    record = base.case("c-1")
    assert record is not None
    assert len(record.acts) == MOST_ACTS


def test_a_platform_that_counts_anew_is_followed(
    base: HistoryBase, case_of: Callable[..., Case]
) -> None:
    steps = (Step(NOON, "", "", "accept", ""),)
    base.write([Heard(case_of(rev=90, timeline=steps))], {})
    base.write([Heard(case_of(rev=2, status="arrived", updated_at=NOON))], {})
    assert (record := base.case("c-1")) is not None and record.rev == 90  # noqa: PT018
    later = NOON + timedelta(hours=1)
    base.write([Heard(case_of(rev=3, status="arrived", updated_at=later))], {})
    assert (record := base.case("c-1")) is not None and record.rev == 3  # noqa: PT018


def test_all_of_a_writing_or_nothing(
    base: HistoryBase, case_of: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("console.cases.history_base._write_gone", refuse)
    with pytest.raises(sqlite3.OperationalError):
        base.write([Heard(case_of())], {"c-1": (NOON, 1)})
    assert base.case("c-1") is None


def test_notes_are_kept(base: HistoryBase) -> None:
    assert base.noted("past") == ""
    base.note("past", "a")
    base.note("past", "b")
    assert base.noted("past") == "b"
