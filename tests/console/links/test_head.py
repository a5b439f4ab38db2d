from __future__ import annotations

import asyncio
from typing import Any

from console.links.head import SteeredHead
from media.onvif.trouble import Kind, Trouble
from media.onvif.words import Motion

WINDOW = {"rank": "operator", "who": "window"}


class Deaf:
    """A device that is set up and does not answer any more."""

    known: Any = object()

    def __init__(self) -> None:
        self.stops = 0

    async def move(self, speed: Motion, timeout_s: float) -> Trouble:
        return Trouble(Kind.SILENT)

    async def stop(self) -> Trouble:
        self.stops += 1
        return Trouble(Kind.SILENT)


def test_a_device_that_falls_silent_is_told_to_stop_all_the_same() -> None:
    async def story() -> None:
        told: list[Any] = []
        device, clock = Deaf(), [0.0]
        head = SteeredHead("c1", device, told.append, lambda: clock[0])  # type: ignore[arg-type]
        head.hold(Motion(1.0), WINDOW)
        while await head._step():
            clock[0] += 0.3
        assert device.stops == 8
        assert [event["event"] for event in told] == ["steered", "ptz", "stopped"]

    asyncio.run(story())
