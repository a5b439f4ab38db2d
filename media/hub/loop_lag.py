"""How late an event loop comes to its work, as whoever waits in it feels it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field

EVERY_S = 0.02
KEPT = 250  # 5 s


@dataclass
class LoopLag:
    """``watch`` as a task of the loop; ``p99_ms`` and ``most_ms`` of the last seconds."""

    _lags: deque[float] = field(default_factory=lambda: deque(maxlen=KEPT), init=False)

    async def watch(self) -> None:
        while True:
            due = time.monotonic() + EVERY_S
            await asyncio.sleep(EVERY_S)
            self.note(time.monotonic() - due)

    def note(self, lag_s: float) -> None:
        self._lags.append(max(lag_s, 0.0))

    def most_ms(self) -> float:
        return round(1000 * max(self._lags, default=0.0), 1)

    def p99_ms(self) -> float:
        if not self._lags:
            return 0.0
        ordered = sorted(self._lags)
        return round(1000 * ordered[min(int(0.99 * len(ordered)), len(ordered) - 1)], 1)
