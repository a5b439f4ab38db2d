from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np
import pytest

from console.desk.thumbnail import WIDTH, jpeg_of, small_copy
from media.board import FrameBoard, Mark, Picture

BLUE = (200, 40, 20, 255)


class BoardFeed:
    """A feed of one channel of a board; ``disturb`` is done whenever its picture is fetched."""

    def __init__(self, board: FrameBoard) -> None:
        self.board = board
        self.disturb: list[Callable[[], None]] = []

    def picture(self) -> Picture | None:
        picture = self.board.picture(0, 1)
        if self.disturb:
            self.disturb.pop()()
        return picture


@pytest.fixture
def board() -> Iterator[FrameBoard]:
    board = FrameBoard.create(channels=1)
    yield board
    board.close()


def publish(board: FrameBoard, width: int, height: int, colour: tuple[int, ...] = BLUE) -> None:
    board.begin(0, width, height)[:] = colour
    board.publish(0, 1, width, height, Mark.NONE, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("size", "expected"),
    [((1920, 1080), (320, 180)), ((640, 480), (320, 240)), ((240, 180), (240, 180))],
)  # fmt: skip
def test_a_thumbnail_is_small_and_of_the_same_shape_and_colour(
    board: FrameBoard, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    publish(board, *size)
    pixels = small_copy(BoardFeed(board))  # type: ignore[arg-type]
    assert pixels is not None
    assert pixels.shape[1] < 4 * WIDTH  # what is copied in the Qt thread is small already
    read = cv2.imdecode(np.frombuffer(jpeg_of(pixels), np.uint8), cv2.IMREAD_COLOR)
    assert (read.shape[1], read.shape[0]) == expected
    assert np.abs(read.astype(int).mean(axis=(0, 1)) - BLUE[:3]).max() < 8


def test_without_a_picture_there_is_none(board: FrameBoard) -> None:
    assert small_copy(BoardFeed(board)) is None  # type: ignore[arg-type]


def test_a_picture_overwritten_while_it_is_copied_is_copied_again(board: FrameBoard) -> None:
    publish(board, 64, 36)
    feed = BoardFeed(board)

    def overwrite() -> None:
        for _ in range(8):  # more than a channel has slots
            publish(board, 64, 36, (0, 255, 0, 255))

    feed.disturb = [overwrite]
    pixels = small_copy(feed)  # type: ignore[arg-type]
    assert pixels is not None
    assert (pixels[:, :, 1] == 255).all()
    feed.disturb = [overwrite] * 9
    assert small_copy(feed) is None  # type: ignore[arg-type]
