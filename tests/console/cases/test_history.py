from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from console.cases.case import Case, CaseChanged, CaseGone, CaseId, Place, Snapshot, Step
from console.cases.history import History

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[3]
SOON_S = 60.0
ALWAYS = (NOON - timedelta(days=9999), NOON + timedelta(days=9999))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = History(tmp_path)
    yield made
    made.close()


def changed(case: Case) -> CaseChanged:
    return CaseChanged(case)


def test_a_closed_case_is_known_after_the_platform_dropped_it(
    history: History, case_of: Callable[..., Case]
) -> None:
    shut = case_of(rev=3, status="closed", updated_at=NOON)
    history.take([changed(case_of(rev=1)), changed(shut), CaseGone(shut.id, 4)], NOON)
    assert history.settled(SOON_S)
    [record] = history.records(*ALWAYS)
    assert (record.closed_at, record.gone_at, record.rev) == (NOON, None, 3)


def test_repeats_and_disorder_do_no_harm(history: History, case_of: Callable[..., Case]) -> None:
    new = case_of(rev=7, status="returned", updated_at=NOON)
    history.take([changed(new), changed(case_of(rev=2, status="accepted")), changed(new)], NOON)
    assert history.settled(SOON_S)
    history.take([changed(new), CaseGone(new.id, 5)], NOON)
    assert history.settled(SOON_S)
    [record] = history.records(*ALWAYS)
    assert (record.rev, record.status, record.gone_at) == (7, "returned", None)
    assert record.count("return") == 1


def test_states_between_two_writings_are_all_counted(
    history: History, case_of: Callable[..., Case]
) -> None:
    states = ["accepted", "dispatched", "returned", "dispatched", "returned"]
    history.take(
        [
            changed(case_of(rev=n, status=status, updated_at=NOON + timedelta(minutes=n)))
            for n, status in enumerate(states)
        ]
    )
    assert history.settled(SOON_S)
    assert history.records(*ALWAYS)[0].count("return") == 2


def test_what_a_snapshot_lacks_is_gone_but_not_what_could_not_be_read(
    history: History, case_of: Callable[..., Case]
) -> None:
    ids = [CaseId(f"c-{n}") for n in range(3)]
    history.take([changed(case_of(id=id_)) for id_ in ids], NOON)
    later = NOON + timedelta(hours=1)
    history.take([Snapshot((case_of(id=ids[0], rev=2),), "k1", frozenset({ids[1]}))], later)
    assert history.settled(SOON_S)
    assert [record.gone_at for record in history.records(*ALWAYS)] == [None, None, later]
    history.take([changed(case_of(id=ids[2], rev=5))], later)
    assert history.settled(SOON_S)
    assert [record.gone_at for record in history.records(*ALWAYS)] == [None, None, None]


def test_a_burst_is_coalesced_and_no_case_is_lost(
    history: History, case_of: Callable[..., Case]
) -> None:
    for rev in range(20):
        history.take([changed(case_of(id=CaseId(f"c-{n}"), rev=rev)) for n in range(300)], NOON)
    assert history.settled(SOON_S)
    found = history.records(*ALWAYS)
    assert len(found) == 300
    assert {record.rev for record in found} == {19}
    assert history.refused == 0
    assert history.written < 20 * 300


def test_a_day_tells_what_was_done_where_in_order(
    history: History, case_of: Callable[..., Case]
) -> None:
    steps = (Step(NOON, "", "", "report", ""), Step(NOON + timedelta(hours=3), "", "", "close", ""))
    history.take(
        [
            changed(case_of(timeline=steps, place=Place(120.1, 30.4))),
            changed(case_of(id=CaseId("c-2"), timeline=steps)),  # without a place
        ]
    )
    assert history.settled(SOON_S)
    day = NOON.date()
    told = history.day(day, timezone(timedelta(hours=8)))
    assert [(one.at, one.case_id, one.what) for one in told] == [
        (NOON, "c-1", "report"), (NOON + timedelta(hours=3), "c-1", "close"),
    ]  # fmt: skip
    assert (told[0].longitude, told[0].platform, told[0].level) == (120.1, "governance", "yellow")
    assert history.day(day + timedelta(days=1), UTC) == []


def test_old_cases_go_after_the_years_that_are_kept(
    tmp_path: Path, case_of: Callable[..., Case]
) -> None:
    first = History(tmp_path, keep_years=100)
    old = datetime.now(UTC) - timedelta(days=3 * 366)
    first.take(
        [
            changed(case_of(id=CaseId("old"), status="closed", updated_at=old)),
            changed(case_of(id=CaseId("open"), reported_at=old, updated_at=old)),
        ]
    )
    first.close()
    second = History(tmp_path, keep_years=2)
    assert second.settled(SOON_S)
    assert [one.id for one in second.records(old, datetime.now(UTC))] == ["open"]
    second.close()


def test_a_disk_that_refuses_loses_nothing_once_it_is_back(
    tmp_path: Path, case_of: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.cases.history.AGAIN_S", 0.01)
    (tmp_path / "cases.db").mkdir()
    history = History(tmp_path)
    history.take([changed(case_of())], NOON)
    assert not history.settled(0.3)
    assert history.fault
    (tmp_path / "cases.db").rmdir()
    assert history.settled(SOON_S)
    assert len(history.records(*ALWAYS)) == 1
    history.close()
    assert history.fault == ""


KILLED = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from console.cases.case import Case, CaseChanged, CaseId
from console.cases.history import History

history = History(Path(sys.argv[1]))
at, n = datetime.now(UTC), 0
while True:
    for n in range(n, n + 50):
        history.take([CaseChanged(Case(CaseId(f"c-{n}"), 1, "", "t", "", "market", "", "", "", "",
                                       "handling", None, None, reported_at=at))])
    history.settled(5)
    print(n, flush=True)
"""


def test_what_was_settled_survives_a_kill(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    settled = [int(writer.stdout.readline()) for _ in range(3)]
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read()
    writer.wait()
    writer.stdout.close()
    last = int(rest.split()[-1]) if rest.split() else settled[-1]
    history = History(tmp_path)
    assert history.settled(SOON_S)
    kept = {record.id for record in history.records(*ALWAYS)}
    assert {f"c-{n}" for n in range(last + 1)} <= kept
    history.close()


def test_another_version_is_left_alone_and_said(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "cases.db") as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    history = History(tmp_path)
    assert history.settled(SOON_S)
    history.close()
    assert "version 99" in history.fault


def test_a_damaged_file_is_set_aside(tmp_path: Path, case_of: Callable[..., Case]) -> None:
    (tmp_path / "cases.db").write_bytes(b"no database at all " * 100)
    history = History(tmp_path)
    history.take([changed(case_of())], NOON)
    assert history.settled(SOON_S)
    assert len(history.records(*ALWAYS)) == 1
    assert (tmp_path / "broken-cases.db").exists()
    history.close()


def test_who_waits_for_what_is_written_waits_for_no_rest(
    history: History, case_of: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.cases.history.BATCH_S", 3600.0)
    monkeypatch.setattr("console.cases.history.REST", 1e6)
    monkeypatch.setattr("console.cases.history.BATCH", 1)
    assert history.settled(SOON_S)
    history.take([changed(case_of(id=CaseId(f"c-{n}"))) for n in range(5)], NOON)
    assert history.settled(SOON_S)
    assert len(history.records(*ALWAYS)) == 5
