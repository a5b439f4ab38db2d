"""A track of ready packets, for a peer that encodes nothing itself."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from aiortc.mediastreams import MediaStreamError, MediaStreamTrack


class PacketTrack(MediaStreamTrack):
    """A track of ready packets. Bounded: when the sender does not keep up, all that waits goes.

    ``taker`` may send a packet at once where none waits; one for which it says False waits for
    ``recv``."""

    def __init__(self, kind: str, most: int) -> None:
        super().__init__()
        self.kind = kind
        self.dropped = 0
        self.taker: Callable[[Any], bool] | None = None
        self._most = most
        self._packets: deque[Any] = deque()
        self._come = asyncio.Event()
        self._needs_key = kind == "video"

    def put(self, packet: Any, key: bool = True) -> bool:
        """Hand on one packet; False when a key picture is needed before anything can follow."""
        if self.readyState != "live":
            return True
        if len(self._packets) >= self._most:
            self.dropped += len(self._packets)
            self._packets.clear()
            self._needs_key = self.kind == "video"
        if self._needs_key and not key:
            return False
        self._needs_key = False
        if self.taker is not None and not self._packets and self.taker(packet):
            return True
        self._packets.append(packet)
        self._come.set()
        return True

    async def recv(self) -> Any:
        while not self._packets:
            if self.readyState != "live":
                raise MediaStreamError
            self._come.clear()
            await self._come.wait()
        return self._packets.popleft()

    def stop(self) -> None:
        super().stop()
        self._come.set()
