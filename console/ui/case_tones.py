"""The sounds by which a new case is announced, another for each level, and by which a conference
asks for the chair; none of them a fright."""

from __future__ import annotations

from functools import cache

from media.sound import RATE_HZ

PEAK = 7000.0  # -13 dBFS
EDGE_S = 0.015
KNOCK, REMIND = "knock", "remind"  # somebody waits at the door; a meeting is to be begun
HAND = "hand"  # a site asks for the floor
# pitch in Hz and seconds of each part; a pitch of 0 is a pause
PARTS = {
    "red": ((988, 0.14), (740, 0.14), (988, 0.14), (740, 0.14), (0, 0.12), (988, 0.3)),
    "orange": ((784, 0.18), (0, 0.06), (988, 0.3)),
    "yellow": ((659, 0.18), (784, 0.25)),
    "blue": ((523, 0.3),),
    KNOCK: ((392, 0.09), (0, 0.09), (392, 0.09)),
    HAND: ((523, 0.12),),
    REMIND: ((587, 0.15), (0, 0.05), (587, 0.15), (0, 0.05), (880, 0.3)),
}


@cache
def tone(level: str) -> bytes:
    """16 bit, mono, 48 kHz, whole 20 ms blocks; a level that has none sounds as blue."""
    import numpy as np

    parts = []
    for pitch, lasts in PARTS.get(level, PARTS["blue"]):
        at = np.arange(round(RATE_HZ * lasts)) / RATE_HZ
        edge = np.clip(np.minimum(at, lasts - at) / EDGE_S, 0, 1)
        parts.append(PEAK * edge * np.sin(2 * np.pi * pitch * at))
    sound = np.concatenate(parts)
    rest = -len(sound) % (RATE_HZ // 50)
    return np.concatenate([sound, np.zeros(rest)]).astype("<i2").tobytes()
