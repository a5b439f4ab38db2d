"""One RTSP connection over TCP, from connect to TEARDOWN: the thin I/O around the pure parts.

The session reads whatever comes as long as it is open, shown or not: a camera whose client stops
reading blocks, and its pictures grow old in buffers.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NoReturn, Protocol, cast

from media.rtsp.auth import Login, Verdict
from media.rtsp.clock import CameraClock
from media.rtsp.h264 import Depacketizer
from media.rtsp.message import Incoming, Request, Response, dump_request, dump_response
from media.rtsp.outcome import RtspError, by_connect, by_status
from media.rtsp.rtp import Sequence, parse_rtp, parse_sender_report
from media.rtsp.sdp import Video, parse_sdp
from media.rtsp.url import RtspUrl, mask, parse_url
from media.secret import Secret
from media.source import Trouble
from media.unit import AccessUnit, SoundFormat, SoundUnit, VideoFormat

USER_AGENT = "CommandRoomConsole/0.1"  # some cameras answer 401 to clients without a name
MOST_REDIRECTS = 2
MOST_TRIES = 3  # of one request: bare, with a login, with a renewed nonce
FAREWELL_S = 0.5  # for the answer to TEARDOWN; a camera that counts its clients needs the request
SESSION_TIMEOUT_S = 60  # where the camera names none (RFC 2326, 12.37)
SOONEST_KEEP_ALIVE_S = 2.0
LATEST_KEEP_ALIVE_S = 30.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds for each phase of opening. A device that is mute shows it at its first answer; the
    others are allowed the time a slow recorder takes."""

    connect_s: float = 3.0
    first_s: float = 3.0
    answer_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Target:
    """What to open. The login, where given, goes before the one in the address."""

    url: RtspUrl
    user: str | None = None
    password: Secret | None = None
    follow_elsewhere: bool = False  # a redirect may lead to another host

    def login(self, url: RtspUrl) -> Login:
        """For a connection to ``url``: a host elsewhere is not told the login of this one."""
        if self.user is not None and url.host == self.url.host:
            return Login(self.user, self.password)
        own = self.url if url.host == self.url.host else url
        return Login(own.user, own.password)


class Sink(Protocol):
    """Takes what a session brings, in the session's loop. It must not block."""

    def described(self, video: VideoFormat, sound: SoundFormat | None) -> None: ...

    def unit(self, unit: AccessUnit, received_at: float, captured_at: float) -> None:
        """Times are monotonic seconds; ``captured_at`` is NaN where the camera does not tell."""

    def sound(self, unit: SoundUnit, received_at: float) -> None: ...


async def open_session(target: Target, sink: Sink, deadlines: Deadlines | None = None) -> Session:
    """Connect and play; units come to ``sink`` from then on. Raises RtspError.

    Redirects are followed ``MOST_REDIRECTS`` times, to the same host only unless allowed.
    """
    url = target.url
    for _ in range(MOST_REDIRECTS + 1):
        session = Session(url, target.login(url), sink, deadlines or Deadlines())
        try:
            await session.connect()
            elsewhere = await session.play()
        except BaseException:
            session.abort()
            raise
        if not elsewhere:
            return session
        session.abort()
        url = _redirected(target, elsewhere)
    raise RtspError(Trouble.PROTOCOL, f"more than {MOST_REDIRECTS} redirects", patient=True)


