from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.actions import ActionsDesk
from console.desk.keeping import KeepingDesk
from console.desk.wall import WallDesk
from console.desk.walls import WallScreen
from console.feeds import Feeds
from console.site.load import load_site
from console.ui.main_window import MainWindow
from console.ui.theme import DARK, Look
from console.ui.wall import Wall
from layouts.store import load_layouts
from media.board import FrameBoard
from media.child import ChildReport
from media.source import Replaying, Source, SourceKind
from tests.console.desk.walls import a_screen, one_wall

TODAY = 1_764_000_000.0


class Worker:
    """A camera worker that writes down what it is told."""

    name = "cameras-0"

    def __init__(self) -> None:
        self.board = FrameBoard.create(channels=12, slot_bytes=64)
        self.kept: list[dict[str, Any]] = []
        self.orders: list[dict[str, Any]] = []

    def keep(self, order: dict[str, Any]) -> None:
        self.kept.append(order)

    def show(self, order: dict[str, Any]) -> None:
        self.orders.append(order)

    once = show

    def hide(self, channel: int) -> None:
        self.orders.append({"do": "hide", "channel": channel})


class Room:
    def __init__(self, folder: Path, window: MainWindow) -> None:
        lines = "".join(f"c0{n},村口{n},rtsp://h/{n}\n" for n in range(3))
        (folder / "site.toml").write_text('name = "丁家湾"\n', "utf-8")
        (folder / "cameras.csv").write_text("id,name,main\n" + lines, "utf-8")
        site = load_site(folder)
        self.window, self.worker = window, Worker()

        def at_once(do: Callable[..., object], *given: object) -> None:
            do(*given)

        def title(source: Source) -> str:
            return f"村口{source.name[-1]}"

        self.feeds = Feeds(lambda s: self.worker if s.kind is not SourceKind.MAP else None, at_once)
        cameras = [f"camera:{camera.id}" for camera in site.cameras]
        self.wall = WallDesk(
            window.wall, load_layouts(None), cameras, self.feeds.open, title, window
        )
        self.keeping = KeepingDesk(
            site, {camera.id: self.worker for camera in site.cameras}, at_once, window
        )
        self.reconnected: list[str] = []
        self.walls = one_wall(self.wall, feeds=self.feeds, today=lambda: TODAY)
        self.replay = self.walls.own.replay
        self.desk = ActionsDesk(
            window, self.walls, self.keeping, title, self.reconnected.append, window, lambda: TODAY
        )
        self.said: list[str] = []
        window.tell = self.said.append  # type: ignore[method-assign]
        self.wall.set_layout("2x2")

    def plug(self, name: str) -> WallScreen:
        """Another screen; its cells show what those of the desk's wall do."""
        wall = Wall(Look(DARK, "wall"), self.window)
        cameras = ["camera:c00", "camera:c01", "camera:c02"]
        desk = WallDesk(wall, load_layouts(None), cameras, self.feeds.open, str, wall)
        self.walls.add(a_screen(desk, name, feeds=self.feeds, today=lambda: TODAY))
        desk.set_layout("2x2")
        return self.walls.all()[-1]

    def act(self, cell: int, action: str) -> None:
        self.window.wall.action_wished.emit(cell, action)

    def bar(self, wish: str, number: float = 0) -> None:
        self.window.replay.wished.emit(wish, float(number))

    def hear(self, **event: Any) -> None:
        self.keeping.take("cameras-0", event)

    def sources(self) -> list[str]:
        return [str(source) if source else "" for source in self.wall.sources()]

    def at(self, cell: int) -> float:
        clock = self.replay.clock(cell)
        assert clock is not None
        return clock.at

    def rate(self, cell: int) -> float:
        clock = self.replay.clock(cell)
        assert clock is not None
        return clock.rate

    def accessible(self, cell: int) -> str:
        return self.window.wall._tiles[cell].accessibleName()


