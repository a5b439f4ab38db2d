from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, CaseId, Clock
from console.cases.clocks import is_open, urgency
from console.cases.pressing import Pressing
from tests.console.cases.conftest import NOW

IDS = st.sampled_from([CaseId(f"c-{n}") for n in range(8)])


def cases() -> st.SearchStrategy[Case]:
    def made(case_id: CaseId, status: str, due_min: int) -> Case:
        clocks = (Clock("h", NOW + timedelta(minutes=due_min)),)
        return Case(
            case_id, 1, "", "桥东", "", "market", "", "", "", "hall", status, "red", None, clocks,
            reported_at=NOW,
        )  # fmt: skip

    return st.builds(made, IDS, st.sampled_from(["handling", "closed"]), st.integers(-30, 90))


@given(st.lists(st.tuples(st.lists(cases(), max_size=4), st.lists(IDS, max_size=2)), max_size=8))
def test_they_are_the_open_cases_in_the_order_that_all_together_would_have(
    changes: list[tuple[list[Case], list[CaseId]]],
) -> None:
    pressing, known = Pressing(), dict[CaseId, Case]()
    for changed, gone in changes:
        pressing.apply(changed, gone, NOW)
        known |= {case.id: case for case in changed}
        for case_id in gone:
            known.pop(case_id, None)
    open_ones = [case for case in known.values() if is_open(case)]
    assert list(pressing.first()) == sorted(open_ones, key=lambda case: urgency(case, NOW))
    assert len(pressing) == len(open_ones)


def test_a_lamp_that_turns_is_told_of_once_whichever_case_it_is(
    case_of: Callable[..., Case], now: datetime
) -> None:
    pressing = Pressing()
    clocks = (Clock("h", now + timedelta(minutes=30)),)
    pressing.apply(
        [case_of(id=CaseId(f"c-{n}"), clocks=clocks if n == 7 else ()) for n in range(10)], [], now
    )
    late = now + timedelta(hours=1)
    assert [case.id for _ in range(9) for case in pressing.ageing(late, 3)] == ["c-7"]
    assert next(pressing.first()).id == "c-7"