class Session(asyncio.BufferedProtocol):
    """See ``open_session``. Lives in one asyncio loop."""

    def __init__(self, url: RtspUrl, login: Login, sink: Sink, deadlines: Deadlines) -> None:
        self.received = 0  # bytes
        self.malformed = 0  # packets that made no sense
        self.sequence = Sequence()
        self._url = url
        self._login = login
        self._sink = sink
        self._deadlines = deadlines
        self._incoming = Incoming(self._on_packet, self._on_message)
        self._transport: asyncio.Transport | None = None
        self._ended: asyncio.Future[RtspError] = asyncio.get_running_loop().create_future()
        self._waiting: tuple[int, asyncio.Future[Response]] | None = None
        self._cseq = 0
        self._id = ""
        self._aggregate = str(url)
        self._keep_alive = "OPTIONS"
        self._keep_alive_s = SESSION_TIMEOUT_S / 2
        self._rtp_channel = -1
        self._rtcp_channel = -1
        self._payload_type = -1
        self._depacketizer = Depacketizer()
        self._clock = CameraClock(90000)
        self._now = 0.0

    # -- life

    async def connect(self) -> None:
        host, port = self._url.host, self._url.port
        if self._url.tls:
            raise RtspError(Trouble.UNSUPPORTED, "rtsps is not supported")
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._deadlines.connect_s):
                await loop.create_connection(lambda: self, host, port)
        except OSError as fault:
            raise by_connect(fault, host, port) from None

    async def play(self) -> str:
        """Ask for the pictures; "" when they come, or the address of a redirect."""
        url, slow = str(self._url), self._deadlines.answer_s
        options = await self._ask("OPTIONS", url, self._deadlines.first_s)
        if options.status in (401, 403):  # else a wrong password is sent once more
            raise by_status("OPTIONS", options.status, options.reason)
        if "GET_PARAMETER" in options.header("public").upper():
            self._keep_alive = "GET_PARAMETER"
        described = await self._ask("DESCRIBE", url, slow, ("Accept", "application/sdp"))
        if 300 <= described.status < 400:
            return described.header("location") or url
        video = self._described(_granted("DESCRIBE", described))
        transport = "RTP/AVP/TCP;unicast;interleaved=0-1"
        self._rtp_channel, self._rtcp_channel = 0, 1
        setup = await self._ask("SETUP", video.control, slow, ("Transport", transport))
        self._set_up(_granted("SETUP", setup))
        play = await self._ask("PLAY", self._aggregate, slow, ("Range", "npt=0.000-"))
        _granted("PLAY", play)
        return ""

    async def watch(self) -> NoReturn:
        """Keep the session alive until it ends; always raises RtspError."""
        while not self._ended.done():
            await asyncio.wait({self._ended}, timeout=self._keep_alive_s)
            if not self._ended.done():
                self._send(self._keep_alive, self._aggregate)  # the reply is not waited for
        raise self._ended.result()

    def fail(self, error: RtspError) -> None:
        """End it for a reason of the owner's: it brings no pictures, say."""
        if not self._ended.done():
            self._ended.set_result(error)
        if self._waiting and not self._waiting[1].done():
            self._waiting[1].set_exception(error)

    async def close(self) -> None:
        """Say good-bye, briefly. Nothing more comes to the sink."""
        self._rtp_channel = self._rtcp_channel = -1
        try:
            if self._id and self._transport is not None and not self._transport.is_closing():
                answer: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
                self._waiting = self._send("TEARDOWN", self._aggregate), answer
                await asyncio.wait({answer}, timeout=FAREWELL_S)
                if answer.done():
                    answer.exception()
        finally:
            self._waiting = None
            self.abort()

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    # -- asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def get_buffer(self, sizehint: int) -> memoryview:
        return self._incoming.room()

    def buffer_updated(self, nbytes: int) -> None:
        self.received += nbytes
        self._now = time.monotonic()
        try:
            self._incoming.filled(nbytes)
        except ValueError as fault:
            self.fail(RtspError(Trouble.PROTOCOL, str(fault)))
            self.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        how = "reset" if exc is not None else "ended"
        self.fail(RtspError(Trouble.CLOSED, f"the connection was {how} by the camera"))
        self._incoming.close()  # session and transport hold each other until the collector comes

    # -- requests

    def _send(self, method: str, uri: str, *headers: tuple[str, str]) -> int:
        self._cseq += 1
        lines = [("CSeq", str(self._cseq)), ("User-Agent", USER_AGENT)]
        if login := self._login.header(method, uri):
            lines.append(("Authorization", login))
        if self._id:
            lines.append(("Session", self._id))
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(dump_request(method, uri, [*lines, *headers]))
        return self._cseq

    async def _ask(
        self, method: str, uri: str, within_s: float, *headers: tuple[str, str]
    ) -> Response:
        """The answer to a request, after as many logins as are of use."""
        for _ in range(MOST_TRIES):
            answer = await self._ask_once(method, uri, within_s, headers)
            if answer.status != 401:
                self._login.passed()
                return answer
            match self._login.challenged(answer.every("www-authenticate")):
                case Verdict.REFUSED:
                    break
                case Verdict.UNKNOWN:
                    raise RtspError(Trouble.UNSUPPORTED, "a kind of login that is not known")
                case Verdict.AGAIN:
                    pass
        return answer

    async def _ask_once(
        self, method: str, uri: str, within_s: float, headers: tuple[tuple[str, str], ...]
    ) -> Response:
        if self._ended.done():
            raise self._ended.result()
        future: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        self._waiting = self._send(method, uri, *headers), future
        try:
            async with asyncio.timeout(within_s):
                return await future
        except TimeoutError:
            raise RtspError(
                Trouble.SILENT, f"no answer to {method} within {within_s:g} s"
            ) from None
        finally:
            self._waiting = None

    def _described(self, answer: Response) -> Video:
        base = answer.header("content-base") or answer.header("content-location")
        try:
            video = parse_sdp(answer.body, base, str(self._url))
        except ValueError as fault:
            raise RtspError(Trouble.PROTOCOL, str(fault)) from None
        if video.codec != "h264":
            raise RtspError(Trouble.UNSUPPORTED, f"the codec {video.codec[:20]} is not supported")
        self._aggregate = video.aggregate
        self._payload_type = video.payload_type
        self._depacketizer = Depacketizer(video.parameter_sets)
        self._clock = CameraClock(video.clock_hz)
        self._sink.described(VideoFormat(video.codec, video.parameter_sets, video.clock_hz), None)
        return video

    def _set_up(self, answer: Response) -> None:
        self._id, _, options = answer.header("session").partition(";")
        self._id = self._id.strip()
        timeout_s = _number(options, "timeout=") or SESSION_TIMEOUT_S
        self._keep_alive_s = min(max(timeout_s / 2, SOONEST_KEEP_ALIVE_S), LATEST_KEEP_ALIVE_S)
        transport = answer.header("transport").replace(" ", "").lower()
        if transport and "tcp" not in transport and "interleaved" not in transport:
            raise RtspError(Trouble.UNSUPPORTED, "the camera offers no RTP over TCP")
        first = _number(transport, "interleaved=")
        if first is not None:
            self._rtp_channel, self._rtcp_channel = first, first + 1

    # -- what comes

    def _on_message(self, message: Response | Request) -> None:
        if isinstance(message, Request):
            if self._transport is not None:
                cseq = message.header("cseq")[:20]
                self._transport.write(dump_response(501, "Not Implemented", [("CSeq", cseq)]))
            return
        waiting = self._waiting
        if waiting and message.cseq in (waiting[0], -1):
            if not waiting[1].done():
                waiting[1].set_result(message)
        elif message.status == 401:
            self._login.challenged(message.every("www-authenticate"))
        elif message.status == 454:
            self.fail(RtspError(Trouble.CLOSED, "the camera has forgotten the session"))

    def _on_packet(self, channel: int, payload: bytes) -> None:
        try:
            if channel == self._rtp_channel:
                self._on_rtp(payload)
            elif channel == self._rtcp_channel and (report := parse_sender_report(payload)):
                self._clock.report(report, datetime.now(UTC).timestamp(), self._now)
        except ValueError:
            self.malformed += 1

    def _on_rtp(self, payload: bytes) -> None:
        packet = parse_rtp(payload)
        if packet.payload_type != self._payload_type:
            return
        missing = self.sequence.gap(packet.sequence)
        if missing < 0:
            return
        for unit in self._depacketizer.put(packet, missing):
            captured_at = self._clock.captured_at(unit.timestamp, self._now)
            self._sink.unit(unit, self._now, captured_at)


def _granted(method: str, answer: Response) -> Response:
    if answer.status != 200:
        raise by_status(method, answer.status, answer.reason)
    return answer


def _redirected(target: Target, location: str) -> RtspUrl:
    try:
        url = parse_url(location)
    except ValueError as fault:
        raise RtspError(Trouble.PROTOCOL, f"a redirect: {mask(str(fault))}", True) from None
    if url.host != target.url.host and not target.follow_elsewhere:
        raise RtspError(
            Trouble.PROTOCOL, f"a redirect to another host, {url.host}, is not allowed", True
        )
    return url


def _number(text: str, name: str) -> int | None:
    """The number behind ``name`` in ``a=1;b=2``, None when there is none."""
    digits = text.partition(name)[2].lstrip()
    end = next((at for at, letter in enumerate(digits) if not letter.isdigit()), len(digits))
    return int(digits[:end]) if 0 < end <= 6 else None
