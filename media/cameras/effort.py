"""How much is done for each shown camera when there is more to decode than time. Pure.

A wall that falls behind shows fewer pictures, never older ones. The smallest tiles give way first,
a step at a time; once nothing waits any more, the largest come back first.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

BEHIND_S = 0.2  # some picture waits so long for a decode thread all the time: too much is asked
CALM_S = 0.06  # at times none waits longer: there is room
CALM_FOR_S = 5.0  # so long, before a step is taken back
CALM_MOST_S = 40.0  # what failed before is tried more and more seldom
LOST_CALM = 4.0  # a second behind costs so many of calm; a short one does not cost all of it
NEXT_UP_S = 1.0  # between two steps back up
HOLDS_AFTER_S = 5.0  # so long unchanged, it is what can be done
FORGIVEN_S = 600.0  # then a failure is forgotten
DRAINING = 0.9  # waits are this much shorter than half a second ago: enough was left out
QUARTER, EIGHTH = 4, 8  # of the tiles, at least one


class Effort(IntEnum):
    """What is done of a stream; a larger number is cheaper."""

    FULL = 0
    SELDOM = 1  # all is decoded, but scaled and shown only some ten times a second
    REFERENCES = 2  # besides, pictures that no other builds on are left out
    KEYS = 3  # key pictures only


class Governor:
    """Decides the effort for each shown camera. ``judge`` is asked every half second or so.

    A disturbance is not a limit: after one it goes straight back to what held before. Only a step
    up that is followed by waiting shows a limit, and costs that step alone.
    """

    def __init__(self) -> None:
        self._efforts: dict[str, Effort] = {}
        self._holds = 0  # steps below full that have to be taken, as far as is known
        self._calm_s = 0.0
        self._calm_for_s = CALM_FOR_S
        self._waited_s = 0.0
        self._judged_at: float | None = None
        self._changed_at = self._lowered_at = float("-inf")
        self._tried_at: float | None = None  # a step up that may prove too much

    def judge(self, now: float, waits_s: float, tiles: Mapping[str, int]) -> Mapping[str, Effort]:
        """The effort of every shown camera.

        ``waits_s``: how long the oldest picture has been waiting, seconds, the least of several
        looks since the last time: what comes at once may wait, if it is gone before more comes.
        ``tiles``: each shown camera's largest tile, in pixels. The largest of all is never reduced
        to key pictures.
        """
        self._efforts = {name: self._efforts.get(name, Effort.FULL) for name in tiles}
        passed_s = 0.0 if self._judged_at is None else min(now - self._judged_at, 1.0)
        self._judged_at = now
        if waits_s > BEHIND_S:
            self._calm_s = max(self._calm_s - LOST_CALM * passed_s, 0.0)
            if waits_s > self._waited_s * DRAINING:
                self._give_way(now, tiles)
        else:
            self._learn(now)
            if waits_s < CALM_S:
                self._calm_s = min(self._calm_s + passed_s, CALM_MOST_S)
                self._come_back(now, tiles)
        self._waited_s = waits_s
        return self._efforts

    def _learn(self, now: float) -> None:
        """What has been done for a while can be done."""
        if now - self._changed_at >= HOLDS_AFTER_S:
            self._holds = min(self._holds, self._steps())
            if self._tried_at is not None:
                self._tried_at = None
                self._calm_for_s = max(self._calm_for_s / 2, CALM_FOR_S)
        if now - self._changed_at >= FORGIVEN_S:
            self._calm_for_s = CALM_FOR_S

    def _give_way(self, now: float, tiles: Mapping[str, int]) -> None:
        if self._tried_at is None:
            self._lower(tiles, QUARTER)
        else:
            self._lower(tiles, EIGHTH)
            self._tried_at, self._calm_s = None, 0.0
            self._calm_for_s = min(self._calm_for_s * 2, CALM_MOST_S)
            self._holds = max(self._holds, self._steps())
        self._changed_at = self._lowered_at = now

    def _come_back(self, now: float, tiles: Mapping[str, int]) -> None:
        held_before = self._steps() > self._holds
        calm_for_s = CALM_FOR_S if held_before else self._calm_for_s
        if self._calm_s < calm_for_s or now - self._lowered_at < CALM_FOR_S:
            return
        if self._tried_at is not None and now - self._tried_at < NEXT_UP_S:
            return
        if self._raise(tiles, QUARTER if held_before else EIGHTH):
            self._tried_at = self._changed_at = now

    def _steps(self) -> int:
        return sum(self._efforts.values())

    def _lower(self, tiles: Mapping[str, int], share: int) -> None:
        """One step down for a share of the tiles: the least reduced, and of these the smallest."""
        largest = max(tiles, key=lambda name: (tiles[name], name), default="")
        can = [
            name for name, effort in self._efforts.items()
            if effort < (Effort.REFERENCES if name == largest else Effort.KEYS)
        ]  # fmt: skip
        can.sort(key=lambda name: (self._efforts[name], tiles[name], name))
        for name in can[: -(-len(tiles) // share)]:
            self._efforts[name] = Effort(self._efforts[name] + 1)

    def _raise(self, tiles: Mapping[str, int], share: int) -> bool:
        """One step up for a share of the tiles: the most reduced, and of these the largest."""
        can = [name for name, effort in self._efforts.items() if effort > Effort.FULL]
        can.sort(key=lambda name: (-self._efforts[name], -tiles[name], name))
        for name in can[: -(-len(tiles) // share)]:
            self._efforts[name] = Effort(self._efforts[name] - 1)
        return bool(can)
