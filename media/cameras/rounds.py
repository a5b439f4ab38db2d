"""Whose picture is looked at next: each in its turn, evenly over time, within a budget. Pure."""

from __future__ import annotations

from collections.abc import Collection

GUESS_S = 0.008  # of a core, what a look costs until it is known
PRESSING = 4  # what is on a tile or looks bad is seen so many times as often when time is short
IDLE_S = 0.5  # between two questions while nobody's turn has come
CATCH_UP_S = 0.1  # of time in which nobody asked, the looks are made up for

_FOLLOW = 0.1  # how fast the cost of a look is followed


class Rounds:
    """Times are monotonic seconds. Nobody is looked at before ``begin_at``; all looks together cost
    ``share`` of a core at most."""

    def __init__(self, every_s: float, begin_at: float, share: float) -> None:
        self.cost_s = GUESS_S
        self._every_s, self._share = every_s, share
        self._next_at = begin_at
        self._seen_at: dict[str, float] = {}
        self._spans: dict[str, float] = {}

    def is_time(self, now: float) -> bool:
        """Whether to ask for whom it is time."""
        return now >= self._next_at

    def due(self, now: float, watched: Collection[str], pressing: Collection[str]) -> str | None:
        """The camera to look at now, None when nobody's turn has come; it counts as looked at.

        ``watched``: all that can be looked at; ``pressing``: those that come first.
        """
        self._forget(watched)
        waits = {camera: now - self._seen_at.get(camera, float("-inf")) for camera in watched}
        ready = [camera for camera, wait_s in waits.items() if wait_s >= self._every_s]
        if not ready:
            self._next_at = now + min(IDLE_S, self.pause_s(len(watched)))
            return None
        chosen = max(ready, key=lambda each: waits[each] * (PRESSING if each in pressing else 1))
        pause_s = self.pause_s(len(watched))
        self._next_at = max(self._next_at, now - max(pause_s, CATCH_UP_S)) + pause_s
        if chosen in self._seen_at:
            self._spans[chosen] = waits[chosen]
        self._seen_at[chosen] = now
        return chosen

    def pause_s(self, watched: int) -> float:
        """Between two looks."""
        return max(self._every_s / max(watched, 1), self.cost_s / self._share)

    def spent(self, cost_s: float) -> None:
        """What a look has cost, seconds of a core."""
        self.cost_s += _FOLLOW * (cost_s - self.cost_s)

    def hurry(self, camera: str) -> None:
        """Look at this one as soon as can be."""
        self._seen_at.pop(camera, None)

    def slowest_s(self) -> float | None:
        """The longest time between the newest two looks at a camera; None while there is none."""
        return max(self._spans.values(), default=None)

    def _forget(self, watched: Collection[str]) -> None:
        for gone in self._seen_at.keys() - set(watched):
            del self._seen_at[gone]
            self._spans.pop(gone, None)
