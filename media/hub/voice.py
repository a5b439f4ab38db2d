"""One site's voice on its way into the mix: packets in, blocks of 20 ms out.

Packets come from the loop, blocks are taken by the mixer's thread. Between the two lie a few
blocks of patience: enough for the jitter of a village line, never so many that people talk over
each other.
"""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass, field

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext

from media.sound import RATE_HZ, SAMPLES, Samples

PATIENCE = 2  # blocks kept back before a voice begins, and again after it ran dry
MOST = 8  # blocks waiting at most: what is older is left out
STEADY_BLOCKS = 250  # 5 s in which more than PATIENCE always lay waiting: the site's clock is fast
LONGEST_PACKET = 1500

log = logging.getLogger(__name__)


@dataclass
class Voice:
    """``put`` in the loop, everything else in the mixer's thread."""

    node: str
    open: bool = True  # a closed microphone is not even decoded; set from the loop
    dropped: int = field(default=0, init=False)  # blocks left out because they came too late
    gaps: int = field(default=0, init=False)  # times the voice ran dry
    faults: int = field(default=0, init=False)
    _packets: deque[bytes] = field(default_factory=lambda: deque(maxlen=4 * MOST), init=False)
    _decoder: AudioCodecContext | None = field(default=None, init=False)
    _pcm: Samples = field(default_factory=lambda: np.zeros(0, np.int16), init=False)
    _patient: bool = field(default=True, init=False)
    _least: int = field(default=MOST, init=False)
    _taken: int = field(default=0, init=False)

    def put(self, packet: bytes) -> None:
        """One Opus packet, in order."""
        if self.open and 0 < len(packet) <= LONGEST_PACKET:
            self._packets.append(packet)

    def take(self) -> Samples | None:
        """The next 960 samples; None while there is nothing to hear."""
        if not self.open:
            self._packets.clear()
            self._pcm = self._pcm[:0]
            self._patient = True
            return None
        self._decode()
        waiting = len(self._pcm) // SAMPLES
        if waiting > MOST:
            self._leave_out(waiting - PATIENCE)
            waiting = PATIENCE
        if self._patient and waiting < PATIENCE:
            return None
        if waiting == 0:
            self.gaps += not self._patient
            self._patient = True
            return None
        self._patient = False
        self._watch_clock(waiting)
        block, self._pcm = self._pcm[:SAMPLES], self._pcm[SAMPLES:]
        return block

    def _decode(self) -> None:
        while self._packets:
            packet = self._packets.popleft()
            try:
                frames = self._opus().decode(av.Packet(packet))
            except av.FFmpegError as fault:  # one bad packet is one gap
                self.faults += 1
                log.debug("%s: a voice packet cannot be decoded: %s", self.node, fault)
                continue
            parts = [frame.to_ndarray().reshape(-1).astype(np.int16) for frame in frames]
            self._pcm = np.concatenate([self._pcm, *parts])

    def _opus(self) -> AudioCodecContext:
        if self._decoder is None:
            decoder = av.CodecContext.create("libopus", "r")
            assert isinstance(decoder, AudioCodecContext)
            decoder.format = "s16"
            decoder.layout = "mono"
            decoder.sample_rate = RATE_HZ
            self._decoder = decoder
        return self._decoder

    def _watch_clock(self, waiting: int) -> None:
        self._least = min(self._least, waiting)
        self._taken += 1
        if self._taken >= STEADY_BLOCKS:
            if self._least > PATIENCE:
                self._leave_out(1)
            self._least, self._taken = MOST, 0

    def _leave_out(self, blocks: int) -> None:
        self.dropped += blocks
        self._pcm = self._pcm[blocks * SAMPLES :]
