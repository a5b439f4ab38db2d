from __future__ import annotations

import asyncio

import pytest

from console.control.answering import in_time, json_answer


def test_an_answer_that_does_not_come_is_given_up() -> None:
    async def story() -> None:
        with pytest.raises(TimeoutError):
            await in_time(asyncio.Event().wait(), 0)

    asyncio.run(story())


def test_answers_are_json_as_people_read_it() -> None:
    assert json_answer({"scene": "汛期"}).text == '{"scene": "汛期"}'
    with pytest.raises(ValueError):
        json_answer(float("nan"))
