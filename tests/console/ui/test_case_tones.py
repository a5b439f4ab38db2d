from __future__ import annotations

import numpy as np
import pytest

from console.ui.case_tones import PARTS, tone
from media.level import measured
from media.sound import SAMPLES


@pytest.mark.parametrize("level", PARTS)
def test_a_tone_is_whole_blocks_begins_and_ends_softly_and_frightens_nobody(level: str) -> None:
    samples = np.frombuffer(tone(level), "<i2")
    assert len(samples) % SAMPLES == 0
    assert abs(int(samples[0])) < 50
    assert abs(int(samples[-1])) < 50
    assert measured(samples.astype(np.int16)).peak < -12.0


def test_each_level_sounds_otherwise_and_an_unknown_one_is_heard() -> None:
    assert len({tone(level) for level in PARTS}) == len(PARTS)
    assert tone("odd") == tone("blue")
    assert len(tone("red")) > len(tone("blue"))
