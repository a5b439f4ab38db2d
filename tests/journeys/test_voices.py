"""Who hears whom: two villages in real browsers, and the command room's own sound devices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.stage.browser import launch
from tests.stage.process import wait_for
from tests.stage.room import Room, Town, a_room
from tests.stage.screen import Screen
from tests.stage.sound import Levels, Sound, a_sound_server, heard, program, write_beeps

pytestmark = [pytest.mark.journey, pytest.mark.browser]

ROOM_HZ = 1210
VILLAGE_HZ = {"n01": 440, "n02": 770}
ALL_HZ = (ROOM_HZ, *VILLAGE_HZ.values())
PATIENCE_S = 60.0  # two browsers and a hub that has to start first, on whatever machine


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sound]:
    """The command room's loudspeaker and microphone; a tone is always played before the latter."""
    folder = tmp_path_factory.mktemp("sound")
    tone = write_beeps(folder / "room.wav", ROOM_HZ)
    with a_sound_server(folder) as made, made.before_microphone(tone):
        yield made


@pytest.fixture(scope="module")
def room(
    town: Town, screen: Screen, sound: Sound, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("room")
    with a_room(town, screen, folder, environment=sound.environment) as made:
        yield made


@pytest.fixture(scope="module")
def villages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Page]]:
    """A browser for each village, its microphone one tone."""
    folder = tmp_path_factory.mktemp("tones")
    with sync_playwright() as playwright, ExitStack() as browsers:
        pages = {}
        for name, hz in VILLAGE_HZ.items():
            tone: Path = write_beeps(folder / f"{name}.wav", hz)
            browser, pages[name] = launch(playwright, f"--use-file-for-fake-audio-capture={tone}")
            browsers.callback(browser.close)
        yield pages


def comes_to_hear(who: str, listen: Callable[[], Levels], wanted: set[int]) -> None:
    """Wait until exactly these pitches are heard; the failure tells what was."""
    found: Levels = {}

    def right() -> bool:
        found.update(listen())
        return heard(found) == wanted

    try:
        wait_for(f"{wanted} Hz for {who}", right, PATIENCE_S)
    except AssertionError as fault:
        raise AssertionError(f"{fault}; levels in dB: {found}") from None


def everybody_hears(
    sound: Sound, villages: dict[str, Page], speaking: set[int], on_loudspeaker: set[int]
) -> None:
    """Each village hears who speaks but not itself; so does the room."""
    for name, page in villages.items():
        others = speaking - {VILLAGE_HZ[name]}
        comes_to_hear(name, lambda page=page: program(page, ALL_HZ), others)
    comes_to_hear("the room", lambda: sound.loudspeaker(ALL_HZ), on_loudspeaker)


def middle(tile: dict[str, Any]) -> tuple[int, int]:
    x, y, width, height = tile["rect"]
    return x + width // 2, y + height // 2


def test_two_villages_and_the_room_hear_each_other_and_nobody_hears_himself(
    room: Room, sound: Sound, villages: dict[str, Page]
) -> None:
    room.call("POST", "/v1/conference", {"action": "start", "nodes": list(villages)})
    for name, page in villages.items():
        link = wait_for("a join link", lambda name=name: room.node(name)["join_url"], PATIENCE_S)
        page.goto(link)
        page.click("#join")
    both = set(VILLAGE_HZ.values())
    everybody_hears(sound, villages, both, both)


def test_the_villages_hear_the_room_while_its_microphone_is_open(
    room: Room, sound: Sound, villages: dict[str, Page]
) -> None:
    both = set(VILLAGE_HZ.values())
    room.screen.click(*middle(room.tile(0)))
    room.screen.press("ctrl+m")
    everybody_hears(sound, villages, {*both, ROOM_HZ}, both)
    room.screen.press("ctrl+m")
    everybody_hears(sound, villages, both, both)


def test_a_village_that_the_chair_mutes_is_heard_by_nobody(
    room: Room, sound: Sound, villages: dict[str, Page]
) -> None:
    room.call("POST", "/v1/conference", {"action": "mute", "node": "n01"})
    others = {VILLAGE_HZ["n02"]}
    everybody_hears(sound, villages, others, others)
    room.call("POST", "/v1/conference", {"action": "end"})
    wait_for("the end", lambda: room.get("/v1/conference")["state"] == "idle")
