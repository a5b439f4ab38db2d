"""The hub's own way of sending, in the place of aiortc's: what was cut into payloads once for all
gets each site's header, key and address here, and nothing else happens to it.

A key picture leaves in slices, a few milliseconds apart: in one burst it would overrun the switch
of a village. The slices of all sites take turns: one key picture for 54 sites keeps the loop busy
for 50 ms, and in one go no voice would come in meanwhile. Repetitions that a site asks for come out
of a history, no more of them than a line could use.
"""
# ruff: noqa: SLF001 - aiortc has no way to send ready payloads; private_names watches this

from __future__ import annotations

import asyncio
import secrets
import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from aioice.ice import StunProtocol
from aiortc import RTCRtpSender
from aiortc.mediastreams import MediaStreamError
from aiortc.rtcdtlstransport import State
from aiortc.rtp import RtcpPsfbPacket, RtpPacket, unpack_remb_fci

from media.hub.limits import Bucket
from media.hub.packet_track import PacketTrack
from media.hub.posted import Posted

SLICE = 8  # packets in one go
SLICE_S = 0.003
TURN_S = 0.0006  # of the loop's time for a slice of whatever site: less than half of it is used,
MOST_WAIT_S = 0.03  # and where that is not enough a slice waits no longer
HISTORY = 512  # packets: some seconds of a picture
REPEATS_PER_S = 300.0
REPEATS_AT_ONCE = 150.0
_REMB = 15
_HEAD = struct.Struct("!BBHLL")
# what makes of the monotonic clock the seconds since 1900
_NTP_S = datetime.now(UTC).timestamp() - time.monotonic() + 2_208_988_800
_A_TIME = b"\xff\xfe\xff"  # stands for it where the rest is made: in no text in UTF-8


@dataclass(frozen=True, slots=True)
class Front:
    """The header's extensions, which differ in one thing only: the time of sending between
    ``before`` and ``after``, from which the site judges its line."""

    before: bytes
    after: bytes | None = None  # None: the site was told of no such extension

    @classmethod
    def of(cls, sender: Any) -> Front:
        """As the sender's description has them."""
        values = RtpPacket().extensions
        values.mid = sender._RTCRtpSender__mid
        values.abs_send_time = int.from_bytes(_A_TIME, "big")
        profile, packed = sender._RTCRtpSender__rtp_header_extensions_map.set(values)
        before, found, after = packed.partition(_A_TIME)
        return cls(struct.pack("!HH", profile, len(packed) >> 2) + before, after if found else None)

    def now(self) -> bytes:
        if self.after is None:
            return self.before
        sent = int(time.monotonic() * (1 << 18)) & 0xFFFFFF  # only differences mean anything
        return self.before + sent.to_bytes(3, "big") + self.after


class Turns:
    """Of the slices of all sites: when the next one may leave."""

    def __init__(self) -> None:
        self._free_at = 0.0

    def take(self, now: float) -> float:
        """How long to wait for the turn that is taken, s."""
        at = min(max(now, self._free_at), now + MOST_WAIT_S)
        self._free_at = at + TURN_S
        return at - now


_turns = Turns()  # of this process, as its loop is


