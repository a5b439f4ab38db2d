"""Who reads a stream: our own RTSP over TCP, or FFmpeg for everything else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import astuple
from typing import NoReturn, Protocol

from media.cameras.order import CameraEntry
from media.reader.address import Address
from media.reader.session import Reader
from media.rtsp.outcome import RtspError
from media.rtsp.session import Deadlines, open_session
from media.rtsp.url import RtspUrl
from media.unit import Sink


class Losses(Protocol):
    @property
    def lost(self) -> int: ...


class Connection(Protocol):
    """A stream that is being read, whoever reads it."""

    @property
    def sequence(self) -> Losses: ...

    async def watch(self) -> NoReturn:
        """Until it ends; always raises RtspError."""

    def sip(self) -> None:
        """Nobody waits: what comes from now on may be left until this is called again."""

    def hurry(self) -> None:
        """Somebody waits: what has come is wanted now, and what comes at once."""

    def fail(self, error: RtspError) -> None:
        """End it for a reason of the owner's."""

    async def close(self) -> None: ...


Opener = Callable[[Sink], Awaitable[Connection]]


def opener(entry: CameraEntry, url: RtspUrl | Address, patience: float = 1.0) -> Opener:
    """What connects to a stream of the camera; it raises RtspError. ``patience`` is a factor on how
    long our own RTSP waits for answers."""
    if isinstance(url, Address):
        return Reader(url, entry.transport, entry.user, entry.password).open
    target = entry.target(url)
    deadlines = Deadlines(*(patience * each for each in astuple(Deadlines())))

    async def open_rtsp(sink: Sink) -> Connection:
        return await open_session(target, sink, deadlines)

    return open_rtsp
