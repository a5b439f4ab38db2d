from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.cases.book import CaseBook
from console.cases.case import Case, CaseChanged, CaseGone, CaseId, Place
from console.cases.clocks import is_open
from console.cases.joined import Joined, pair_of

Make = Callable[..., Case]
A, B, C = CaseId("a"), CaseId("b"), CaseId("p:c")


def test_a_merged_pair_is_one_case_with_both_numbers(case_of: Make, now: datetime) -> None:
    book = CaseBook()
    first = case_of(id=A, number="1", level=None, cameras=("c1",), place=None, unit="")
    second = case_of(
        id=B, number="2", level="red", cameras=("c2",), place=Place(120, 30), unit="中队",
        reported_at=now,
    )  # fmt: skip
    book.apply([CaseChanged(second), CaseChanged(first)])
    book.joined = Joined([(A, B)])
    (one,) = book.open_cases()
    assert (one.id, one.number, one.level, one.joined) == (A, "1 = 2", "red", (B,))
    assert (one.cameras, one.place, one.unit) == (("c1", "c2"), Place(120, 30), "中队")
    assert book.case(B) == one
    assert book.told(B) == second
    assert len(book.told_cases()) == 2


def test_taken_apart_both_are_there_again(case_of: Make) -> None:
    book = CaseBook()
    book.apply([CaseChanged(case_of(id=A)), CaseChanged(case_of(id=B))])
    changes = book.join(Joined([(A, B)]))
    assert (changes.changed, changes.gone) == ({A}, {B})
    changes = book.join(Joined())
    assert (changes.changed, changes.gone) == ({A, B}, frozenset())
    assert [case.id for case in book.open_cases()] == [A, B]


def test_the_platforms_own_case_and_the_open_one_lead(case_of: Make, now: datetime) -> None:
    early = now - timedelta(days=1)
    book = CaseBook()
    own, foreign = case_of(id=A, reported_at=now), case_of(id=C, feed="p", reported_at=early)
    book.apply([CaseChanged(own), CaseChanged(foreign)])
    book.join(Joined([(A, C)]))
    assert book.open_cases()[0].id == A
    changes = book.apply([CaseChanged(case_of(id=A, rev=2, status="closed"))])
    assert (changes.changed, changes.gone, changes.told_changed) == ({C}, {A}, {A})
    assert [case.id for case in book.open_cases()] == [C]


def test_a_partner_that_is_gone_leaves_the_other_as_it_is(case_of: Make) -> None:
    book = CaseBook()
    book.apply([CaseChanged(case_of(id=A, number="1"))])
    book.joined = Joined([(A, B)])
    assert [case.number for case in book.open_cases()] == ["1"]
    assert book.case(B) == book.told(A)


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("+c-j"), st.integers(0, 3))))
def test_who_follows_the_changes_has_what_the_book_shows(acts: list[tuple[int, str, int]]) -> None:
    """List, map and tiles are kept up by changes alone, whatever is merged or taken apart."""
    book, held, pairs = CaseBook(), {}, set()
    for rev, (number, act, other) in enumerate(acts):
        case_id = CaseId(f"c{number}")
        if act == "j" and number != other:
            pairs ^= {pair_of(case_id, CaseId(f"c{other}"))}
            changes = book.join(Joined(pairs))
        elif act == "-":
            changes = book.apply([CaseGone(case_id, rev)])
        else:
            status = "closed" if act == "c" else "handling"
            case = Case(
                case_id, rev, f"{number}", "", "", "", "", "", "", "", status, None, None,
                feed="f" if number % 2 else "",
            )  # fmt: skip
            changes = book.apply([CaseChanged(case)])
        for gone in changes.gone:
            held.pop(gone, None)
        for changed in changes.changed:
            held[changed] = book.case(changed)
        shown = {case.id: case for case in held.values() if case and is_open(case)}
        assert shown == {case.id: case for case in book.open_cases()}


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda p: p[0] != p[1])))
def test_groups_are_the_parts_that_hang_together(pairs: list[tuple[int, int]]) -> None:
    joined = Joined(pair_of(CaseId(str(a)), CaseId(str(b))) for a, b in pairs)
    for a, b in pairs:
        assert joined.group(CaseId(str(a))) == joined.group(CaseId(str(b)))
    groups = {joined.group(CaseId(str(case))) for case in range(7)}
    assert sum(len(group) for group in groups) == 7
