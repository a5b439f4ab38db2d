"""How loud sound is: peak and mean level, in dBFS. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from media.sound import Samples

SILENT_DBFS = -96.0  # what 16 bit can hold, and what silence is called
FULL_SCALE = 32768.0
FALL_DB = 1.5  # a peak falls by so much with each block that is quieter: 75 dB a second


@dataclass(frozen=True, slots=True)
class Level:
    """Of 20 ms. In dBFS: 0 is a full square wave, a full sine has an RMS of -3."""

    peak: float = SILENT_DBFS
    rms: float = SILENT_DBFS

    def then(self, newer: Level) -> Level:
        """As a meter shows it: it jumps up and falls slowly."""
        return Level(max(newer.peak, self.peak - FALL_DB), max(newer.rms, self.rms - FALL_DB))


def rms(block: Samples) -> float:
    """Root of the mean square: 0 to 32768."""
    import numpy as np

    flat = block.astype(np.float32)
    return float(np.sqrt(np.dot(flat, flat) / max(len(flat), 1)))


def measured(block: Samples) -> Level:
    import numpy as np

    if not len(block):
        return Level()
    peak = float(np.abs(block.astype(np.int32)).max())
    return Level(dbfs(peak), dbfs(rms(block)))


def dbfs(size: float) -> float:
    """A size of 0 to 32768 in dBFS."""
    quietest = FULL_SCALE * 10 ** (SILENT_DBFS / 20)
    return 20 * math.log10(size / FULL_SCALE) if size > quietest else SILENT_DBFS
