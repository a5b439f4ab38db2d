"""Who writes the room's own picture, and what the hub is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from console.desk.room_picture import RoomPictureDesk


class Writer:
    def __init__(self, name: str, channel: int | None, done: list[Any]) -> None:
        self.name, self.room_channel, self._done = name, channel, done

    def place(self, what: str, epoch: int) -> None:
        self._done.append((self.name, what, epoch))

    def unplace(self) -> None:
        self._done.append((self.name, "no more"))


class Stage:
    def __init__(self) -> None:
        self.done: list[Any] = []
        worker, far = Writer("worker", 31, self.done), Writer("far", None, self.done)
        self.desk = RoomPictureDesk(
            "运河镇", {"c01": worker, "c02": worker, "c99": far}, Writer("own", 62, self.done),
            self, lambda do, *given: do(*given),
        )  # fmt: skip

    def place(self, name: str | None, channel: int = 0, epoch: int = 0) -> None:
        self.done.append(("hub", name, channel, epoch))

    def hear(self, state: str) -> list[Any]:
        del self.done[:]
        self.desk.settle({"state": state})
        return list(self.done)

    def choose(self, picture: str) -> list[Any]:
        del self.done[:]
        self.desk.choose(picture)
        return list(self.done)


@pytest.fixture
def stage(qapp: object) -> Stage:
    return Stage()


def test_it_is_written_while_a_conference_lives_and_no_longer(stage: Stage) -> None:
    assert stage.choose("camera:c01") == []
    assert stage.hear("live") == [("worker", "c01", 1), ("hub", "运河镇", 31, 1)]
    assert stage.hear("live") == []
    assert stage.hear("idle") == [("worker", "no more"), ("hub", None, 0, 0)]


def test_another_picture_takes_its_place(stage: Stage) -> None:
    stage.choose("camera:c01")
    stage.hear("live")
    assert stage.choose("camera:c02") == [("worker", "c02", 2), ("hub", "运河镇", 31, 2)]
    assert stage.choose("own") == [
        ("worker", "no more"), ("own", "own", 3), ("hub", "运河镇", 62, 3),
    ]  # fmt: skip
    assert stage.choose("") == [("own", "no more"), ("hub", None, 0, 0)]


def test_a_camera_that_is_gone_or_cannot_be_shared_is_no_picture(stage: Stage) -> None:
    stage.hear("live")
    assert stage.choose("camera:c77") == stage.choose("camera:c99") == []
