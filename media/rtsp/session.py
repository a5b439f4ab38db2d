"""One RTSP connection over TCP, from connect to TEARDOWN: the thin I/O around the pure parts. The
pictures come inside of it, or beside it by multicast.

The session reads whatever comes as long as it is open, shown or not: a camera whose client stops
reading blocks, and its pictures grow old in buffers.
"""

from __future__ import annotations

import asyncio
import random
import socket
import ssl
import time
from dataclasses import replace
from datetime import UTC, datetime
from math import inf
from typing import NoReturn, cast

from media.rtsp.dialogue import Dialogue
from media.rtsp.message import Incoming, Request, Response, interleave
from media.rtsp.multicast import Groups
from media.rtsp.outcome import RtspError, by_connect, by_silence, by_status
from media.rtsp.reception import Reception
from media.rtsp.rtp import Sequence
from media.rtsp.sdp import Description, parse_sdp
from media.rtsp.target import Deadlines, Manners, Target
from media.rtsp.tls import by_handshake, check_fingerprint, client_context
from media.rtsp.transport import BY_MULTICAST, channel_of, group_of, inside, number
from media.rtsp.url import RtspUrl, mask, parse_url
from media.source import Trouble
from media.unit import Sink, VideoFormat

__all__ = ["Deadlines", "Manners", "Session", "Sink", "Target", "open_session"]

MOST_REDIRECTS = 2
FAREWELL_S = 0.5  # for the answer to TEARDOWN; a camera that counts its clients needs the request
SESSION_TIMEOUT_S = 60  # where the camera names none (RFC 2326, 12.37)
SOONEST_KEEP_ALIVE_S = 2.0
LATEST_KEEP_ALIVE_S = 30.0
LARGEST_SIP = 32 * 1024  # bytes: half of what a socket takes in from the start; no camera waits
REPORT_S = 5.0  # between two reports to the camera (RFC 3550, 6.2)
DROP_S = 5.0  # a camera that drops the line so soon after a keep-alive dropped it because of that


async def open_session(target: Target, sink: Sink, deadlines: Deadlines | None = None) -> Session:
    """Connect and play; units come to ``sink`` from then on. Raises RtspError.

    Redirects are followed ``MOST_REDIRECTS`` times, to the same host only unless allowed. A camera
    that fails when its sound is asked for is asked once more, for the pictures alone.
    """
    url, redirects, wish = target.url, 0, target
    while redirects <= MOST_REDIRECTS:
        session = Session(url, wish, sink, deadlines or Deadlines())
        try:
            await session.connect()
            elsewhere = await session.play()
        except RtspError:
            session.abort()
            if not session.asked_for_sound:
                raise
            wish = replace(target, sound=False)
            continue
        except BaseException:
            session.abort()
            raise
        if not elsewhere:
            if wish is not target:  # else it was no matter of sound
                target.manners.mute = True
            return session
        session.abort()
        url, redirects = _redirected(target, url, elsewhere), redirects + 1
    raise RtspError(Trouble.PROTOCOL, f"more than {MOST_REDIRECTS} redirects", patient=True)


