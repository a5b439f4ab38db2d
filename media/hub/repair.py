"""When to ask a site again for packets that were lost. Pure, told the time.

aiortc asks once for a lost packet, and only when a later one arrives; if that one wish is lost too,
the picture stands until hundreds of packets have come. Here a hole is asked for again, and after a
while given up: then a key picture is due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

AGAIN_S = 0.08  # at least: as long as an answer takes
LATEST_S = 0.25
TRIES = 3


@dataclass(frozen=True, slots=True)
class Repair:
    """What to do now: ask for ``again``; or give up, start over and ask for a key picture."""

    again: tuple[int, ...] = ()
    give_up: bool = False


@dataclass
class Holes:
    """The missing packets of one stream."""

    _asked: dict[int, tuple[float, int]] = field(default_factory=dict, init=False)

    def look(self, missing: Iterable[int], now: float, rtt_ms: float | None = None) -> Repair:
        """``missing``: sequence numbers not yet arrived, as the receiver knows them."""
        again_s = min(max(AGAIN_S, 1.3 * (rtt_ms or 0.0) / 1000), LATEST_S)
        absent = set(missing)
        for found in self._asked.keys() - absent:
            del self._asked[found]
        again = []
        for number in sorted(absent):
            asked_at, tries = self._asked.setdefault(number, (now, 1))  # aiortc asked just now
            if now - asked_at < again_s:
                continue
            if tries >= TRIES:
                self._asked.clear()
                return Repair(give_up=True)
            self._asked[number] = (now, tries + 1)
            again.append(number)
        return Repair(tuple(again))
