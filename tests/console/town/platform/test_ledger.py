from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from console.town.platform.desk import Bucket, Busy, Desk, Receipt
from console.town.platform.ledger import WALKS, Ledger


def case(number: int, rev: int = 1, status: str = "reported") -> dict[str, Any]:
    return {"id": f"c{number}", "rev": rev, "status": status}


def filled(count: int, ring: int = 4096) -> Ledger:
    ledger = Ledger(ring)
    for number in range(count):
        ledger.put_case(case(number))
    return ledger


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=40), st.integers(0, 40))
def test_a_snapshot_and_the_events_after_its_cursor_are_the_next_snapshot(
    moves: list[tuple[int, bool]], cut: int
) -> None:
    ledger = filled(3)
    snapshot, cursor = None, ""
    for i, (number, gone) in enumerate(moves):
        if i == min(cut, len(moves) - 1):
            page = ledger.first_page("all", 100)
            snapshot, cursor = {each["id"]: each for each in page.cases}, page.cursor
        if gone:
            ledger.drop_case(f"c{number}")
        else:
            rev = ledger.cases.get(f"c{number}", {"rev": 0})["rev"] + 1
            ledger.put_case(case(number, rev))
    if snapshot is None:
        return
    number = ledger.number_of(cursor)
    assert number is not None
    for event in ledger.since(number) or []:
        body = json.loads(event.body)
        if event.kind == "case.gone":
            snapshot.pop(body["id"], None)
        else:
            snapshot[body["id"]] = body
    assert snapshot == ledger.cases


def test_a_walk_shows_one_moment_on_all_its_pages() -> None:
    ledger = filled(5)
    first = ledger.first_page("open", 2)
    ledger.put_case(case(4, 2, "closed"))
    ledger.put_case(case(9))
    assert first.next is not None
    second = ledger.page(first.next, 2)
    assert second is not None
    assert second.next is not None
    third = ledger.page(second.next, 2)
    assert third is not None
    walked = [*first.cases, *second.cases, *third.cases]
    assert [(each["id"], each["rev"]) for each in walked] == [(f"c{i}", 1) for i in range(5)]
    assert first.cursor == second.cursor == third.cursor != ledger.cursor()
    assert third.next is None


def test_walks_are_forgotten_oldest_first_and_nonsense_is_no_page() -> None:
    ledger = filled(3)
    first = ledger.first_page("open", 1)
    assert first.next is not None
    for _ in range(WALKS):
        ledger.first_page("open", 1)
    assert ledger.page(first.next, 1) is None
    for nonsense in ("", ".", "x.y", "x.²", f"{first.next}9999999999"):
        assert ledger.page(nonsense, 1) is None


def test_a_cursor_older_than_the_ring_is_told_so() -> None:
    ledger = filled(30, ring=10)
    assert ledger.since(19) is None
    assert ledger.since(20) is not None
    assert len(ledger.since(20) or []) == 10
    assert ledger.since(30) == []


@given(st.text(max_size=30))
def test_a_foreign_cursor_names_no_event(text: str) -> None:
    assert filled(2).number_of(text) is None


def test_a_cursor_of_another_life_of_the_platform_is_refused() -> None:
    assert filled(2).number_of(filled(2).cursor()) is None


def test_a_key_is_taken_once_and_its_answer_is_remembered() -> None:
    desk = Desk(most=2)
    assert desk.take("k", 0.0) is None
    assert desk.take("k", 0.0) is Busy.IN_PROGRESS
    receipt = Receipt("print", 200, {"id": "c1"}, 0.0)
    desk.done("k", receipt)
    assert desk.take("k", 1.0) is receipt
    for key in ("l", "m"):
        desk.done(key, Receipt("p", 200, {}, 1.0))
    assert desk.take("k", 2.0) is None  # the newest two are kept
    desk.drop("k")
    assert desk.take("m", 25 * 3600.0) is None  # and those for a day


def test_the_bucket_lets_a_burst_through_and_then_so_many_a_second() -> None:
    bucket = Bucket(rate=10, burst=3)
    assert [bucket.take(0.0) for _ in range(3)] == [0.0, 0.0, 0.0]
    assert bucket.take(0.0) == 0.1
    assert bucket.take(0.1) == 0.0
    assert bucket.take(0.1) > 0