@pytest.fixture
def room(qtbot: QtBot, qapp: Any, tmp_path: Path) -> Iterator[Room]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    made = Room(tmp_path, window)
    yield made
    made.desk._look.stop()
    window.wall.close_feeds()
    made.worker.board.close()
    qapp.setStyleSheet("")


def test_the_camera_of_the_tile_is_connected_anew(room: Room) -> None:
    room.act(1, "reconnect")
    assert room.reconnected == ["c01"]


def test_a_snapshot_is_told_with_its_file_or_with_the_reason(room: Room) -> None:
    room.act(0, "snapshot")
    (order,) = room.worker.kept
    room.hear(event="done", ticket=order["ticket"], camera="c00", path=order["path"])
    assert room.said == [f"村口0: snapshot kept: {Path(order['path']).name}"]
    room.act(0, "snapshot")
    order = room.worker.kept[-1]
    small = "the large stream brought no picture"
    room.hear(
        event="done", ticket=order["ticket"], camera="c00", path=order["path"], why_small=small
    )
    assert room.said[-1] == (
        "村口0: snapshot kept of the small stream (the large stream brings no picture): "
        + Path(order["path"]).name
    )
    room.act(1, "snapshot")
    ticket = room.worker.kept[-1]["ticket"]
    room.hear(event="failed", ticket=ticket, reason="the camera brought no picture")
    assert room.said[-1] == "村口1: no snapshot: the camera brings no picture"


def test_a_clip_counts_down_on_its_tile_and_is_told_at_its_end(room: Room) -> None:
    room.act(0, "clip")
    order = room.worker.kept[-1]
    assert (order["before_s"], order["after_s"]) == (30, 30)
    assert "clip 30 s" in room.accessible(0)
    room.hear(event="progress", ticket=order["ticket"], seconds=48.0, of=60.0)
    assert "clip 12 s" in room.accessible(0)
    room.hear(event="done", ticket=order["ticket"], path=order["path"], seconds=59.6)
    assert "clip" not in room.accessible(0)
    assert room.said == [f"村口0: clip of 60 s kept: {Path(order['path']).name}"]
    room.act(0, "clip")
    room.hear(event="failed", ticket=room.worker.kept[-1]["ticket"],
              reason="8 clips are being made already")  # fmt: skip
    assert room.said[-1] == "村口0: no clip: 8 clips are being made already"


def test_the_same_key_starts_and_ends_a_recording(room: Room) -> None:
    room.act(0, "record")
    assert room.worker.kept[-1]["on"] is True
    room.hear(event="recording", camera="c00", stream="main", state="on", reason="")
    room.hear(event="done", ticket="record-1", camera="c00", recording=True, by="hand")
    assert "REC" in room.accessible(0)
    room.act(0, "record")
    assert room.worker.kept[-1]["on"] is False
    room.hear(event="done", ticket="record-2", camera="c00", recording=True, by="schedule")
    assert room.said == ["村口0: records", "村口0: its schedule goes on recording"]
    room.hear(event="recording", camera="c00", stream="main", state="paused",
              reason="No space left on device")  # fmt: skip
    assert room.said[-1] == "村口0: recording rests: the disk is full"
    assert "REC waits: the disk is full" in room.accessible(0)


def test_a_scheduled_recording_is_shown_and_a_lost_worker_records_nothing(room: Room) -> None:
    room.hear(event="recording", camera="c01", stream="main", state="on", reason="")
    assert "REC" in room.accessible(1)
    assert "waits" not in room.accessible(1)
    report = ChildReport("cameras-0", "restarting", None, 1, 0.0)
    room.keeping.take_child(report)
    room.desk.hear_child(report)
    assert "REC waits" in room.accessible(1)


def test_back_opens_the_bar_and_live_closes_it(room: Room) -> None:
    assert not room.window.replay.isVisible()
    room.act(0, "back")
    assert room.at(0) == TODAY - 10
    assert room.window.replay.isVisible()
    room.act(0, "back")
    assert room.at(0) < TODAY - 19
    room.act(0, "live")
    assert room.sources()[0] == "camera:c00"
    assert not room.window.replay.isVisible()


