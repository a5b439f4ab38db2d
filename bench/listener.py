"""A listener who plays what the hub sends as it comes, and counts where a speaker would be mute."""

from __future__ import annotations

import math

from media.hub.jitter import JitterBuffer, Turn
from media.hub.voice_packet import RATE_HZ, VoicePacket
from media.sound import BLOCK_S, SAMPLES


class Listener:
    """``take`` each packet in the order of its coming. The blocks between two packets are played
    afterwards, each at its own time, so a busy machine makes no gap that no listener had."""

    def __init__(self) -> None:
        self._buffer = JitterBuffer()
        self._due: float | None = None  # when the next block is played
        self._left = 0  # samples taken and not yet played
        self._quickest = math.inf  # at, less the stamp's time
        self._latest_s = 0.0

    @property
    def frames(self) -> int:
        """Speech frames whose turn has come."""
        return self._buffer.frames

    @property
    def gaps(self) -> int:
        """Frames that were missing; at least the times at which nothing was there to go on with."""
        return max(self._buffer.concealed, self._buffer.dry)

    def latest_ms(self) -> float:
        """How much later than the quickest of all a packet came, since this was asked before."""
        latest_s, self._latest_s = self._latest_s, 0.0
        return 1000 * latest_s

    def take(self, packet: VoicePacket) -> None:
        way_s = packet.at - packet.stamp / RATE_HZ
        self._quickest = min(self._quickest, way_s)
        self._latest_s = max(self._latest_s, way_s - self._quickest)
        if self._due is None:
            self._due = packet.at
        while self._due < packet.at:
            self._play(self._due)
            self._due += BLOCK_S
        self._buffer.put(packet)

    def _play(self, now: float) -> None:
        while self._left < SAMPLES:
            step = self._buffer.take(now, self._left)
            if step.turn is Turn.WAIT:
                self._left = 0
                return
            self._left += step.samples
        self._left -= SAMPLES
