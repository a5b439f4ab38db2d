"""One tile over the whole wall and back, by its key: when the large stream's picture is on the
screen, and whether a picture is there at every moment."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.figures import Figure, percentile
from bench.hand import Hand
from console.ui.theme import DARK
from tests.stage.mark import CELLS, mark_cells
from tests.stage.process import wait_for
from tests.stage.room import Room, a_room, a_town
from tests.stage.screen import Screen

ROUNDS = 2
TILES = 9
LINGER_S = 12.0  # after so long nothing of a large stream is connected any more
WATCH_S = 2.5
BACK_S = 0.8
LOOK_S = 0.002
CAPTION_PX = 10  # above the picture
EVERY_PX = 16  # one pixel of so many is looked at, each way
BARE = np.array(  # blue, green, red of what is painted where no picture is
    [[int(colour[at : at + 2], 16) for at in (5, 3, 1)]
     for colour in (DARK.surface, DARK.ground, DARK.picture)], np.int16
)  # fmt: skip
NEARLY = 4
MORE = 0.1  # of the pixels bare above what is usual: a tile's picture is missing
SHARP = 0.8  # of the settled edge between two cells of the mark: no small stream's has it


@dataclass(frozen=True)
class Change:
    """``main_s``: from the key press to the large stream's picture; ``looks`` at the screen, and in
    how many of them a picture was missing."""

    main_s: float
    looks: int
    empty: int


def measure(folder: Path) -> list[Figure]:
    """Nine cameras of the town, each with a large and a small stream."""
    with (
        Screen(folder / "screen") as screen,
        a_town(folder, "--no-nodes") as town,
        a_room(town, screen, folder, "--view", "wall", "--layout", "3x3") as room,
        Hand(screen.display) as hand,
    ):
        town.order(do="story", running=False)
        tiles = room.wait_live(TILES)
        bench = Enlarging(room, screen, hand, tiles)
        bench.develop()
        cold, warm = [], []
        for _ in range(ROUNDS):
            time.sleep(LINGER_S)
            for cell in range(TILES):
                cold.append(bench.change(cell))
                warm.append(bench.change(cell))
        return _figures(cold, warm)


class Enlarging:
    """A wall whose tiles are enlarged one after another."""

    def __init__(
        self, room: Room, screen: Screen, hand: Hand, tiles: Sequence[dict[str, Any]]
    ) -> None:
        self._room, self._pixels, self._hand = room, screen.pixels, hand
        self._tiles = tiles
        self._whole: Sequence[int] = ()

    def develop(self) -> None:
        """Look at every large stream once, so that its scene is drawn before it is measured."""
        for cell in range(TILES):
            self._select(cell)
            self._hand.press("Return")
            wait_for("the large stream", lambda cell=cell: self._is_main(cell), 120)
            self._whole = self._room.tile(cell)["rect"]
            self._hand.press("Return")
            time.sleep(0.3)

    def change(self, cell: int) -> Change:
        """Enlarge a tile, wait, and show all again."""
        self._select(cell)
        usual = self._bare()
        pressed_at = self._hand.press("Return")
        there = self._watch(pressed_at, WATCH_S)
        sharp = np.array([edge for _, edge, _ in there])
        settled = float(np.median(sharp[-20:]))
        main = next(at for at, edge, _ in there if edge >= SHARP * settled)
        usual_whole = float(np.median([bare for _, _, bare in there[-20:]]))
        back = self._watch(self._hand.press("Return"), BACK_S)
        most = max(usual, usual_whole) + MORE
        empty = sum(bare > most for _, _, bare in (*there, *back))
        return Change(main - pressed_at, len(there) + len(back), empty)

    def _watch(self, since: float, seconds: float) -> list[tuple[float, float, float]]:
        """(when, steepest edge in the mark of the enlarged picture, bare part of the wall)."""
        looks = []
        while (now := time.monotonic()) < since + seconds:
            looks.append((now, self._edge(), self._bare()))
            time.sleep(LOOK_S)
        return looks

    def _edge(self) -> float:
        row, columns = mark_cells(self._whole)
        cell = columns[1] - columns[0]
        first, last = columns[0] - cell, columns[CELLS - 1] + cell
        line = self._pixels[row, first:last, :3].astype(np.int16)
        return float(np.abs(np.diff(line, axis=0)).sum(axis=1).max())

    def _bare(self) -> float:
        """Part of the wall's pixels that show nothing."""
        x, y, width, height = self._whole
        seen = self._pixels[y : y + height : EVERY_PX, x : x + width : EVERY_PX, None, :3]
        apart = np.abs(seen.astype(np.int16) - BARE).max(axis=3)
        return float((apart <= NEARLY).any(axis=2).mean())

    def _select(self, cell: int) -> None:
        x, y, width, _ = self._tiles[cell]["rect"]
        self._hand.click(x + width // 2, y - CAPTION_PX)  # in the picture there may be a marker
        self._hand.to(1, 1)  # the row of actions goes with the pointer
        time.sleep(0.6)  # two clicks are no double press

    def _is_main(self, cell: int) -> bool:
        tile = self._room.tile(cell)
        return tile["state"] == "live" and tile.get("stream") == "main"


def _figures(cold: Sequence[Change], warm: Sequence[Change]) -> list[Figure]:
    empty = sum(each.empty for each in (*cold, *warm))
    looks = sum(each.looks for each in (*cold, *warm))
    return [
        _until("its large stream was not connected", cold, 600),
        _until("a moment ago it was there too", warm, 250),
        Figure(
            "full screen and back: looks at which a picture was missing", empty, "", at_most=0,
            note=f"of {looks} at {len(cold) + len(warm)} changes",
        ),
    ]  # fmt: skip


def _until(what: str, changes: Sequence[Change], most_ms: float) -> Figure:
    took = [each.main_s * 1000 for each in changes]
    return Figure(
        f"full screen: key press to the large stream's picture, {what}, p95",
        percentile(took, 0.95), "ms", at_most=most_ms,
        note=f"of {len(took)}; p50 {percentile(took, 0.5):.0f}, worst {max(took):.0f}",
    )  # fmt: skip
