"""A server of many cameras that behave well, until one of them is given a fault.

Each camera has a port of its own. What is wrong with it is a ``Fault`` (tests/faults/fault.py),
begun and mended while the server runs. It shares no code with the client it is to test.

``python -m tests.faults.server --cameras 64`` is the same as a program: JSON lines, one order or
event each. It says ``{"event":"ready","ports":[…]}``, and of every connection ``{"event":
"connected","camera","at"}``; it hears ``{"do":"begin","camera":3,"fault":"silent"}`` and ``{"do":
"mend","camera":3}``, which it answers with ``begun`` and ``mended``. Times are monotonic seconds.
The end of stdin ends it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.faults.fault import FAULTS, Fault
from tests.faults.marked_film import marked_film
from tests.faults.wire import Picture, Shot, response, sdp, shots

RATE = 25
GROUPS = 8  # the cameras do not all send at the same moment
LATE_S = 1.0  # a server that was stopped for so long goes on from now, without a burst
INTERLEAVED = 4  # bytes of head: "$", channel, length
LARGEST_BACKLOG = 4 << 20  # bytes waiting for a client that does not read


class Client(asyncio.Protocol):
    """One connection to a camera."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self.playing = False
        self.asked: Counter[str] = Counter()
        self.sequence = 65530  # it wraps at once
        self.timestamp = 2**32 - 3600 * 40
        self.next = 0  # the picture that comes next, a key picture first
        self.pictures = 0  # sent on this connection
        self.due = b""  # what a fault lets out bit by bit
        self.transport: asyncio.Transport | None = None
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.set_write_buffer_limits(high=LARGEST_BACKLOG)
        self.camera.clients.append(self)
        self.camera.server.connected(self.camera)

    def connection_lost(self, exc: Exception | None) -> None:
        self.playing = False
        self.camera.clients.remove(self)

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while (end := self._next_head()) >= 0:
            head, self._waiting = self._waiting[:end].decode(), self._waiting[end + 4 :]
            first, *lines = head.lstrip("\r\n").split("\r\n")
            method, uri, _ = first.split(" ")
            headers = dict(line.split(": ", 1) for line in lines)
            self.asked[method] += 1
            self.camera.asked[method] += 1
            fault = self.camera.fault
            if fault is None or not fault.answers(self, method, int(headers["CSeq"])):
                self._answer(method, uri, int(headers["CSeq"]))

    def _next_head(self) -> int:
        """Where the head of the request that comes next ends, -1 while it is not all here; what
        comes interleaved before it, the reports of a receiver, is left out."""
        while self._waiting[:1] == b"$" and len(self._waiting) >= INTERLEAVED:
            size = INTERLEAVED + int.from_bytes(self._waiting[2:INTERLEAVED], "big")
            if len(self._waiting) < size:
                return -1
            self._waiting = self._waiting[size:]
        return -1 if self._waiting[:1] == b"$" else self._waiting.find(b"\r\n\r\n")

    def write(self, data: bytes) -> None:
        transport = self.transport
        if transport is None or transport.is_closing():
            return
        if transport.get_write_buffer_size() > LARGEST_BACKLOG:
            transport.abort()
            return
        transport.write(data)

    def cut(self) -> None:
        if self.transport is not None:
            self.transport.abort()

    def send_next(self, change: Callable[[Client, Shot], Sequence[bytes]] | None = None) -> None:
        """The next picture; ``change`` may do something to its packets."""
        pictures = self.camera.pictures
        shot = Shot(pictures[self.next % len(pictures)], self.sequence, self.timestamp)
        self.next += 1
        self.pictures += 1
        self.sequence += len(shot.picture.payloads)
        self.timestamp += 90000 // RATE
        self.camera.sent.append(shot.picture.number)
        self.camera.count += 1
        for packet in shot.packets() if change is None else change(self, shot):
            self.write(packet)

    def _answer(self, method: str, uri: str, cseq: int) -> None:
        lines: tuple[str, ...] = ()
        body = b""
        match method:
            case "OPTIONS":
                lines = ("Public: OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY, GET_PARAMETER",)
            case "DESCRIBE":
                lines = ("Content-Type: application/sdp", f"Content-Base: {uri}/")
                body = sdp(self.camera.pictures)
            case "SETUP":
                lines = (
                    "Session: 4711;timeout=60", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1",
                )  # fmt: skip
            case "PLAY" | "TEARDOWN":
                lines = ("Session: 4711",)
        self.write(response(cseq, "200 OK", *lines, body=body))
        if method in ("PLAY", "TEARDOWN"):
            self.playing = method == "PLAY"


