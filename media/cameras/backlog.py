"""The units that wait for a stream's decoder: bounded, and cut where it does no harm.

The loop puts, one decode thread takes. What is left out is left out up to a key frame, for nothing
in between could be decoded; how much is counted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from media.cameras.effort import Effort
from media.unit import Arrival

MOST_WAITING = 600  # units
MOST_LAG_S = 1.0  # what waits longer is left out up to a key frame; a short stall is made good
KEY_EACH_S = 0.4  # with Effort.KEYS: in Motion JPEG all are key pictures
BURST_S = 1.5  # so long what catches up gives way to what is live; then it has its turn like others
CATCH_UP_S = 2.5  # the same for the pictures since the last key frame that come in one burst


class Backlog:
    """See the module. Times are monotonic seconds and are told."""

    def __init__(self) -> None:
        self.dropped = 0  # because decoding fell behind
        self.skipped = 0  # because less effort was asked for
        self.catching_up = True  # until the first time that nothing waits
        self.needs_key = True
        self._burst_since: float | None = None
        self._key_at = float("-inf")  # the last one taken with Effort.KEYS
        self._shedding = False  # a key frame is needed because decoding fell behind
        self._waiting: deque[tuple[Arrival, float]] = deque()  # and since when

    def __len__(self) -> int:
        return len(self._waiting)

    def begin(self) -> None:
        """A new connection: nothing can be decoded before its first key frame."""
        self.needs_key = self.catching_up = True
        self._burst_since = None

    def put(self, arrival: Arrival, now: float, effort: Effort = Effort.FULL) -> bool:
        """Whether the unit waits now, or is left out."""
        unit = arrival.unit
        if effort is Effort.KEYS and not self._is_key_due(unit.key, now):
            self.needs_key = True
            self.skipped += 1
            return False
        if self.needs_key and not unit.key:
            self.dropped += self._shedding
            return False
        self.needs_key = self._shedding = False
        if effort >= Effort.REFERENCES and not unit.reference:
            self.skipped += 1
            return False
        if self._is_late(now):
            self._shed(unit.key)
        if self.needs_key:
            self.dropped += 1
            return False
        self._waiting.append((arrival, now))
        self._burst_since = now if self._burst_since is None else self._burst_since
        return True

    def catch_up(self, arrivals: Iterable[Arrival], now: float, goes_on: bool) -> None:
        """Begin with what was kept since the last key frame; ``goes_on``: the next unit of the
        stream follows on it."""
        self._waiting.extend((arrival, now) for arrival in arrivals)
        self.needs_key = not (goes_on and self._waiting)
        self._burst_since = now

    def lose(self) -> None:
        """A unit is missing: what builds on it is not worth decoding."""
        self.needs_key = True

    def take(self) -> Arrival | None:
        try:
            return self._waiting.popleft()[0]
        except IndexError:
            self.catching_up = False
            self._burst_since = None
            return None

    def clear(self) -> None:
        self._waiting.clear()

    def bursts(self, now: float) -> bool:
        """Whether what was kept is being caught up with, and that has not taken too long: on a
        machine that is busy with what is live it would never end."""
        since = self._burst_since
        return self.catching_up and (since is None or now - since < BURST_S)

    def waits_s(self, now: float) -> float:
        """How long the oldest unit has been waiting; 0 while what was kept is caught up with."""
        try:
            since = self._waiting[0][1]
        except IndexError:
            return 0.0
        return 0.0 if self.bursts(now) else now - since

    def _is_key_due(self, key: bool, now: float) -> bool:
        """Of streams in which every picture is a key picture, only some."""
        if not key or now - self._key_at < KEY_EACH_S:
            return False
        self._key_at = now
        return True

    def _is_late(self, now: float) -> bool:
        try:
            waiting_s = now - self._waiting[0][1]
        except IndexError:
            return False
        most_s = CATCH_UP_S if self.catching_up else MOST_LAG_S
        return waiting_s > most_s or len(self._waiting) >= MOST_WAITING

    def _shed(self, key_comes: bool) -> None:
        """Go on at the newest key frame if it waits already, else with the next."""
        waiting = list(self._waiting)
        self._waiting.clear()
        keys = [at for at, (each, _) in enumerate(waiting) if each.unit.key and at]
        keep = waiting[keys[-1] :] if keys and not key_comes else []
        self.dropped += len(waiting) - len(keep)
        self._waiting.extend(keep)
        self.needs_key = self._shedding = not keep and not key_comes
