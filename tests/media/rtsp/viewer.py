"""Whoever opens a camera in the tests: a sink, a target, and a test that is not endless."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import pytest

from media.rtsp.outcome import RtspError
from media.rtsp.session import Deadlines, Session, Target, open_session
from media.rtsp.url import parse_url
from media.secret import Secret
from media.unit import AccessUnit, SoundFormat, SoundUnit, VideoFormat
from tests.media.rtsp.device import Device

SHORT = Deadlines(connect_s=0.2, first_s=0.05, answer_s=0.05)
PASSWORD = "geheim:1"


@dataclass
class Taken:
    """A sink that keeps everything, and lets a test wait for the nth picture or piece of sound."""

    videos: list[VideoFormat] = field(default_factory=list)
    sounds: list[SoundFormat | None] = field(default_factory=list)
    pieces: list[tuple[SoundUnit, float]] = field(default_factory=list)
    units: list[tuple[AccessUnit, float, float]] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def described(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        self.videos.append(video)
        self.sounds.append(sound)

    def sound(self, unit: SoundUnit, received_at: float) -> None:
        self.pieces.append((unit, received_at))
        self.came.set()

    def unit(self, unit: AccessUnit, received_at: float, captured_at: float) -> None:
        self.units.append((unit, received_at, captured_at))
        self.came.set()

    async def count(self, wanted: int) -> None:
        while len(self.units) < wanted:
            self.came.clear()
            await self.came.wait()

    async def heard(self, wanted: int) -> None:
        while len(self.pieces) < wanted:
            self.came.clear()
            await self.came.wait()


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(60):
            await test()

    asyncio.run(limited())


def target(device: Device, **change: Any) -> Target:
    login: dict[str, Any] = {"user": "admin", "password": Secret(PASSWORD)} if device.user else {}
    return Target(parse_url(device.url), **login, **change)


async def lost(device: Device, deadlines: Deadlines | None = None, **change: Any) -> RtspError:
    """Why the device cannot be opened."""
    with pytest.raises(RtspError) as caught:
        await open_session(target(device, **change), Taken(), deadlines)
    for text in (str(caught.value), repr(caught.value), caught.value.detail):
        assert PASSWORD not in text
    return caught.value


async def seen(device: Device, pictures: int = 7) -> tuple[Session, Taken]:
    """Open it; that many pictures come whole."""
    sink = Taken()
    session = await open_session(target(device), sink)
    device.send(max(pictures - device.burst, 0))
    await sink.count(pictures)
    assert not any(unit.broken for unit, _, _ in sink.units)
    return session, sink
