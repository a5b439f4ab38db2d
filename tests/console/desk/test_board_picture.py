from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.desk.board_picture import TimedPicture, publish, within
from media.board import FrameBoard

RED = 0xFFC81E1E


@pytest.fixture
def board() -> Iterator[FrameBoard]:
    made = FrameBoard.create(channels=2, slot_bytes=64 * 64 * 4)
    yield made
    made.close()


def red(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(RED)
    return image


class Red(TimedPicture):
    def picture(self) -> QImage:
        return red(8, 4)


def test_a_picture_keeps_its_shape_and_is_never_enlarged(qapp: QApplication) -> None:
    assert within(red(200, 100), 50, 50).size().toTuple() == (50, 25)
    assert within(red(20, 10), 50, 50).size().toTuple() == (20, 10)


def test_it_lies_on_the_board_as_it_was_and_when_it_was_taken(
    qapp: QApplication, board: FrameBoard
) -> None:
    publish(board, 1, 7, red(8, 4), 3.5)
    picture = board.picture(1, 7)
    assert picture is not None
    assert (picture.width, picture.height, picture.received_at) == (8, 4, 3.5)
    assert picture.array()[3, 7, :3].tolist() == [0x1E, 0x1E, 0xC8]


def test_it_is_written_while_it_is_shared_and_its_room_goes_back(
    qapp: QApplication, board: FrameBoard
) -> None:
    shared = Red(board, 1, 60_000)
    shared.share("screen", 3)
    assert board.picture(1, 3) is not None
    shared.unshare()
    assert board.picture(1, 3) is None


def test_a_board_that_is_closed_is_left_alone(qapp: QApplication) -> None:
    board = FrameBoard.create(channels=2, slot_bytes=64)
    shared = Red(board, 1, 60_000)
    board.close()
    shared.share("screen", 3)
    shared.unshare()
