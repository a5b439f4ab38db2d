"""How many of a site's voice packets come too late to be heard. Pure.

A line may lose nothing and be heard badly all the same: what comes after its turn was concealed by
then. Of a site that says nothing too few packets come to judge by.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

KEPT = 5  # readings before this one, a second apart
FEW = 25  # packets: half a second of speech


@dataclass
class Lateness:
    """``read`` once a second, from counters that only grow."""

    _read: deque[tuple[int, int]] = field(
        default_factory=lambda: deque([(0, 0)], maxlen=KEPT + 1), init=False
    )

    def read(self, late: int, played: int) -> float:
        """Which share of the last seconds' packets came after their turn: 0 to 1."""
        self._read.append((late, played))
        late, played = late - self._read[0][0], played - self._read[0][1]
        came = late + played
        return round(late / came, 3) if came >= FEW else 0.0
