"""The command room's own picture on the program: read off the board, never an old one."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from media.board import FrameBoard, Mark
from media.hub import happening as h
from media.hub.orders import Lie
from media.hub.room_picture import RoomPicture, place


@pytest.fixture
def share() -> Iterator[FrameBoard]:
    made = FrameBoard.create(channels=2, slot_bytes=1920 * 1080 * 4)
    yield made
    made.close()


@pytest.fixture
def picture(share: FrameBoard) -> Iterator[RoomPicture]:
    made = RoomPicture(share)
    made.look(Lie(h.ROOM, 1, 7))
    yield made
    made.look(Lie(h.ROOM, 1, 8))


def write(share: FrameBoard, value: int, at: float | None = None) -> None:
    at = time.monotonic() if at is None else at
    share.begin(1, 1920, 1080)[:] = value
    share.publish(1, 7, 1920, 1080, Mark.NONE, at, at, at)


def test_a_picture_larger_than_the_program_is_made_smaller_once(
    share: FrameBoard, picture: RoomPicture
) -> None:
    assert picture.shot("运河镇").picture is None
    write(share, 200)
    shot = picture.shot("运河镇")
    assert shot.picture is not None
    assert (shot.node, shot.name) == ("room", "运河镇")
    assert (shot.picture.frame.width, shot.picture.frame.height) == (1280, 720)
    assert picture.shot("运河镇").picture is shot.picture
    write(share, 100)
    after = picture.shot("运河镇").picture
    assert after is not None
    assert after.number > shot.picture.number
    assert shot.picture.frame.to_ndarray(format="gray")[0, 0] == 200  # a copy of its own


def test_an_old_picture_is_not_shown_as_the_present_one(
    share: FrameBoard, picture: RoomPicture
) -> None:
    write(share, 200, time.monotonic() - 60)
    assert picture.state() == "stale"
    assert picture.shot("运河镇").picture is None


def test_the_order_names_the_room_or_takes_its_place_away() -> None:
    assert place({"name": "运河镇", "channel": 3, "epoch": 9}) == (
        h.RoomPlace("运河镇"), Lie("room", 3, 9),
    )  # fmt: skip
    assert place({"name": None}) == (h.RoomPlace(None), None)
    with pytest.raises(ValueError, match="name"):
        place({"name": "x" * 81, "channel": 0, "epoch": 0})
