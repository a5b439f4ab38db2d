from __future__ import annotations

import asyncio
from typing import Any

import pytest

from console.control.room import NotFound
from console.desk.link_answers import WATCH, LinkAnswers
from tests.console.desk.test_panel_answers import StraightBridge


class Links:
    """The hub tells its links anew at the second look after an order."""

    def __init__(self) -> None:
        self.orders: list[tuple[str, str]] = []
        self.looks = 0

    def conference(self) -> dict[str, Any]:
        return {"nodes": [{"id": "n01"}]}

    def relink(self, node: str, action: str) -> None:
        self.orders.append((node, action))

    def link_turn(self) -> int:
        self.looks += bool(self.orders)
        return self.looks > 1

    def link_told(self, node: str) -> dict[str, Any]:
        return {"node": node, "join_url": f"link{self.link_turn():d}"}

    def watch_told(self) -> dict[str, Any]:
        return {"token": f"t{self.link_turn():d}"}


def test_the_answer_is_the_link_that_the_hub_told_after_the_order() -> None:
    links = Links()
    answers = LinkAnswers(StraightBridge(), links)  # type: ignore[arg-type]
    told = asyncio.run(answers.relink("n01", "renew"))
    assert told == {"node": "n01", "join_url": "link1"}
    links = Links()
    answers = LinkAnswers(StraightBridge(), links)  # type: ignore[arg-type]
    assert asyncio.run(answers.relink_watch("withdraw")) == {"token": "t1"}
    assert links.orders == [(WATCH, "withdraw")]


def test_who_is_not_in_the_list_has_no_link() -> None:
    links = Links()
    with pytest.raises(NotFound) as refusal:
        asyncio.run(LinkAnswers(StraightBridge(), links).relink("x", "renew"))  # type: ignore[arg-type]
    assert refusal.value.there_are == ["n01"]
    assert not links.orders
