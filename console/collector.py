"""Garbage is collected in the Qt thread only: elsewhere a collection could end a widget."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

COLLECT_MS = 2000
FULL_EVERY = 30  # a full collection once a minute


class Collector(QObject):
    """Takes over from Python's own collector until ``stop``. What exists now is never looked at."""

    def __init__(self) -> None:
        super().__init__()
        gc.collect()
        gc.freeze()
        gc.disable()
        self._rounds = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(COLLECT_MS)

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()
        gc.unfreeze()

    @Slot()
    def collect(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % FULL_EVERY == 0 else 1)
