"""The clock of a replay: which recorded moment is due. Pure.

Console and workers share the machine's monotonic clock, so several channels that are given the same
PlayClock play in step without a word between them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

MOST_REPLAYS = 16  # channels of a worker: each has a decoder and an open file
RATES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)  # 0 is paused


@dataclass(frozen=True, slots=True)
class PlayClock:
    """At monotonic ``since`` the recorded moment ``at`` (Unix seconds) is due, and from then on
    ``rate`` recorded seconds in each second. ValueError where that is no clock."""

    at: float
    since: float
    rate: float = 1.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.at) and math.isfinite(self.since)):
            raise ValueError("a clock needs finite times")
        if self.rate not in RATES:
            raise ValueError(f"a rate is one of {', '.join(f'{rate:g}' for rate in RATES)}")

    @property
    def paused(self) -> bool:
        return self.rate == 0

    def now(self, monotonic: float) -> float:
        """The recorded moment that is due; before ``since`` it is ``at``."""
        return self.at + max(monotonic - self.since, 0.0) * self.rate

    def due(self, recorded: float) -> float | None:
        """The monotonic time at which a recorded moment is due; None when it never will be."""
        if recorded <= self.at:
            return self.since
        return None if self.paused else self.since + (recorded - self.at) / self.rate

    def sought(self, recorded: float, monotonic: float) -> PlayClock:
        """The same pace from another moment."""
        return replace(self, at=recorded, since=monotonic)

    def paced(self, rate: float, monotonic: float) -> PlayClock:
        """Another pace from the moment that is due."""
        return PlayClock(self.now(monotonic), monotonic, rate)
