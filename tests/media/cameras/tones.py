"""Coded tones of a known pitch, and the pitch of what was decoded."""

from __future__ import annotations

import av
import numpy as np

from media.sound import RATE_HZ, Samples, SoundReader
from media.unit import SoundFormat, SoundUnit

_ENCODERS = {"pcmu": "pcm_mulaw", "pcma": "pcm_alaw", "aac": "aac", "opus": "libopus"}
_RATES = {"pcmu": 8000, "pcma": 8000, "aac": 16000, "opus": RATE_HZ}
_G711_PIECE = 160


def coded_tone(codec: str, hz: float, seconds: float) -> tuple[SoundFormat, list[SoundUnit]]:
    """Units of 20 ms, of AAC 64 ms, made by FFmpeg's encoders."""
    rate = _RATES[codec]
    encoder = av.CodecContext.create(_ENCODERS[codec], "w")
    assert isinstance(encoder, av.AudioCodecContext)
    encoder.sample_rate, encoder.layout = rate, "mono"
    encoder.format = "fltp" if codec == "aac" else "s16"
    encoder.thread_count = 1
    encoder.open()
    size = encoder.frame_size or _G711_PIECE
    units = []
    for at in range(0, round(seconds * rate), size):
        wave = 0.3 * np.sin(2 * np.pi * hz * np.arange(at, at + size) / rate)
        samples = wave.astype(np.float32) if codec == "aac" else (wave * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples[None], encoder.format.name, "mono")
        frame.sample_rate, frame.pts = rate, at
        units += [SoundUnit(bytes(each), at) for each in encoder.encode(frame)]
    config = bytes(encoder.extradata or b"") if codec == "aac" else b""
    return SoundFormat(codec, rate, 1, config), units


def pitch_of(samples: Samples) -> float:
    """The loudest pitch, Hz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(spectrum.argmax() * RATE_HZ / len(samples))


def read_all(reader: SoundReader) -> list[Samples]:
    blocks = []
    while (block := reader.read()) is not None:
        blocks.append(block.samples)
    return blocks
