from __future__ import annotations

from collections.abc import Iterator
from math import inf, nan

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.board import FrameBoard, Mark
from media.cameras.canvas import Canvas, Outlet


@pytest.fixture
def board() -> Iterator[FrameBoard]:
    made = FrameBoard.create(2, 64 * 64 * 4)
    yield made
    made.close()


def paint(canvas: Canvas, outlet: Outlet, value: int) -> None:
    def draw(pixels: npt.NDArray[np.uint8]) -> None:
        pixels[:] = value

    canvas.paint(outlet, (16, 8), draw, Mark.NONE, nan, 1.0)


def test_only_the_holder_of_a_channel_paints_it(board: FrameBoard) -> None:
    canvas = Canvas(board)
    before, after = Outlet(0, 1, 16, 8, 25), Outlet(0, 2, 16, 8, 25)
    paint(canvas, before, 1)
    assert board.turn(0) == 0
    canvas.give(before)
    paint(canvas, before, 1)
    canvas.give(after)
    paint(canvas, before, 9)
    assert board.picture(0, 1) is not None
    paint(canvas, after, 2)
    picture = board.picture(0, 2)
    assert picture is not None
    assert (picture.array() == 2).all()


def test_a_freed_channel_is_empty_but_not_one_that_another_has(board: FrameBoard) -> None:
    canvas = Canvas(board)
    before, after = Outlet(0, 1, 16, 8, 25), Outlet(0, 2, 16, 8, 25)
    canvas.give(before)
    canvas.give(after)
    paint(canvas, after, 2)
    canvas.take(before)
    assert board.picture(0, 2) is not None
    canvas.take(after)
    assert board.picture(0, 2) is None
    paint(canvas, after, 2)
    assert board.picture(0, 2) is None


def test_a_channel_that_is_not_there_is_refused_and_a_size_beyond_a_slot_made_smaller(
    board: FrameBoard,
) -> None:
    canvas = Canvas(board)
    with pytest.raises(ValueError, match="channel 2 is not one of 2"):
        canvas.check(Outlet(2, 1, 8, 8, 25))
    outlet = Outlet(0, 1, 1280, 720, 25)
    canvas.check(outlet)
    assert outlet.width * outlet.height * 4 <= board.slot_bytes
    assert outlet.width / outlet.height == pytest.approx(16 / 9, rel=0.03)


def test_the_channels_of_a_second_board_follow_those_of_the_first(board: FrameBoard) -> None:
    share = FrameBoard.create(2, 32 * 32 * 4)
    try:
        canvas, outlet = Canvas(board, share), Outlet(3, 1, 1280, 720, 15)
        canvas.check(outlet)
        assert outlet.width * outlet.height * 4 <= share.slot_bytes
        canvas.give(outlet)
        paint(canvas, outlet, 7)
        picture = share.picture(1, 1)
        assert picture is not None
        assert (picture.array() == 7).all()
        del picture
        assert [board.turn(0), board.turn(1), share.turn(0)] == [0, 0, 0]
        canvas.take(outlet)
        assert share.picture(1, 1) is None
        with pytest.raises(ValueError, match="channel 4 is not one of 4"):
            canvas.check(Outlet(4, 1, 8, 8, 25))
    finally:
        share.close()


def shown(rate: float, times: list[float]) -> int:
    outlet = Outlet(0, 1, 8, 8, rate)
    return sum(outlet.due(at) for at in times)


@given(st.lists(st.floats(-0.019, 0.019), min_size=250, max_size=250))
def test_jitter_of_half_an_interval_costs_no_picture(jitter: list[float]) -> None:
    times = [100 + number / 25 + late for number, late in enumerate(jitter)]
    assert shown(25, times) >= 240


@pytest.mark.parametrize(("rate", "most"), [(25, 25), (12.5, 13), (10, 10), (1, 1)])
def test_no_more_pictures_than_asked_for_are_shown(rate: float, most: int) -> None:
    times = [100 + number / 30 for number in range(300)]
    assert (most - 1) * 10 <= shown(rate, times) <= most * 10 + 2


def test_an_infinite_rate_shows_every_picture() -> None:
    assert shown(inf, [100.0] * 10) == 10
