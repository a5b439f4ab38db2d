"""Made sounds, and what is heard of them."""

from __future__ import annotations

import numpy as np

from media.hub.voice_packet import VoicePacket
from media.sound import BLOCK_S, RATE_HZ, SAMPLES, Samples


def tone(hz: float, block: int, level: float = 8000) -> Samples:
    """20 ms of a tone that goes on evenly from block to block."""
    at = (np.arange(SAMPLES) + SAMPLES * block) / RATE_HZ
    wave: Samples = (level * np.sin(2 * np.pi * hz * at)).astype(np.int16)
    return wave


def vowel(block: int) -> Samples:
    """Something like a vowel, of another height every four blocks: for Opus it is speech."""
    height = 120 + 20 * (block // 4 % 5)
    parts = [tone(height * part, block, 9000 / part) for part in (1, 2, 3, 5, 8, 13)]
    wave: Samples = np.clip(np.sum(parts, axis=0, dtype=np.int32), -32_000, 32_000).astype(np.int16)
    return wave


def voice_packet(number: int, payload: bytes) -> VoicePacket:
    """The packet of this number of a stream that began at 0 s, received at once."""
    return VoicePacket(number % 2**16, number * SAMPLES, payload, number * BLOCK_S)


def pitch(blocks: list[Samples]) -> float:
    """The strongest pitch in some blocks, in Hz."""
    wave = np.concatenate(blocks).astype(np.float64)
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave))))
    return float(np.argmax(spectrum) * RATE_HZ / len(wave))


def strength(blocks: list[Samples], hz: float) -> float:
    """How strong a pitch is in some blocks, of the strongest there: 0 to 1."""
    wave = np.concatenate(blocks).astype(np.float64)
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave))))
    at = round(hz * len(wave) / RATE_HZ)
    return float(spectrum[at - 2 : at + 3].max() / max(spectrum.max(), 1.0))


def only(blocks: list[Samples], hz: float, other: float) -> bool:
    """Whether this tone is heard, and the other is not."""
    return len(blocks) >= 15 and strength(blocks, hz) == 1.0 and strength(blocks, other) < 0.05


def loudness(blocks: list[Samples]) -> float:
    return float(np.sqrt(np.mean(np.concatenate(blocks).astype(np.float64) ** 2)))
