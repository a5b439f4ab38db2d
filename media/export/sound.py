"""G.711 made into AAC: an MP4 of FFmpeg's takes no G.711, and browsers play none."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from av.audio.resampler import AudioResampler

from media.export.reading import mux

CODECS = ("pcm_alaw", "pcm_mulaw")
RATE_HZ = 8000
BIT_RATE = 32000
ADRIFT_S = (
    0.06  # between what is said of a piece's time and where it would come: beyond, it is put right
)

Samples = npt.NDArray[np.float32]


class Recoder:
    """One film's sound, 8 kHz mono, from the film's beginning on. Where there is no sound there is
    silence, so that it stays in step with the pictures."""

    def __init__(self, out: Any) -> None:
        self._out = out
        self.stream = stream = out.add_stream("aac", rate=RATE_HZ, layout="mono")
        stream.codec_context.bit_rate = BIT_RATE
        stream.codec_context.thread_count = 1
        stream.codec_context.open()
        self._block: int = stream.codec_context.frame_size
        self._resampler = AudioResampler(format="fltp", layout="mono", rate=RATE_HZ)
        self._held: list[Samples] = []
        self._waiting = 0  # samples held
        self._coded = 0  # samples given to the encoder

    def put(self, packet: Any, at: float) -> None:
        """A packet of G.711 that is to be heard ``at`` seconds into the film."""
        parts = []
        for frame in packet.decode():
            frame.pts = None  # pieces are placed by ``at``
            parts += [each.to_ndarray()[0] for each in self._resampler.resample(frame)]
        if parts:
            self._place(np.concatenate(parts), round(at * RATE_HZ))

    def close(self) -> None:
        """Write what is still held."""
        if self._waiting:
            self._encode(np.concatenate(self._held))
        self._held, self._waiting = [], 0
        mux(self._out, self.stream.encode(None))

    def _place(self, samples: Samples, position: int) -> None:
        missing = position - self._coded - self._waiting
        if abs(missing) > ADRIFT_S * RATE_HZ:
            samples = samples[max(-missing, 0) :]
            while missing > 0:
                self._hold(np.zeros(min(missing, self._block), np.float32))
                missing -= self._block
        self._hold(samples)

    def _hold(self, samples: Samples) -> None:
        self._held.append(samples)
        self._waiting += len(samples)
        if self._waiting < self._block:
            return
        whole = np.concatenate(self._held)
        while len(whole) >= self._block:
            self._encode(whole[: self._block])
            whole = whole[self._block :]
        self._held, self._waiting = [whole], len(whole)

    def _encode(self, samples: Samples) -> None:
        frame = av.AudioFrame.from_ndarray(samples[None], "fltp", "mono")
        frame.sample_rate, frame.time_base = RATE_HZ, Fraction(1, RATE_HZ)
        frame.pts = self._coded
        self._coded += len(samples)
        mux(self._out, self.stream.encode(frame))
