"""The hub's own way of receiving: headers by aiortc's measure, forged datagrams, streams of nobody,
what the line carries."""

from __future__ import annotations

import asyncio
import struct
from types import SimpleNamespace
from typing import Any

import pylibsrtp
import pytest
from aiortc.rtcdtlstransport import State
from aiortc.rtcrtpparameters import RTCRtpHeaderExtensionParameters, RTCRtpParameters
from aiortc.rtp import HeaderExtensionsMap, RtcpPacket, RtpPacket
from hypothesis import given
from hypothesis import strategies as st

from media.hub.receiving import MOST_STREAMS, Part, Receiving, Stream
from tests.media.hub.conftest import peer_connection
from tests.media.hub.test_peer import Watched, connect

SENT = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
MID = "urn:ietf:params:rtp-hdrext:sdes:mid"


def extended(sent_id: int, mid_id: int) -> HeaderExtensionsMap:
    made, told = HeaderExtensionsMap(), RTCRtpParameters()
    told.headerExtensions = [
        RTCRtpHeaderExtensionParameters(id=mid_id, uri=MID),
        RTCRtpHeaderExtensionParameters(id=sent_id, uri=SENT),
    ]
    made.configure(told)
    return made


@given(
    st.binary(max_size=60), st.integers(0, 2**16 - 1), st.integers(0, 2**32 - 1),
    st.integers(0, 127), st.booleans(), st.integers(0, 15), st.integers(0, 60),
    st.sampled_from([(3, 4), (14, 1), (15, 200), (2, 16)]),
    st.none() | st.integers(0, 2**24 - 1), st.none() | st.text("abc01", min_size=1, max_size=20),
)  # fmt: skip
def test_a_packet_is_read_as_aiortc_reads_it(
    payload: bytes, number: int, stamp: int, kind: int, marker: bool, sources: int, padding: int,
    ids: tuple[int, int], sent: int | None, mid: str | None,
) -> None:  # fmt: skip
    packet = RtpPacket(kind, int(marker), number, stamp, 1, payload)
    packet.csrc, packet.padding_size = list(range(sources)), padding
    packet.extensions.abs_send_time, packet.extensions.mid = sent, mid
    plain = packet.serialize(extended(*ids))
    read, part = RtpPacket.parse(plain, extended(*ids)), Part(plain, 1.5)
    assert (part.sequence_number, part.timestamp) == (read.sequence_number, read.timestamp)
    assert (part.payload_type, part.marker) == (read.payload_type, read.marker)
    assert part.payload == read.payload
    assert part.size == len(read.payload) + read.padding_size
    assert part.sent(ids[0]) == read.extensions.abs_send_time
    assert part.sent(0) is None


@given(st.binary(min_size=12, max_size=60))
def test_any_bytes_are_a_packet_or_refused(noise: bytes) -> None:
    try:
        part = Part(noise, 0.0)
    except (ValueError, struct.error):
        return
    part.sent(3)
    part.restored(97)
    assert len(part.payload) < len(noise)


def test_a_packet_that_is_sent_again_is_the_one_that_was_lost() -> None:
    plain = RtpPacket(97, 1, 500, 9000, 2, b"\x01\x02rest").serialize()
    part = Part(plain, 0.0)
    assert part.restored(96)
    assert (part.sequence_number, part.payload_type, part.payload) == (0x0102, 96, b"rest")
    assert not Part(RtpPacket(97, 1, 500, 9000, 2, b"\x01").serialize(), 0.0).restored(96)


# -- streams, without a network


class Cipher:
    """What is sealed is as it was; what begins with another byte is forged."""

    def unprotect(self, data: bytes) -> bytes:
        if data.endswith(b"forged"):
            raise pylibsrtp.Error("no")
        return data


class Taken:
    """An inlet that notes."""

    def __init__(self, receiver: Any) -> None:
        self.receiver = receiver
        self.parts: list[tuple[int, int, bytes]] = []

    def take(self, part: Part, stream: Stream) -> None:
        self.parts.append((stream.origin, part.sequence_number, part.payload))


def codec(name: str, **parameters: int) -> Any:
    return SimpleNamespace(name=name, clockRate=90_000, parameters=parameters)


