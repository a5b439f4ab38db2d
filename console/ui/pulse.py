"""How long the Qt thread lets an operator wait."""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 10
OVER_S = 60.0
MOST = int(OVER_S * 1000 / BEAT_MS) + 1


class Stalls:
    """Waits over the last minute. Pure: told the time.

    A beat that comes late by 300 ms made everybody wait who came meanwhile, so it counts as a wait
    of 300 ms, one of 290, one of 280 and so on: a figure that a long stall cannot hide from.
    """

    def __init__(self, beat_s: float = BEAT_MS / 1000, over_s: float = OVER_S) -> None:
        self._beat_s = beat_s
        self._over_s = over_s
        self._waits: deque[tuple[float, float]] = deque(maxlen=MOST)
        self._last: float | None = None

    def beat(self, now: float) -> None:
        late = 0.0 if self._last is None else max(now - self._last - self._beat_s, 0.0)
        self._last = now
        self._waits.append((now, late))
        late -= self._beat_s
        while late > 0:
            self._waits.append((now, late))
            late -= self._beat_s
        while self._waits and self._waits[0][0] < now - self._over_s:
            self._waits.popleft()

    def percentile_ms(self, percent: float) -> float:
        """The wait that ``percent`` of moments do not exceed; 0 before the first beat."""
        waits = sorted(late for _, late in self._waits)
        if not waits:
            return 0.0
        return waits[min(int(len(waits) * percent / 100), len(waits) - 1)] * 1000

    def worst_ms(self) -> float:
        return max((late for _, late in self._waits), default=0.0) * 1000


class Pulse(QObject):
    """Beats in the Qt thread from ``start`` to ``stop``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stalls = Stalls()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(lambda: self.stalls.beat(time.monotonic()))

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
