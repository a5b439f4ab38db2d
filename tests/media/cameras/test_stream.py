from __future__ import annotations

import asyncio
import time
from typing import NoReturn

from media.cameras.health import SILENT_S
from media.cameras.opening import Connection
from media.rtsp.outcome import RtspError
from media.source import Connecting, Live, Lost, Trouble
from media.unit import AccessUnit
from tests.media.cameras.rig import run
from tests.media.cameras.test_camera import Taken, room
from tests.media.rtsp.device import Device
from tests.media.rtsp.film import film


def test_a_connection_that_falls_silent_is_ended_and_tried_again() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device)
            camera.show(here.outlet())
            await here.until(lambda: isinstance(camera.state, Live))
            stream = camera._streams["main"]
            stream.check(time.monotonic() + SILENT_S + 1)
            await here.until(lambda: isinstance(camera.state, Lost))
            assert isinstance(camera.state, Lost)
            assert camera.state.trouble is Trouble.SILENT
            await device.asked("TEARDOWN")

    run(test)


def test_broken_pictures_are_counted_and_not_kept() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await device.asked("PLAY")
            client = device.clients[0]
            device.send(3)
            client.sequence += 1
            device.send(4)
            stream = camera._streams["main"]
            while stream.units < 7:
                await asyncio.wait([asyncio.ensure_future(here.news.wait())], timeout=0.005)
            assert stream.broken == 4
            assert stream.lost_packets == 1
            arrivals, goes_on = stream._gop.snapshot()
            assert (len(arrivals), goes_on) == (3, False)

    run(test)


def test_the_size_is_known_before_the_first_picture() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await device.asked("PLAY")
            assert camera._streams["main"].size == (160, 96)
            assert isinstance(camera.state, Connecting)

    run(test)


def test_a_fault_of_our_own_in_one_stream_is_a_state_of_it() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device)
            stream = camera._streams["main"]

            def described(_: object, __: object) -> None:
                raise RuntimeError("a fault")

            stream.described = described  # type: ignore[method-assign,assignment]
            camera.show(here.outlet())
            await here.until(lambda: isinstance(camera.state, Lost))
            assert isinstance(camera.state, Lost)
            assert camera.state.trouble is Trouble.PROTOCOL

    run(test)


def test_parameter_sets_that_make_no_sense_change_nothing() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await here.until(lambda: isinstance(camera.state, Live))
            stream = camera._streams["main"]
            data = b"".join(b"\0\0\0\1" + unit for unit in film()[0])
            stream.unit(AccessUnit(data, True, False, 0, b"\x67\xff"), 0.0, 0.0)
            assert stream.size == (160, 96)

    run(test)


class Line:
    """In place of a session: notes how it is to be read."""

    def __init__(self, session: Connection) -> None:
        self.told: list[str] = []
        self._session = session
        self.sequence = session.sequence

    def sip(self) -> None:
        self.told.append("sip")

    def hurry(self) -> None:
        self.told.append("hurry")

    def fail(self, error: RtspError) -> None:
        self._session.fail(error)

    async def watch(self) -> NoReturn:
        await self._session.watch()

    async def close(self) -> None:
        await self._session.close()


def test_a_stream_is_read_in_sips_until_a_tile_or_a_tap_waits_for_it() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await here.until(lambda: isinstance(camera.state, Live))
            stream = camera._streams["main"]
            assert stream._session is not None
            line = stream._session = Line(stream._session)
            recording, tap = Taken(), Taken()
            stream.tap(recording, waits=False)
            camera.sip()
            stream.tap(tap)
            camera.sip()
            stream.untap(tap)
            camera.sip()
            camera.show(here.outlet())
            camera.sip()
            camera.hide(0)
            camera.sip()
            assert line.told == ["sip", "hurry", "sip", "hurry", "sip"]

    run(test)


def test_before_the_first_key_picture_everything_is_read_at_once() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await device.asked("PLAY")
            camera.sip()
            device.send(1)
            await here.until(lambda: isinstance(camera.state, Live))

    run(test)
