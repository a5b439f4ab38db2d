"""A bad line for all peers of a process: datagrams lost and late, in both directions."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import aioice.ice

_STUN = b"\x21\x12\xa4\x42"
BIG = 700  # bytes: only a picture's packet is so long


class BadLine:
    """Lies below aioice once ``install``ed. STUN passes: the line is bad, not gone."""

    def __init__(self) -> None:
        self._loss = self._delay_s = 0.0
        self._chance = random.Random(8)
        self._lose = 0
        self.gone = False  # nothing passes at all
        self.lost = self.passed = 0

    def make(self, loss: float, delay_s: float = 0.0) -> None:
        """``loss`` 0 to 1 each way; ``delay_s`` each way."""
        self._loss, self._delay_s = loss, delay_s

    def lose_picture(self, times: int) -> None:
        """The next ``times`` long packets that leave are lost."""
        self._lose = times

    def install(self) -> None:
        protocol: Any = aioice.ice.StunProtocol
        receive, line = protocol.datagram_received, self

        def received(self: Any, data: bytes, addr: tuple[Any, ...]) -> None:
            line._pass(data, lambda: receive(self, data, addr))

        async def send_data(self: Any, data: bytes, addr: tuple[str, int]) -> None:
            if line._lose and len(data) > BIG:
                line._lose -= 1
                line.lost += 1
                return
            line._pass(data, lambda: self.transport.sendto(data, addr))

        protocol.datagram_received, protocol.send_data = received, send_data

    def _pass(self, data: bytes, go: Any) -> None:
        if self.gone:
            self.lost += 1
        elif data[4:8] == _STUN or not (self._loss or self._delay_s):
            go()
        elif self._chance.random() < self._loss:
            self.lost += 1
        else:
            self.passed += 1
            if self._delay_s:
                asyncio.get_running_loop().call_later(self._delay_s, go)
            else:
                go()
