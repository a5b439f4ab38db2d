"""Answers about what the walls show: of the desk's own, and of the screen that is named."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from console.control.room import NotFound, Refused
from console.desk.answers import Answers
from tests.console.desk.small_desk import SmallDesk, answers_over


@pytest.fixture
def desk() -> SmallDesk:
    return SmallDesk()


@pytest.fixture
def answers(desk: SmallDesk) -> Answers:
    return answers_over(desk)


def test_the_wall_tells_of_every_cell_what_it_shows(answers: Answers) -> None:
    wall = asyncio.run(answers.wall())
    assert wall["layout"] == "2x2"
    assert [tile["source"] for tile in wall["tiles"]] == ["camera:gate", None]
    assert {tile["screen"] for tile in wall["tiles"]} == {"DP-1"}
    assert [screen["name"] for screen in wall["screens"]] == ["DP-1", "HDMI-2"]


def test_an_unknown_layout_cell_or_source_is_named_with_those_there_are(
    answers: Answers, desk: SmallDesk
) -> None:
    with pytest.raises(NotFound, match="9x9") as layout:
        asyncio.run(answers.set_layout("9x9", None))
    assert "3x3" in layout.value.there_are
    with pytest.raises(NotFound, match="cell 7"):
        asyncio.run(answers.set_cell(7, None, None))
    with pytest.raises(NotFound, match="camera:other"):
        asyncio.run(answers.set_cell(0, "camera:other", None))
    assert not desk.done


def test_what_exists_is_done(answers: Answers, desk: SmallDesk) -> None:
    asyncio.run(answers.set_layout("3x3", None))
    asyncio.run(answers.set_cell(0, "camera:gate", None))
    asyncio.run(answers.set_cell(1, None, None))
    assert desk.done == ["3x3", (0, "camera:gate"), (1, None)]


def test_a_replay_is_ordered_of_cells_that_there_are(answers: Answers, desk: SmallDesk) -> None:
    order = {"cells": [0], "back_s": 30, "screen": None}
    told = asyncio.run(answers.replay(order))
    assert told == {"cells": [{"cell": 0, "source": "camera:gate"}]}
    assert desk.done == [order]
    with pytest.raises(NotFound):
        asyncio.run(answers.replay({**order, "cells": [0, 2]}))
    desk.refusal = "cell 0 shows no camera"
    with pytest.raises(Refused, match="shows no camera"):
        asyncio.run(answers.replay(order))


def test_a_cell_that_there_is_can_be_listened_to(answers: Answers, desk: SmallDesk) -> None:
    assert asyncio.run(answers.listen(0, None)) == {"listening": desk.heard()}
    asyncio.run(answers.listen(None, None))
    assert desk.done == [0, None]
    assert asyncio.run(answers.wall())["listening"] == desk.heard()
    with pytest.raises(NotFound):
        asyncio.run(answers.listen(2, None))
    desk.refusal = "cell 1 shows no live camera"
    with pytest.raises(Refused, match="no live camera"):
        asyncio.run(answers.listen(1, None))


def test_a_tile_with_a_picture_has_a_thumbnail(answers: Answers) -> None:
    assert asyncio.run(answers.thumbnail(0, None)).startswith(b"\xff\xd8\xff")
    with pytest.raises(NotFound, match="cell 1 has no picture"):
        asyncio.run(answers.thumbnail(1, None))
    with pytest.raises(NotFound) as refusal:
        asyncio.run(answers.thumbnail(9, None))
    assert refusal.value.there_are == [0, 1]


def test_a_cell_is_selected(answers: Answers, desk: SmallDesk) -> None:
    assert asyncio.run(answers.select(1, None)) == {"selected": 0}
    with pytest.raises(NotFound) as raised:
        asyncio.run(answers.select(2, None))
    assert raised.value.there_are == [0, 1]
    assert desk.done == [1]


def test_what_names_a_screen_is_done_there(answers: Answers, desk: SmallDesk) -> None:
    back = {"cells": [2], "back_s": 30, "screen": "HDMI-2"}
    asyncio.run(answers.set_layout("3x3", "HDMI-2"))
    asyncio.run(answers.set_cell(2, "camera:gate", "HDMI-2"))
    asyncio.run(answers.replay(back))
    asyncio.run(answers.listen(2, "HDMI-2"))
    asyncio.run(answers.select(2, "HDMI-2"))
    orders: list[Any] = ["3x3", (2, "camera:gate"), back, 2, 2]
    assert desk.done == [("HDMI-2", order) for order in orders]
    assert asyncio.run(answers.thumbnail(2, "HDMI-2")).startswith(b"\xff\xd8\xff")
    with pytest.raises(NotFound):
        asyncio.run(answers.set_cell(2, None, "DP-1"))


def test_a_screen_that_is_not_there_is_named_with_those_that_are(
    answers: Answers, desk: SmallDesk
) -> None:
    for asked in (
        answers.set_layout("3x3", "HDMI-9"), answers.set_cell(0, None, "HDMI-9"),
        answers.replay({"cells": [0], "live": True, "screen": "HDMI-9"}),
        answers.listen(None, "HDMI-9"), answers.select(0, "HDMI-9"),
        answers.thumbnail(0, "HDMI-9"),
    ):  # fmt: skip
        with pytest.raises(NotFound, match="HDMI-9") as unknown:
            asyncio.run(asked)
        assert unknown.value.there_are == ["DP-1", "HDMI-2"]
    assert not desk.done
