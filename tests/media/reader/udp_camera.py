"""A camera that sends its film by UDP, and now and then not all of it."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.media.rtsp.device import Device, reply
from tests.media.rtsp.film import CLOCK_HZ, film, payloads, rtp

EACH_S = 0.01  # quicker than its clock says: nobody has to wait
MTU = 100  # so that a picture is several packets


@dataclass
class UdpCamera:
    """One viewer at a time. ``lose`` says how many of the packets that come next never leave."""

    lose: int = 0
    pictures: tuple[tuple[bytes, ...], ...] = field(default_factory=film)
    _port: int = 0  # of the viewer
    _own: int = 0
    _device: Device = field(default_factory=Device)

    @property
    def url(self) -> str:
        return self._device.url

    @asynccontextmanager
    async def open(self) -> AsyncIterator[UdpCamera]:
        self._device = Device(
            pictures=self.pictures, burst=0, refuses=self._note, answers={"SETUP": self._set_up}
        )
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.bind(("127.0.0.1", 0))
            self._own = line.getsockname()[1]
            async with self._device.open():
                sending = asyncio.ensure_future(self._send(line))
                try:
                    yield self
                finally:
                    sending.cancel()
                    await asyncio.gather(sending, return_exceptions=True)

    def _note(self, method: str, headers: dict[str, str]) -> str:
        if method == "SETUP" and (found := re.search(r"client_port=(\d+)", headers["Transport"])):
            self._port = int(found[1])
        return ""

    def _set_up(self, cseq: int) -> bytes:
        ports = f"client_port={self._port}-{self._port + 1};server_port={self._own}-{self._own + 1}"
        transport = f"Transport: RTP/AVP/UDP;unicast;{ports};ssrc=1234ABCD"
        return reply(cseq, "200 OK", "Session: 4711;timeout=60", transport)

    async def _send(self, line: socket.socket) -> None:
        await self._device.asked("PLAY")
        sequence = number = 0
        while True:
            parts = payloads(self.pictures[number % len(self.pictures)], MTU)
            for at, payload in enumerate(parts):
                packet = rtp(payload, sequence, number * CLOCK_HZ // 25, at == len(parts) - 1)
                sequence += 1
                if self.lose:
                    self.lose -= 1
                else:
                    line.sendto(packet, ("127.0.0.1", self._port))
            number += 1
            await asyncio.sleep(EACH_S)
