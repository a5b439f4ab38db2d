"""The hub's own way of sending, in the place of aiortc's: what was cut into payloads once for all
gets each site's header, key and address here, and nothing else happens to it.

A key picture leaves in slices, a few milliseconds apart: in one burst it would overrun the switch
of a village and hold up every other site in the loop. Repetitions that a site asks for come out of
a history, no more of them than a line could use.
"""
# ruff: noqa: SLF001 - aiortc has no way to send ready payloads; private_names watches this

from __future__ import annotations

import asyncio
import secrets
import struct
import time
from collections.abc import Callable
from typing import Any, cast

from aioice.ice import StunProtocol
from aiortc import RTCRtpSender, clock
from aiortc.mediastreams import MediaStreamError
from aiortc.rtcdtlstransport import State
from aiortc.rtp import RtcpPsfbPacket, RtpPacket, unpack_remb_fci

from media.hub.limits import Bucket
from media.hub.packet_track import PacketTrack
from media.hub.posted import Posted

SLICE = 8  # packets in one go
SLICE_S = 0.003
HISTORY = 512  # packets: some seconds of a picture
REPEATS_PER_S = 300.0
REPEATS_AT_ONCE = 150.0
_REMB = 15


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
        self._hear = self._sender._handle_rtcp_packet
        self._sender._run_rtp = self._run
        self._sender._retransmit = self._repeat
        self._sender._handle_rtcp_packet = self._listen

    async def _run(self, codec: Any) -> None:
        sender, self._type = self._sender, codec.payloadType
        sender._RTCRtpSender__rtp_started.set()
        try:
            while True:
                await self._send(await self._track.recv())
        except (asyncio.CancelledError, ConnectionError, MediaStreamError):
            pass
        finally:
            self._track.stop()
            sender._RTCRtpSender__rtp_exited.set()

    async def _send(self, posted: Posted) -> None:
        stamp = (self._origin + posted.stamp) & 0xFFFFFFFF
        last = len(posted.payloads) - 1
        for at in range(0, last + 1, SLICE):
            if at:
                await asyncio.sleep(SLICE_S)
            front = self._extensions()
            for number, payload in enumerate(posted.payloads[at : at + SLICE], at):
                await self._send_one(front, int(number == last), stamp, payload)
        sender = self._sender
        sender._RTCRtpSender__ntp_timestamp = clock.current_ntp_time()
        sender._RTCRtpSender__rtp_timestamp = stamp
        sender._RTCRtpSender__octet_count += sum(map(len, posted.payloads))
        sender._RTCRtpSender__packet_count += len(posted.payloads)

    async def _send_one(self, front: bytes, marker: int, stamp: int, payload: bytes) -> None:
        number = self._number
        self._number = (number + 1) & 0xFFFF
        self._history[number % HISTORY] = number, marker, stamp, payload
        ssrc = self._sender._ssrc
        head = struct.pack("!BBHLL", 0x90, marker << 7 | self._type, number, stamp, ssrc)
        await self._out(head + front + payload)

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
        head = struct.pack("!BBHLL", 0x90, marker << 7 | kind, number, stamp, ssrc)
        await self._out(head + self._extensions() + payload)

    async def _out(self, packet: bytes) -> None:
        """As the library's own way, without its detours where the line is plain UDP."""
        dtls = self._sender.transport
        connection = dtls.transport._connection
        pair = connection._nominated.get(1)
        if dtls._state is not State.CONNECTED or pair is None:
            raise ConnectionError("not connected")
        sealed = dtls._tx_srtp.protect(packet)
        if type(pair.protocol) is StunProtocol:
            pair.protocol.transport.sendto(sealed, pair.remote_addr)
        else:
            await connection.send(sealed)

    def _extensions(self) -> bytes:
        """The header's extensions; the time of sending among them, from which the site judges its
        line."""
        values = RtpPacket().extensions
        values.mid = self._sender._RTCRtpSender__mid
        values.abs_send_time = (clock.current_ntp_time() >> 14) & 0xFFFFFF
        profile, packed = self._sender._RTCRtpSender__rtp_header_extensions_map.set(values)
        front: bytes = struct.pack("!HH", profile, len(packed) >> 2) + packed
        return front

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
