"""The hub's own way of sending, against a real peer of aiortc."""

from __future__ import annotations

import asyncio
import struct
import time
from types import SimpleNamespace
from typing import Any

import pytest
from aiortc import RTCRtpSender
from aiortc.rtp import (
    HeaderExtensionsMap,
    RtcpPsfbPacket,
    RtcpRtpfbPacket,
    RtpPacket,
    pack_remb_fci,
)
from hypothesis import given
from hypothesis import strategies as st

from media.hub.outlet import MOST_WAIT_S, REPEATS_AT_ONCE, SLICE, TURN_S, Front, Turns
from media.hub.posted import Posted
from tests.media.hub.conftest import peer_connection
from tests.media.hub.test_peer import Watched, connect


class Got:
    """The packets of the program that a site received."""

    def __init__(self, site: Any) -> None:
        self.packets: list[Any] = []
        receiver = site.getReceivers()[1]
        take = receiver._handle_rtp_packet

        async def watching(packet: Any, arrival_time_ms: int) -> None:
            self.packets.append(packet)
            await take(packet, arrival_time_ms=arrival_time_ms)

        receiver._handle_rtp_packet = watching


def run(go: Any) -> None:
    async def inner() -> None:
        watched, site = Watched(), peer_connection()
        known = RTCRtpSender.getCapabilities("video").codecs
        site.getTransceivers()[1].setCodecPreferences(
            [one for one in known if one.mimeType in ("video/H264", "video/rtx")]
        )
        got = Got(site)
        try:
            await connect(watched, site)
            await go(watched, site, got)
        finally:
            await watched.peer.close()
            await site.close()

    asyncio.run(inner())


def post(count: int) -> Posted:
    return Posted(tuple(bytes([0x61, 0x80 | number]) for number in range(count)), 9000)


async def come(watched: Watched, got: Got, count: int) -> None:
    await watched.until(lambda: len(got.packets) >= count)


def test_a_picture_arrives_in_order_with_one_mark_at_its_end() -> None:
    async def go(watched: Watched, site: Any, got: Got) -> None:
        watched.peer.program.put(post(20))
        await come(watched, got, 20)
        numbers = [packet.sequence_number for packet in got.packets]
        assert numbers == [(numbers[0] + n) % 65_536 for n in range(20)]
        assert [packet.marker for packet in got.packets] == [0] * 19 + [1]
        assert len({packet.timestamp for packet in got.packets}) == 1
        assert {packet.extensions.abs_send_time is None for packet in got.packets} == {False}

    run(go)


def test_a_large_picture_lets_others_go_in_between() -> None:
    async def go(watched: Watched, site: Any, got: Got) -> None:
        sent: list[int] = []
        dtls = watched.peer._pc.getSenders()[1].transport
        protect = dtls._tx_srtp.protect

        class Counting:
            def protect(self, data: bytes) -> bytes:
                sent.append(len(data))
                return protect(data)  # type: ignore[no-any-return]

            def protect_rtcp(self, data: bytes) -> bytes:
                return data

        dtls._tx_srtp = Counting()
        watched.peer.program.put(post(3 * SLICE))
        loop = asyncio.get_running_loop()
        seen = []
        async with asyncio.timeout(20):
            while len(sent) < 3 * SLICE:
                seen.append(len(sent))
                turn = loop.create_future()
                loop.call_soon(turn.set_result, None)
                await turn
        assert {SLICE, 2 * SLICE} <= set(seen)

    run(go)


def test_nothing_overtakes_a_large_picture_on_its_way() -> None:
    async def go(watched: Watched, site: Any, got: Got) -> None:
        watched.peer.program.put(post(3))
        watched.peer.program.put(post(3 * SLICE))
        track: Any = watched.peer.program
        loop = asyncio.get_running_loop()
        while track._packets:  # it waits for its task
            turn = loop.create_future()
            loop.call_soon(turn.set_result, None)
            await turn
        track.put(post(1))
        assert len(track._packets) == 1
        await come(watched, got, 3 + 3 * SLICE + 1)
        marks = [at for at, packet in enumerate(got.packets) if packet.marker]
        assert marks == [2, 2 + 3 * SLICE, 3 + 3 * SLICE]
        numbers = [packet.sequence_number for packet in got.packets]
        assert numbers == [(numbers[0] + n) % 65_536 for n in range(len(numbers))]

    run(go)


