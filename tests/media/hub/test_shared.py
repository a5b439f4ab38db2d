"""What is shared: read off the board, and judged by its age."""

from __future__ import annotations

from collections.abc import Iterator
from math import nan

import pytest

from media.board import FrameBoard, Mark
from media.hub.orders import Lie
from media.hub.shared import SharedPictures

SOURCE = "camera:c07"


@pytest.fixture
def share() -> Iterator[FrameBoard]:
    made = FrameBoard.create(channels=3, slot_bytes=64 * 36 * 4)
    yield made
    made.close()


@pytest.fixture
def shared(share: FrameBoard) -> Iterator[SharedPictures]:
    made = SharedPictures(share)
    made.look(Lie(SOURCE, 1, 7))
    yield made
    made.look(Lie(SOURCE, 1, 8))  # it holds no picture of the board any more


def write(share: FrameBoard, at: float, epoch: int = 7, value: int = 200, **more: Mark) -> None:
    share.begin(1, 64, 36)[:] = value
    share.publish(1, epoch, 64, 36, more.get("marks", Mark.NONE), nan, at, at)


def test_the_newest_picture_is_read_as_it_lies(share: FrameBoard, shared: SharedPictures) -> None:
    assert shared.newest(SOURCE) is None
    write(share, 10.0)
    newest = shared.newest(SOURCE)
    assert newest is not None
    assert (newest.frame.width, newest.frame.height, newest.valid()) == (64, 36, True)
    assert newest.frame.to_ndarray(format="bgr24")[0, 0].tolist() == [200, 200, 200]
    assert shared.newest(SOURCE) is newest  # until there is another
    for at in range(11, 14):
        write(share, at, value=90)
    assert not newest.valid()
    after = shared.newest(SOURCE)
    assert after is not None
    assert after.number != newest.number


def test_only_the_pictures_of_what_is_shared_are_seen(
    share: FrameBoard, shared: SharedPictures
) -> None:
    write(share, 10.0, epoch=6)
    assert shared.newest(SOURCE) is None
    write(share, 10.0)
    assert shared.newest("camera:c08") is None
    assert shared.state("camera:c08", 10.0) == "connecting"


def test_it_is_judged_by_the_age_of_its_picture(share: FrameBoard, shared: SharedPictures) -> None:
    assert shared.state(SOURCE, 10.0) == "connecting"
    write(share, 10.0)
    assert shared.state(SOURCE, 11.0) == "live"
    assert shared.state(SOURCE, 13.0) == "stale"
    write(share, 13.5)
    assert shared.state(SOURCE, 14.0) == "live"


def test_a_camera_that_sends_a_picture_each_five_seconds_is_live(
    share: FrameBoard, shared: SharedPictures
) -> None:
    for at in (10.0, 15.0, 20.0):
        write(share, at)
        shared.newest(SOURCE)
    assert shared.state(SOURCE, 25.0) == "live"
    assert shared.state(SOURCE, 31.0) == "stale"


def test_the_rhythm_is_known_though_not_each_picture_was_looked_at(
    share: FrameBoard, shared: SharedPictures
) -> None:
    write(share, 10.0)
    assert shared.state(SOURCE, 10.0) == "live"
    for at in (10.5, 11.0, 11.5, 12.0):
        write(share, at)
    assert shared.state(SOURCE, 12.0) == "live"
    assert shared.state(SOURCE, 14.5) == "stale"


def test_a_key_picture_out_of_memory_is_not_the_present(
    share: FrameBoard, shared: SharedPictures
) -> None:
    write(share, 10.0, marks=Mark.PREVIEW)
    assert shared.newest(SOURCE) is None
    write(share, 10.2)
    assert shared.newest(SOURCE) is not None


def test_a_place_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="channel"):
        SharedPictures(None).look(Lie(SOURCE, 0, 1))
    board = FrameBoard.create(channels=1, slot_bytes=64)
    try:
        with pytest.raises(ValueError, match="channel"):
            SharedPictures(board).look(Lie(SOURCE, 1, 1))
    finally:
        board.close()


def test_without_a_board_nothing_is_shared() -> None:
    assert SharedPictures(None).newest(SOURCE) is None
    assert SharedPictures(None).state(SOURCE) == "connecting"
