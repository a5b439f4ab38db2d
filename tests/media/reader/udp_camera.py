"""A camera of several transports that loses packets, or has them eaten by a firewall."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Set
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from media.rtsp.transport import Group
from tests.media.reader.clips import free_port
from tests.media.rtsp.device import Device, reply
from tests.media.rtsp.film import CLOCK_HZ, film, interleaved, payloads, rtp

EACH_S = 0.01  # quicker than its clock says: nobody has to wait
MTU = 100  # so that a picture is several packets
CARD = "127.0.0.1"
ADDRESS = "239.255.77.8"


def sender() -> socket.socket:
    """For groups, on the loopback alone."""
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(CARD))
    line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 0)
    line.bind((CARD, 0))
    return line


@dataclass
class UdpCamera:
    """One viewer at a time. ``lose`` says how many of the packets that come next never leave.

    Transports are ``tcp``, ``udp`` and ``multicast``: what it does not offer is refused with
    ``refusal``; of what is eaten nothing leaves.
    """

    lose: int = 0
    offers: Set[str] = frozenset({"udp"})
    eats: Set[str] = frozenset()
    answers_as: str = ""  # the transport in its answer, whatever was asked for
    sprop: bool = True  # parameter sets in its description
    refusal: str = "461 Unsupported Transport"
    pictures: tuple[tuple[bytes, ...], ...] = field(default_factory=film)
    asked: list[str] = field(default_factory=list)  # the transport of each SETUP
    group: Group = field(default_factory=lambda: _group())
    _port: int = 0  # of the viewer
    _own: int = 0
    _device: Device = field(default_factory=Device)

    @property
    def url(self) -> str:
        return self._device.url

    @property
    def uris(self) -> list[str]:
        """Of all requests."""
        return [headers["uri"] for client in self._device.clients for _, headers in client.asked]

    @property
    def plays(self) -> bool:
        return any(client.playing.is_set() for client in self._device.clients)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[UdpCamera]:
        self._device = Device(
            pictures=self.pictures, burst=0, sprop=self.sprop, refuses=self._note,
            answers={"SETUP": self._set_up},
        )  # fmt: skip
        with sender() as line:
            self._own = line.getsockname()[1]
            async with self._device.open():
                sending = asyncio.ensure_future(self._send(line))
                try:
                    yield self
                finally:
                    sending.cancel()
                    await asyncio.gather(sending, return_exceptions=True)

    def _note(self, method: str, headers: dict[str, str]) -> str:
        if method != "SETUP":
            return ""
        asked = headers["Transport"]
        kinds = [kind for kind in ("tcp", "multicast") if kind in asked.lower()]
        self.asked.append(kinds[0] if kinds else "udp")
        if found := re.search(r"client_port=(\d+)", asked):
            self._port = int(found[1])
        return "" if self.asked[-1] in self.offers else self.refusal

    def _set_up(self, cseq: int) -> bytes:
        ports = f"client_port={self._port}-{self._port + 1};server_port={self._own}-{self._own + 1}"
        group = f"destination={self.group.address};port={self.group.port}-{self.group.rtcp_port}"
        transport = {
            "tcp": "RTP/AVP/TCP;unicast;interleaved=0-1",
            "udp": f"RTP/AVP/UDP;unicast;{ports};ssrc=1234ABCD",
            "multicast": f"RTP/AVP;multicast;{group};ttl=0",
        }[self.answers_as or self.asked[-1]]
        return reply(cseq, "200 OK", "Session: 4711;timeout=60", f"Transport: {transport}")

    async def _send(self, line: socket.socket) -> None:
        sequence = number = 0
        while True:
            if not self.plays:
                await self._device.until(lambda: self.plays)
            parts = payloads(self.pictures[number % len(self.pictures)], MTU)
            for at, payload in enumerate(parts):
                packet = rtp(payload, sequence, number * CLOCK_HZ // 25, at == len(parts) - 1)
                sequence += 1
                if self.lose:
                    self.lose -= 1
                elif self.asked[-1] not in self.eats:
                    self._give(line, packet)
            number += 1
            await asyncio.sleep(EACH_S)

    def _give(self, line: socket.socket, packet: bytes) -> None:
        if self.asked[-1] == "tcp":
            self._device.clients[-1].send(interleaved(packet))
            return
        here, group = (CARD, self._port), (self.group.address, self.group.port)
        line.sendto(packet, group if self.asked[-1] == "multicast" else here)


def _group() -> Group:
    port = free_port(socket.SOCK_DGRAM) & ~1
    return Group(ADDRESS, port, port + 1)
