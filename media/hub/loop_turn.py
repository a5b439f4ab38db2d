"""A thread waits for the loop to read some of what has come."""

from __future__ import annotations

import asyncio
import threading


class LoopTurn:
    """For one thread beside the loop that ``loop`` is."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._came = threading.Event()

    def wait(self, at_most_s: float) -> bool:
        """Until the loop has gone round once: what was ready is read, or a handful of it
        (``fair_selector``). False: the loop stands for longer, or is closed."""
        self._came.clear()
        try:  # what is called from outside comes before what is read in the same turn
            self._loop.call_soon_threadsafe(self._loop.call_soon, self._came.set)
        except RuntimeError:
            return False
        return self._came.wait(at_most_s)
