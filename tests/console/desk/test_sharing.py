"""What the chair shares: who writes it, where the hub looks, what ends it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.desk.sharing import SharingDesk
from console.links.share_board import SCREEN_CHANNEL, WINDOW_CHANNEL, share_board


class Worker:
    def __init__(self, name: str, channel: int, done: list[Any]) -> None:
        self.name, self.share_channel = name, channel
        self._done = done

    def share(self, what: str, epoch: int) -> None:
        self._done.append((self.name, what, epoch))

    def unshare(self) -> None:
        self._done.append((self.name, "no more"))


class Hub:
    def __init__(self, done: list[Any]) -> None:
        self.share = share_board()
        self._done = done

    def command(self, body: dict[str, Any]) -> None:
        self._done.append(body)

    def look(self, source: str, channel: int, epoch: int) -> None:
        self._done.append(("look", source, channel, epoch))

    def play(self, source: str, path: str) -> None:
        self._done.append(("play", source, path))


class Room:
    """Two workers with two cameras each, and a hub; what they are told is written down."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        self.done: list[Any] = []
        one, two = Worker("one", 0, self.done), Worker("two", 1, self.done)
        self.hub = Hub(self.done)
        self.desk = SharingDesk(
            window,
            {"c01": one, "c02": two, "c03": one},
            self.hub,
            lambda do, *given: do(*given),
            lambda source: f"村口 {source.name}",
            folder,
        )
        self.shown: list[str] = []
        self.lived: list[bool] = []
        self.desk.changed.connect(self.shown.append)
        self.desk.lived.connect(self.lived.append)
        self.hear(None)

    def share(self, source: str | None) -> list[Any]:
        """What is done for it."""
        del self.done[:]
        self.desk.command({"action": "share", "source": source})
        return list(self.done)

    def hear(self, source: str | None, state: str = "live") -> list[Any]:
        """The hub tells the conference; what is done for that."""
        del self.done[:]
        share = {"source": source, "name": "x", "state": "live"} if source else None
        self.desk.settle({"state": state, "share": share, "nodes": []})
        return list(self.done)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(320, 180)
    made = Room(window, tmp_path)
    yield made
    made.hub.share.close()


def test_a_cameras_process_writes_where_the_hub_looks(room: Room) -> None:
    order = {"action": "share", "source": "camera:c02", "name": "村口 c02"}
    assert room.share("camera:c02") == [order, ("two", "c02", 1), ("look", "camera:c02", 1, 1)]
    assert room.hear(None) == []  # told before the order came there
    assert room.hear("camera:c02") == []
    assert room.shown == ["c02"]
    assert room.hear(None) == [("two", "no more")]
    assert room.shown == ["c02", ""]


def test_another_takes_its_place_and_then_the_first_is_written_no_more(room: Room) -> None:
    room.share("camera:c01")
    room.hear("camera:c01")
    room.share("camera:c02")
    assert room.hear("camera:c01") == []
    assert room.hear("camera:c02") == [("one", "no more")]
    assert room.shown == ["c01", "c02"]


def test_two_cameras_of_one_process_have_one_place(room: Room) -> None:
    room.share("camera:c01")
    room.hear("camera:c01")
    assert ("one", "c03", 2) in room.share("camera:c03")
    assert room.hear("camera:c03") == []
    assert room.hear(None) == [("one", "no more")]


def test_the_end_of_the_conference_ends_it_though_it_was_never_told_of(room: Room) -> None:
    room.share("camera:c02")
    assert room.hear(None, "idle") == [("two", "no more")]
    assert room.lived == [True, False]


def test_what_was_taken_back_before_it_was_told_of_is_not_written(room: Room) -> None:
    room.share("camera:c02")
    room.share(None)
    assert room.hear(None) == [("two", "no more")]


def test_a_hub_that_forgot_for_a_moment_is_given_its_pictures_again(room: Room) -> None:
    room.share("camera:c02")
    room.hear("camera:c02")
    room.hear(None, "idle")
    assert room.hear("camera:c02") == [("two", "c02", 2), ("look", "camera:c02", 1, 2)]


