"""The change stream as server-sent events: each reader walks the ledger's ring at its own pace.

A reader that is slow holds nothing but its place; when the ring has gone over that place it is
told ``resync`` and the stream ends: a snapshot is the way back.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from console.town.platform.ledger import Event, Ledger

BEAT_S = 10.0  # the contract promises a comment at least every 15 s
RETRY_MS = 1000
MOST_READERS = 64


@dataclass
class Bell:
    """Wakes every reader at every change; ``close`` ends them all."""

    open: bool = True
    _next: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        self._next.set()
        self._next = asyncio.Event()

    def close(self) -> None:
        self.open = False
        self.ring()

    def following(self) -> asyncio.Event:
        """Set at the first ring after this call."""
        return self._next


async def stream(
    ledger: Ledger, bell: Bell, cursor: str | None, beat_s: float = BEAT_S
) -> AsyncIterator[bytes]:
    """The bytes of one reader's stream, from ``cursor`` (None: from now on)."""
    yield f": simulated\nretry: {RETRY_MS}\n\n".encode()
    number = ledger.newest if cursor is None else ledger.number_of(cursor)
    while bell.open:
        following = bell.following()
        events = None if number is None else ledger.since(number)
        if events is None:
            yield b'event: resync\ndata: {"simulated":true}\n\n'
            return
        if events:
            number = events[-1].number
            yield b"".join(_frame(ledger, event) for event in events)
            continue
        try:
            async with asyncio.timeout(beat_s):
                await following.wait()
        except TimeoutError:
            yield b": beat\n\n"


def _frame(ledger: Ledger, event: Event) -> bytes:
    cursor = ledger.cursor(event.number)
    return f"id: {cursor}\nevent: {event.kind}\ndata: {event.body}\n\n".encode()
