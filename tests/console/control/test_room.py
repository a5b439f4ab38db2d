from __future__ import annotations

from console.control.room import NotFound, Room, Unfit
from tests.console.control.conftest import FakeRoom


def test_the_room_of_the_tests_is_a_room() -> None:
    room: Room = FakeRoom()
    assert room is not None


def test_a_refusal_carries_what_helps_the_caller() -> None:
    assert NotFound("no", range(2)).there_are == [0, 1]
    assert Unfit("no", "layout").field == "layout"
