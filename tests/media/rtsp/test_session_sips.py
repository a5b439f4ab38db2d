"""A session that is read in sips: what nobody waits for gathers in its socket."""

from __future__ import annotations

import pytest

from media.rtsp.outcome import RtspError
from media.rtsp.session import LARGEST_SIP, Session, open_session
from tests.media.rtsp.device import Device
from tests.media.rtsp.film import film
from tests.media.rtsp.viewer import Taken, run, target


async def sipping(device: Device, sink: Taken) -> Session:
    """A session that has read one picture and waits for its next sip."""
    session = await open_session(target(device), sink)
    session.sip()
    device.send(1)
    await sink.count(1)
    return session


def test_what_nobody_waits_for_gathers_in_the_socket_until_the_next_sip() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device:
            sink, at_once = Taken(), Taken()
            session = await sipping(device, sink)
            other = await open_session(target(device), at_once)
            for sip in range(3):
                device.send(5)
                await at_once.count(5 * sip + 5)
                assert len(sink.units) == 5 * sip + 1
                session.sip()
                await sink.count(5 * sip + 6)
            device.send(1)
            await at_once.count(16)
            session.hurry()
            await sink.count(17)
            device.send(1)
            await sink.count(18)
            assert session.sequence.lost == 0
            await session.close()
            await other.close()

    run(test)


def test_no_camera_waits_until_it_is_read() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device:
            sink = Taken()
            session = await sipping(device, sink)
            key = (*film()[0][:-1], film()[0][-1] + bytes(LARGEST_SIP))
            device.send_picture(device.clients[0], key)
            device.send_picture(device.clients[0], key)
            await sink.count(2)
            await session.close()

    run(test)


def test_a_camera_that_ends_between_two_sips_is_read_to_its_end() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device:
            sink = Taken()
            session = await sipping(device, sink)
            device.send(2)
            device.clients[0].writer.close()
            with pytest.raises(RtspError):
                await session.watch()
            assert len(sink.units) == 3
            await session.close()

    run(test)
