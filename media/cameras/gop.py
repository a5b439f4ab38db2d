"""GOP memory: what arrived since the last key frame, to show a warm camera at once. Pure."""

from __future__ import annotations

from media.unit import AccessUnit, Arrival

MOST_UNITS = 512  # 20 s at 25/s; smart codecs go beyond and then show their key picture first
MOST_BYTES = 24 * 1024 * 1024


class GopMemory:
    """The units from the newest whole key frame on, without a hole.

    When they grow beyond the bounds only the key frame is kept until the next one. A broken unit,
    a key frame too, ends them: what comes after builds on it, and what is kept stays until there is
    better.
    """

    def __init__(self, most_units: int = MOST_UNITS, most_bytes: int = MOST_BYTES) -> None:
        self.bytes = 0
        self._most_units = most_units
        self._most_bytes = most_bytes
        self._units: list[Arrival] = []
        self._whole = False  # whether the next unit can be decoded after the last one kept

    def put(self, arrival: Arrival) -> None:
        unit = arrival.unit
        if unit.key and not unit.broken:
            self._units, self.bytes, self._whole = [arrival], len(unit.data), True
            return
        if not self._whole:
            return
        fits = self.bytes + len(unit.data) <= self._most_bytes
        if unit.broken or not fits or len(self._units) >= self._most_units:
            self._whole = False
            if not unit.broken:
                self.shrink()
            return
        self._units.append(arrival)
        self.bytes += len(unit.data)

    def shrink(self) -> None:
        """Keep the key frame alone, until the next one."""
        if self._units:
            key, *times = self._units[0]
            alone = bytes(key.data)  # a view would hold what lies beside it too
            self._units = [Arrival(AccessUnit(alone, *key[1:]), *times)]
            self.bytes, self._whole = len(alone), False

    def snapshot(self) -> tuple[list[Arrival], bool]:
        """The units, and whether the stream's next one follows on them."""
        return list(self._units), self._whole

    def key(self) -> Arrival | None:
        """The newest key picture."""
        return self._units[0] if self._units else None

    def clear(self) -> None:
        self._units, self.bytes, self._whole = [], 0, False
