"""Who reads a stream by which way: our own RTSP over TCP or by multicast, or FFmpeg."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import astuple, replace
from typing import NoReturn, Protocol

from media.cameras.order import CameraEntry
from media.cameras.transports import ways_of
from media.reader.address import Address, rtsp_address
from media.reader.session import Reader
from media.rtsp.outcome import RtspError
from media.rtsp.session import Deadlines, Target, open_session
from media.rtsp.url import RtspUrl, split_card
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


def openers(entry: CameraEntry, url: RtspUrl | Address, patience: float = 1.0) -> dict[str, Opener]:
    """What connects to a stream of the camera, raising RtspError, by the way it is read: the wish,
    then what it gives way to. ``patience`` is a factor on how long our own RTSP waits."""
    if isinstance(url, Address):
        return {entry.transport: Reader(url, entry.transport, entry.user, entry.password).open}
    card = ""
    if entry.transport == "multicast":
        url, card = split_card(url)
    target = entry.target(url)
    deadlines = Deadlines(*(patience * each for each in astuple(Deadlines())))
    made: dict[str, Opener] = {}
    for way in ways_of(entry.transport):
        if way == "udp":
            made[way] = Reader(rtsp_address(url), way, entry.user, entry.password).open
        elif way == "multicast":
            made[way] = _rtsp(replace(target, by_multicast=True, card=card), deadlines)
        else:
            made[way] = _rtsp(target, deadlines)
    return made


def _rtsp(target: Target, deadlines: Deadlines) -> Opener:
    async def open_rtsp(sink: Sink) -> Connection:
        return await open_session(target, sink, deadlines)

    return open_rtsp
