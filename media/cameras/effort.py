"""How much is done for each shown camera when there is more to decode than time. Pure.

A wall that falls behind shows fewer pictures, never older ones. The smallest tiles give way first,
a step at a time; once nothing waits any more, the largest come back first.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

BEHIND_S = 0.2  # the oldest picture waits so long for a decode thread: too much is asked
CALM_S = 0.06  # it waits less: there is room
CALM_FOR_S = 5.0  # so long, before a step is taken back
CALM_MOST_S = 80.0  # what failed before is tried more and more seldom
NEXT_UP_S = 1.0  # between two steps back up
FORGIVEN_S = 600.0  # then a failure is forgotten
LOWERED_AT_ONCE = 4  # a quarter of the tiles goes down in one step, at least one
RAISED_AT_ONCE = 8


class Effort(IntEnum):
    """What is done of a stream; a larger number is cheaper."""

    FULL = 0
    SELDOM = 1  # all is decoded, but scaled and shown only some ten times a second
    REFERENCES = 2  # besides, pictures that no other builds on are left out
    KEYS = 3  # key pictures only


class Governor:
    """Decides the effort for each shown camera. ``judge`` is asked every half second or so."""

    def __init__(self) -> None:
        self._efforts: dict[str, Effort] = {}
        self._calm_since: float | None = None
        self._calm_for_s = CALM_FOR_S
        self._raised_at = float("-inf")
        self._failed_at = float("-inf")

    def judge(self, now: float, waits_s: float, tiles: Mapping[str, int]) -> Mapping[str, Effort]:
        """The effort of every shown camera.

        ``waits_s``: how long the oldest picture has been waiting, seconds. ``tiles``: each shown
        camera's largest tile, in pixels. The largest of all is never reduced to key pictures.
        """
        self._efforts = {name: self._efforts.get(name, Effort.FULL) for name in tiles}
        if waits_s > BEHIND_S:
            self._calm_since = None
            if self._lower(tiles):
                self._note_failure(now)
        elif waits_s < CALM_S:
            self._calm_since = now if self._calm_since is None else self._calm_since
            calm_s, since_s = now - self._calm_since, now - self._raised_at
            if calm_s >= self._calm_for_s and since_s >= NEXT_UP_S and self._raise(tiles):
                self._raised_at = now
        else:
            self._calm_since = None
        return self._efforts

    def _note_failure(self, now: float) -> None:
        """A step back up that did not last is tried again only after a longer calm."""
        if now - self._failed_at > FORGIVEN_S:
            self._calm_for_s = CALM_FOR_S
        elif self._raised_at > self._failed_at:
            self._calm_for_s = min(self._calm_for_s * 2, CALM_MOST_S)
        self._failed_at = now

    def _lower(self, tiles: Mapping[str, int]) -> bool:
        """One step down for a share of the tiles: the least reduced, and of these the smallest."""
        largest = max(tiles, key=lambda name: (tiles[name], name), default="")
        can = [
            name for name, effort in self._efforts.items()
            if effort < (Effort.REFERENCES if name == largest else Effort.KEYS)
        ]  # fmt: skip
        can.sort(key=lambda name: (self._efforts[name], tiles[name], name))
        for name in can[: -(-len(tiles) // LOWERED_AT_ONCE)]:
            self._efforts[name] = Effort(self._efforts[name] + 1)
        return bool(can)

    def _raise(self, tiles: Mapping[str, int]) -> bool:
        """One step up for a share of the tiles: the most reduced, and of these the largest."""
        can = [name for name, effort in self._efforts.items() if effort > Effort.FULL]
        can.sort(key=lambda name: (-self._efforts[name], -tiles[name], name))
        for name in can[: -(-len(tiles) // RAISED_AT_ONCE)]:
            self._efforts[name] = Effort(self._efforts[name] - 1)
        return bool(can)
