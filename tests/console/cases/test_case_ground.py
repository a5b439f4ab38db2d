from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, CaseId, Clock
from console.cases.case_ground import Ground
from console.cases.clocks import is_open, urgency
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
def test_the_open_ones_press_as_if_all_were_sorted_anew(
    changes: list[tuple[list[Case], list[CaseId]]],
) -> None:
    ground, known = Ground(), dict[CaseId, Case]()
    for changed, gone in changes:
        ground.apply(changed, gone, NOW)
        known |= {case.id: case for case in changed}
        for case_id in gone:
            known.pop(case_id, None)
    open_ones = [case for case in known.values() if is_open(case)]
    assert list(ground.pressing()) == sorted(open_ones, key=lambda case: urgency(case, NOW))
    assert len(ground) == len(open_ones)


def test_a_lamp_that_turns_is_told_of_once_whichever_case_it_is(
    case_of: Callable[..., Case], now: datetime
) -> None:
    ground = Ground()
    clocks = (Clock("h", now + timedelta(minutes=30)),)
    ground.apply(
        [case_of(id=CaseId(f"c-{n}"), clocks=clocks if n == 7 else ()) for n in range(10)], [], now
    )
    late = now + timedelta(hours=1)
    assert [case.id for _ in range(9) for case in ground.ageing(late, 3)] == ["c-7"]
    assert next(ground.pressing()).id == "c-7"
