"""Where the hub reaches into aiortc: packets out of a receiver, undecoded, and wishes back.

aiortc starts a decoder thread for every track it receives and keeps every decoded frame until it is
read. An inlet stands in the place of its jitter buffer and gives on what comes, in the loop; the
thread ends as soon as it starts. ``receiving.Receiving`` brings it packets without aiortc's
detours; without one they come by aiortc's own way.
"""
# ruff: noqa: SLF001 - there is no public way; private_names watches what is touched here

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, cast

from aiortc import RTCRtpReceiver, RTCRtpSender
from aiortc.codecs import depayload
from aiortc.rate import RemoteBitrateEstimator
from aiortc.rtp import RTCP_PSFB_APP, RtcpPsfbPacket, pack_remb_fci

from media.hub import private_names
from media.hub.picture_buffer import PictureBuffer
from media.hub.receiving import Part, Stream
from media.hub.voice_gaps import VoiceGaps
from media.hub.voice_packet import VoicePacket

private_names.require()

Take = Callable[[str, bytes], None]  # codec's name in capitals, one picture
_saying: set[asyncio.Task[None]] = set()  # what is being said to the other side


def received(receivers: Iterable[RTCRtpReceiver]) -> int:
    """How many datagrams have come over what these receive by: media, reports, anything."""
    transports = {cast(Any, receiver.transport) for receiver in receivers}
    return sum(transport._RTCDtlsTransport__rx_packets for transport in transports)


class VoiceInlet:
    """A receiver of voice: every packet is given on as it comes, with its number and stamp, and
    lost ones are asked for. Made ready before its description is set; ``hear`` must not fail or
    wait."""

    def __init__(self, receiver: RTCRtpReceiver, hear: Callable[[VoicePacket], None]) -> None:
        self.receiver = cast(Any, receiver)
        self.gaps = VoiceGaps()
        self.bytes = 0
        self._hear = hear
        self.receiver._RTCRtpReceiver__decoder_queue = _Idle()
        self.receiver._RTCRtpReceiver__nack_generator = self.gaps
        self.receiver._RTCRtpReceiver__jitter_buffer = self

    def take(self, part: Part, stream: Stream) -> None:
        """A packet of ``Receiving``."""
        if self.gaps.add(part):
            _say(self.receiver._send_rtcp_nack(stream.origin, sorted(self.gaps.missing)))
        self._give(part, part.at)

    def add(self, packet: Any) -> tuple[bool, None]:
        """A packet of aiortc's, which has counted it and asked for the lost ones."""
        self._give(packet, time.monotonic())
        return False, None

    def _give(self, packet: Any, at: float) -> None:
        self.bytes += len(packet.payload)
        self._hear(VoicePacket(packet.sequence_number, packet.timestamp, packet.payload, at))


class Inlet:
    """One receiver of pictures, made ready before its description is set. ``take`` and ``wanted``
    must not fail or wait. While nobody wants the pictures packets are only counted; whoever wants
    them again asks for a key picture."""

    def __init__(
        self, receiver: RTCRtpReceiver, take: Take, wanted: Callable[[], bool] = lambda: True
    ) -> None:
        self.receiver = cast(Any, receiver)
        self.bytes = self.pictures = 0
        self._give_on, self._wanted = take, wanted
        self._buffer = PictureBuffer(self._give)
        self._gaps = self.receiver._RTCRtpReceiver__nack_generator
        self._estimator = RemoteBitrateEstimator()
        self._rests = True  # begins anew with the next packet that is wanted
        self._stamp: int | None = None
        self.receiver._RTCRtpReceiver__decoder_queue = _Idle()
        self.receiver._RTCRtpReceiver__jitter_buffer = self._buffer

    @property
    def used(self) -> bool:
        """Whether the other side sends here."""
        return self.receiver.track is not None

    def missing(self) -> Iterable[int]:
        """The sequence numbers that have not arrived."""
        missing: set[int] = self._gaps.missing
        return missing

    def start_over(self) -> None:
        """Give up what is missing; the next packet begins anew."""
        self._gaps.missing.clear()
        self._buffer.start_over()

    def take(self, part: Part, stream: Stream) -> None:
        """A packet of ``Receiving``."""
        self._count(part)
        if not self._wanted():
            self._rest()
            return
        if self._rests:
            self._begin()
        self._judge(part, stream)
        if self._gaps.add(part):
            _say(self.receiver._send_rtcp_nack(stream.origin, sorted(self._gaps.missing)))
        part._data = depayload(stream.codec, part.payload) if part.payload else b""
        lost, _ = self._buffer.add(part)
        if lost:
            _say(self.receiver._send_rtcp_pli(stream.origin))

    async def ask_again(self, numbers: Sequence[int]) -> None:
        """Ask for lost packets."""
        if (source := self._source()) is not None:
            await self.receiver._send_rtcp_nack(source, list(numbers))

    async def ask_key(self) -> bool:
        """Ask for a key picture; False while nothing has come that could be asked."""
        if (source := self._source()) is None:
            return False
        await self.receiver._send_rtcp_pli(source)
        return True

    def _count(self, part: Part) -> None:
        self.bytes += len(part.payload)
        if self._stamp is None or 0 < (part.timestamp - self._stamp) & 0xFFFFFFFF < 1 << 31:
            self._stamp = part.timestamp
            self.pictures += 1

    def _rest(self) -> None:
        if not self._rests:
            self._rests = True
            self.start_over()

    def _begin(self) -> None:
        """What lies before a rest says nothing of what comes after it, not even of the line."""
        self._rests = False
        self._gaps.max_seq = None
        self._estimator = RemoteBitrateEstimator()

    def _judge(self, part: Part, stream: Stream) -> None:
        """Tell the other side what its line carries, where that is another than before."""
        sent = part.sent(stream.sent_id)
        if sent is None:
            return
        found = self._estimator.add(
            abs_send_time=sent, arrival_time_ms=int(part.at * 1000), payload_size=part.size,
            ssrc=stream.source,
        )  # fmt: skip
        own = self.receiver._RTCRtpReceiver__rtcp_ssrc
        if found is not None and own is not None:
            told = RtcpPsfbPacket(
                fmt=RTCP_PSFB_APP, ssrc=own, media_ssrc=0, fci=pack_remb_fci(*found)
            )
            _say(self.receiver._send_rtcp(told))

    def _give(self, payload_type: int, data: bytes) -> None:
        codec = self.receiver._RTCRtpReceiver__codecs[payload_type]
        self._give_on(codec.name.upper(), data)

    def _source(self) -> int | None:
        resent = self.receiver._RTCRtpReceiver__rtx_ssrc
        heard = [s for s in self.receiver._RTCRtpReceiver__remote_streams if s not in resent]
        return heard[-1] if heard else None


def on_key_wish(sender: RTCRtpSender, wish: Callable[[], None]) -> None:
    """Call ``wish`` when the other side asks for a key picture: ready packets cannot obey."""
    sender._send_keyframe = wish  # type: ignore[method-assign]


def _say(word: Coroutine[Any, Any, None]) -> None:
    task = asyncio.get_running_loop().create_task(word)
    _saying.add(task)
    task.add_done_callback(_saying.discard)


class _Idle:
    """Takes the place of the queue to a receiver's decoder thread, which ends at once."""

    def put(self, task: Any) -> None:
        """Nothing is to be decoded there."""

    def get(self) -> None:
        return
