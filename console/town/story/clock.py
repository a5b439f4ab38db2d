"""The story's own time: faster or slower than the real one, and standing while it is held."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Clock:
    """Seconds of story: real ones times ``speed``, and none while it is held."""

    speed: float
    clock: Callable[[], float] = time.monotonic
    _told: float = field(default=0.0, init=False)
    _since: float | None = field(default=None, init=False)

    def read(self) -> float:
        if self._since is None:
            return self._told
        return self._told + (self.clock() - self._since) * self.speed

    def run(self, running: bool) -> None:
        self._told = self.read()
        self._since = self.clock() if running else None