def test_what_a_site_asks_for_again_comes_again_and_a_flood_of_asking_is_bounded() -> None:
    async def go(watched: Watched, site: Any, got: Got) -> None:
        watched.peer.program.put(post(5))
        await come(watched, got, 5)
        sender: Any = watched.peer._pc.getSenders()[1]
        wish = RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=sender._ssrc)
        wish.lost = [got.packets[2].sequence_number, 60_000]
        await sender._handle_rtcp_packet(wish)
        await come(watched, got, 6)
        again = got.packets[5]
        assert struct.unpack("!H", again.payload[:2])[0] == got.packets[2].sequence_number
        assert again.payload[2:] == got.packets[2].payload
        for _ in range(1000):
            await sender._handle_rtcp_packet(wish)
        assert sender._retransmit.__self__.repeated < 2 * REPEATS_AT_ONCE

    run(go)


def test_what_the_site_says_of_its_line_is_heard_and_nonsense_passed_over() -> None:
    async def go(watched: Watched, site: Any, got: Got) -> None:
        sender: Any = watched.peer._pc.getSenders()[1]
        for fci in (b"REMB", b"", pack_remb_fci(700_000, [1])):
            await sender._handle_rtcp_packet(RtcpPsfbPacket(fmt=15, ssrc=1, media_ssrc=0, fci=fci))
        assert watched.peer._estimate_kbps == 0
        told = pack_remb_fci(700_000, [sender._ssrc])
        await sender._handle_rtcp_packet(RtcpPsfbPacket(fmt=15, ssrc=1, media_ssrc=0, fci=told))
        assert 650 < watched.peer._estimate_kbps <= 700

    run(go)


def test_the_time_of_sending_is_put_in_where_the_library_has_it() -> None:
    async def go(watched: Watched, site: Any, got: Got) -> None:
        sender: Any = watched.peer._pc.getSenders()[1]
        front = Front.of(sender)
        profile, words = struct.unpack_from("!HH", front.now())
        read = sender._RTCRtpSender__rtp_header_extensions_map.get(profile, front.now()[4:])
        assert (len(front.now()), read.mid) == (4 + 4 * words, "1")
        now = int(time.monotonic() * 2**18)
        assert (now - read.abs_send_time) % (1 << 24) < 10 << 18  # 10 s, on a machine that is slow
        made = RtpPacket().extensions
        made.mid, made.abs_send_time = "1", read.abs_send_time
        packed = sender._RTCRtpSender__rtp_header_extensions_map.set(made)[1]
        assert front.before + made.abs_send_time.to_bytes(3, "big") + front.after == (
            struct.pack("!HH", profile, words) + packed
        )

    run(go)


def test_a_site_that_was_told_of_no_time_of_sending_is_sent_none() -> None:
    sender = SimpleNamespace(
        _RTCRtpSender__mid="0", _RTCRtpSender__rtp_header_extensions_map=HeaderExtensionsMap()
    )
    front = Front.of(sender)
    assert front.now() == bytes(4)


@given(st.lists(st.floats(0, 0.005), min_size=1, max_size=200))
def test_slices_of_all_sites_are_a_turn_apart_and_none_waits_long(pauses: list[float]) -> None:
    turns, now, last = Turns(), 100.0, 0.0
    for pause in pauses:
        now += pause
        wait = turns.take(now)
        assert 0 <= wait <= MOST_WAIT_S
        apart = now + wait - last
        assert apart >= TURN_S - 1e-9 or wait == pytest.approx(MOST_WAIT_S)
        last = now + wait


def test_a_slice_by_itself_waits_for_nothing() -> None:
    turns = Turns()
    assert [turns.take(now) for now in (1.0, 1.0 + TURN_S, 5.0)] == [0.0, pytest.approx(0.0), 0.0]
