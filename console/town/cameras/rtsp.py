"""The cameras' RTSP server: RTSP/1.0 with RTP interleaved in the same TCP connection (RFC 2326).

``rtsp://127.0.0.1:PORT/c01/main`` and ``/c01/sub``. One connection carries one stream; cameras of
some places have a microphone and a second track.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from console.town.cameras.darkroom import Stream
from console.town.cameras.login import Login
from console.town.cameras.murmur import PLACES, Microphone, description, murmur
from console.town.cameras.pacer import Pacer, Viewer
from console.town.cameras.packets import session_description
from console.town.world.town import Camera

LONGEST_REQUEST = 8192  # bytes of a request's head
LONGEST_BODY = 65536
SESSION_S = 60
METHODS = "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN"
REASONS = {
    200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found",
    405: "Method Not Allowed", 454: "Session Not Found", 455: "Method Not Valid in This State",
    461: "Unsupported Transport", 503: "Service Unavailable",
}  # fmt: skip

log = logging.getLogger(__name__)


Answer = tuple[dict[str, str], str]  # headers and body


@dataclass(frozen=True, slots=True)
class Request:
    """``headers`` with lower-case names."""

    method: str
    url: str
    headers: dict[str, str]


class RequestError(Exception):
    """An answer other than 200."""

    def __init__(self, status: int, headers: dict[str, str] | None = None) -> None:
        super().__init__(REASONS[status])
        self.status = status
        self.headers = headers or {}


class Cameras:
    """All cameras at one port. ``develop`` gives the stream of a camera in a size."""

    def __init__(
        self,
        cameras: tuple[Camera, ...],
        login: Login,
        develop: Callable[[Camera, str], Awaitable[Stream]],
    ) -> None:
        self.cameras = {camera.id: camera for camera in cameras}
        self.login = login
        self.develop = develop
        self.pacer = Pacer()
        self.connections: set[Connection] = set()
        self._cut: set[str] = set()
        self._server: asyncio.Server | None = None

    async def start(self, port: int = 0) -> int:
        """Listen on the loopback address; returns the port."""
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", port, limit=LONGEST_REQUEST, backlog=256
        )
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for connection in list(self.connections):
            connection.reset()
        self.pacer.stop()
        if self._server is not None:
            await self._server.wait_closed()

    def cut(self, camera_id: str) -> None:
        """The line of a camera ("*": of all) breaks. KeyError when there is no such camera."""
        cut = set(self.cameras) if camera_id == "*" else {self.cameras[camera_id].id}
        self._cut |= cut
        for connection in list(self.connections):
            if connection.camera_id in cut:
                connection.reset()

    def mend(self, camera_id: str) -> None:
        """It is back. KeyError when there is no such camera."""
        self._cut -= set(self.cameras) if camera_id == "*" else {self.cameras[camera_id].id}

    def is_cut(self, camera_id: str) -> bool:
        return camera_id in self._cut

    @property
    def served(self) -> int:
        """Connections that play."""
        return self.pacer.watched

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(self, reader, writer)
        if len(self._cut) == len(self.cameras):
            connection.reset()
            return
        self.connections.add(connection)
        try:
            await connection.run()
        except (ConnectionError, asyncio.IncompleteReadError, TimeoutError):
            pass  # clients come and go
        except asyncio.LimitOverrunError:
            log.warning("a client sent a line longer than %d bytes", LONGEST_REQUEST)
        finally:
            self.connections.discard(connection)
            connection.close()


class Connection:
    """One client. It is reset when its camera's line is cut."""

    def __init__(
        self, cameras: Cameras, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._cameras = cameras
        self._reader = reader
        self._writer = writer
        self._login = cameras.login.for_one()
        self._session = f"{random.getrandbits(48):012x}"
        self._channel = self._source = 0
        self._stream: Stream | None = None
        self._viewer: Viewer | None = None
        self._microphone: Microphone | None = None
        self.camera_id = ""
        with contextlib.suppress(OSError):
            writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    async def run(self) -> None:
        """Answer until the client goes, says TEARDOWN, or is silent for too long."""
        while True:
            async with asyncio.timeout(SESSION_S + 15):
                first = await self._reader.read(1)
                if first in (b"\r", b"\n"):  # allowed between requests
                    continue
                if first == b"$":
                    await self._skip()
                    continue
                request = await self._read(first) if first else None
            if request is None:
                return
            await self._answer(request)
            if request.method == "TEARDOWN":
                return

    def reset(self) -> None:
        """Break the connection as a broken line does."""
        self._leave()
        with contextlib.suppress(OSError):
            self._writer.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
        self._writer.transport.abort()

    def close(self) -> None:
        self._leave()
        self._writer.close()

    def _leave(self) -> None:
        if self._viewer is not None:
            self._cameras.pacer.leave(self._viewer)
            self._viewer = None

    async def _skip(self) -> None:
        """What comes interleaved is the client's RTCP: a sign of life, no more."""
        _, size = struct.unpack(">BH", await self._reader.readexactly(3))
        await self._reader.readexactly(size)

    async def _read(self, first: bytes) -> Request:
        head = first + await self._reader.readuntil(b"\r\n\r\n")
        request = parse_request(head)
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LONGEST_BODY:
            raise ConnectionError("a body too long")
        await self._reader.readexactly(int(length))
        return request

    async def _answer(self, request: Request) -> None:
        try:
            headers, body = await self._do(request)
            status = 200
        except RequestError as error:
            status, headers, body = error.status, error.headers, ""
        lines = [f"RTSP/1.0 {status} {REASONS[status]}", f"CSeq: {request.headers.get('cseq', 0)}"]
        lines.append("Server: Demo Town (simulated)")
        for name, value in headers.items():
            lines += [f"{name}: {v}" for v in value.split("\n")]
        if body:
            lines.append(f"Content-Length: {len(body.encode())}")
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        if request.method == "PLAY" and status == 200:
            self._play()
        await self._writer.drain()

    async def _do(self, request: Request) -> Answer:
        camera_id, size = named(request.url)
        self.camera_id = camera_id or self.camera_id
        if self._cameras.is_cut(self.camera_id):
            self.reset()
            raise ConnectionResetError("cut")
        if request.method == "OPTIONS":
            return {"Public": METHODS}, ""
        if not self._login.accepts(request.method, request.headers.get("authorization", "")):
            raise RequestError(401, {"WWW-Authenticate": "\n".join(self._login.challenges())})
        if request.method == "DESCRIBE":
            return await self._describe(request.url, size)
        if request.method == "SETUP":
            return await self._setup(request, size)
        return self._steer(request.method)

    def _steer(self, method: str) -> Answer:
        if method not in METHODS.split(", "):
            raise RequestError(405, {"Allow": METHODS})
        if method in ("PLAY", "PAUSE") and self._stream is None:
            raise RequestError(455)
        if method == "PAUSE":
            self._leave()
        headers = {"Session": self._session}
        if method == "PLAY":
            headers["Range"] = "npt=0-"
        return headers, ""

    async def _describe(self, url: str, size: str) -> Answer:
        stream = await self._find(size)
        camera = self._cameras.cameras[self.camera_id]
        sound = description() if camera.scene in PLACES else ""
        body = session_description(stream.reel, camera.name, "127.0.0.1", sound)
        base = url.split("?")[0].rstrip("/") + "/"
        return {"Content-Base": base, "Content-Type": "application/sdp"}, body

    async def _setup(self, request: Request, size: str) -> Answer:
        transports = request.headers.get("transport", "").split(",")
        choice = next((t for t in transports if "RTP/AVP/TCP" in t.upper()), None)
        if choice is None:
            raise RequestError(461)
        if self._viewer is not None:
            raise RequestError(455)
        stream = await self._find(size)
        channel, source = interleaved(choice), random.getrandbits(32)
        if request.url.rstrip("/").endswith("trackID=2"):
            if self._cameras.cameras[self.camera_id].scene not in PLACES:
                raise RequestError(404)
            await asyncio.to_thread(murmur)  # made once, while the others are served
            self._microphone = Microphone(channel, source)
        else:
            self._stream, self._channel, self._source = stream, channel, source
        return {
            "Transport": f"RTP/AVP/TCP;unicast;interleaved={channel}-{channel + 1};"
            f"ssrc={source:08X}",
            "Session": f"{self._session};timeout={SESSION_S}",
        }, ""

    async def _find(self, size: str) -> Stream:
        camera = self._cameras.cameras.get(self.camera_id)
        if camera is None or size not in ("main", "sub"):
            raise RequestError(404)
        try:
            return await self._cameras.develop(camera, size)
        except OSError as error:
            log.error("%s: %s", self.camera_id, error)
            raise RequestError(503) from error

    def _play(self) -> None:
        if self._viewer is None and self._stream is not None:
            camera = self._cameras.cameras[self.camera_id]
            self._viewer = Viewer(
                self._writer, self._stream, camera.number, self._channel, self._source,
                self._microphone,
            )  # fmt: skip
            self._cameras.pacer.join(self._viewer)


def parse_request(head: bytes) -> Request:
    """Raises ConnectionError when it is no RTSP."""
    lines = head.decode("utf-8", "replace").strip().split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3 or not words[2].startswith("RTSP/"):
        raise ConnectionError("not RTSP")
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return Request(words[0].upper(), words[1], headers)


def interleaved(transport: str) -> int:
    """The channel a client wants for RTP; 0 when it names none."""
    for part in transport.split(";"):
        name, _, value = part.strip().partition("=")
        first = value.split("-")[0]
        if name == "interleaved" and first.isdigit() and int(first) < 255:
            return int(first)
    return 0


def named(url: str) -> tuple[str, str]:
    """Camera and stream of ``rtsp://host:port/c01/sub/trackID=1``."""
    path = url.split("://", 1)[-1].split("?")[0].split("/")[1:]
    return (path[0] if path else "", path[1] if len(path) > 1 else "")
