"""A camera for the tests: a small RTSP server on real TCP that can also be an evil one.

It is written apart from the client's parsers on purpose: a mistake there must not cancel itself.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import ssl
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.media.rtsp.film import CLOCK_HZ, film, interleaved, payloads, rtp

NONCE = "0123456789abcdef"


@dataclass(eq=False)
class Client:
    """One connection: what it asked, and the way to send it pictures."""

    writer: asyncio.StreamWriter
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    playing: asyncio.Event = field(default_factory=asyncio.Event)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    reports: list[tuple[int, bytes]] = field(default_factory=list)  # RTCP of the client, by channel
    answered: list[str] = field(default_factory=list)  # what the client said to our requests
    sequence: int = 65530  # so that it wraps at once
    timestamp: int = 2**32 - 20 * 3600
    next: int = 0  # the picture of the film that comes next

    def send(self, data: bytes) -> None:
        if not self.writer.is_closing():
            self.writer.write(data)


@dataclass(eq=False)
class Device:
    """A camera and its faults. ``answers`` may replace the answer to a method: its result is
    written as it is, None stands for silence."""

    pictures: tuple[tuple[bytes, ...], ...] = field(default_factory=film)
    user: str = ""
    password: str = ""
    scheme: str = "MD5"  # MD5 | SHA-256 | Basic | both
    qop: str = "auth"
    burst: int = 5  # pictures sent at once on PLAY
    base: str | None = None  # Content-Base; None: the address asked for with a slash
    control: str = "trackID=1"
    codec: str = "H264/90000"
    sprop: bool = True
    timeout: str = ";timeout=60"
    public: str = "OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY, GET_PARAMETER"
    answers: dict[str, Callable[[int], bytes | None]] = field(default_factory=dict)
    # the status with which a request is refused, by method and headers; "": it is not
    refuses: Callable[[str, dict[str, str]], str] = lambda _method, _headers: ""
    fmtp: str | None = None  # of the video; None: that of the H.264 film
    sound: str = ""  # the lines of a sound track
    packetize: Callable[[tuple[bytes, ...]], list[bytes]] = payloads
    pairs: tuple[str, ...] = ()  # channels answered to each SETUP; else those asked for
    sessions: tuple[str, ...] = ("4711",)  # ids answered to each SETUP, the last one from then on
    tls: ssl.SSLContext | None = None
    port: int = 0
    clients: list[Client] = field(default_factory=list)
    tries: int = 0  # requests that carried a login
    heard: asyncio.Event = field(default_factory=asyncio.Event)  # a request, or an end

    @property
    def url(self) -> str:
        return f"rtsp{'s' if self.tls else ''}://127.0.0.1:{self.port}/live"

    @asynccontextmanager
    async def open(self, port: int = 0) -> AsyncIterator[Device]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", port, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for client in self.clients:
                client.writer.transport.abort()
            await asyncio.gather(*(client.gone.wait() for client in self.clients))

    async def asked(self, method: str, times: int = 1) -> None:
        """Wait until all clients together have asked so often."""
        while sum(each == method for one in self.clients for each, _ in one.asked) < times:
            self.heard.clear()
            await self.heard.wait()

    async def until(self, come: Callable[[], bool]) -> None:
        """Wait until what clients sent makes this true."""
        while not come():
            self.heard.clear()
            await self.heard.wait()

    def cut(self) -> None:
        """All connections are reset."""
        for client in self.clients:
            client.writer.transport.abort()

    def send(self, count: int = 1, client: Client | None = None) -> None:
        """The next pictures of the film, to one client or to all that play."""
        for each in [client] if client else [one for one in self.clients if one.playing.is_set()]:
            for _ in range(count):
                self.send_picture(each, self.pictures[each.next % len(self.pictures)])
                each.next += 1

    def send_picture(self, client: Client, units: tuple[bytes, ...], lose: int = -1) -> None:
        """One picture; packet number ``lose`` of it never leaves."""
        parts = self.packetize(units)
        for number, payload in enumerate(parts):
            packet = rtp(payload, client.sequence, client.timestamp, number == len(parts) - 1)
            client.sequence += 1
            if number != lose:
                client.send(interleaved(packet))
        client.timestamp += CLOCK_HZ // 25

    def say(self, text: str) -> None:
        """Something that is no answer, to every client."""
        for client in self.clients:
            client.send(text.encode())

    # -- the server's side of RTSP

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = Client(writer)
        self.clients.append(client)
        try:
            while True:
                while (first_byte := await reader.readexactly(1)) == b"$":
                    channel, size = struct.unpack(">BH", await reader.readexactly(3))
                    client.reports.append((channel, await reader.readexactly(size)))
                    self.heard.set()
                head = (first_byte + await reader.readuntil(b"\r\n\r\n")).decode()
                if head.startswith("RTSP/"):
                    client.answered.append(head)
                    self.heard.set()
                    continue
                first, *lines = head.strip().split("\r\n")
                method, uri, _ = first.split(" ")
                headers = dict(line.split(": ", 1) for line in lines)
                client.asked.append((method, {"uri": uri, **headers}))
                self._reply(client, method, uri, headers)
                self.heard.set()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.transport.abort()
            client.playing.clear()
            client.gone.set()

    def _reply(self, client: Client, method: str, uri: str, headers: dict[str, str]) -> None:
        cseq = int(headers["CSeq"])
        if status := self.refuses(method, headers):
            client.send(reply(cseq, status))
            return
        if method in self.answers:
            answer = self.answers[method](cseq)
            if answer is not None:
                client.send(answer)
            return
        if self.user and not self._allowed(method, headers.get("Authorization", "")):
            client.send(reply(cseq, "401 Unauthorized", *self._challenges()))
            return
        match method:
            case "OPTIONS":
                client.send(reply(cseq, "200 OK", f"Public: {self.public}"))
            case "DESCRIBE":
                base = f"{uri}/" if self.base is None else self.base
                lines = ["Content-Type: application/sdp", f"Content-Base: {base}"]
                client.send(reply(cseq, "200 OK", *lines, body=self.sdp()))
            case "SETUP":
                number = sum(each == "SETUP" for each, _ in client.asked) - 1
                asked = headers["Transport"].rpartition("=")[2]
                pair = self.pairs[number] if number < len(self.pairs) else asked
                session = self.sessions[min(number, len(self.sessions) - 1)]
                transport = f"Transport: RTP/AVP/TCP;unicast;interleaved={pair};ssrc=1234ABCD"
                client.send(reply(cseq, "200 OK", f"Session: {session}{self.timeout}", transport))
            case "PLAY":
                client.send(reply(cseq, "200 OK", "Session: 4711", "Range: npt=0-"))
                client.playing.set()
                self.send(self.burst, client)
            case "TEARDOWN":
                client.playing.clear()
                client.send(reply(cseq, "200 OK"))
            case _:
                client.send(reply(cseq, "200 OK"))

    def sdp(self) -> bytes:
        sets = ",".join(
            base64.b64encode(nal).decode() for nal in self.pictures[0] if nal[0] & 0x1F in (7, 8)
        )
        sprop = f";sprop-parameter-sets={sets}" if self.sprop else ""
        fmtp = f"packetization-mode=1{sprop}" if self.fmtp is None else self.fmtp
        return (
            "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=test\r\nt=0 0\r\n"
            "m=video 0 RTP/AVP 96\r\n"
            f"a=rtpmap:96 {self.codec}\r\na=fmtp:96 {fmtp}\r\n"
            f"a=control:{self.control}\r\n{self.sound}"
        ).encode()

    def _challenges(self) -> list[str]:
        digest = 'WWW-Authenticate: Digest realm="cam, one", nonce="' + NONCE + '"'
        if self.qop:
            digest += f', qop="{self.qop}"'
        sha = digest + ", algorithm=SHA-256"
        basic = 'WWW-Authenticate: Basic realm="cam, one"'
        return {
            "MD5": [digest],
            "SHA-256": [sha],
            "Basic": [basic],
            "both": [basic, digest, sha],
            "odd": ['WWW-Authenticate: Digest realm="x", nonce="y", algorithm=SHA-512-256'],
        }[self.scheme]

    def _allowed(self, method: str, login: str) -> bool:
        if not login:
            return False
        self.tries += 1
        if login.startswith("Basic "):
            pair = f"{self.user}:{self.password}".encode()
            return self.scheme == "Basic" and base64.b64decode(login[6:]) == pair
        parts = dict(re.findall(r'(\w+)="?([^",]*)"?', login))
        name = {"MD5": "md5", "SHA-256": "sha256", "both": "sha256"}.get(self.scheme, "md5")
        who = digest_of(name, f"{self.user}:cam, one:{self.password}")
        what = digest_of(name, f"{method}:{parts['uri']}")
        middle = f"{parts['nc']}:{parts['cnonce']}:auth:" if self.qop else ""
        return parts["response"] == digest_of(name, f"{who}:{NONCE}:{middle}{what}")


def digest_of(name: str, text: str) -> str:
    return hashlib.new(name, text.encode()).hexdigest()


def reply(cseq: int, status: str, *lines: str, body: bytes = b"") -> bytes:
    head = [f"RTSP/1.0 {status}", f"CSeq: {cseq}", *lines]
    if body:
        head.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(head) + "\r\n\r\n").encode() + body


def sender_report(unix_s: float, timestamp: int) -> bytes:
    seconds = int(unix_s)
    fraction = int((unix_s - seconds) * 2**32)
    return struct.pack(
        ">BBHIIIIII", 0x80, 200, 6, 1, seconds + 2_208_988_800, fraction, timestamp, 0, 0
    )
