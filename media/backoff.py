"""How long to wait before the next try. Pure: the caller holds the clock and the dice."""

from __future__ import annotations

from dataclasses import dataclass, field

LADDER_S = (1.0, 1.0, 2.0, 5.0, 10.0, 30.0)
JITTER = 0.2  # +-: a hundred cameras that fell together must not return together


@dataclass
class BackOff:
    """Steps up a ladder at every failure and down to its foot at success."""

    ladder_s: tuple[float, ...] = LADDER_S
    jitter: float = JITTER
    failures: int = field(default=0, init=False)

    def failed(self, dice: float) -> float:
        """Seconds to wait after one more failure; ``dice`` is uniform in [0, 1)."""
        step = self.ladder_s[min(self.failures, len(self.ladder_s) - 1)]
        self.failures += 1
        return step * (1 + self.jitter * (2 * dice - 1))

    def succeeded(self) -> None:
        self.failures = 0
