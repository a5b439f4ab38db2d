"""How long the window lets an operator wait while he does everything at once: 200 random acts with
keys and mouse at 36 live tiles."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.hand import RIGHT, Hand
from tests.stage.room import Room, a_room, a_town
from tests.stage.screen import Screen

ACTS = 200
TILES = 36
CAPTION_PX = 8  # above the picture
PAUSE_S = 0.12  # between two acts
SEED = 4
LOOK_EVERY = 25  # acts: the window forgets its stalls after a minute


def measure(folder: Path) -> list[Figure]:
    """The whole window with the story going on: cases come and go meanwhile."""
    with (
        Screen(folder / "screen") as screen,
        a_town(folder, "--no-nodes") as town,
        a_room(town, screen, folder, "--layout", "6x6") as room,
        Hand(screen.display) as hand,
    ):
        tiles = room.wait_live(TILES, 180)
        time.sleep(62.0)  # what opening it took is forgotten
        acts = Acts(room, hand, tiles, random.Random(SEED))
        stalls, done = [], dict.fromkeys(acts.all, 0)
        for number in range(ACTS):
            done[acts.any()] += 1
            time.sleep(PAUSE_S)
            if number % LOOK_EVERY == LOOK_EVERY - 1:
                stalls.append(_stall(room))
    print(f"  {done}\n  {stalls}", file=sys.stderr)
    note = ", ".join(f"{number} {name}" for name, number in done.items())
    return [
        Figure(
            f"{TILES} live tiles, {ACTS} random acts: window's stall, p99",
            max(p99 for p99, _ in stalls), "ms",
            at_most=25, note=note,
        ),
        Figure(
            f"{TILES} live tiles, {ACTS} random acts: longest stall", max(w for _, w in stalls),
            "ms", at_most=150,
        ),
    ]  # fmt: skip


def _stall(room: Room) -> tuple[float, float]:
    """p99 and worst of the last minute, milliseconds."""
    ui = room.get("/v1/health")["ui"]
    return ui["stall_ms_p99"], ui["stall_ms_worst"]


class Acts:
    """What an operator does, at random; each act leaves the wall with its 36 tiles."""

    def __init__(
        self, room: Room, hand: Hand, tiles: list[dict[str, Any]], chance: random.Random
    ) -> None:
        self._room, self._hand, self._tiles, self._chance = room, hand, tiles, chance
        self.all: dict[str, Callable[[], None]] = {
            "drags": self._drag,
            "layouts": self._layout,
            "zooms": self._zoom,
            "searches": self._search,
            "replays": self._replay,
            "full walls": self._enlarge,
            "menus": self._menu,
        }

    def any(self) -> str:
        """Do one; its name."""
        name = self._chance.choice(list(self.all))
        self.all[name]()
        return name

    def _place(self) -> tuple[int, int]:
        """In the middle of a tile."""
        x, y, width, height = self._chance.choice(self._tiles)["rect"]
        return x + width // 2, y + height // 3

    def _select(self) -> None:
        x, y, width, _ = self._chance.choice(self._tiles)["rect"]
        self._hand.click(x + width // 2, y - CAPTION_PX)  # in the picture there may be a marker
        time.sleep(0.05)

    def _drag(self) -> None:
        self._hand.pull(*self._place(), *self._place())

    def _layout(self) -> None:
        self._select()
        self._hand.press("Control_L", str(self._chance.randint(1, 9)))
        time.sleep(0.3)
        self._room.call("PUT", "/v1/wall/layout", {"layout": "6x6"})
        time.sleep(0.3)

    def _zoom(self) -> None:
        at = self._place()
        self._hand.turn(*at, "up", self._chance.randint(2, 9))
        time.sleep(0.2)
        self._hand.pull(*at, *self._place())
        self._hand.turn(*at, "down", 12)

    def _search(self) -> None:
        self._hand.press("Control_L", "f")
        for letter in self._chance.sample("abcdefghjlmnqstwxyz", 3):
            self._hand.press(letter)
            time.sleep(0.03)
        time.sleep(0.1)
        self._hand.press("Escape")
        self._hand.press("Escape")

    def _replay(self) -> None:
        self._select()
        self._hand.press("b")
        time.sleep(0.5)
        self._hand.press("l")

    def _enlarge(self) -> None:
        self._select()
        self._hand.press("Return")
        time.sleep(0.4)
        self._hand.press("Return")

    def _menu(self) -> None:
        self._hand.click(*self._place(), RIGHT)
        time.sleep(0.15)
        self._hand.press("Escape")
