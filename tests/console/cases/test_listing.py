from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from console.cases.case import Case, CaseId, Clock
from console.cases.clocks import is_open
from console.cases.listing import CaseListing
from console.cases.row_order import Step
from console.cases.views import Beside, Filter, View, order_key, passes
from tests.console.cases.conftest import NOW

IDS = st.sampled_from([CaseId(f"c-{n}") for n in range(8)])
VIEWS = st.sampled_from(
    [
        View("all"),
        View("red", Filter(levels=frozenset(("red",)))),
        View("overdue", Filter(lamps=frozenset(("red",))), "due"),
        View("without market", Filter(hidden=frozenset(("market",))), "newest"),
        View("open ones", Filter(own="unacknowledged")),
        View("searched", Filter(words="桥")),
    ]
)


def by_title(cases: Collection[Case], words: str) -> list[CaseId]:
    return [case.id for case in cases if words in case.title]


class Inbox(RuleBasedStateMachine):
    """The listing against the plain rule: filter all cases, sort them, done."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.known: dict[CaseId, Case] = {}
        self.listing = CaseListing(by_title)
        self.rows: list[CaseId] = []  # as a view of rows hears of them
        self.listing.end = self.hear
        self.near: dict[CaseId, float | None] | None = None

    def hear(self, step: Step) -> None:
        if step.start is not None:
            assert self.rows.pop(step.start) == step.id
        if step.to is not None:
            self.rows.insert(step.to, step.id)

    @rule(
        ids=st.lists(IDS, max_size=4),
        level=st.sampled_from(["red", "blue", None]),
        platform=st.sampled_from(["market", "service"]),
        title=st.sampled_from(["桥东", "渠北"]),
        status=st.sampled_from(["handling", "reported", "closed"]),
        due_min=st.none() | st.integers(-30, 60),
        gone=st.lists(IDS, max_size=2),
    )
    def change(
        self, ids: list[CaseId], gone: list[CaseId], due_min: int | None, **fields: Any
    ) -> None:
        clocks = () if due_min is None else (Clock("h", self.now + timedelta(minutes=due_min)),)
        changed = []
        for case_id in dict.fromkeys(ids):
            changed.append(a_case(case_id, clocks=clocks, **fields))
            self.known[case_id] = changed[-1]
        for case_id in gone:
            self.known.pop(case_id, None)
        self.listing.change(changed, gone, self.now)

    @rule(minutes=st.integers(1, 40))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.listing.ageing(self.now, most=1000)

    @rule(view=VIEWS)
    def look_otherwise(self, view: View) -> None:
        self.listing.view = view
        self.refill()

    @rule(near=st.none() | st.dictionaries(IDS, st.none() | st.floats(0, 900), max_size=4))
    def look_near(self, near: dict[CaseId, float | None] | None) -> None:
        self.near = near
        if self.listing.set_near(near):
            self.refill()

    @rule(ids=st.lists(IDS, max_size=3))
    def announce(self, ids: list[CaseId]) -> None:
        self.listing.beside = Beside(waiting=frozenset(ids).union(self.listing.beside.waiting))
        self.listing.touch(ids, self.now)

    def refill(self) -> None:
        self.listing.refill(self.now)
        self.rows = [CaseId(row.id) for row in self.listing.rows()]

    @invariant()
    def the_rows_are_what_the_rule_says(self) -> None:
        view, beside = self.listing.view, self.listing.beside
        open_ones = [case for case in self.known.values() if is_open(case)]
        if self.near is not None:
            wanted = [c for c in open_ones if c.id in self.near]
            wanted = [c for c in wanted if c.platform not in view.filter.hidden]
            wanted.sort(key=lambda c: (self.near[c.id] is None, self.near[c.id] or 0.0, c.id))
        else:
            wanted = [c for c in open_ones if passes(c, view.filter, beside, self.now)]
            words = view.filter.words
            wanted = [c for c in wanted if not words or words in c.title]
            wanted.sort(key=lambda c: order_key(c, view.sort, beside, self.now))
        assert [row.id for row in self.listing.rows()] == [case.id for case in wanted] == self.rows
        assert [row.rev for row in self.listing.rows()] == [case.rev for case in wanted]
        assert self.listing.total() == len(open_ones)
        assert sum(self.listing.counts().values()) == len(open_ones)


def a_case(case_id: CaseId, **fields: Any) -> Case:
    plain = Case(
        case_id, 1, "", "桥东", "", "market", "", "", "", "hall", "handling", None, None,
        reported_at=NOW,
    )  # fmt: skip
    return replace(plain, **fields)


TestInbox = Inbox.TestCase
TestInbox.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_only_what_differs_is_told() -> None:
    listing, steps = CaseListing(), list[Step]()
    listing.end = steps.append
    clocks = (Clock("h", NOW + timedelta(minutes=30)),)
    listing.change([a_case(CaseId("a"), clocks=clocks), a_case(CaseId("b"))], [], NOW)
    del steps[:]
    listing.change([a_case(CaseId("b"), status="arrived")], [], NOW)
    assert steps == [], "nobody has asked for the row"
    listing.change([a_case(CaseId("b"))], [], NOW)
    listing.rows()
    listing.change([a_case(CaseId("b"))], [CaseId("nobody")], NOW + timedelta(seconds=1))
    assert steps == []
    listing.change([a_case(CaseId("b"), status="feedback")], [], NOW)
    assert [(step.start, step.to) for step in steps] == [(1, 1)]


def test_a_lamp_that_turns_is_shown_whichever_row_it_is() -> None:
    listing = CaseListing()
    clocks = (Clock("h", NOW + timedelta(minutes=30)),)
    many = [a_case(CaseId(f"c-{n}"), clocks=clocks if n == 7 else ()) for n in range(10)]
    listing.change(many, [], NOW)
    for _ in range(5):
        listing.ageing(NOW + timedelta(hours=1), most=2)
    assert (listing[0].id, listing[0].lamp) == ("c-7", "red")


def test_rows_that_are_seen_are_looked_at_each_time() -> None:
    listing = CaseListing()
    clocks = (Clock("h", NOW + timedelta(minutes=30)),)
    listing.change([a_case(CaseId(f"c-{n}"), clocks=clocks) for n in range(10)], [], NOW)
    listing.rows()
    listing.ageing(NOW + timedelta(minutes=9), range(7, 12), most=1)
    assert [row.left_min for row in listing.rows()[7:]] == [21, 21, 21]
    assert listing.rows()[5].left_min == 30
