from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from math import nan

import numpy as np
import pytest

from media.board import SLOTS, FrameBoard, Mark


@pytest.fixture
def board() -> Iterator[FrameBoard]:
    made = FrameBoard.create(channels=3, slot_bytes=16 * 16 * 4)
    yield made
    made.close()


def paint(board: FrameBoard, value: int, channel: int = 0, epoch: int = 1) -> int:
    board.begin(channel, 16, 8)[:] = value
    return board.publish(channel, epoch, 16, 8, Mark.SUB, nan, 1.0, 2.0)


def test_a_picture_arrives_as_it_was_painted(board: FrameBoard) -> None:
    assert board.turn(1) == 0
    assert board.picture(1, 1) is None
    turn = paint(board, 7, channel=1)
    picture = board.picture(1, 1)
    assert picture is not None
    assert (picture.width, picture.height, picture.stride) == (16, 8, 64)
    assert (picture.turn, picture.epoch, picture.marks) == (turn, 1, Mark.SUB)
    assert (picture.received_at, picture.decoded_at) == (1.0, 2.0)
    assert np.isnan(picture.captured_at)
    assert picture.valid()
    assert picture.array().shape == (8, 16, 4)
    assert (picture.array() == 7).all()
    assert board.turn(0) == board.turn(2) == 0


def test_only_the_newest_picture_is_found(board: FrameBoard) -> None:
    for value in range(10):
        paint(board, value)
    picture = board.picture(0, 1)
    assert picture is not None
    assert picture.turn == board.turn(0) == 10
    assert (picture.array() == 9).all()


def test_a_picture_of_another_epoch_is_not_taken_for_this_one(board: FrameBoard) -> None:
    paint(board, 7, epoch=1)
    assert board.picture(0, 2) is None


def test_a_picture_is_invalid_once_its_slot_is_painted_again(board: FrameBoard) -> None:
    paint(board, 0)
    picture = board.picture(0, 1)
    assert picture is not None
    for value in range(1, SLOTS):
        paint(board, value)
        assert picture.valid()
    board.begin(0, 16, 8)
    assert not picture.valid()


def test_a_slot_begun_and_never_published_is_not_seen(board: FrameBoard) -> None:
    paint(board, 7)
    board.begin(0, 16, 8)[:] = 99
    picture = board.picture(0, 1)
    assert picture is not None
    assert (picture.array() == 7).all()
    assert paint(board, 8) == 2


def test_a_trimmed_channel_has_no_picture_and_can_be_painted_again(board: FrameBoard) -> None:
    paint(board, 7)
    held = board.picture(0, 1)
    assert held is not None
    board.trim(0)
    assert board.picture(0, 1) is None
    assert not held.valid()
    paint(board, 9)
    picture = board.picture(0, 1)
    assert picture is not None
    assert (picture.array() == 9).all()


def test_a_reader_of_the_same_memory_sees_what_the_writer_paints(board: FrameBoard) -> None:
    reader = FrameBoard(os.dup(board.fd))
    paint(board, 7)
    picture = reader.picture(0, 1)
    assert picture is not None
    assert (picture.array() == 7).all()
    del picture
    reader.close()


def test_a_reader_never_takes_a_torn_picture_for_a_whole_one(board: FrameBoard) -> None:
    painted = 3000
    reader = FrameBoard(os.dup(board.fd))
    writer = threading.Thread(
        target=lambda: [paint(board, number % 251) for number in range(painted)]
    )
    writer.start()
    before = whole = 0
    while before < painted:
        turn = reader.turn(0)
        assert turn >= before  # never seen half written
        before = turn
        picture = reader.picture(0, 1)
        if picture is None:
            continue
        pixels = picture.array().copy()
        if picture.valid():
            whole += 1
            assert (pixels == (picture.turn - 1) % 251).all()
    writer.join()
    del picture
    reader.close()
    assert whole


def test_a_picture_outlives_its_board_and_is_told_no_longer(board: FrameBoard) -> None:
    other = FrameBoard.create(1, 4096)
    paint(other, 7)
    picture = other.picture(0, 1)
    other.close()
    assert picture is not None
    assert not picture.valid()
    assert (picture.array() == 7).all()


@pytest.mark.parametrize(
    ("channel", "width", "height"), [(3, 8, 8), (-1, 8, 8), (0, 64, 17), (0, 0, 8)]
)
def test_what_does_not_fit_is_refused(
    board: FrameBoard, channel: int, width: int, height: int
) -> None:
    with pytest.raises(ValueError):
        board.begin(channel, width, height)


def test_a_descriptor_that_is_no_board_is_refused() -> None:
    for content in (b"", b"x" * 5000):
        fd = os.memfd_create("something")
        os.write(fd, content)
        with pytest.raises(ValueError, match="no frame board"):
            FrameBoard(fd)
        if not content:
            os.close(fd)


def test_a_board_that_is_cut_short_is_refused(board: FrameBoard) -> None:
    fd = os.memfd_create("something")
    os.write(fd, os.pread(board.fd, 8192, 0))
    with pytest.raises(ValueError, match="no frame board"):
        FrameBoard(fd)


def test_a_large_board_costs_no_memory_before_it_is_painted() -> None:
    board = FrameBoard.create()
    assert os.fstat(board.fd).st_blocks * 512 < 1_000_000
    board.close()


def test_all_turns_are_those_of_each_channel(board: FrameBoard) -> None:
    board.begin(1, 2, 2)[:] = 0
    board.publish(1, 1, 2, 2, Mark.NONE, 0.0, 0.0, 0.0)
    assert board.turns() == [board.turn(channel) for channel in range(board.channels)]
    assert board.turns()[1] == 1


@pytest.mark.parametrize("mark", Mark)
def test_every_mark_comes_with_its_picture(board: FrameBoard, mark: Mark) -> None:
    board.begin(0, 16, 8)
    board.publish(0, 1, 16, 8, mark, nan, 1.0, 2.0)
    picture = board.picture(0, 1)
    assert picture is not None
    assert picture.marks is mark
