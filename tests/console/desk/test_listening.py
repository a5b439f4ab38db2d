from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest

from console.desk.listening import ListeningDesk
from console.desk.walls import Walls, WallScreen
from console.links.cameras import CameraWorker
from media.sound import SoundBoard
from media.source import Source


@dataclass(eq=False)
class Worker:
    """Writes down which camera it makes heard."""

    sound: object = field(default_factory=object)
    told: list[str | None] = field(default_factory=list)

    def listen(self, camera: str | None) -> None:
        self.told.append(camera)


@dataclass
class Loudspeaker:
    trouble: str = ""
    plays: object = None

    def start(self, board: SoundBoard) -> None:
        self.plays = board

    def stop(self) -> None:
        self.plays = None


@dataclass
class Wall:
    cells: list[str]

    def sources(self) -> list[Source | None]:
        return [Source.parse(each) if each else None for each in self.cells]


@dataclass
class Room:
    desk: ListeningDesk
    screen: WallScreen
    wall: Wall
    first: Worker
    second: Worker
    loudspeaker: Loudspeaker
    changes: list[tuple[int, str]]
    troubles: list[str]

    def say(self, camera: str, state: str, level: float = 0.0) -> None:
        event = {"event": "sound", "camera": camera, "state": state, "level": level}
        self.desk.take("cameras-0", event)


def straight(call: Callable[..., None], *given: Any) -> None:
    call(*given)


def a_screen(name: str, wall: Wall) -> WallScreen:
    return cast(WallScreen, SimpleNamespace(name=name, desk=wall))


@pytest.fixture
def room(qapp: object) -> Room:
    wall = Wall(["camera:a", "camera:b", "camera:c", "", "replay:a@2026-11-23T06:30:00Z"])
    first, second, loudspeaker = Worker(), Worker(), Loudspeaker()
    workers = cast(dict[str, CameraWorker], {"a": first, "b": first, "c": second})
    screen = a_screen("DP-1", wall)
    walls = cast(Walls, SimpleNamespace(own=screen))
    desk = ListeningDesk(walls, workers, straight, loudspeaker)
    made = Room(desk, screen, wall, first, second, loudspeaker, [], [])
    desk.changed.connect(lambda _screen, cell, state: made.changes.append((cell, state)))
    desk.troubled.connect(made.troubles.append)
    return made


def test_the_same_key_makes_a_cell_heard_and_silent(room: Room) -> None:
    room.desk.toggle(room.screen, 0)
    assert room.loudspeaker.plays is room.first.sound
    room.say("a", "playing", 0.2)
    assert room.desk.heard() == {
        "screen": "DP-1", "cell": 0, "camera": "a", "state": "playing", "level": 0.2,
    }  # fmt: skip
    room.desk.toggle(room.screen, 0)
    assert room.desk.heard() is None
    assert room.loudspeaker.plays is None
    assert room.first.told == ["a", None]
    assert room.changes == [(0, "waiting"), (0, "playing"), (-1, "")]


def test_only_one_camera_of_the_room_is_heard(room: Room) -> None:
    room.desk.listen(0)
    room.desk.listen(1)
    assert room.first.told == ["a", "b"]
    room.desk.listen(2)
    assert room.first.told == ["a", "b", None]
    assert room.second.told == ["c"]
    assert room.loudspeaker.plays is room.second.sound
    room.say("b", "playing")
    assert room.changes[-1] == (2, "waiting")


def test_it_ends_when_the_tile_shows_something_else_or_is_gone(room: Room) -> None:
    room.desk.listen(2)
    room.wall.cells[0] = "camera:b"
    room.desk.settle(room.screen)
    assert room.desk.heard() is not None
    room.wall.cells[2] = "map"
    room.desk.settle(room.screen)
    assert room.desk.heard() is None
    room.desk.listen(1)
    room.wall.cells = ["camera:b"]
    room.desk.settle(room.screen)
    assert room.desk.heard() is None
    assert room.first.told[-1] is room.second.told[-1] is None


def test_who_is_heard_is_so_in_the_cell_his_tile_has_moved_to(room: Room) -> None:
    room.desk.listen(0)
    room.wall.cells[0], room.wall.cells[2] = room.wall.cells[2], room.wall.cells[0]
    room.desk.follow(room.screen, 2, 0)
    room.desk.settle(room.screen)
    heard = room.desk.heard()
    assert heard is not None
    assert (heard["cell"], heard["camera"]) == (2, "a")


@pytest.mark.parametrize("cell", [3, 4])
def test_what_shows_no_live_camera_cannot_be_heard(room: Room, cell: int) -> None:
    with pytest.raises(ValueError, match=f"cell {cell}"):
        room.desk.listen(cell)
    room.desk.toggle(room.screen, cell)
    assert len(room.troubles) == 1
    assert room.desk.heard() is None


def test_a_workstation_that_cannot_play_says_why_and_a_lost_one_is_silent(room: Room) -> None:
    room.loudspeaker.trouble = "no loudspeaker"
    room.desk.toggle(room.screen, 0)
    assert room.troubles == ["no loudspeaker"]
    room.desk.lose("lost")
    assert room.desk.heard() is None
    assert room.first.told[-1] is None


def test_a_tile_of_another_screen_is_heard_and_nothing_when_that_is_pulled_out(room: Room) -> None:
    left = a_screen("HDMI-1", Wall(["camera:b"]))
    room.desk.toggle(room.screen, 0)
    room.desk.toggle(left, 0)  # the same cell of another screen is another tile
    heard = room.desk.heard()
    assert heard is not None
    assert (heard["screen"], heard["camera"]) == ("HDMI-1", "b")
    room.wall.cells[0] = "map"
    room.desk.settle(room.screen)
    room.desk.follow(room.screen, 0, 1)
    room.desk.leave(room.screen)
    assert room.desk.heard() == heard
    room.desk.leave(left)
    assert room.desk.heard() is None
    assert room.loudspeaker.plays is None
