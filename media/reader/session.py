"""Reading by FFmpeg behind the same seam as ``media.rtsp.session``: one thread a connection."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import socket
import threading
from dataclasses import dataclass
from typing import Any, NoReturn

from media.reader.address import Address
from media.reader.demuxer import Demuxer
from media.reader.options import SOCKET_S
from media.reader.outbox import Outbox
from media.rtsp.outcome import RtspError, by_connect
from media.secret import Secret
from media.source import Trouble
from media.unit import Sink

OPEN_S = 15.0  # in all: a device that drips bytes never runs into a socket's timeout
LEAVE_S = 3.0 * SOCKET_S  # a thread that FFmpeg holds longer than this is left behind

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Losses:
    """What never came or was left out on the way, in the words of the RTSP session."""

    outbox: Outbox
    demuxer: Demuxer

    @property
    def lost(self) -> int:
        return self.outbox.lost + self.demuxer.lost


class Reader:
    """One stream that FFmpeg reads. It has at most one thread: the next connection waits for the
    last one's to end."""

    def __init__(
        self, address: Address, transport: str, user: str | None, password: Secret | None
    ) -> None:
        self._address = address
        self._transport = transport
        self._user, self._password = user, password
        if user is None:
            self._user, self._password = address.user, address.password
        self._last: ReaderSession | None = None

    async def open(self, sink: Sink) -> ReaderSession:
        """Connect; units come to ``sink`` from then on. Raises RtspError."""
        if self._last is not None and not await self._last.gone(SOCKET_S):
            raise RtspError(Trouble.SILENT, f"{self._address} does not let go of its reader")
        await _resolve(self._address)
        url = self._address.with_login(self._user, self._password)
        session = self._last = ReaderSession(self._address, url, self._transport, sink)
        try:
            async with asyncio.timeout(OPEN_S):
                await session.begun()
        except TimeoutError:
            session.abort()  # others wait to be opened; whoever opens this one next waits for it
            raise RtspError(Trouble.SILENT, f"not opened within {OPEN_S:g} s") from None
        except BaseException:
            await session.close()
            raise
        return session


class ReaderSession:
    """See ``Reader.open``. Lives in one asyncio loop."""

    def __init__(self, address: Address, url: str, transport: str, sink: Sink) -> None:
        loop = self._loop = asyncio.get_running_loop()
        self._outbox = Outbox(sink, self._on_begun, self._on_broken)
        self._begun: asyncio.Future[None] = loop.create_future()
        self._ended: asyncio.Future[RtspError] = loop.create_future()
        self._gone = asyncio.Event()
        self._demuxer = Demuxer(address, url, transport, self._outbox, self._from_thread)
        self.sequence = Losses(self._outbox, self._demuxer)
        name = f"demux:{address.host or 'file'}"
        # a daemon, because nothing can end a thread that FFmpeg does not give back
        self._thread = threading.Thread(target=self._demuxer.run, name=name, daemon=True)
        self._thread.start()

    async def begun(self) -> None:
        """Until the first description came; raises RtspError."""
        either: set[asyncio.Future[Any]] = {self._begun, self._ended}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not self._begun.done():
            raise self._ended.result()

    async def watch(self) -> NoReturn:
        """Until it ends; always raises RtspError."""
        await asyncio.wait({self._ended})
        raise self._ended.result()

    def sip(self) -> None:
        """FFmpeg reads in a thread of its own, whatever comes."""

    def hurry(self) -> None:
        pass

    def fail(self, error: RtspError) -> None:
        """End it for a reason of the owner's: it brings no pictures, say."""
        if error.trouble is Trouble.SILENT:
            error = self._demuxer.silence() or error
        self._end(error)

    def _end(self, error: RtspError) -> None:
        if not self._ended.done():
            self._ended.set_result(error)
        self._demuxer.stop()

    async def close(self) -> None:
        """Nothing more comes to the sink; the thread ends when FFmpeg returns to it."""
        self.abort()
        if not await self.gone(LEAVE_S):
            log.warning("%s: FFmpeg does not return", self._thread.name)

    def abort(self) -> None:
        self._outbox.close()
        self._demuxer.stop()

    async def gone(self, within_s: float) -> bool:
        """Whether its thread has ended, at the latest by then."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._gone.wait()
        if self._gone.is_set():
            self._thread.join()
        return self._gone.is_set()

    def _on_begun(self) -> None:
        if not self._begun.done():
            self._begun.set_result(None)

    def _on_broken(self) -> None:
        self.fail(RtspError(Trouble.PROTOCOL, "a fault of this program; its log says more"))

    def _from_thread(self, error: RtspError) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: the worker ends
            self._loop.call_soon_threadsafe(self._on_ended, error)

    def _on_ended(self, error: RtspError) -> None:
        self._end(error)
        self._gone.set()


async def _resolve(address: Address) -> None:
    """FFmpeg says of an unknown name only that it failed, and after a while of its own."""
    if not address.host or _is_number(address.host):
        return
    try:
        async with asyncio.timeout(SOCKET_S):
            await asyncio.get_running_loop().getaddrinfo(
                address.host, address.port, type=socket.SOCK_STREAM
            )
    except (OSError, UnicodeError) as fault:
        error = fault if isinstance(fault, OSError) else socket.gaierror()
        raise by_connect(error, address.host, address.port or 0) from None


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
