"""Changes told to everyone who listens at ``/v1/events``.

Each listener has a bounded queue. One that reads too slowly loses events, is told how many, and
reads the state anew: an event is a hint, the calls are the truth.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from typing import Any

MOST_WAITING = 256  # events of one listener
MOST_LISTENERS = 32
HEARTBEAT_S = 10.0
WRITE_S = 10.0  # a listener that takes nothing for so long is gone

_QUIET = b": still here\n\n"


class Listener:
    """One connection's events. Only touched in the loop."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        self._waiting: deque[bytes] = deque()
        self._most = most
        self._dropped = 0
        self._closed = False
        self._wake = asyncio.Event()

    def put(self, event: bytes) -> bool:
        """Queue an event; False when it is dropped.

        After the first loss all are, until the listener has read what waits: so that "dropped"
        stands where the gap is.
        """
        self._wake.set()
        if self._dropped or len(self._waiting) >= self._most:
            self._dropped += 1
            return False
        self._waiting.append(event)
        return True

    def close(self) -> None:
        self._closed = True
        self._wake.set()

    async def take(self, quiet_s: float = HEARTBEAT_S) -> bytes | None:
        """The next event, a comment after ``quiet_s`` seconds without one, None at the end."""
        while not self._closed:
            if self._waiting:
                return self._waiting.popleft()
            if self._dropped:
                count, self._dropped = self._dropped, 0
                return written("dropped", {"count": count})
            self._wake.clear()
            try:
                async with asyncio.timeout(quiet_s):
                    await self._wake.wait()
            except TimeoutError:
                return _QUIET
        return None


class Events:
    """All listeners. Only touched in the loop."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._last = 0
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._listeners)

    def tell(self, kind: str, what: Mapping[str, Any]) -> None:
        """Tell everyone; nobody is waited for."""
        self._last += 1
        if not self._listeners:
            return
        event = written(kind, what, self._last)
        for listener in self._listeners:
            self.dropped += not listener.put(event)

    def join(self, listener: Listener) -> bool:
        """Let one listen; False when there are enough."""
        if len(self._listeners) >= MOST_LISTENERS:
            return False
        self._listeners.add(listener)
        listener.put(written("ready", {}, self._last))
        return True

    def leave(self, listener: Listener) -> None:
        self._listeners.discard(listener)

    def close(self) -> None:
        for listener in self._listeners:
            listener.close()


def written(kind: str, what: Mapping[str, Any], number: int | None = None) -> bytes:
    """One event as it goes over the line. JSON holds no line break, so one data line is enough."""
    told = json.dumps(what, ensure_ascii=False, allow_nan=False)
    head = "" if number is None else f"id: {number}\n"
    return f"{head}event: {kind}\ndata: {told}\n\n".encode()
