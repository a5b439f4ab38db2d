"""A tile is listened to: a foreign camera's tone at the command room's own loudspeaker."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tests.journeys.test_foreign import a_site, port
from tests.stage.process import wait_for
from tests.stage.room import Room, Town, a_room
from tests.stage.screen import Screen
from tests.stage.sound import Levels, Sound, a_sound_server, heard

pytestmark = [pytest.mark.journey, pytest.mark.foreign]

__all__ = ["port"]
HZ = {"red": 660, "green": 990}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sound]:
    with a_sound_server(tmp_path_factory.mktemp("sound")) as made:
        yield made


@pytest.fixture(scope="module")
def room(
    port: int,
    town: Town,
    screen: Screen,
    sound: Sound,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Room]:
    site = a_site(tmp_path_factory.mktemp("listening"), port)
    options = {"site": site, "environment": sound.environment}
    with a_room(town, screen, site, "--layout", "2x2", **options) as made:
        made.wait_live(4)
        yield made


def comes_to_hear(sound: Sound, wanted: set[int]) -> None:
    """Wait until exactly these pitches come out of the loudspeaker."""
    found: Levels = {}

    def right() -> bool:
        found.update(sound.loudspeaker(tuple(HZ.values())))
        return heard(found) == wanted

    try:
        wait_for(f"{wanted} Hz", right)
    except AssertionError as fault:
        raise AssertionError(f"{fault}; levels in dB: {found}") from None


def cell_of(room: Room, camera: str) -> int:
    return next(t["cell"] for t in room.tiles() if t["source"] == f"camera:{camera}")


def test_the_selected_camera_is_heard_after_key_a_and_not_after_it_again(
    room: Room, sound: Sound
) -> None:
    comes_to_hear(sound, set())
    x, y, width, height = room.tile(cell_of(room, "red"))["rect"]
    room.screen.click(x + width // 2, y + height // 2)
    room.screen.press("a")
    comes_to_hear(sound, {HZ["red"]})
    told = room.get("/v1/wall")["listening"]
    assert (told["camera"], told["state"]) == ("red", "playing")
    assert 0.1 < told["level"] < 0.4
    room.screen.press("a")
    comes_to_hear(sound, set())
    assert room.get("/v1/wall")["listening"] is None


def test_the_control_api_changes_over_and_a_killed_worker_goes_on(room: Room, sound: Sound) -> None:
    for camera in HZ:
        room.call("PUT", "/v1/wall/listen", {"cell": cell_of(room, camera)})
        comes_to_hear(sound, {HZ[camera]})
    killed = workers(room)
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    wait_for("other workers", lambda: workers(room) and not workers(room) & killed)
    comes_to_hear(sound, {HZ["green"]})


def workers(room: Room) -> set[int]:
    """The processes that read cameras now."""
    processes = room.get("/v1/health")["processes"]
    return {each["pid"] for each in processes if each["name"].startswith("cameras") and each["pid"]}


def test_a_camera_without_sound_says_so_and_another_source_ends_it(
    room: Room, sound: Sound
) -> None:
    room.call("PUT", "/v1/wall/listen", {"cell": cell_of(room, "blue")})
    wait_for("the word", lambda: room.get("/v1/wall")["listening"]["state"] == "none")
    comes_to_hear(sound, set())
    cell = cell_of(room, "red")
    room.call("PUT", "/v1/wall/listen", {"cell": cell})
    comes_to_hear(sound, {HZ["red"]})
    room.call("PUT", f"/v1/wall/cells/{cell}", {"source": "map"})
    comes_to_hear(sound, set())
    assert room.get("/v1/wall")["listening"] is None


def test_a_sound_server_that_goes_away_in_silence_does_not_end_the_console(
    room: Room, sound: Sound
) -> None:
    cell = cell_of(room, "green")
    room.call("PUT", "/v1/wall/listen", {"cell": cell})
    comes_to_hear(sound, {HZ["green"]})
    room.call("PUT", "/v1/wall/listen", {"cell": None})
    sound.server.kill()
    sound.server.wait(10)
    room.call("PUT", "/v1/wall/listen", {"cell": cell})
    wait_for("the loss", lambda: room.get("/v1/wall")["listening"] is None, 20)
    room.call("PUT", "/v1/wall/listen", {"cell": cell})
    room.wait_live(3)
