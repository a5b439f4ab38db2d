"""Speech-like babble without words: a buzzing throat through moving formants. Pure and seeded.

Each site has its own pitch and throat. Syllables carry tones as Chinese does, phrases end in
pauses, and the loop begins and ends in silence so that it may be repeated.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
STEP = RATE // 200  # the mouth's shape is set each 5 ms and drawn smooth between
LOUDEST = 0.55  # of full scale
LEAD_S = 0.12  # silence before the first phrase

Samples = NDArray[np.float64]

# first three formants in Hz of a grown-up's vowels, after Peterson and Barney (1952), rounded
_VOWELS = (
    (750, 1250, 2600),
    (300, 2250, 3000),
    (340, 850, 2300),
    (500, 1800, 2500),
    (520, 950, 2400),
)
_BANDWIDTHS = (90.0, 120.0, 170.0)
# pitch over a syllable as factors: level, rising, dipping, falling
_TONES = ((1.12, 1.12), (0.95, 1.15), (0.92, 0.84), (1.2, 0.82))


@dataclass(frozen=True, slots=True)
class Throat:
    """``pitch_hz`` of the voice; ``size`` scales the formants: above 1 is a smaller head."""

    pitch_hz: float
    size: float

    @classmethod
    def of(cls, which: int, chance: random.Random) -> Throat:
        """A voice for site number ``which``: neighbours differ by several semitones."""
        high = which % 2 == 1
        step = (which // 2 * 5) % 14  # spreads 14 pitches over each half
        base = 180.0 if high else 98.0
        size = chance.uniform(1.1, 1.2) if high else chance.uniform(0.95, 1.04)
        return cls(base * 2 ** (step / 26), size)


def babble(throat: Throat, seconds: float, chance: random.Random) -> Samples:
    """So many seconds at 16 kHz, -1 to 1, silent at both ends."""
    steps = int(seconds * RATE / STEP)
    score = _Score.written(throat, steps, chance)
    sound = _voiced(score) + _breath(score, chance)
    peak = float(np.max(np.abs(sound)))
    return sound * (LOUDEST / peak if peak else 1.0) + hush(seconds, chance)[: len(sound)]


def hush(seconds: float, chance: random.Random) -> Samples:
    """A quiet room: noise at about -66 dB."""
    noise = np.random.default_rng(chance.getrandbits(32)).standard_normal(int(seconds * RATE))
    return noise * 0.0005


def loudness(sound: Samples, per_second: float) -> Samples:
    """How loud it is in each of ``per_second`` slices, 0 to 1: what moves the mouth."""
    edges = np.arange(0, len(sound), RATE / per_second).astype(int)
    energy = np.sqrt(np.add.reduceat(sound**2, edges) / np.diff([*edges, len(sound)]))
    top = float(np.max(energy))
    return energy / top if top else energy


@dataclass
class _Score:
    """What throat and mouth do, each 5 ms: pitch, loudness of voice and of breath, formants."""

    pitch: Samples
    voice: Samples
    breath: Samples
    formants: Samples  # (steps, 3)

    @classmethod
    def written(cls, throat: Throat, steps: int, chance: random.Random) -> _Score:
        rest = np.array(_VOWELS[0], dtype=float) * throat.size
        score = cls(
            np.full(steps, throat.pitch_hz),
            np.zeros(steps),
            np.zeros(steps),
            np.tile(rest, (steps, 1)),
        )
        at = int(LEAD_S * 200)
        last = steps - 40  # the last 0.2 s stay silent
        while at < last - 150:
            words = chance.randint(4, 10)
            for word in range(words):
                length = chance.randint(26, 44)
                if at + length >= last:
                    return score
                score.syllable(throat, at, length, 1.06 - 0.16 * word / words, chance)
                at += length + chance.choice((0, 0, 1, 3))
            at += chance.randint(50, 130)
        return score

    def syllable(
        self, throat: Throat, at: int, length: int, fall: float, chance: random.Random
    ) -> None:
        onset = chance.randint(5, 11)
        whole = slice(at, at + length)
        sung = slice(at + onset, at + length)
        if chance.random() < 0.7:
            rise = np.hanning(2 * onset)[:onset]
            self.breath[at : at + onset] = rise * chance.uniform(0.15, 0.5)
        n = length - onset
        low, high = chance.choice(_TONES)
        self.pitch[sung] = throat.pitch_hz * fall * np.linspace(low, high, n)
        shape = np.minimum(1.0, np.minimum(np.arange(n) / 6.0, (n - 1 - np.arange(n)) / 9.0))
        self.voice[sung] = shape * chance.uniform(0.7, 1.0)
        first, second = (np.array(chance.choice(_VOWELS), dtype=float) for _ in range(2))
        glide = np.linspace(0, 1, length)[:, None] ** 1.5
        self.formants[whole] = throat.size * (first + (second - first) * 0.7 * glide)


def _voiced(score: _Score) -> Samples:
    """Harmonics of the pitch, each as loud as the formants let it through."""
    pitch = _smooth(score.pitch)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    sound = np.zeros(len(pitch))
    for harmonic in range(1, int(4000 / float(np.min(score.pitch))) + 1):
        through = _resonance(score.formants, harmonic * score.pitch) / harmonic
        sound += _smooth(through * score.voice) * np.sin(harmonic * phase)
    return sound


def _resonance(formants: Samples, hertz: Samples) -> Samples:
    """The mouth's gain at a frequency: resonances in a row, after Fant's source and filter."""
    gain = np.ones(len(hertz))
    for k, width in enumerate(_BANDWIDTHS):
        square = formants[:, k] ** 2
        gain *= square / np.hypot(square - hertz**2, hertz * width)
    return gain


def _breath(score: _Score, chance: random.Random) -> Samples:
    """The hiss of consonants: noise, mostly above 2 kHz."""
    noise = np.random.default_rng(chance.getrandbits(32)).standard_normal(len(score.pitch) * STEP)
    bright = np.diff(noise, prepend=0.0)
    return _smooth(score.breath) * bright * 0.6


def _smooth(steps: Samples) -> Samples:
    at = np.arange(len(steps) * STEP) / STEP
    return np.interp(at, np.arange(len(steps)), steps)
