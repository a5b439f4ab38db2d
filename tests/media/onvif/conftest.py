"""A look-out of the demo town as the device: it shares no code with what is tested."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from console.town.cameras.onvif import Onvif, look_outs
from console.town.world.town import the_town
from media.onvif.device import Device
from media.secret import Secret

ACCOUNT, PASSWORD = "town", "pw & <geheim>"


@dataclass
class Stage:
    """A server of look-outs and a session to reach it by. ``clock`` is the heads' time."""

    onvif: Onvif
    session: aiohttp.ClientSession
    clock: list[float]

    def device(self, camera: str = "c10", password: str = PASSWORD, **more: Any) -> Device:
        address = self.onvif.address(camera)
        return Device(self.session, address, ACCOUNT, Secret(password), **more)

    def at(self, camera: str = "c10") -> tuple[float, float, float]:
        return self.onvif.heads[camera].at(self.clock[0])


Act = Callable[[Stage], Awaitable[None]]


@pytest.fixture
def played() -> Callable[..., None]:
    """Run a story with a server of look-outs whose clocks are wrong by ``ahead``."""

    def play(act: Act, ahead: timedelta = timedelta()) -> None:
        async def whole() -> None:
            clock = [0.0]
            onvif = Onvif(
                look_outs(the_town(7).cameras), ACCOUNT, PASSWORD, lambda: clock[0], ahead
            )
            await onvif.start(554)
            try:
                async with asyncio.timeout(20), aiohttp.ClientSession() as session:
                    await act(Stage(onvif, session, clock))
            finally:
                await onvif.stop()

        asyncio.run(whole())

    return play
