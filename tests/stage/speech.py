"""Sound that is like speech, and rooms that send it back: to measure echo without a room."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from media.sound import RATE_HZ, SAMPLES
from media.voice_cleaning import Cleaning, VoiceCleaning

Sound = npt.NDArray[np.float64]


@dataclass(frozen=True)
class EchoRoom:
    """``reverb_s``: until an echo is 60 dB down; ``delay_s``: from the program to the microphone,
    devices and way through the air together; ``level_db``: the echo, of what is played;
    ``direct_db``: its part that came without a wall, of all that walls sent back."""

    name: str
    reverb_s: float
    delay_s: float
    level_db: float = -6.0
    direct_db: float = -3.0

    def echo(self, played: Sound) -> Sound:
        rng = np.random.default_rng(round(self.reverb_s * 1000))
        length = round(RATE_HZ * self.reverb_s)
        at = np.arange(length) / RATE_HZ
        response = rng.standard_normal(length) * 10 ** (-3 * at / self.reverb_s)
        response[0] = np.sqrt(np.sum(response[1:] ** 2)) * 10 ** (self.direct_db / 20)
        response *= 10 ** (self.level_db / 20) / np.sqrt(np.sum(response**2))
        size = 1 << (len(played) + length).bit_length()
        back = np.fft.irfft(np.fft.rfft(played, size) * np.fft.rfft(response, size), size)
        late = round(RATE_HZ * self.delay_s)
        return np.concatenate([np.zeros(late), back])[: len(played)]


def speech(seed: int, seconds: float, peak: float = 9000.0) -> Sound:
    """A voice with syllables and pauses: a tone rich in overtones, breath, and silence between."""
    rng = np.random.default_rng(seed)
    count = round(RATE_HZ * seconds)
    at = np.arange(count) / RATE_HZ
    pitch = rng.uniform(100, 220) + 25 * np.sin(2 * np.pi * 0.7 * at + seed)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
    voice = sum((np.sin(k * phase) / k for k in range(1, 25)), np.zeros(count))
    voice = (voice + 0.3 * rng.standard_normal(count)) * _syllables(rng, count)
    return np.asarray(voice / np.abs(voice).max() * peak)


def cleaned(played: Sound, heard: Sound, delay_s: float, wished: Cleaning | None = None) -> Sound:
    """What is left of what a microphone hears."""
    cleaning = VoiceCleaning(wished or Cleaning(gain=False))
    blocks = [
        cleaning.clean(
            heard[at : at + SAMPLES].astype(np.int16), played[at : at + SAMPLES].astype(np.int16),
            delay_s,
        )
        for at in range(0, len(heard) - SAMPLES + 1, SAMPLES)
    ]  # fmt: skip
    return np.concatenate(blocks).astype(np.float64)


def return_loss_db(heard: Sound, left: Sound, from_s: float) -> float:
    """How much quieter it is after the cleaning, from a moment on."""
    at = round(from_s * RATE_HZ)
    before, after = np.mean(heard[at : len(left)] ** 2), np.mean(left[at:] ** 2)
    return float(10 * np.log10(before / (after + 1e-9)))


def _syllables(rng: np.random.Generator, count: int) -> Sound:
    level, at = np.zeros(count), 0
    while at < count:
        length, pause = round(RATE_HZ * rng.uniform(0.08, 0.3)), rng.uniform(0.02, 0.25)
        syllable = np.hanning(length) * rng.uniform(0.4, 1.0)
        end = min(at + length, count)
        level[at:end] = syllable[: end - at]
        at = end + round(RATE_HZ * pause)
    return level
