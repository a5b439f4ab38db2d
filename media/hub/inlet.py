"""Where the hub reaches into aiortc: packets out of a receiver, undecoded, and wishes back.

aiortc starts a decoder thread for every track it receives and keeps every decoded frame until it is
read. An inlet stands in the place of its jitter buffer and gives on what comes, in the loop; the
thread ends as soon as it starts.
"""
# ruff: noqa: SLF001 - there is no public way; private_names watches what is touched here

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from aiortc import RTCRtpReceiver, RTCRtpSender

from media.hub import private_names
from media.hub.picture_buffer import PictureBuffer
from media.hub.voice_gaps import VoiceGaps
from media.hub.voice_packet import VoicePacket

private_names.require()

Take = Callable[[str, bytes], None]  # codec's name in capitals, one picture


def received(receivers: Iterable[RTCRtpReceiver]) -> int:
    """How many datagrams have come over what these receive by: media, reports, anything."""
    transports = {cast(Any, receiver.transport) for receiver in receivers}
    return sum(transport._RTCDtlsTransport__rx_packets for transport in transports)


class VoiceInlet:
    """A receiver of voice: every packet is given on as it comes, with its number and stamp, and
    lost ones are asked for. Made ready before its description is set; ``hear`` must not fail or
    wait."""

    def __init__(self, receiver: RTCRtpReceiver, hear: Callable[[VoicePacket], None]) -> None:
        touched = cast(Any, receiver)
        self.gaps = VoiceGaps()
        touched._RTCRtpReceiver__decoder_queue = _Idle()
        touched._RTCRtpReceiver__nack_generator = self.gaps
        touched._RTCRtpReceiver__jitter_buffer = _Through(hear)


class Inlet:
    """One receiver of pictures, made ready before its description is set. ``take`` must not fail
    or wait."""

    def __init__(self, receiver: RTCRtpReceiver, take: Take) -> None:
        self._receiver, self._take = cast(Any, receiver), take
        self._buffer = PictureBuffer(self._give)
        self._receiver._RTCRtpReceiver__decoder_queue = _Idle()
        self._receiver._RTCRtpReceiver__jitter_buffer = self._buffer

    @property
    def used(self) -> bool:
        """Whether the other side sends here."""
        return self._receiver.track is not None

    def missing(self) -> Iterable[int]:
        """The sequence numbers that have not arrived."""
        missing: set[int] = self._receiver._RTCRtpReceiver__nack_generator.missing
        return missing

    def start_over(self) -> None:
        """Give up what is missing; the next packet begins anew."""
        self._receiver._RTCRtpReceiver__nack_generator.missing.clear()
        self._buffer.start_over()

    async def ask_again(self, numbers: Sequence[int]) -> None:
        """Ask for lost packets."""
        if (source := self._source()) is not None:
            await self._receiver._send_rtcp_nack(source, list(numbers))

    async def ask_key(self) -> bool:
        """Ask for a key picture; False while nothing has come that could be asked."""
        if (source := self._source()) is None:
            return False
        await self._receiver._send_rtcp_pli(source)
        return True

    def _give(self, payload_type: int, data: bytes) -> None:
        codec = self._receiver._RTCRtpReceiver__codecs[payload_type]
        self._take(codec.name.upper(), data)

    def _source(self) -> int | None:
        resent = self._receiver._RTCRtpReceiver__rtx_ssrc
        heard = [s for s in self._receiver._RTCRtpReceiver__remote_streams if s not in resent]
        return heard[-1] if heard else None


def on_key_wish(sender: RTCRtpSender, wish: Callable[[], None]) -> None:
    """Call ``wish`` when the other side asks for a key picture: ready packets cannot obey."""
    sender._send_keyframe = wish  # type: ignore[method-assign]


class _Through:
    """Takes the place of a receiver's jitter buffer: nothing waits here."""

    def __init__(self, hear: Callable[[VoicePacket], None]) -> None:
        self._hear = hear

    def add(self, packet: Any) -> tuple[bool, None]:
        self._hear(
            VoicePacket(packet.sequence_number, packet.timestamp, packet.payload, time.monotonic())
        )
        return False, None


class _Idle:
    """Takes the place of the queue to a receiver's decoder thread, which ends at once."""

    def put(self, task: Any) -> None:
        """Nothing is to be decoded there."""

    def get(self) -> None:
        return
