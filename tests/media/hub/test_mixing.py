"""The arithmetic of the mix."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from media.hub.mixing import HOLD_S, KNEE, Ear, add, soften
from media.level import rms
from media.sound import SAMPLES
from tests.media.hub.voices import tone


@given(st.lists(st.integers(-32768, 32767), max_size=30))
def test_nothing_wraps_and_quiet_sums_are_exact(levels: list[int]) -> None:
    total = add([np.full(SAMPLES, level, np.int16) for level in levels])
    assert total[0] == sum(levels)
    soft = soften(total)
    assert soft.dtype == np.int16
    if abs(sum(levels)) <= KNEE:
        assert soft[0] == sum(levels)
    else:
        assert np.sign(soft[0]) == np.sign(sum(levels))
        assert abs(int(soft[0])) >= KNEE - 1


@given(st.lists(st.integers(-200_000, 200_000), min_size=2, max_size=50))
def test_louder_stays_louder(levels: list[int]) -> None:
    total = np.zeros(SAMPLES, np.int32)
    total[: len(levels)] = sorted(levels)
    assert (np.diff(soften(total)[: len(levels)].astype(int)) >= 0).all()


def test_an_ear_opens_at_once_and_holds_over_a_pause() -> None:
    ear = Ear()
    quiet, loud = np.zeros(SAMPLES, np.int16), tone(300, 0)
    ear.hear(quiet, 0.0)
    assert not ear.open(0.0)
    ear.hear(loud, 1.0)
    assert ear.open(1.0)
    assert ear.speaking(1.0)
    ear.hear(None, 1.02)
    assert ear.speaking(1.0 + HOLD_S)
    assert not ear.speaking(1.01 + HOLD_S)
    assert not ear.open(1.01 + HOLD_S)


def test_a_murmur_is_heard_but_is_no_speaking() -> None:
    ear = Ear()
    ear.hear(tone(300, 0, level=200), 0.0)
    assert ear.open(0.0)
    assert not ear.speaking(0.0)
    assert abs(rms(tone(300, 0, level=1000)) - 707) < 5