class Session(asyncio.BufferedProtocol):
    """See ``open_session``. Lives in one asyncio loop."""

    def __init__(self, url: RtspUrl, target: Target, sink: Sink, deadlines: Deadlines) -> None:
        self.received = 0  # bytes
        self.sequence = Sequence()  # of the video
        self.asked_for_sound = False
        self._url = url
        self._target = target
        self._sink = sink
        self._deadlines = deadlines
        self._incoming = Incoming(_ignore, self._on_message)
        self._dialogue = Dialogue(target.login(url))
        self._transport: asyncio.Transport | None = None
        self._reception: Reception | None = None
        self._groups = Groups(target.card, self._on_packet) if target.by_multicast else None
        self._aggregate = str(url)
        self._base = str(url)
        self._keep_alive = "OPTIONS"
        self._keep_alive_s = SESSION_TIMEOUT_S / 2
        self._kept_at: float | None = None  # when a keep-alive went that has no answer yet
        self._calm = False  # nobody waits for what comes
        self._room = 0  # of the reading that is under way
        self._least = 1  # bytes that have to be there before any are read
        self._lay = False  # what is read next may have lain there,
        self._drained_at = 0.0  # but not for longer than since then

    @property
    def malformed(self) -> int:
        """Packets that made no sense."""
        return self._reception.malformed if self._reception else 0

    # -- life

    async def connect(self) -> None:
        host, port, tls = self._url.host, self._url.port, self._url.tls
        pinned = self._target.fingerprint
        context = client_context(None if pinned else self._target.ca) if tls else None
        shake_s = self._deadlines.first_s
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._deadlines.connect_s + (shake_s if tls else 0.0)):
                transport, _ = await loop.create_connection(
                    lambda: self, host, port,
                    ssl=context, ssl_handshake_timeout=shake_s if tls else None,
                )  # fmt: skip
        except ssl.SSLError as fault:
            raise by_handshake(fault, host, port) from None
        except ConnectionAbortedError:  # so asyncio calls it
            what = f"no TLS handshake from {host}:{port} within {shake_s:g} s"
            raise RtspError(Trouble.SILENT, what) from None
        except OSError as fault:
            raise by_connect(fault, host, port) from None
        if tls and pinned:
            shown = transport.get_extra_info("ssl_object").getpeercert(binary_form=True)
            check_fingerprint(shown, pinned, host, port)

    async def play(self) -> str:
        """Ask for the pictures; "" when they come, or the address of a redirect."""
        url, slow, dialogue = str(self._url), self._deadlines.answer_s, self._dialogue
        options = await dialogue.ask("OPTIONS", url, self._deadlines.first_s)
        if options.status in (401, 403):  # else a wrong password is sent once more
            raise by_status("OPTIONS", options.status, options.reason)
        public = options.header("public").upper()
        if "GET_PARAMETER" in public and not self._target.manners.plain:
            self._keep_alive = "GET_PARAMETER"
        described = await dialogue.ask("DESCRIBE", url, slow, ("Accept", "application/sdp"))
        if 300 <= described.status < 400:
            return described.header("location") or url
        await self._set_up(self._described(_granted("DESCRIBE", described)))
        play = await dialogue.ask("PLAY", self._aggregate, slow, ("Range", "npt=0.000-"))
        _granted("PLAY", play)
        return ""

    async def watch(self) -> NoReturn:
        """Keep the session alive until it ends; always raises RtspError."""
        ended = self._dialogue.ended
        now = time.monotonic()
        alive_at, report_at = now + self._keep_alive_s, now + REPORT_S
        packet_at = now + self._deadlines.packet_s if self._groups else inf
        while not ended.done():
            due_at = min(alive_at, report_at, packet_at)
            await asyncio.wait({ended}, timeout=max(due_at - now, 0.0))
            now = time.monotonic()
            if now >= packet_at:
                packet_at = inf
                if self.sequence.newest is None:
                    self.fail(by_silence("by multicast", self._deadlines.packet_s))
            if now >= alive_at and not ended.done():
                alive_at = now + self._keep_alive_s
                # the reply is not waited for, and some cameras know only their base here
                self._dialogue.send(self._keep_alive, self._base)
                self._kept_at = now
            if now >= report_at and not ended.done():
                report_at = now + REPORT_S
                self._report(now)
        raise ended.result()

    def sip(self) -> None:
        """Read what has gathered, and leave what comes then to the next sip, for nobody waits for
        it: being woken for each packet costs more than what is done with it."""
        self._calm = self._lay = True
        self._await(1)

    def hurry(self) -> None:
        """Somebody waits: read what has gathered, and what comes at once."""
        self._calm = False
        self._await(1)

    def _await(self, least: int) -> None:
        """Be woken when so many bytes are there, or when the connection ends."""
        if least == self._least or self._transport is None or self._transport.is_closing():
            return
        line = self._transport.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, least)
        self._least = least

    def fail(self, error: RtspError) -> None:
        """End it for a reason of the owner's: it brings no pictures, say."""
        silent = error.trouble is Trouble.SILENT and self.sequence.newest is None
        if silent and self.asked_for_sound:
            self._target.manners.mute = True  # perhaps the camera cannot do both
        self._dialogue.fail(error)

    async def close(self) -> None:
        """Say good-bye, briefly. Nothing more comes to the sink."""
        self._reception = None
        if self._groups:
            self._groups.close()
        self._incoming.take_packet = _ignore
        self.hurry()
        try:
            if self._dialogue.session and self._dialogue.open:
                await self._dialogue.part(self._aggregate, FAREWELL_S)
        finally:
            self.abort()

    def abort(self) -> None:
        if self._groups:
            self._groups.close()
        if self._transport is not None:
            self._transport.abort()
        else:
            self._incoming.close()

    # -- asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._dialogue.connected(self._transport)

    def get_buffer(self, sizehint: int) -> memoryview:
        room = self._incoming.room()
        self._room = len(room)
        return room

    def buffer_updated(self, nbytes: int) -> None:
        self.received += nbytes
        reception = self._reception
        if reception is not None:
            now = time.monotonic()
            reception.since = self._drained_at if self._lay else now
            reception.now = now
            if nbytes < self._room:  # else there is more
                self._drained_at, self._lay = now, self._calm
                if self._calm:
                    self._await(LARGEST_SIP)
        try:
            self._incoming.filled(nbytes)
        except ValueError as fault:
            self._dialogue.fail(RtspError(Trouble.PROTOCOL, str(fault)))
            self.abort()
        if reception is not None:
            self._end_with(reception)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._kept_at is not None and time.monotonic() - self._kept_at < DROP_S:
            self._target.manners.plain = True
        how = "reset" if exc is not None else "ended"
        self._dialogue.fail(RtspError(Trouble.CLOSED, f"the connection was {how} by the camera"))
        self._incoming.close()  # else they hold each other until the collector comes

    # -- opening

    def _described(self, answer: Response) -> Description:
        base = answer.header("content-base") or answer.header("content-location")
        try:
            description = parse_sdp(answer.body, base, str(self._url))
        except ValueError as fault:
            raise RtspError(Trouble.PROTOCOL, str(fault)) from None
        self._aggregate, self._base = description.aggregate, description.base
        return description

    async def _set_up(self, description: Description) -> None:
        """Pictures first; sound as well, if the camera gives it."""
        video, sound = description.video, description.sound
        if not self._target.sound or self._target.manners.mute:
            sound = None
        try:
            own = random.getrandbits(32)
            reception = Reception(video, sound, self._sink, own, _date)
        except ValueError as fault:
            raise RtspError(Trouble.UNSUPPORTED, str(fault)) from None
        channel, sound_channel = await self._set_up_track(video.control, 0), -1
        if sound is not None:
            self.asked_for_sound = True
            sound_channel = await self._set_up_track(sound.control, 2, optional=True)
        reception.expect(channel, sound_channel)
        self.sequence, self._reception = reception.sequence, reception
        self._incoming.take_packet = reception.take
        self._sink.described(
            VideoFormat(video.codec, video.parameter_sets, video.clock_hz),
            sound.format if sound is not None and sound_channel >= 0 else None,
        )

    async def _set_up_track(self, control: str, channel: int, optional: bool = False) -> int:
        """The channel that the camera chose; -1 when it refuses a track that may be missing."""
        wanted = BY_MULTICAST if self._groups else inside(channel)
        answer = await self._dialogue.ask(
            "SETUP", control, self._deadlines.answer_s, ("Transport", wanted)
        )
        if optional and answer.status != 200:
            return -1
        _granted("SETUP", answer)
        session, _, options = answer.header("session").partition(";")
        if not self._dialogue.session:  # some cameras name another one for each track
            self._dialogue.session = session.strip()
            timeout_s = number(options, "timeout=") or SESSION_TIMEOUT_S
            self._keep_alive_s = min(max(timeout_s / 2, SOONEST_KEEP_ALIVE_S), LATEST_KEEP_ALIVE_S)
        try:
            return self._placed(answer.header("transport"), channel)
        except RtspError:
            if optional:
                return -1
            raise

    def _placed(self, transport: str, channel: int) -> int:
        """The channel on which a track comes; raises RtspError where it cannot."""
        if self._groups is None:
            return channel_of(transport, channel)
        self._groups.join(group_of(transport), channel)
        return channel

    # -- what comes

    def _on_message(self, message: Response | Request) -> None:
        answer = self._dialogue.take(message)
        if answer is None:
            return
        if answer.status == 454:
            self.fail(RtspError(Trouble.CLOSED, "the camera has forgotten the session"))
        self._kept_at = None
        if answer.status >= 400 and answer.status != 401:
            self._keep_alive = "OPTIONS"

    def _on_packet(self, channel: int, packet: bytes) -> None:
        """One that came by multicast."""
        reception = self._reception
        if reception is None:
            return
        self.received += len(packet)
        reception.since = reception.now = time.monotonic()
        reception.take(channel, packet)
        self._end_with(reception)

    def _end_with(self, reception: Reception) -> None:
        if reception.ended:
            self._dialogue.fail(RtspError(Trouble.CLOSED, "the camera said good-bye"))

    def _report(self, now: float) -> None:
        """Some cameras end a session whose receiver never reports."""
        if self._reception is None:
            return
        for channel, report in self._reception.reports(now):
            if self._groups:
                self._groups.send(channel, report)
            else:
                self._dialogue.write(interleave(channel, report))


def _ignore(_channel: int, _packet: bytes) -> None:
    """Packets before they are wanted, and after."""


def _date() -> float:
    return datetime.now(UTC).timestamp()


def _granted(method: str, answer: Response) -> Response:
    if answer.status != 200:
        raise by_status(method, answer.status, answer.reason)
    return answer


def _redirected(target: Target, before: RtspUrl, location: str) -> RtspUrl:
    try:
        url = parse_url(location)
    except ValueError as fault:
        raise RtspError(Trouble.PROTOCOL, f"a redirect: {mask(str(fault))}", True) from None
    if before.tls and not url.tls:
        raise RtspError(Trouble.PROTOCOL, "a redirect out of TLS is not allowed", True)
    if url.host != target.url.host and not target.follow_elsewhere:
        raise RtspError(
            Trouble.PROTOCOL, f"a redirect to another host, {url.host}, is not allowed", True
        )
    return url