def test_keys_move_in_a_replay_and_do_nothing_to_a_live_tile(room: Room) -> None:
    for action in ("pause", "slower", "faster", "step_on", "step_back", "live"):
        room.act(0, action)
    assert room.sources()[0] == "camera:c00"
    room.act(0, "back")
    paces = []
    for action in ("faster", "faster", "slower", "slower", "slower", "slower", "pause", "pause"):
        room.act(0, action)
        paces.append(room.rate(0))
    assert paces == [2, 4, 2, 1, 0.5, 0.5, 0, 1]
    room.act(0, "step_back")
    assert room.worker.orders[-1]["do"] == "step"
    assert room.rate(0) == 0
    assert room.said == []


def test_of_a_replay_the_shown_moment_is_kept_and_the_seconds_around_it(room: Room) -> None:
    room.act(0, "back")
    room.act(0, "snapshot")
    assert TODAY - 10 <= room.worker.kept[-1]["at"] < TODAY - 5
    room.act(0, "clip")
    order = room.worker.kept[-1]
    assert (order["before_s"], order["after_s"]) == (30, 30)
    assert TODAY - 10 <= order["at"] < TODAY - 5
    assert "clip 20 s" in room.accessible(0)
    room.bar("seek", TODAY - 5000)
    clock = room.replay.clock(0)
    source = room.wall.sources()[0]
    assert clock is not None
    assert source is not None
    room.feeds.tell_state(source, Replaying(TODAY - 5000.5, 0.0, "paused"))
    room.window.wall.tick()
    room.act(0, "snapshot")
    assert room.worker.kept[-1]["at"] == TODAY - 5000.5
    room.act(1, "snapshot")
    assert "at" not in room.worker.kept[-1]