class Outlet:
    """Sends a track's packets through a sender. Made before the sender begins to send."""

    def __init__(
        self, sender: RTCRtpSender, track: PacketTrack, estimate: Callable[[int], None]
    ) -> None:
        """``estimate``: the site says how many bit/s its line carries."""
        self.repeated = 0
        self._sender, self._track = cast(Any, sender), track
        self._estimate = estimate
        self._number = secrets.randbelow(32_768)  # low at first: SRTP must not wrap at once
        self._origin = secrets.randbits(32)
        self._again = secrets.randbelow(32_768)
        self._history: dict[int, tuple[int, int, int, bytes]] = {}
        self._bucket = Bucket(REPEATS_PER_S, REPEATS_AT_ONCE)
        self._type = 0
        self._busy = False  # a picture is on its way, slice by slice
        self._front = Front(b"")
        self._hear = self._sender._handle_rtcp_packet
        self._sender._run_rtp = self._run
        self._sender._retransmit = self._repeat
        self._sender._handle_rtcp_packet = self._listen

    async def _run(self, codec: Any) -> None:
        sender, self._type = self._sender, codec.payloadType
        self._front = Front.of(sender)
        self._track.taker = self._send_now
        sender._RTCRtpSender__rtp_started.set()
        try:
            while True:
                posted = await self._track.recv()
                self._busy = True
                await self._send(posted)
                self._busy = False
        except (asyncio.CancelledError, ConnectionError, MediaStreamError):
            pass
        finally:
            self._track.taker = None
            self._track.stop()
            sender._RTCRtpSender__rtp_exited.set()

    def _send_now(self, posted: Posted) -> bool:
        """What leaves in one go needs no task to be woken for it. False: it does."""
        if self._busy or len(posted.payloads) > SLICE or (way := self._plain_way()) is None:
            return False
        for packet in self._slice(posted, 0):
            way(packet)
        self._note(posted)
        return True

    async def _send(self, posted: Posted) -> None:
        for at in range(0, len(posted.payloads), SLICE):
            wait_s = _turns.take(time.monotonic())
            if at or wait_s:
                await asyncio.sleep(max(wait_s, SLICE_S if at else 0.0))
            way = self._plain_way()
            for packet in self._slice(posted, at):
                if way is not None:
                    way(packet)
                else:
                    await self._send_round_about(packet)
        self._note(posted)

    def _slice(self, posted: Posted, at: int) -> Iterator[bytes]:
        """Some of its packets, from the one numbered ``at`` on."""
        stamp, last = self._stamp(posted), len(posted.payloads) - 1
        front = self._front.now()
        for number, payload in enumerate(posted.payloads[at : at + SLICE], at):
            yield self._numbered(front, int(number == last), stamp, payload)

    def _stamp(self, posted: Posted) -> int:
        return (self._origin + posted.stamp) & 0xFFFFFFFF

    def _note(self, posted: Posted) -> None:
        """For the library's reports."""
        sender = self._sender
        sender._RTCRtpSender__ntp_timestamp = int((time.monotonic() + _NTP_S) * 2**32)
        sender._RTCRtpSender__rtp_timestamp = self._stamp(posted)
        sender._RTCRtpSender__octet_count += sum(map(len, posted.payloads))
        sender._RTCRtpSender__packet_count += len(posted.payloads)

    def _numbered(self, front: bytes, marker: int, stamp: int, payload: bytes) -> bytes:
        """The next packet, kept for the case that it is asked for again."""
        number = self._number
        self._number = (number + 1) & 0xFFFF
        self._history[number % HISTORY] = number, marker, stamp, payload
        ssrc = self._sender._ssrc
        head = _HEAD.pack(0x90, marker << 7 | self._type, number, stamp, ssrc)
        return head + front + payload

    async def _repeat(self, number: int) -> None:
        found = self._history.get(number % HISTORY)
        if found is None or found[0] != number or not self._bucket.take(time.monotonic()):
            return
        _, marker, stamp, payload = found
        kind, ssrc, sender = self._type, self._sender._ssrc, self._sender
        if (rtx := sender._RTCRtpSender__rtx_payload_type) is not None:
            payload = struct.pack("!H", number) + payload
            kind, ssrc, number = rtx, sender._rtx_ssrc, self._again
            self._again = (number + 1) & 0xFFFF
        self.repeated += 1
        head = _HEAD.pack(0x90, marker << 7 | kind, number, stamp, ssrc)
        await self._send_round_about(head + self._front.now() + payload)

    def _plain_way(self) -> Callable[[bytes], None] | None:
        """To seal a packet and hand it to the socket; None where the line is no plain UDP, or there
        is none."""
        dtls = self._sender.transport
        pair = dtls.transport._connection._nominated.get(1)
        if dtls._state is not State.CONNECTED or pair is None:
            return None
        if type(pair.protocol) is not StunProtocol:
            return None
        seal, send, to = dtls._tx_srtp.protect, pair.protocol.transport.sendto, pair.remote_addr
        return lambda packet: send(seal(packet), to)

    async def _send_round_about(self, packet: bytes) -> None:
        """The library's own way: by a relay, or nowhere (ConnectionError)."""
        dtls = self._sender.transport
        if dtls._state is not State.CONNECTED:
            raise ConnectionError("not connected")
        await dtls.transport._connection.send(dtls._tx_srtp.protect(packet))

    async def _listen(self, packet: Any) -> None:
        if isinstance(packet, RtcpPsfbPacket) and packet.fmt == _REMB:
            try:
                bits_per_s, sources = unpack_remb_fci(packet.fci)
            except (ValueError, struct.error):  # too short for its own count
                return
            if self._sender._ssrc in sources:
                self._estimate(bits_per_s)
            return
        await self._hear(packet)
