"""What a connection brings at once. Cameras and recorders that keep their last group of pictures
send it first, faster than it was taken: a recording of it would be late by as much, and lie over
the beginning of the next one. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from media.cameras.scribe import Heard
from media.unit import Arrival, SoundFormat, ticks_between

HELD_S = 0.5  # so long it is waited for all of it
MOST_BYTES = 8 * 1024 * 1024
MOST_ITEMS = 2000
JUMP_S = 10.0  # two units that are further apart by the camera's clock: it has jumped


class Burst:
    """The beginning of a connection, held until it is known how old it is. Told the time."""

    def __init__(self, clock_hz: int, sound: SoundFormat | None) -> None:
        self._clock_hz = clock_hz
        self._sound_hz = sound.clock_hz if sound is not None else 1
        self._items: list[Arrival | Heard] = []
        self._bytes = 0

    def put(self, item: Arrival | Heard) -> bool:
        """Whether this is the last one to be held."""
        self._items.append(item)
        self._bytes += len(item.unit.data)
        full = self._bytes >= MOST_BYTES or len(self._items) >= MOST_ITEMS
        return full or self.is_over(item.received_at)

    def is_over(self, now: float) -> bool:
        """At ``now``, monotonic seconds."""
        return bool(self._items) and now - self._items[0].received_at >= HELD_S

    def take(self) -> list[Arrival | Heard]:
        """All that is held, with ``received_at`` as if each had been sent when it was taken."""
        items, self._items = self._items, []
        return evened(items, self._clock_hz, self._sound_hz)


def evened(items: Sequence[Arrival | Heard], clock_hz: int, sound_hz: int) -> list[Arrival | Heard]:
    """Nothing is received before it is taken, so each was taken no later than the next one of its
    kind, less the camera's time between the two."""
    found: list[Arrival | Heard] = []
    following: dict[bool, tuple[int, float]] = {}  # of pictures and of sound: timestamp and moment
    for item in reversed(items):
        sound, at = isinstance(item, Heard), item.received_at
        if sound in following:
            timestamp, moment = following[sound]
            step = ticks_between(item.unit.timestamp, timestamp)
            apart_s = step / (sound_hz if sound else clock_hz)
            if abs(apart_s) <= JUMP_S:
                at = min(at, moment - apart_s)
        following[sound] = item.unit.timestamp, at
        found.append(item._replace(received_at=at))
    return found[::-1]
