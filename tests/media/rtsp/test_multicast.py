"""On the loopback: groups of 239.255.77, whose packets never leave the machine."""

from __future__ import annotations

import asyncio
import socket
import time
import weakref

import pytest

from media.rtsp.multicast import Groups
from media.rtsp.outcome import RtspError
from media.rtsp.session import Deadlines, Target, open_session
from media.rtsp.transport import Group
from media.rtsp.url import parse_url
from media.source import Trouble
from tests.media.reader.clips import free_port
from tests.media.reader.udp_camera import CARD, UdpCamera, sender
from tests.media.rtsp.viewer import Taken, run


def a_group(address: str = "239.255.77.8") -> Group:
    port = free_port(socket.SOCK_DGRAM) & ~1
    return Group(address, port, port + 1)


def target(camera: UdpCamera) -> Target:
    return Target(parse_url(camera.url), by_multicast=True, card=CARD)


def test_each_track_is_heard_on_its_channel_and_nothing_after_it_was_left() -> None:
    async def test() -> None:
        heard: list[tuple[int, bytes]] = []
        came = asyncio.Event()

        def take(channel: int, packet: bytes) -> None:
            heard.append((channel, packet))
            came.set()

        video, sound = a_group(), a_group("239.255.77.9")
        groups = Groups(CARD, take)
        groups.join(video, 0)
        groups.join(sound, 2)
        with sender() as line:
            for place in ((video.address, video.port), (video.address, video.rtcp_port),
                          (sound.address, sound.port)):  # fmt: skip
                line.sendto(str(place[1]).encode(), place)
                came.clear()
                await came.wait()
        assert heard == [
            (0, b"%d" % video.port), (1, b"%d" % video.rtcp_port), (2, b"%d" % sound.port)
        ]  # fmt: skip
        groups.close()
        groups.close()

    run(test)


def test_what_was_left_is_joined_again_and_holds_nothing_in_memory() -> None:
    async def test() -> None:
        class Owner:
            def __init__(self) -> None:
                self.groups = Groups(CARD, self.take)
                self.heard = asyncio.Event()

            def take(self, _channel: int, _packet: bytes) -> None:
                self.heard.set()

        group, gone = a_group(), []
        for _ in range(3):
            owner = Owner()
            owner.groups.join(group, 0)
            with sender() as line:
                line.sendto(b"x", (group.address, group.port))
                await owner.heard.wait()
            owner.groups.close()
            gone.append(weakref.ref(owner))
            del owner
        assert [each() for each in gone] == [None] * 3

    run(test)  # no garbage is collected meanwhile


def test_a_group_is_heard_by_all_who_join_it() -> None:
    async def test() -> None:
        heard: set[str] = set()
        both = asyncio.Event()

        def take(who: str) -> None:
            heard.add(who)
            if len(heard) == 2:
                both.set()

        group = a_group()
        some = [Groups(CARD, lambda *_, who=who: take(who)) for who in ("a", "b")]
        for each in some:
            each.join(group, 0)
        with sender() as line:
            line.sendto(b"x", (group.address, group.port))
            await both.wait()
        for each in some:
            each.close()

    run(test)


def test_what_is_taken_may_leave_the_group() -> None:
    async def test() -> None:
        heard: list[bytes] = []
        left = asyncio.Event()

        def take(_: int, packet: bytes) -> None:
            heard.append(packet)
            groups.close()
            left.set()

        group = a_group()
        groups = Groups(CARD, take)
        groups.join(group, 0)
        with sender() as line:
            for _ in range(3):
                line.sendto(b"x", (group.address, group.port))
            await left.wait()
            await asyncio.sleep(0)
        assert heard == [b"x"]

    run(test)


@pytest.mark.parametrize(
    ("group", "card"),
    [(Group("239.255.77.8", 5004, 5005), "203.0.113.7"), (Group("10.0.0.1", 5004, 5005), CARD)],
)
def test_a_group_that_cannot_be_heard_is_a_reason_for_another_way(group: Group, card: str) -> None:
    async def test() -> None:
        groups = Groups(card, lambda *_: None)
        with pytest.raises(RtspError, match="cannot be joined") as refused:
            groups.join(group, 0)
        assert refused.value.trouble is Trouble.TRANSPORT
        groups.close()

    run(test)


def test_a_camera_is_read_by_multicast() -> None:
    async def test() -> None:
        async with UdpCamera(offers={"multicast"}).open() as camera:
            sink, began_at = Taken(), time.monotonic()
            session = await open_session(target(camera), sink)
            await sink.count(25)
            came = [at for _, at, _ in sink.units]
            assert began_at < came[0] < came[-1] <= time.monotonic()
            assert not any(unit.broken for unit, _, _ in sink.units)
            assert any(unit.key for unit, _, _ in sink.units)
            assert session.sequence.lost == session.malformed == 0
            camera.lose = 3
            while session.sequence.lost == 0:
                await sink.count(len(sink.units) + 1)
            assert session.sequence.lost == 3
            await session.close()
            units = len(sink.units)
            await asyncio.sleep(0)
            assert len(sink.units) == units

    run(test)


def test_the_camera_is_told_in_its_group_what_came() -> None:
    async def test() -> None:
        async with UdpCamera(offers={"multicast"}).open() as camera:
            sink = Taken()
            session = await open_session(target(camera), sink)
            await sink.count(5)
            reports: list[bytes] = []
            came = asyncio.Event()

            def take(channel: int, packet: bytes) -> None:
                if channel == 1:
                    reports.append(packet)
                    came.set()

            camera_side = Groups(CARD, take)
            camera_side.join(camera.group, 0)
            session._report(session._reception.now if session._reception else 0.0)
            await came.wait()
            assert reports[0][:2] == b"\x81\xc9"
            camera_side.close()
            await session.close()

    run(test)


def test_silence_ends_it_soon_and_is_a_reason_for_another_way() -> None:
    async def test() -> None:
        async with UdpCamera(offers={"multicast"}, eats={"multicast"}).open() as camera:
            session = await open_session(target(camera), Taken(), Deadlines(packet_s=0.05))
            with pytest.raises(RtspError, match="nothing came by multicast") as silent:
                await session.watch()
            assert (silent.value.trouble, silent.value.patient) == (Trouble.TRANSPORT, False)
            await session.close()

    run(test)


def test_a_camera_that_answers_with_another_transport_offers_none() -> None:
    async def test() -> None:
        async with UdpCamera(offers={"multicast", "udp"}, answers_as="udp").open() as camera:
            with pytest.raises(RtspError, match="no multicast") as refused:
                await open_session(target(camera), Taken())
            assert refused.value.trouble is Trouble.TRANSPORT

    run(test)