class Place:
    """A connection with one receiver, for the payload types 96 (H264) and 97 (that again)."""

    def __init__(self) -> None:
        self.passed: list[bytes] = []
        connection = SimpleNamespace(data_received=lambda data, _: self.passed.append(data))
        self.dtls = SimpleNamespace(
            transport=SimpleNamespace(_connection=connection), _state=State.CONNECTED,
            _rx_srtp=Cipher(), _RTCDtlsTransport__rx_packets=0,
            _rtp_header_extensions_map=HeaderExtensionsMap(), _rtp_router=self,
        )  # fmt: skip
        self.receiver = Receiver(self.dtls)
        self.inlet = Taken(self.receiver)
        self.receiving = Receiving([self.inlet])
        self.send = connection.data_received

    def route_rtp(self, packet: Any) -> Any:
        return self.receiver if packet.payload_type in (96, 97) else None

    def come(self, kind: int, number: int, ssrc: int, payload: bytes = b"xx") -> None:
        self.send(RtpPacket(kind, 0, number, 0, ssrc, payload).serialize(), 1)


class Receiver:
    def __init__(self, dtls: Any) -> None:
        self.transport = dtls
        self._RTCRtpReceiver__codecs = {96: codec("H264"), 97: codec("rtx", apt=96)}
        self._RTCRtpReceiver__rtx_ssrc = {2: 1}
        self._RTCRtpReceiver__remote_streams: dict[int, Any] = {}


def test_packets_of_known_streams_are_given_on_and_counted() -> None:
    place = Place()
    place.come(96, 10, 1)
    place.come(97, 77, 2, b"\x00\x09lost")
    place.come(96, 11, 1)
    assert place.inlet.parts == [(1, 10, b"xx"), (1, 9, b"lost"), (1, 11, b"xx")]
    streams = place.receiver._RTCRtpReceiver__remote_streams
    assert {ssrc: stream.packets_received for ssrc, stream in streams.items()} == {1: 2, 2: 1}
    assert place.dtls._RTCDtlsTransport__rx_packets == 3
    assert place.passed == []


@pytest.mark.parametrize(
    ("kind", "ssrc", "payload"),
    [(98, 1, b"xx"), (97, 3, b"\x00\x09lost"), (97, 2, b"x")],
)
def test_what_is_nobodys_is_let_go(kind: int, ssrc: int, payload: bytes) -> None:
    place = Place()
    place.come(kind, 1, ssrc, payload)
    assert (place.inlet.parts, place.receiving.broken) == ([], 0)


def test_a_forged_datagram_and_one_without_a_packet_are_counted_and_end_nothing() -> None:
    place = Place()
    place.come(96, 1, 1, b"forged")
    place.send(b"\xbf\x60" + bytes(10), 1)  # a header that says it is longer
    place.come(96, 2, 1)
    assert (place.receiving.broken, len(place.inlet.parts)) == (2, 1)


def test_what_is_no_rtp_goes_the_librarys_way_and_everything_before_the_connection_stands() -> None:
    place = Place()
    report = b"\x80\xc8\x00\x06" + bytes(24)
    others = [b"\x16\xfe\xfd" + bytes(20), report, b"\x80\x60"]
    for data in others:
        place.send(data, 1)
    assert place.passed == others
    place.dtls._state = State.CONNECTING
    place.come(96, 1, 1)
    assert len(place.passed) == 4
    assert place.inlet.parts == []


def test_a_site_that_makes_up_streams_without_end_is_not_listened_to() -> None:
    place = Place()
    for ssrc in range(10, 10 + 2 * MOST_STREAMS):
        place.come(96, 1, ssrc)
    assert len(place.inlet.parts) == MOST_STREAMS
    place.come(96, 2, 10)
    assert len(place.inlet.parts) == MOST_STREAMS + 1


# -- against a real peer


def test_the_site_is_told_what_its_line_carries_while_it_is_looked_at() -> None:
    async def go() -> None:
        watched, site = Watched(), peer_connection()
        told: list[Any] = []
        try:
            await connect(watched, site)
            sender = site.getSenders()[1]
            hear = sender._handle_rtcp_packet

            async def hearing(packet: RtcpPacket) -> None:
                if getattr(packet, "fci", b"").startswith(b"REMB"):
                    told.append(packet)
                await hear(packet)

            sender._handle_rtcp_packet = hearing
            inlet: Any = watched.peer._video
            await watched.until(lambda: inlet.pictures > 3)
            # of itself the estimator says nothing in its first seconds
            inlet._estimator.add = lambda **_: (300_000, [sender._ssrc])
            await watched.until(lambda: bool(told))
            watched.looked_at = False
            before = inlet.pictures
            await watched.until(lambda: inlet.pictures > before + 3)
            held = len(told)
            await watched.until(lambda: inlet.pictures > before + 9)
            assert len(told) == held
        finally:
            await watched.peer.close()
            await site.close()

    asyncio.run(go())
