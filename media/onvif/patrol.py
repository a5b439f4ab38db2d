"""A patrol: a head goes from preset to preset and looks at each. Pure: told the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_STAGES = 64
SHORTEST_S, LONGEST_S = 3.0, 3600.0


@dataclass
class Patrol:
    """``presets`` in order, again and again, ``dwell_s`` at each. ValueError says what is wrong."""

    presets: Sequence[str]
    dwell_s: float
    at: int = field(default=-1, init=False)
    _next_at: float = field(default=0.0, init=False)
    _failed: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if not 1 <= len(self.presets) <= MOST_STAGES:
            raise ValueError(f"a patrol has 1 to {MOST_STAGES} presets")
        if not SHORTEST_S <= self.dwell_s <= LONGEST_S:
            raise ValueError(f"a patrol stays {SHORTEST_S:g} to {LONGEST_S:g} s at each preset")

    @property
    def hopeless(self) -> bool:
        """A whole round of presets failed: it has no sense to go on."""
        return self._failed >= len(self.presets)

    def due(self, now: float) -> str | None:
        """The preset to go to now; None: stay. Tell ``went`` what became of it."""
        if now < self._next_at or self.hopeless:
            return None
        self.at = (self.at + 1) % len(self.presets)
        self._next_at = now + self.dwell_s
        return self.presets[self.at]

    def went(self, arrived: bool) -> None:
        self._failed = 0 if arrived else self._failed + 1

    def next_at(self) -> float:
        """When ``due`` has something to say again."""
        return self._next_at
