"""The sound by which a loudspeaker is tried out."""

from __future__ import annotations

from media.sound import RATE_HZ

PITCHES_HZ = (660, 880)
EACH_S = 0.4
PEAK = 6000.0  # -15 dBFS: heard in a room, no fright


def two_tones() -> bytes:
    """A low tone, then a higher one, which begin and end softly: 16 bit, mono, 48 kHz."""
    import numpy as np

    at = np.arange(round(RATE_HZ * EACH_S)) / RATE_HZ
    edge = np.clip(np.minimum(at, EACH_S - at) / 0.03, 0, 1)
    parts = [PEAK * edge * np.sin(2 * np.pi * hz * at) for hz in PITCHES_HZ]
    return np.concatenate(parts).astype("<i2").tobytes()
