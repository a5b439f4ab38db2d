from __future__ import annotations

import numpy as np

from console.ui.trial_tone import EACH_S, PITCHES_HZ, two_tones
from media.level import measured
from media.sound import RATE_HZ, SAMPLES
from tests.stage.sound import heard, levels


def test_the_two_tones_follow_each_other_and_frighten_nobody() -> None:
    samples = np.frombuffer(two_tones(), "<i2")
    assert len(samples) % SAMPLES == 0
    half = round(RATE_HZ * EACH_S)
    low, high = samples[:half] / 32768, samples[half:] / 32768
    assert [heard(levels(part, PITCHES_HZ)) for part in (low, high)] == [{660}, {880}]
    assert measured(samples.astype(np.int16)).peak < -12.0
