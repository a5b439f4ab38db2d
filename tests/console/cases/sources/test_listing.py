from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from console.cases.book import CaseBook
from console.cases.case import Case, CaseId
from console.cases.sources.listing import Listing

Make = Callable[..., Case]


def test_a_revision_grows_only_when_a_case_says_something_else(case_of: Make) -> None:
    listing = Listing("f")
    plain = case_of(id=CaseId("f:1"), rev=0, feed="f")
    first = listing.stamped(plain, 1000)
    assert listing.stamped(plain, 2000) == first
    second = listing.stamped(case_of(id=CaseId("f:1"), rev=0, feed="f", status="closed"), 900)
    assert second.rev == first.rev + 1


def test_revisions_of_the_source_itself_are_kept(case_of: Make) -> None:
    listing = Listing("f", has_revs=True)
    assert listing.stamped(case_of(id=CaseId("f:1"), rev=7), 1000).rev == 7


def test_of_one_page_a_missing_case_is_gone_at_once(case_of: Make) -> None:
    listing = Listing("f")
    listing.snapshot([case_of(id=CaseId("f:1"), rev=0)], 1)
    snapshot = listing.snapshot([], 2)
    assert (snapshot.cases, snapshot.unreadable, snapshot.feed) == ((), frozenset(), "f")


def test_between_pages_a_case_may_slip_and_is_gone_only_the_second_time(case_of: Make) -> None:
    listing = Listing("f")
    listing.snapshot([case_of(id=CaseId("f:1"), rev=0)], 1, pages=2)
    assert listing.snapshot([], 2, pages=2).unreadable == {"f:1"}
    assert listing.snapshot([], 3, pages=2).unreadable == frozenset()


@given(st.lists(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 2)))))
def test_whatever_is_listed_the_book_equals_the_last_listing(
    listings: list[set[tuple[int, int]]],
) -> None:
    listing, book = Listing("f"), CaseBook()
    plain = Case(CaseId(""), 0, "", "", "", "", "", "", "", "", "reported", None, None, feed="f")
    for now, listed in enumerate(listings):
        cases = [_with(plain, number, text) for number, text in dict(listed).items()]
        book.apply([listing.snapshot(cases, now)])
        assert {(case.id, case.text) for case in book.open_cases()} == {
            (case.id, case.text) for case in cases
        }


def _with(plain: Case, number: int, text: int) -> Case:
    return replace(plain, id=CaseId(f"f:{number}"), text=str(text))
