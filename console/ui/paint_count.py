"""How many paintings of tiles there are in a second. Pure."""

from __future__ import annotations

from collections import deque

KEPT = 128  # ticks: about two seconds


class PaintCount:
    def __init__(self) -> None:
        self.gone = 0  # paintings of tiles that are no more
        self._ticks: deque[tuple[float, int]] = deque(maxlen=KEPT)

    def tick(self, now: float, paintings: int) -> None:
        """``paintings`` of the tiles there are, since each began."""
        self._ticks.append((now, self.gone + paintings))

    def per_s(self) -> float:
        if len(self._ticks) < 2:
            return 0.0
        (first_at, first), (last_at, last) = self._ticks[0], self._ticks[-1]
        return (last - first) / max(last_at - first_at, 0.001)
