from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from console.control.room import NotFound
from console.desk.panel_answers import PanelAnswers

T = TypeVar("T")


class StraightBridge:
    """Answers at once, in the same thread."""

    async def ask(self, question: Callable[[], T]) -> T:
        return question()


class TwoCells:
    """A desk of two actions and one camera with a number."""

    def __init__(self) -> None:
        self.cell = 0
        self.done: list[str] = []

    def key_table(self) -> list[dict[str, Any]]:
        return [{"action": "help", "keys": ["F1"]}, {"action": "clip", "keys": []}]

    def perform(self, action: str) -> bool:
        self.done.append(action)
        return action in ("help", "clip")

    def put_number(self, number: str) -> dict[str, Any] | None:
        return {"cell": self.cell, "source": "camera:c07"} if number == "7" else None


@pytest.fixture
def desk() -> TwoCells:
    return TwoCells()


@pytest.fixture
def answers(desk: TwoCells) -> PanelAnswers:
    return PanelAnswers(StraightBridge(), desk)  # type: ignore[arg-type]


def test_an_action_is_done_by_its_id(answers: PanelAnswers, desk: TwoCells) -> None:
    assert asyncio.run(answers.perform("clip")) == {"action": "clip"}
    with pytest.raises(NotFound) as raised:
        asyncio.run(answers.perform("explode"))
    assert raised.value.there_are == ["help", "clip"]
    assert asyncio.run(answers.keys()) == desk.key_table()


def test_a_camera_is_put_by_its_number(answers: PanelAnswers) -> None:
    assert asyncio.run(answers.put_number("7")) == {"cell": 0, "source": "camera:c07"}
    with pytest.raises(NotFound):
        asyncio.run(answers.put_number("8"))
