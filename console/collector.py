"""Garbage is collected in the Qt thread only: elsewhere a collection could end a widget. After a
full collection what is free goes back to the system."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from media.full_collection import FullCollection

LOOK_MS = 100
YOUNG_EVERY = 20  # looks: so often what is new is collected, however little there is
MANY_NEW = 2000  # objects; collecting so many takes about 2 ms
ALL_S = 300.0  # between two full collections


class Collector(QObject):
    """Takes over from Python's own collector until ``stop``. What exists now is never looked at."""

    def __init__(self) -> None:
        super().__init__()
        gc.collect()
        gc.freeze()
        gc.disable()
        self._looks = 0
        self._all = FullCollection(ALL_S)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()
        gc.unfreeze()

    @Slot()
    def look(self) -> None:
        self._looks += 1
        if self._all.look():
            return
        if self._looks % YOUNG_EVERY == 0 or gc.get_count()[0] >= MANY_NEW:
            gc.collect(1)  # what is left of it is old from now on
