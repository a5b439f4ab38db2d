from __future__ import annotations

from collections.abc import Callable

from console.cases.case import Case, CaseId
from console.cases.reveal import SHOWN_S, Reveal, is_reason


def test_what_is_shown_is_masked_again_after_a_minute(case_of: Callable[..., Case]) -> None:
    case, other = case_of(reporter="张三丰"), case_of(id=CaseId("c-2"), reporter="李四")
    reveal = Reveal()
    assert reveal.seen(case, 0.0).reporter == "张**"
    reveal.begin(case.id, 10.0)
    assert reveal.seen(case, 10.0 + SHOWN_S - 1).reporter == "张三丰"
    assert reveal.seen(other, 11.0).reporter == "李*"
    assert reveal.left_s(case.id, 20.0) == SHOWN_S - 10
    assert reveal.seen(case, 10.0 + SHOWN_S).reporter == "张**"


def test_it_can_be_ended_and_another_case_ends_it(case_of: Callable[..., Case]) -> None:
    case = case_of(reporter="张三丰")
    reveal = Reveal()
    reveal.begin(case.id, 0.0)
    reveal.begin(CaseId("c-2"), 1.0)
    assert reveal.seen(case, 2.0).reporter == "张**"
    reveal.end()
    assert reveal.left_s(CaseId("c-2"), 2.0) == 0


def test_a_reason_says_something() -> None:
    assert is_reason("回访核实")
    assert not is_reason(" x ")
    assert not is_reason("x" * 300)
