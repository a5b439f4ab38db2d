from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from console.cases.case import Case, CaseId
from console.cases.order import Order
from console.control.room import Changed, Forbidden, Json, NotFound, Refused, Unfit
from console.desk import order_answers
from console.desk.order_answers import OrderAnswers
from tests.console.desk.small_desk import StraightBridge

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
CASE = Case(CaseId("c-7"), 3, "", "占道", "", "", "", "", "", "", "reported", None, None)
ACCEPT = {"type": "accept", "args": {}, "key": "k1", "rev": None}


class OneCase:
    """A desk with one case; ``end`` is what becomes of an order that is given."""

    def __init__(self, **end: Any) -> None:
        self.end = end
        self.orders: dict[str, Order] = {}

    def may(self, act: str) -> bool:
        return act != "supervise"

    def order(self, key: str) -> Order | None:
        return self.orders.get(key)

    def all(self) -> list[Order]:
        return list(self.orders.values())

    def case(self, case_id: CaseId) -> Case | None:
        return CASE if case_id == "c-7" else None

    def give(
        self, case: Case, command: str, args: Json, key: str = "", rev: int | None = None
    ) -> str:
        order = Order(key or "made", case.id, rev or case.rev, command, args, "张三", NOW, NOW)
        self.orders[order.key] = replace(order, **self.end)
        return order.key


def answers(desk: OneCase | None) -> OrderAnswers:
    return OrderAnswers(StraightBridge(), desk)  # type: ignore[arg-type]


def ask(desk: OneCase | None, case: str = "c-7", **order: Any) -> Json:
    return asyncio.run(answers(desk).command_case(case, {**ACCEPT, **order}))


def test_an_order_that_is_done_is_told_with_the_new_revision() -> None:
    told = ask(OneCase(state="done", told={"rev": 4}))
    assert (told["key"], told["state"], told["rev"], told["who"]) == ("k1", "done", 4, "张三")


def test_one_that_goes_on_waiting_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_answers, "TRIES", 2)
    monkeypatch.setattr(order_answers, "TRY_S", 0.0)
    assert ask(OneCase(state="waiting"))["state"] == "waiting"


@pytest.mark.parametrize(
    ("does", "fault"),
    [
        (lambda: ask(OneCase(state="refused", why="不能受理")), Unfit),
        (lambda: ask(OneCase(state="conflict", told={"rev": 9})), Changed),
        (lambda: ask(OneCase(), type="supervise"), Forbidden),
        (lambda: ask(OneCase(), "c-0"), NotFound),
        (lambda: ask(None), Refused),
    ],
)
def test_a_refusal_has_its_kind(does: Callable[[], Json], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        does()


def test_a_key_of_another_order_is_no_second_order() -> None:
    desk = OneCase(state="done")
    ask(desk)
    with pytest.raises(Unfit, match="another order"):
        ask(desk, type="note", args={"text": "x"})


def test_the_newest_comes_first() -> None:
    desk = OneCase(state="done")
    ask(desk)
    ask(desk, key="k2")
    assert [o["key"] for o in asyncio.run(answers(desk).outbox())] == ["k2", "k1"]
