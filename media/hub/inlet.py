"""Where the hub reaches into aiortc: packets out of a receiver, undecoded, and wishes back.

aiortc starts a decoder thread for every track it receives and keeps every decoded frame until it is
read. An ``Inlet`` stands in the place of that thread's queue and gives each packet on at once, in
the loop; the thread ends as soon as it starts.
"""
# ruff: noqa: SLF001 - there is no public way; private_names watches what is touched here

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from aiortc import RTCRtpReceiver, RTCRtpSender
from aiortc.jitterbuffer import JitterBuffer

from media.hub import private_names
from media.hub.voice_gaps import VoiceGaps
from media.hub.voice_packet import VoicePacket

private_names.require()

Take = Callable[[str, bytes], None]  # codec's name in capitals, one picture


class VoiceInlet:
    """A receiver of voice: every packet is given on as it comes, with its number and stamp, and
    lost ones are asked for. Made ready before its description is set; ``hear`` must not fail or
    wait."""

    def __init__(self, receiver: RTCRtpReceiver, hear: Callable[[VoicePacket], None]) -> None:
        touched = cast(Any, receiver)
        self.gaps = VoiceGaps()
        touched._RTCRtpReceiver__decoder_queue = _Tap(lambda codec, data: None)
        touched._RTCRtpReceiver__nack_generator = self.gaps
        touched._RTCRtpReceiver__jitter_buffer = _Through(hear)


class Inlet:
    """One receiver of pictures, made ready before its description is set. ``take`` must not fail
    or wait."""

    def __init__(self, receiver: RTCRtpReceiver, take: Take, packets: int) -> None:
        self._receiver = cast(Any, receiver)
        self._receiver._RTCRtpReceiver__decoder_queue = _Tap(take)
        self._receiver._RTCRtpReceiver__jitter_buffer = JitterBuffer(packets, is_video=True)

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
        buffer = self._receiver._RTCRtpReceiver__jitter_buffer
        buffer.remove(buffer.capacity)
        buffer._origin = None

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


class _Tap:
    """Takes the place of the queue between a receiver and its decoder thread."""

    def __init__(self, take: Take) -> None:
        self._take = take

    def put(self, task: Any) -> None:
        if task is not None:
            codec, frame = task
            self._take(codec.name.upper(), frame.data)

    def get(self) -> None:
        """What the decoder thread asks first: it ends at once."""
        return
