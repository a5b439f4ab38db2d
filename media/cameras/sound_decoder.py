"""A camera's coded sound made into what a SoundBoard holds: 16 bit, mono, 48 kHz."""

from __future__ import annotations

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.resampler import AudioResampler

from media.sound import RATE_HZ, Samples
from media.unit import SoundFormat, SoundUnit

CODECS = {"pcmu": "pcm_mulaw", "pcma": "pcm_alaw", "aac": "aac", "opus": "opus"}
MOST_CHANNELS = 8
REFUSED = 20  # units in a row
_LAYOUTS = {1: "mono", 2: "stereo"}
NOTHING: Samples = np.zeros(0, np.int16)


class SoundDecoder:
    """One connection's sound. Belongs to one thread. ValueError: it cannot be decoded here."""

    def __init__(self, sound: SoundFormat) -> None:
        if sound.codec not in CODECS:
            raise ValueError(f"sound in {sound.codec} cannot be decoded")
        if not 1 <= sound.channels <= MOST_CHANNELS or sound.clock_hz <= 0:
            raise ValueError(f"sound of {sound.channels} channels at {sound.clock_hz} Hz")
        self.errors = 0  # units the decoder refused
        self._in_a_row = 0
        try:
            codec = av.CodecContext.create(CODECS[sound.codec], "r")
            assert isinstance(codec, AudioCodecContext)
            self._codec = codec
            self._codec.thread_count = 1
            self._codec.sample_rate = sound.clock_hz
            self._codec.layout = _LAYOUTS.get(sound.channels, f"{sound.channels}c")
            if sound.config:
                self._codec.extradata = sound.config
            self._codec.open()
        except (av.FFmpegError, ValueError) as fault:
            raise ValueError(f"sound in {sound.codec} cannot be decoded: {fault}") from fault
        self._resampler = _resampler()
        self._shape: tuple[str, str, int] | None = None

    @property
    def refusing(self) -> bool:
        """Whether nothing it was given for a while could be decoded."""
        return self._in_a_row >= REFUSED

    def decode(self, unit: SoundUnit) -> Samples:
        """What the unit brings, of whatever length; nothing of one that is broken."""
        parts = []
        try:
            for frame in self._codec.decode(av.Packet(unit.data)):
                frame.pts = None  # pieces are joined as they come
                shape = (frame.format.name, frame.layout.name, frame.sample_rate)
                if shape != self._shape:  # AAC may turn out to have another rate than announced
                    self._shape, self._resampler = shape, _resampler()
                parts += [each.to_ndarray()[0] for each in self._resampler.resample(frame)]
        except (av.FFmpegError, ValueError):
            self.errors += 1
            self._in_a_row += 1
        else:
            self._in_a_row = 0
        return np.concatenate(parts) if parts else NOTHING


def _resampler() -> AudioResampler:
    return AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
