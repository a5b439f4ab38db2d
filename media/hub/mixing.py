"""The arithmetic of the mix, and who is heard as speaking. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from media.level import rms
from media.sound import SAMPLES, Samples

Sum = npt.NDArray[np.int32]

KNEE = 24_576  # up to here the sum is as it is; above, it is bent so that nothing wraps or clicks
TOP = 32_767
GATE_RMS = 80.0  # -52 dBFS: below it a microphone adds nothing but its room
SPEAKING_RMS = 330.0  # -40 dBFS
HOLD_S = 0.8  # a pause between two words is no silence


def add(blocks: Collection[Samples]) -> Sum:
    """The plain sum of blocks of 960 samples; silence when there are none."""
    total = np.zeros(SAMPLES, np.int32)
    for block in blocks:
        total += block
    return total


def soften(total: Sum) -> Samples:
    """The sum as 16 bit, its loudest parts bent."""
    loudest = int(np.abs(total).max(initial=0))
    if loudest > KNEE:
        size = np.abs(total).astype(np.float32)
        over = np.maximum(size - KNEE, 0.0) / (TOP - KNEE)
        bent = np.where(size > KNEE, KNEE + (TOP - KNEE) * np.tanh(over), size)
        return (np.sign(total) * bent).astype(np.int16)
    return total.astype(np.int16)


@dataclass
class Ear:
    """Listens to one voice: open while there is sound, speaking while it is loud enough."""

    level: float = field(default=0.0, init=False)
    _heard_at: float | None = field(default=None, init=False)
    _spoke_at: float | None = field(default=None, init=False)

    def hear(self, block: Samples | None, now: float) -> None:
        self.level = 0.0 if block is None else rms(block)
        if self.level >= GATE_RMS:
            self._heard_at = now
        if self.level >= SPEAKING_RMS:
            self._spoke_at = now

    def open(self, now: float) -> bool:
        """Whether this voice belongs into the mix."""
        return self._heard_at is not None and now - self._heard_at <= HOLD_S

    def speaking(self, now: float) -> bool:
        return self._spoke_at is not None and now - self._spoke_at <= HOLD_S
