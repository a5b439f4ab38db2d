"""What the console wants on its channels."""

from __future__ import annotations

from typing import Any

import av
import numpy as np
import pytest

from media.board import FrameBoard
from media.hub.showing import Showing, Showings


def frame(colour: tuple[int, int, int] = (200, 30, 30), size: Any = (180, 320)) -> av.VideoFrame:
    pixels = np.full((*size, 3), colour, np.uint8)
    return av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuv420p")


def order(**changed: Any) -> dict[str, Any]:
    given = {"source": "node:n01", "channel": 2, "epoch": 7, "width": 160, "height": 160}
    return {**given, "rate": 15, **changed}


def test_a_picture_lies_on_every_channel_that_shows_its_source(board: FrameBoard) -> None:
    showings = Showings(board)
    showings.show(Showing.read(order(), 8))
    showings.show(Showing.read(order(channel=3, epoch=8, width=640, height=640), 8))
    showings.show(Showing.read(order(channel=4, source="program"), 8))
    showings.paint("node:n01", frame(), 12.5)
    small, large = board.picture(2, 7), board.picture(3, 8)
    assert small is not None
    assert large is not None
    assert (small.width, small.height, small.received_at) == (160, 90, 12.5)
    assert (large.width, large.height) == (320, 180)  # never enlarged
    assert np.abs(small.array()[40, 40, :3].astype(int) - (30, 30, 200)).max() < 8
    assert board.picture(4, 7) is None
    assert showings.sources() == {"node:n01", "program"}


def test_a_rate_leaves_pictures_out_and_a_new_epoch_is_shown_at_once(board: FrameBoard) -> None:
    showings = Showings(board)
    showings.show(Showing.read(order(rate=0.01), 8))
    for _ in range(5):
        showings.paint("node:n01", frame(), 0.0)
    assert board.turn(2) == 1
    showings.show(Showing.read(order(rate=0.01, epoch=8), 8))
    showings.paint("node:n01", frame(), 0.0)
    assert board.picture(2, 8) is not None


def test_what_is_hidden_is_gone_and_painted_no_more(board: FrameBoard) -> None:
    showings = Showings(board)
    showings.show(Showing.read(order(), 8))
    showings.paint("node:n01", frame(), 0.0)
    showings.hide(2)
    showings.hide(5)
    showings.paint("node:n01", frame(), 0.0)
    assert board.picture(2, 7) is None
    assert showings.of("node:n01") == ()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"channel": 8}, "channel"), ({"channel": -1}, "channel"), ({"width": 0}, "width"),
        ({"height": 99999}, "height"), ({"rate": 0}, "rate"), ({"epoch": "x"}, "invalid literal"),
    ],
)  # fmt: skip
def test_an_order_that_is_none_names_its_field(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Showing.read(order(**changed), 8)
