"""The last seconds of a stream, kept for clips and for going back on a tile. Pure.

Whole groups of pictures, each beginning with a key picture. What is kept survives a lost
connection: the seconds before a camera goes dark are those that are asked for.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import cycle

from media.cameras.packed import PackedGop
from media.cameras.pages import Pages
from media.unit import Arrival, SoundFormat, SoundUnit, VideoFormat

KEPT_S = 30.0
MB = 1024 * 1024
# of all workers, where the site says nothing else: 30 s of ten small streams, 5 s of each of 64
MOST_MB_IN_ALL = 20
MOST_BYTES = 16 * MB  # of one stream
SEEN_TOGETHER_S = 5.0  # tiles that are on the wall now are equals
# pictures of the next group: each memory at another, for all cameras' key pictures may come
# together
PACKED_AFTER = 4, 20
MOST_UNITS_A_GOP = 4096
PACKED_CHUNK = 32 * 1024  # bytes; small groups share one, which goes with the last of them


class PastBudget:
    """The bytes all memories of a worker share; the one unseen for longest gives way first, and of
    those on the wall the largest."""

    def __init__(self, most_bytes: int = MOST_MB_IN_ALL * MB) -> None:
        self.used = 0
        self.turns = cycle(range(*PACKED_AFTER))
        self._most_bytes = most_bytes
        self._memories: list[PastMemory] = []

    def add(self, memory: PastMemory) -> None:
        self._memories.append(memory)

    def drop(self, memory: PastMemory) -> None:
        if memory in self._memories:
            self._memories.remove(memory)

    def took(self, size: int) -> None:
        """``size`` bytes more are kept; those of another memory go if need be."""
        self.used += size
        while self.used > self._most_bytes:
            holding = [each for each in self._memories if each.bytes]
            if not holding:
                return
            on_wall = max(each.seen_at for each in holding) - SEEN_TOGETHER_S
            min(holding, key=lambda each: (min(each.seen_at, on_wall), -each.bytes)).forget_oldest()


@dataclass(slots=True)
class _Gop:
    begins_at: float
    open: list[Arrival] = field(default_factory=list)
    packed: PackedGop | None = None
    bytes: int = 0
    sounds: list[tuple[SoundUnit, float]] = field(default_factory=list)

    def arrivals(self) -> list[Arrival]:
        return self.open if self.packed is None else self.packed.arrivals()

    def pack(self, pages: Pages) -> None:
        """Nothing more comes."""
        if self.packed is None:
            self.packed, self.open = PackedGop(self.open, pages), []


class PastMemory:
    """A tap. Times are monotonic seconds."""

    def __init__(
        self, budget: PastBudget, seconds: float = KEPT_S, most_bytes: int = MOST_BYTES
    ) -> None:
        self.bytes = 0
        self.seen_at = 0.0
        self.video: VideoFormat | None = None
        self.sound_format: SoundFormat | None = None
        self._budget = budget
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._gops: deque[_Gop] = deque()
        self._needs_key = True
        self._hole = False  # a picture is missing: the next ones build on it
        self._pack_after = next(budget.turns)
        self._pages = Pages(PACKED_CHUNK)
        budget.add(self)

    def seen(self, now: float) -> None:
        """Somebody looks at this stream."""
        self.seen_at = now

    @property
    def oldest(self) -> float | None:
        """When the first picture that is kept was received."""
        return self._gops[0].begins_at if self._gops else None

    def arrivals(self, since: float) -> list[Arrival]:
        """From the key picture at or before ``since``, or from the oldest there is."""
        return [arrival for gop in self._since(since) for arrival in gop.arrivals()]

    def sounds(self, since: float) -> list[tuple[SoundUnit, float]]:
        """What was heard meanwhile, and when it was received."""
        return [each for gop in self._since(since) for each in gop.sounds]

    def close(self) -> None:
        self.clear()
        self._budget.drop(self)

    def clear(self) -> None:
        while self._gops:
            self.forget_oldest()

    def forget_oldest(self) -> None:
        gop = self._gops.popleft()
        self.bytes -= gop.bytes
        self._budget.used -= gop.bytes
        self._needs_key = self._needs_key or not self._gops

    # -- the tap

    def begin(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        self.video, self.sound_format = video, sound
        self._needs_key = True

    def unit(self, arrival: Arrival) -> None:
        unit = arrival.unit
        if unit.broken:  # what builds on it is no more shown from here than it was on the tile
            self._hole = True
            return
        if unit.key:
            if len(self._gops) > 1:
                self._gops[-2].pack(self._pages)
            self._gops.append(_Gop(arrival.received_at))
            self._needs_key = self._hole = False
        elif self._needs_key or self._hole:
            return
        gop = self._gops[-1]
        gop.open.append(arrival)
        if len(gop.open) == self._pack_after and len(self._gops) > 1:
            self._gops[-2].pack(self._pages)
        self._grow(gop, len(unit.data))
        if self._gops and len(gop.open) > MOST_UNITS_A_GOP:
            self.clear()
        self._prune(arrival.received_at)

    def sound(self, unit: SoundUnit, received_at: float) -> None:
        if not self._needs_key and self._gops:
            self._gops[-1].sounds.append((unit, received_at))
            self._grow(self._gops[-1], len(unit.data))

    def _grow(self, gop: _Gop, size: int) -> None:
        gop.bytes += size
        self.bytes += size
        self._budget.took(size)

    def _prune(self, now: float) -> None:
        while self._gops and self.bytes > self._most_bytes:
            self.forget_oldest()
        while len(self._gops) > 1 and now - self._gops[1].begins_at >= self._seconds:
            self.forget_oldest()

    def _since(self, since: float) -> list[_Gop]:
        begins = [at for at, gop in enumerate(self._gops) if gop.begins_at <= since]
        return list(self._gops)[begins[-1] if begins else 0 :]