def test_the_screen_is_written_by_the_window_itself_while_it_is_shared(room: Room) -> None:
    assert ("look", "screen", SCREEN_CHANNEL, 1) in room.share("screen")
    room.hear("screen")
    assert room.shown == []  # no camera
    picture = room.hub.share.picture(SCREEN_CHANNEL, 1)
    assert picture is not None
    assert picture.width > 0
    del picture
    room.hear(None)
    assert room.hub.share.picture(SCREEN_CHANNEL, 1) is None


def test_a_file_is_read_by_the_hub_itself_and_played_once(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "clips" / "桥头.mp4"
    path.parent.mkdir()
    path.write_bytes(b"x")
    source = "file:clips/桥头.mp4"
    order = {"action": "share", "source": source, "name": "桥头.mp4"}
    assert room.share(source) == [order, ("play", source, str(path))]
    assert room.hear(source) == []
    assert room.hear(source) == []
    assert room.hear(None) == []
    room.desk.share_file(path)
    assert room.done[-1] == ("play", "file:桥头.mp4", str(path))
    room.desk.share_file(path, "broadcast")
    assert room.done[-2]["action"] == "broadcast"
    assert room.desk.barred({"action": "broadcast", "source": source}) == ""
    assert room.desk.barred({"action": "share", "source": "file:none.mp4"})


def test_the_camera_that_is_broadcast_is_told(room: Room) -> None:
    told: list[str] = []
    room.desk.broadcast_changed.connect(told.append)
    on = {"source": "camera:c02", "name": "x"}
    for broadcast in (on, on, {"source": "node:n01", "name": "x"}, on, None):
        room.desk.settle({"state": "live", "share": None, "broadcast": broadcast, "nodes": []})
    assert told == ["camera:c02".removeprefix("camera:"), "", "c02", ""]


def test_the_rooms_own_picture_is_broadcast_by_its_name(room: Room) -> None:
    room.desk.command({"action": "broadcast", "source": "node:room"})
    assert room.done == [{"action": "broadcast", "source": "node:room", "name": "the command room"}]


def test_a_window_that_is_gone_is_shared_without_a_picture(room: Room) -> None:
    done = room.share("window:报表 - 表格")
    assert done[0]["name"] == "报表 - 表格"
    assert ("look", "window:报表 - 表格", WINDOW_CHANNEL, 1) in done
    room.hear("window:报表 - 表格")
    assert room.hub.share.picture(WINDOW_CHANNEL, 1) is None
    assert room.hear(None) == []


def test_other_acts_of_the_chair_go_through_as_they_are(room: Room) -> None:
    room.desk.command({"action": "mute_all", "allow_self": True})
    assert room.done == [{"action": "mute_all", "allow_self": True}]


def test_a_camera_that_is_broadcast_is_written_and_what_was_shared_again_after_it(
    room: Room,
) -> None:
    room.share("camera:c01")
    room.hear("camera:c01")
    del room.done[:]
    room.desk.command({"action": "broadcast", "source": "camera:c02"})
    assert room.done[1:] == [("two", "c02", 2), ("look", "camera:c02", 1, 2)]
    shared = {"source": "camera:c01", "name": "x"}
    told = {"state": "live", "share": shared, "nodes": []}
    del room.done[:]
    room.desk.settle({**told, "broadcast": {"source": "camera:c02", "name": "y"}})
    assert room.done == [("one", "no more")]
    room.desk.command({"action": "cancel"})
    del room.done[:]
    room.desk.settle({**told, "broadcast": None})
    assert room.done == [("one", "c01", 3), ("look", "camera:c01", 0, 3), ("two", "no more")]
    assert room.shown == ["c01", "c02", "c01"]


def test_the_broadcast_of_a_site_needs_nobody_who_writes(room: Room) -> None:
    room.desk.command({"action": "broadcast", "source": "node:n01"})
    assert room.done == [{"action": "broadcast", "source": "node:n01", "name": "村口 n01"}]
    del room.done[:]
    room.desk.settle(
        {"state": "live", "share": None, "nodes": [], "broadcast": {"source": "node:n01"}}
    )
    assert room.done == []
