"""The case book: order, repeats, snapshots and limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases import book as book_module
from console.cases.book import CaseBook, Changes
from console.cases.case import (
    About,
    Case,
    CaseChanged,
    CaseEvent,
    CaseGone,
    CaseId,
    Clock,
    LinkState,
    PublicWarning,
    Snapshot,
    Unreadable,
    WarningChanged,
    WarningGone,
    WarningSnapshot,
    Worker,
    WorkerMoved,
    WorkerSnapshot,
)

Make = Callable[..., Case]

IDS = ["a", "b", "c"]
# one message: which case, which revision, whether it is still there, whether it is open
messages = st.lists(
    st.tuples(st.sampled_from(IDS), st.integers(0, 5), st.booleans()), min_size=1, max_size=12
)


def event_of(make: Make, message: tuple[str, int, bool]) -> CaseEvent:
    case_id, rev, there = message
    if not there:
        return CaseGone(CaseId(case_id), rev)
    # what a revision says is always the same
    status = "closed" if rev == 4 else "handling"
    return CaseChanged(make(id=case_id, rev=rev, title=f"{case_id}{rev}", status=status))


def told(*events: CaseEvent) -> CaseBook:
    book = CaseBook()
    book.apply(events)
    return book


def state(book: CaseBook) -> dict[str, Case]:
    return {case.id: case for case in book.cases()}


@given(st.data(), messages)
def test_events_in_any_order_and_number_give_the_same_book(
    case_of: Make, data: st.DataObject, told_messages: list[tuple[str, int, bool]]
) -> None:
    events = [event_of(case_of, message) for message in told_messages]
    plain = told(*events)
    repeated = data.draw(st.permutations(events + data.draw(st.lists(st.sampled_from(events)))))
    cuts = data.draw(st.integers(0, len(repeated)))
    other = CaseBook()
    other.apply(repeated[:cuts])
    other.apply(repeated[cuts:])
    assert state(other) == state(plain)
    assert {c.id for c in other.open_cases()} == {c.id for c in plain.open_cases()}


@given(messages)
def test_the_highest_revision_holds_and_gone_wins_a_tie(
    case_of: Make, told_messages: list[tuple[str, int, bool]]
) -> None:
    book = told(*(event_of(case_of, message) for message in told_messages))
    for case_id in IDS:
        mine = [(rev, not there) for named, rev, there in told_messages if named == case_id]
        if not mine or max(mine)[1]:
            assert book.case(CaseId(case_id)) is None
        else:
            found = book.case(CaseId(case_id))
            assert found is not None
            assert found.rev == max(mine)[0]


# a history: each entry moves one case on: opened or changed, closed, or gone
histories = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(["open", "close", "gone"])), max_size=14
)


@given(st.data(), histories)
def test_a_snapshot_and_the_stream_from_there_give_the_present(
    case_of: Make, data: st.DataObject, history: list[tuple[str, str]]
) -> None:
    events: list[CaseEvent] = []
    moments: list[dict[str, Case]] = [{}]
    for rev, (case_id, what) in enumerate(history):
        present = dict(moments[-1])
        if what == "gone":
            events.append(CaseGone(CaseId(case_id), rev))
            present.pop(case_id, None)
        else:
            status = "closed" if what == "close" else "handling"
            case = case_of(id=case_id, rev=rev, status=status)
            events.append(CaseChanged(case))
            present[case_id] = case
        moments.append(present)
    at = data.draw(st.integers(0, len(events)), "snapshot at")
    heard = data.draw(st.integers(0, at), "heard before it")
    follows = data.draw(st.integers(0, at), "stream from")
    shown = tuple(case for case in moments[at].values() if case.status != "closed")
    book = told(*events[:heard], Snapshot(shown, "x"), *events[follows:])
    wanted = {case.id: case for case in moments[-1].values() if case.status != "closed"}
    assert {case.id: case for case in book.open_cases()} == wanted


def test_changes_name_what_changed_and_nothing_else(case_of: Make) -> None:
    book = CaseBook()
    one, two = case_of(id="a"), case_of(id="b")
    assert book.apply([CaseChanged(one), CaseChanged(two)]) == Changes(changed=frozenset("ab"))
    assert not book.apply([CaseChanged(one), CaseGone(CaseId("z"), 1)])
    assert book.apply([CaseGone(CaseId("a"), 2)]) == Changes(gone=frozenset("a"))
    assert not book.apply([CaseGone(CaseId("a"), 3), CaseChanged(one)])
    again = case_of(id="a", rev=9)
    assert book.apply([CaseChanged(again)]) == Changes(changed=frozenset("a"))


def test_a_late_older_message_does_not_bring_a_gone_case_back(case_of: Make) -> None:
    book = told(CaseChanged(case_of(rev=3)), CaseGone(CaseId("c-1"), 4))
    assert not book.apply([CaseChanged(case_of(rev=4)), CaseChanged(case_of(rev=2))])
    assert book.apply([CaseChanged(case_of(rev=5))])


def test_a_case_that_left_the_snapshot_is_gone_and_its_old_revision_stays_out(
    case_of: Make,
) -> None:
    book = told(CaseChanged(case_of(rev=3)), CaseChanged(case_of(id="d", rev=1)))
    changes = book.apply([Snapshot((case_of(id="d", rev=1),), "x")])
    assert changes == Changes(gone=frozenset({"c-1"}))
    assert not book.apply([CaseChanged(case_of(rev=3))])


def test_a_snapshot_does_not_turn_a_newer_case_back(case_of: Make, now: datetime) -> None:
    book = told(CaseChanged(case_of(rev=3, updated_at=now)))
    assert not book.apply([Snapshot((case_of(rev=2, updated_at=now - timedelta(1)),), "x")])


def test_a_platform_that_counts_anew_is_followed(case_of: Make, now: datetime) -> None:
    book = told(
        CaseChanged(case_of(id="a", rev=30, updated_at=now)),
        CaseChanged(case_of(id="b", rev=30, updated_at=now)),
        CaseGone(CaseId("b"), 31),
    )
    later = now + timedelta(minutes=1)
    fresh = (case_of(id="a", rev=1, updated_at=later), case_of(id="b", rev=1, updated_at=later))
    assert book.apply([Snapshot(fresh, "x")]).changed == {"a", "b"}
    assert book.apply([CaseChanged(case_of(id="a", rev=2, updated_at=later))])
    assert not book.apply([CaseChanged(case_of(id="a", rev=1, updated_at=later))])


def test_a_case_that_cannot_be_read_is_not_gone_and_is_noted_until_it_can(case_of: Make) -> None:
    fault = Unreadable("case", "c-1", "rev: is missing")
    book = told(CaseChanged(case_of(rev=3)), fault)
    changes = book.apply([Snapshot((), "x", frozenset({"c-1"}))])
    assert not changes
    assert list(book.unreadable.values()) == [fault]
    assert book.unreadable_count == 1
    assert book.apply([CaseChanged(case_of(rev=4))]).unreadable
    assert not book.unreadable


def test_what_could_not_be_read_is_forgotten_with_its_case(case_of: Make) -> None:
    book = told(CaseChanged(case_of()), Unreadable("case", "c-1", "x"))
    assert book.apply([CaseGone(CaseId("c-1"), 2)]).unreadable
    assert not book.unreadable


def test_unreadable_messages_are_kept_to_a_limit_and_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(book_module, "MOST_UNREADABLE", 3)
    book = told(*(Unreadable("case", f"c-{n}", "x") for n in range(9)))
    assert [each.id for each in book.unreadable.values()] == ["c-6", "c-7", "c-8"]
    assert book.unreadable_count == 9


def test_closed_cases_are_kept_for_the_list_up_to_a_limit(
    case_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_module, "CLOSED_KEPT", 2)
    closed = [CaseChanged(case_of(id=f"c-{n}", status="closed")) for n in range(4)]
    book = told(CaseChanged(case_of(id="open")), *closed)
    assert [case.id for case in book.cases()] == ["open", "c-2", "c-3"]
    assert [case.id for case in book.open_cases()] == ["open"]
    assert not book.apply(closed), "what was dropped does not come back"


def test_a_closed_case_can_be_reopened(case_of: Make) -> None:
    book = told(CaseChanged(case_of(status="closed")))
    assert book.open_cases() == []
    book.apply([CaseChanged(case_of(rev=2, status="reopened"))])
    assert len(book.open_cases()) == 1


def test_what_is_remembered_of_gone_cases_has_a_limit(
    case_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_module, "GRAVES", 2)
    book = told(*(CaseGone(CaseId(f"c-{n}"), 5) for n in range(4)))
    assert not book.apply([CaseChanged(case_of(id="c-3", rev=1))])
    assert book.apply([CaseChanged(case_of(id="c-0", rev=1))])


def test_a_full_book_counts_what_it_refuses(case_of: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_module, "MOST_CASES", 2)
    book = told(*(CaseChanged(case_of(id=f"c-{n}")) for n in range(4)))
    assert (len(book.cases()), book.refused) == (2, 2)
    assert book.apply([CaseChanged(case_of(id="c-0", rev=2))])


def test_cases_are_sorted_by_urgency(case_of: Make, now: datetime) -> None:
    late = case_of(id="late", clocks=(Clock("close", now - timedelta(1)),), level=None)
    red = case_of(id="red", level="red")
    closed = case_of(id="closed", level="red", status="closed")
    book = told(*map(CaseChanged, (case_of(id="plain", level=None), closed, red, late)))
    assert [case.id for case in book.by_urgency(now)] == ["late", "red", "plain"]


def test_warnings_come_and_go_and_end_by_themselves(now: datetime) -> None:
    def warning(name: str, hours: float | None = None) -> PublicWarning:
        expires = None if hours is None else now + timedelta(hours=hours)
        return PublicWarning(name, "red", name, "", None, expires)

    book = CaseBook()
    assert book.apply([WarningChanged(warning("a")), WarningChanged(warning("b", -1))]).warnings
    assert not book.apply([WarningChanged(warning("a"))])
    assert [each.id for each in book.warnings_in_force(now)] == ["a"]
    assert book.apply([WarningGone("a")]).warnings
    assert not book.apply([WarningGone("a")])
    assert book.apply([WarningSnapshot((warning("c"),))]).warnings
    assert list(book.warnings) == ["c"]


def test_of_two_positions_of_a_worker_the_later_holds(now: datetime) -> None:
    def at(minutes: float | None, name: str = "w-1") -> Worker:
        seen = None if minutes is None else now + timedelta(minutes=minutes)
        return Worker(name, "", "guard", "", None, seen)

    book = CaseBook()
    assert book.apply([WorkerMoved(at(None)), WorkerMoved(at(5))]).workers
    assert not book.apply([WorkerMoved(at(5)), WorkerMoved(at(1)), WorkerMoved(at(None))])
    assert book.workers["w-1"] == at(5)
    assert book.apply([WorkerSnapshot((at(1, "w-2"),))]).workers
    assert list(book.workers) == ["w-2"]


def test_the_link_and_what_the_platform_is_are_in_the_book() -> None:
    about, link = About("演示镇", True, ()), LinkState("live", "x")
    book = CaseBook()
    assert book.link.state == "offline"
    assert book.apply([about, link]) == Changes(about=True, link=True)
    assert not book.apply([about, link])
    assert (book.about, book.link) == (about, link)


def test_warnings_and_workers_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_module, "MOST_WARNINGS", 1)
    monkeypatch.setattr(book_module, "MOST_WORKERS", 1)
    many = tuple(PublicWarning(str(n), "", "", "", None, None) for n in range(3))
    workers = tuple(Worker(str(n), "", "", "", None, None) for n in range(3))
    book = told(WarningSnapshot(many), WorkerSnapshot(workers))
    assert (len(book.warnings), len(book.workers), book.refused) == (1, 1, 4)


def test_a_snapshot_of_one_source_leaves_the_cases_of_another(case_of: Make) -> None:
    book = CaseBook()
    own, other = case_of(id="a"), case_of(id="b:a", feed="b")
    book.apply([Snapshot((own,), "k"), Snapshot((other,), "k", feed="b")])
    assert len(book.open_cases()) == 2
    book.apply([Snapshot((), "l", feed="b")])
    assert [case.id for case in book.open_cases()] == ["a"]
