"""Which tiles have something to do at a tick: those whose channel has turned, some times a second
all of them.

Of 36 tiles two in three have no new picture at a tick. All channels of a board are read in one go,
and only who is concerned is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from console.ui.feed import Turns
from console.ui.tile import Tile

SWEEP_S = 0.1  # states, captions and messages follow the time, not the pictures


@dataclass
class _Watched:
    """One board, the tile of each channel that is shown, and the turns of the last tick."""

    board: Turns
    tiles: dict[int, list[Tile]] = field(default_factory=dict)
    turns: list[int] = field(default_factory=list)


class TileClock:
    """Lives in the Qt thread. Told the time."""

    def __init__(self) -> None:
        self._sweep_at = float("-inf")
        self._boards: dict[int, _Watched] = {}
        self._others: list[Tile] = []  # their feeds lie on no board

    def hurry(self) -> None:
        """The tiles, or what they show, are others: look at all of them at the next tick."""
        self._sweep_at = float("-inf")

    def tick(self, tiles: Sequence[Tile], now: float) -> None:
        """Tick those of these tiles that have something to do."""
        if now >= self._sweep_at:
            self._sweep_at = now + SWEEP_S
            self._watch(tiles)
            for tile in tiles:
                if tile.isVisible():
                    tile.tick(now)
            return
        for tile in self._others:
            tile.tick(now)
        for watched in self._boards.values():
            before, watched.turns = watched.turns, watched.board.turns()
            if watched.turns == before:
                continue
            pairs = enumerate(zip(watched.turns, before, strict=True))
            for channel in [number for number, (turn, old) in pairs if turn != old]:
                for tile in watched.tiles.get(channel, ()):
                    tile.tick(now)

    def _watch(self, tiles: Sequence[Tile]) -> None:
        """Remember which tile shows which channel, before they are asked: a picture that comes
        between is seen at the next tick."""
        self._boards, self._others = {}, []
        for tile in tiles:
            feed = tile.feed
            if feed is None or not tile.isVisible():
                continue
            place = feed.place()
            if place is None:
                self._others.append(tile)
                continue
            board, channel = place
            watched = self._boards.get(id(board))
            if watched is None:
                watched = self._boards[id(board)] = _Watched(board, turns=board.turns())
            watched.tiles.setdefault(channel, []).append(tile)
