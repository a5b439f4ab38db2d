"""One site's voice on its way into the mix: packets in, blocks of 20 ms out.

Packets come from the loop, blocks are taken by the mixer's thread; ``jitter.py`` says what is to be
played, here it is decoded, recovered or concealed.
"""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass, field

import numpy as np

from media.hub.jitter import BEHIND_S, FAR_BEHIND_S, JitterBuffer, Step, Turn
from media.hub.mixing import GATE_RMS
from media.hub.opus import Decoder, OpusError
from media.hub.voice_packet import LONGEST, VoicePacket
from media.level import rms
from media.sound import SAMPLES, Samples

INBOX = 64  # packets between two blocks

log = logging.getLogger(__name__)


@dataclass
class Voice:
    """``put`` in the loop, everything else in the mixer's thread."""

    node: str
    open: bool = True  # a closed microphone is not even decoded; set from the loop
    left_out: int = field(default=0, init=False)  # blocks not played, to catch up
    faults: int = field(default=0, init=False)
    buffer: JitterBuffer = field(default_factory=JitterBuffer, init=False)
    _inbox: deque[VoicePacket] = field(default_factory=lambda: deque(maxlen=INBOX), init=False)
    _decoder: Decoder | None = field(default=None, init=False)
    _pcm: Samples = field(default_factory=lambda: np.zeros(0, np.int16), init=False)

    def put(self, packet: VoicePacket) -> None:
        """One Opus packet, in whatever order."""
        if self.open and 0 < len(packet.payload) <= LONGEST:
            self._inbox.append(packet)

    @property
    def short(self) -> bool:
        """Whether the next block would be a gap in speech."""
        return self.open and not self._inbox and len(self._pcm) < SAMPLES and self.buffer.short

    def take(self, now: float) -> Samples | None:
        """The 960 samples to be heard now; None while there is nothing to hear."""
        if not self.open:
            self._inbox.clear()
            self.buffer.clear()
            self._pcm = self._pcm[:0]
            return None
        while self._inbox:
            self.buffer.put(self._inbox.popleft())
        skips = 2  # in one block, at most
        while len(self._pcm) < SAMPLES:
            step = self.buffer.take(now, len(self._pcm))
            if step.turn is Turn.WAIT:
                return self._rest()
            heard = self._sound(step)
            if skips and _may_go(heard, step):
                skips -= 1
                self.left_out += 1
                continue
            self._pcm = np.concatenate([self._pcm, heard]) if len(self._pcm) else heard
        block, self._pcm = self._pcm[:SAMPLES], self._pcm[SAMPLES:]
        return block

    def _rest(self) -> Samples | None:
        if not len(self._pcm):
            return None
        block = np.zeros(SAMPLES, np.int16)
        block[: len(self._pcm)] = self._pcm
        self._pcm = self._pcm[:0]
        return block

    def _sound(self, step: Step) -> Samples:
        if self._decoder is None:
            self._decoder = Decoder()
        if step.turn is Turn.SILENT:
            return np.zeros(step.samples, np.int16)
        try:
            if step.turn is Turn.PLAY:
                return self._decoder.decode(step.payload)
            if step.turn is Turn.RECOVER:
                return self._decoder.recover(step.payload, step.samples)
        except OpusError as fault:  # one bad packet is one gap
            self.faults += 1
            log.debug("%s: a voice packet cannot be decoded: %s", self.node, fault)
        return self._decoder.conceal(SAMPLES)


def _may_go(heard: Samples, step: Step) -> bool:
    """Whether a piece is left out, because too much lies between mouth and ear."""
    if step.late_s < BEHIND_S:
        return False
    return step.late_s >= FAR_BEHIND_S or rms(heard) < GATE_RMS
