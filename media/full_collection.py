"""What hangs in cycles ends at times that we choose, and what it leaves free goes back to the
system: Python's own collector lets more and more of it lie, the more there is beside it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from media.freed_memory import give_back

SELDOM = 1000  # times as long as the last one took: a collection takes with what there is


class FullCollection:
    """Looks through everything, at most once in ``each_s``; ``clock`` tells seconds."""

    def __init__(self, each_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._each_s, self._clock = each_s, clock
        self._due_at = clock() + each_s

    def look(self) -> bool:
        """Whether it was time, and is done. The calling thread's own finalizers run in it."""
        began = self._clock()
        if began < self._due_at:
            return False
        gc.collect()
        give_back()
        ended = self._clock()
        self._due_at = ended + max(self._each_s, SELDOM * (ended - began))
        return True