@dataclass(eq=False)
class Camera:
    """One address. ``films``: what it sends, and what it sends after its size was changed."""

    number: int
    films: tuple[tuple[Picture, ...], ...]
    server: Server
    port: int = 0
    fault: Fault | None = None
    film: int = 0
    clients: list[Client] = field(default_factory=list)
    sent: deque[int] = field(default_factory=lambda: deque(maxlen=5))  # the last numbers
    count: int = 0  # pictures sent in all
    asked: Counter[str] = field(default_factory=Counter)
    _socket: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"rtsp://127.0.0.1:{self.port}/live"

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return self.films[self.film]

    async def listen(self) -> None:
        loop = asyncio.get_running_loop()
        self._socket = await loop.create_server(lambda: Client(self), "127.0.0.1", self.port)
        self.port = self._socket.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self.cut()

    def cut(self) -> None:
        """Reset every connection."""
        for client in list(self.clients):
            client.cut()

    async def begin(self, fault: Fault) -> None:
        self.fault = fault
        if not fault.listens:
            await self.close()
        if fault.cuts:
            self.cut()
        fault.begins(self)

    async def mend(self) -> None:
        fault, self.fault = self.fault, None
        self.film = 0
        if fault is not None and not fault.listens:
            await self.listen()

    def tick(self) -> None:
        for client in list(self.clients):
            if self.fault is not None:
                self.fault.ticks(client)
            elif client.playing:
                client.send_next()


class Server:
    """All cameras, in the loop it was opened in. ``rate``: pictures that each sends in a second."""

    def __init__(
        self,
        films: Sequence[tuple[tuple[Picture, ...], ...]],
        connected: Callable[[Camera], None] = lambda _camera: None,
        rate: int = RATE,
    ) -> None:
        self.connected = connected
        self._rate = rate
        self.cameras = [Camera(number, film, self) for number, film in enumerate(films)]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Server]:
        for camera in self.cameras:
            await camera.listen()
        sending = asyncio.ensure_future(self._send())
        try:
            yield self
        finally:
            sending.cancel()
            for camera in self.cameras:
                await camera.close()
            await asyncio.gather(sending, return_exceptions=True)

    async def _send(self) -> None:
        loop = asyncio.get_running_loop()
        started_at = loop.time()
        for step in count():
            due_at = started_at + step / self._rate / GROUPS
            late_s = loop.time() - due_at
            if late_s > LATE_S:
                started_at += late_s
            await asyncio.sleep(max(-late_s, 0.0))
            for camera in self.cameras[step % GROUPS :: GROUPS]:
                camera.tick()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.server")
    parser.add_argument("--cameras", type=int, default=64)
    parser.add_argument("--width", type=int, default=640)
    parser.add_argument("--height", type=int, default=360)
    given = parser.parse_args()
    sizes = (given.width, given.height), (given.width // 2, given.height // 2)
    films = [
        tuple(shots(marked_film(number, *size)) for size in sizes)
        for number in range(given.cameras)
    ]
    asyncio.run(_serve(films))


async def _serve(films: Sequence[tuple[tuple[Picture, ...], ...]]) -> None:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    orders, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )

    def say(event: str, camera: Camera, **more: Any) -> None:
        told = {"event": event, "camera": camera.number, "at": loop.time(), **more}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    async with Server(films, lambda camera: say("connected", camera)).open() as server:
        ports = [camera.port for camera in server.cameras]
        sys.stdout.write(json.dumps({"event": "ready", "ports": ports}) + "\n")
        sys.stdout.flush()
        async for line in reader:
            order = json.loads(line)
            camera = server.cameras[order["camera"]]
            if order["do"] == "begin":
                await camera.begin(FAULTS[order["fault"]])
                say("begun", camera, fault=order["fault"])
            else:
                await camera.mend()
                say("mended", camera)
    orders.close()


if __name__ == "__main__":
    main()
