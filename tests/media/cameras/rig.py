"""A camera worker as a real process for the tests: orders, events and the board."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from media.board import FrameBoard, Picture
from media.parent import Message
from tests.media.rtsp.device import Device
from tests.media.rtsp.film import brightness
from tests.stage.forked import Forked, start

LIMIT_S = 60
PICTURES = 20  # in the film of the tests


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(LIMIT_S):
            await test()

    asyncio.run(limited())


@dataclass(eq=False)
class Rig:
    """One worker and what it said."""

    board: FrameBoard
    process: Forked
    events: list[Message] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def order(self, do: str, **rest: Any) -> None:
        self.process.stdin.write(json.dumps({"do": do, **rest}).encode() + b"\n")

    def cameras(self, **devices: Device | dict[str, Any]) -> None:
        """The ``cameras`` order; a device stands for an entry with its address and login."""
        entries = []
        for identity, device in devices.items():
            entry = device if isinstance(device, dict) else entry_of(device)
            entries.append({"id": identity, **entry})
        self.order("cameras", cameras=entries)

    def show(self, camera: str, channel: int = 0, epoch: int = 1, **rest: Any) -> None:
        size = {"width": 160, "height": 96, "rate": None}
        self.order("show", camera=camera, channel=channel, epoch=epoch, **{**size, **rest})

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for events, and look at the board as often as a screen would."""
        while not true():
            self.news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait(), 0.005)

    async def said(self, camera: str, state: str, times: int = 1) -> Message:
        def found() -> list[Message]:
            return [
                event
                for event in self.events
                if (event["event"], event.get("camera"), event.get("state"))
                == ("state", camera, state)
            ]

        await self.until(lambda: len(found()) >= times)
        return found()[times - 1]

    async def heard(self, name: str, times: int = 1) -> Message:
        def found() -> list[Message]:
            return [event for event in self.events if event["event"] == name]

        await self.until(lambda: len(found()) >= times)
        return found()[times - 1]

    def states(self, camera: str) -> list[str]:
        return [event["state"] for event in self.events if event.get("camera") == camera]

    def picture(self, channel: int = 0, epoch: int = 1) -> Picture | None:
        return self.board.picture(channel, epoch)

    async def seen(self, number: int, channel: int = 0, epoch: int = 1) -> None:
        """Until picture ``number`` of the film is on the channel."""
        await self.until(lambda: self.number(channel, epoch) == number)

    def number(self, channel: int = 0, epoch: int = 1) -> int | None:
        """Which picture of the film is on the channel, by its brightness."""
        picture = self.picture(channel, epoch)
        if picture is None:
            return None
        shown = int(picture.array()[2:8, 2:8, 1].mean())
        nearest = min(range(PICTURES), key=lambda each: abs(brightness(each) - shown))
        return nearest if abs(brightness(nearest) - shown) <= 4 else None


def entry_of(device: Device, **rest: Any) -> dict[str, Any]:
    login = {"user": device.user, "password": device.password} if device.user else {}
    return {"main": device.url, **login, **rest}


@asynccontextmanager
async def worker(
    board: FrameBoard | None = None, *arguments: str, pass_fds: tuple[int, ...] = ()
) -> AsyncIterator[Rig]:
    own = FrameBoard.create(8, 1 << 20) if board is None else board
    process = await start(
        "media.cameras", "--board", str(own.fd), *arguments, pass_fds=[own.fd, *pass_fds]
    )
    rig = Rig(own, process)
    listening = asyncio.ensure_future(_listen(rig))
    try:
        yield rig
    finally:
        process.stdin.close()
        try:
            async with asyncio.timeout(LIMIT_S):
                await process.wait()
        except TimeoutError:
            process.kill()
            raise AssertionError("the worker did not end with its orders") from None
        await listening
        if board is None:
            own.close()
    assert process.returncode in (0, -9)


async def _listen(rig: Rig) -> None:
    async for line in rig.process.stdout:
        rig.events.append(json.loads(line))
        rig.news.set()