def test_a_gap_is_left_by_key_or_button_to_the_next_picture(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.act(0, "back")
    begun = room.at(0)
    room.act(0, "over_gap")
    assert room.at(0) == begun
    states = iter([Replaying(begun, 1.0, "gap", begun + 5), Replaying(begun, 1.0, "gap")])
    room.desk._look.stop()
    monkeypatch.setattr(room.desk, "look", lambda: None)
    monkeypatch.setattr(room.window.wall, "state", lambda _cell: next(states))
    room.bar("over_gap")
    assert room.at(0) == begun + 5
    room.bar("over_gap")
    assert room.at(0) == begun + 5


def test_selected_tiles_go_together_on_one_clock(room: Room) -> None:
    room.window.wall._also = {2}
    room.act(0, "back")
    assert room.replay.clock(0) == room.replay.clock(2)
    assert room.replay.clock(1) is None
    room.bar("pace", 4)
    assert room.replay.clock(0) == room.replay.clock(2)
    room.act(0, "live")
    assert room.sources()[2] == "camera:c02"


def test_all_tiles_go_together_when_the_bar_says_so(room: Room) -> None:
    room.act(1, "back")
    room.window.wall.select(1)
    room.window.replay.all.click()
    room.bar("jump", -30)
    clocks = {room.replay.clock(cell) for cell in range(3)}
    assert len(clocks) == 1
    assert room.at(0) < TODAY - 39
    room.bar("live")
    assert room.sources()[:3] == ["camera:c00", "camera:c01", "camera:c02"]


def test_the_bar_seeks_and_never_past_the_present(room: Room) -> None:
    room.act(0, "back")
    room.bar("seek", TODAY - 5000)
    assert room.at(0) == TODAY - 5000
    room.bar("jump", 10)
    assert TODAY - 4991 < room.at(0) < TODAY - 4980
    room.bar("seek", TODAY + 1)
    assert room.said == ["This time has not come yet"]
    room.bar("seek", TODAY - 8)
    room.bar("jump", 10)
    assert room.sources()[0] == "camera:c00"


def test_a_replay_that_comes_to_the_present_is_live_and_says_so(room: Room) -> None:
    room.act(0, "back")
    room.act(1, "back")
    room.replay.seek([0], TODAY + 0.5)
    room.desk.look()
    assert room.sources()[0] == "camera:c00"
    assert room.sources()[1].startswith("replay:c01@")
    assert room.said == ["The replay has come to the present: live again"]
    room.desk.look()
    assert len(room.said) == 1


def test_the_bar_is_told_what_its_tiles_show(room: Room) -> None:
    room.window.wall._also = {1}
    room.act(0, "back")
    source = room.wall.sources()[0]
    assert source is not None
    room.feeds.tell_state(source, Replaying(TODAY - 10, 1.0))
    room.window.wall.tick()
    room.desk.look()
    assert room.window.replay._title.text() == "村口0 and 1 more  1×"
    room.window.wall._also = set()
    room.window.wall.select(2)
    room.desk.look()
    assert room.window.replay._title.text() == "村口2  live picture"
    room.window.wall.select(3)  # an empty cell: the bar stays with what replays
    room.desk.look()
    assert room.window.replay._title.text() == "村口0  1×"


def test_an_empty_cell_and_a_map_have_no_camera_to_keep(room: Room) -> None:
    for action in ("snapshot", "record", "back"):
        room.act(3, action)
    assert room.worker.kept == []
    assert room.said == []


def test_a_tile_shares_its_camera_into_the_conference_and_ends_that(room: Room) -> None:
    wished: list[dict[str, Any]] = []
    room.window.conference_wished.connect(wished.append)
    room.act(1, "share")
    room.desk.act_on("c02", "share")
    room.desk.set_shared("c01")
    assert "shared" in room.accessible(1)
    assert "shared" not in room.accessible(0)
    room.act(1, "share")
    room.desk.set_shared("")
    assert "shared" not in room.accessible(1)
    assert [order["source"] for order in wished] == ["camera:c01", "camera:c02", None]


def test_a_tile_broadcasts_its_camera_and_ends_that(room: Room) -> None:
    wished: list[dict[str, Any]] = []
    room.window.conference_wished.connect(wished.append)
    room.act(1, "broadcast")
    room.desk.set_shared("c01")
    room.desk.set_broadcast("c01")
    room.act(1, "broadcast")
    room.act(1, "share")
    room.desk.act_on("c02", "broadcast")
    assert [(order["action"], order["source"]) for order in wished] == [
        ("broadcast", "camera:c01"), ("broadcast", None), ("share", "camera:c01"),
        ("broadcast", "camera:c02"),
    ]  # fmt: skip


def test_a_tile_of_another_screen_goes_back_and_the_bar_says_which_it_moves(room: Room) -> None:
    left = room.plug("HDMI-1")
    left.wall.action_wished.emit(1, "back")
    left.wall.choose(1)
    assert room.window.replay.isVisible()
    assert room.window.replay._title.text().startswith("HDMI-1 · 村口1")
    room.bar("seek", TODAY - 5000)
    clock = left.replay.clock(1)
    assert clock is not None
    assert clock.at == TODAY - 5000
    assert room.sources()[:3] == ["camera:c00", "camera:c01", "camera:c02"]
    left.wall.action_wished.emit(1, "snapshot")
    assert TODAY - 5000 <= room.worker.kept[-1]["at"] < TODAY - 4990
    room.window.wall.choose(0)  # the desk's wall is meant now, and its tile is live
    assert room.window.replay._title.text() == "DP-1 · 村口0  live picture"
    room.window.wall.choose(3)  # an empty cell: the bar goes to what replays
    room.bar("live")
    assert str(left.desk.sources()[1]) == "camera:c01"
    assert not room.window.replay.isVisible()
    left.wall.close_feeds()


def test_that_a_camera_is_recorded_is_said_on_every_screen(room: Room) -> None:
    left = room.plug("HDMI-1")
    room.hear(event="recording", camera="c01", stream="main", state="on", reason="")
    right = room.plug("HDMI-2")
    for screen in (left, right):
        assert "REC" in screen.wall._tiles[1].accessibleName()
        screen.wall.close_feeds()
