"""The hub's own way of receiving, in the place of aiortc's: a packet is deciphered, counted and
given on in the turn of the loop in which its datagram came.

aiortc puts each datagram into a queue, wakes a task for it, makes objects of its header and of
every extension, and asks the calendar for the time twice. With 54 sites that was most of what the
loop did. What is no RTP, and all that comes before the connection stands, still goes aiortc's way.
"""
# ruff: noqa: SLF001 - aiortc has no place for it; private_names watches what is touched here

from __future__ import annotations

import struct
import time
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol, cast

import pylibsrtp
from aiortc.codecs import is_rtx
from aiortc.rtcdtlstransport import State
from aiortc.rtcrtpreceiver import StreamStatistics

from media.hub import private_names

private_names.require()

MOST_STREAMS = 16  # of one connection; more are not listened to
_HEAD = struct.Struct("!BBHI")
_SHORTEST = 12
_RTCP = range(192, 209)  # the second byte of reports
_LONG_IDS = 0x1000  # how extensions are written whose ids need a byte


class Part:
    """One packet of RTP, by the names under which aiortc's helpers look for its fields. ValueError
    or struct.error when it is none."""

    __slots__ = (
        "_data", "_extended_at", "_plain", "at", "marker", "payload", "payload_type",
        "sequence_number", "size", "timestamp",
    )  # fmt: skip

    def __init__(self, plain: bytes, at: float) -> None:
        """``at``: when it came, s."""
        first, second, self.sequence_number, self.timestamp = _HEAD.unpack_from(plain)
        self.marker, self.payload_type = second >> 7, second & 127
        self._plain, self.at = plain, at
        begins, ends = _SHORTEST + 4 * (first & 15), len(plain)
        self._extended_at = begins if first & 16 else 0
        if first & 16:
            begins += 4 + 4 * int.from_bytes(plain[begins + 2 : begins + 4], "big")
        self.size = ends - begins
        if first & 32:
            ends -= plain[-1] or len(plain)
        if begins > ends:
            raise ValueError("a header longer than its packet")
        self.payload = plain[begins:ends]
        self._data = b""  # what is in it, when its codec's frame is taken off

    def restored(self, payload_type: int) -> bool:
        """Make it the packet that is sent again in it (RFC 4588); False when none is."""
        if len(self.payload) < 2:
            return False
        self.sequence_number = int.from_bytes(self.payload[:2], "big")
        self.payload, self.payload_type = self.payload[2:], payload_type
        return True

    def sent(self, wanted: int) -> int | None:
        """The time of sending in its extension of this id (``abs-send-time``, 24 bits)."""
        plain, at = self._plain, self._extended_at
        if not at or not wanted:
            return None
        profile, words = struct.unpack_from("!HH", plain, at)
        at += 4
        end = at + 4 * words
        while at + 1 < end:
            head = plain[at]
            if not head:  # a filling byte
                at += 1
                continue
            if profile == _LONG_IDS:
                id_, length = head, plain[at + 1]
                at += 2
            else:
                id_, length = head >> 4, (head & 15) + 1
                at += 1
            if id_ == wanted and length == 3:
                return int.from_bytes(plain[at : at + 3], "big")
            at += length
        return None


class Stream(NamedTuple):
    """The packets of one source and payload type. ``origin``: the source whose packets they are,
    another than ``source`` where they are sent again under a number of their own."""

    inlet: Receives
    counted: Any  # aiortc's StreamStatistics
    codec: Any
    payload_type: int
    source: int
    origin: int
    sent_id: int  # of the extension that tells the time of sending; 0: there is none


class Receives(Protocol):
    """Who takes what a receiver gets: an inlet."""

    receiver: Any

    def take(self, part: Part, stream: Stream) -> None: ...


class Receiving:
    """Lies between a connection and aiortc from now on. Lives in the hub's loop."""

    def __init__(self, inlets: Sequence[Receives]) -> None:
        """``inlets``: of receivers that share one transport, which is known by now."""
        self.broken = 0  # datagrams that are not what they seem to be
        self._inlets = {inlet.receiver: inlet for inlet in inlets}
        self._dtls = cast(Any, inlets[0].receiver.transport)
        self._streams: dict[tuple[bytes, int], Stream] = {}
        connection = self._dtls.transport._connection
        self._pass = connection.data_received
        connection.data_received = self._take

    def _take(self, data: bytes, component: int) -> None:
        dtls = self._dtls
        if (
            len(data) < _SHORTEST or not 127 < data[0] < 192 or data[1] in _RTCP
            or dtls._state is not State.CONNECTED
        ):  # fmt: skip
            self._pass(data, component)
            return
        dtls._RTCDtlsTransport__rx_packets += 1
        try:
            self._read(dtls._rx_srtp.unprotect(data))
        except (pylibsrtp.Error, ValueError, struct.error):
            self.broken += 1

    def _read(self, plain: bytes) -> None:
        key = plain[8:12], plain[1] & 127
        stream = self._streams.get(key) or self._meet(*key)
        if stream is None:
            return
        part = Part(plain, time.monotonic())
        stream.counted.add(part)
        if stream.origin == stream.source or part.restored(stream.payload_type):
            stream.inlet.take(part, stream)

    def _meet(self, source: bytes, payload_type: int) -> Stream | None:
        """A stream that is heard for the first time; None when it is nobody's."""
        ssrc = int.from_bytes(source, "big")
        receiver = self._dtls._rtp_router.route_rtp(_Route(ssrc, payload_type))
        inlet = self._inlets.get(receiver)
        if inlet is None or len(self._streams) >= MOST_STREAMS:
            return None
        codecs = receiver._RTCRtpReceiver__codecs
        codec, origin, kind = codecs.get(payload_type), ssrc, payload_type
        if codec is not None and is_rtx(codec):
            kind = codec.parameters.get("apt")
            codec, origin = codecs.get(kind), receiver._RTCRtpReceiver__rtx_ssrc.get(ssrc)
        if codec is None or origin is None:
            return None
        counted = receiver._RTCRtpReceiver__remote_streams.setdefault(
            ssrc, StreamStatistics(codec.clockRate)
        )
        ids = self._dtls._rtp_header_extensions_map._HeaderExtensionsMap__ids
        made = Stream(inlet, counted, codec, kind, ssrc, origin, ids.abs_send_time or 0)
        self._streams[source, payload_type] = made
        return made


class _Route(NamedTuple):
    """What aiortc's router asks of a packet."""

    ssrc: int
    payload_type: int
