from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.level import SILENT_DBFS, Level, dbfs, measured
from media.sound import RATE_HZ, SAMPLES


def test_a_full_sine_has_its_peak_at_nought_and_its_mean_three_below() -> None:
    at = np.arange(SAMPLES) / RATE_HZ
    found = measured((32767 * np.sin(2 * np.pi * 1000 * at)).astype(np.int16))
    assert found.peak == pytest.approx(0.0, abs=0.01)
    assert found.rms == pytest.approx(-3.01, abs=0.05)


def test_silence_and_nothing_are_the_least_there_is() -> None:
    assert measured(np.zeros(SAMPLES, np.int16)) == measured(np.zeros(0, np.int16)) == Level()


def test_the_loudest_negative_sample_is_no_overflow() -> None:
    assert measured(np.full(SAMPLES, -32768, np.int16)) == Level(0.0, 0.0)


@given(st.floats(0, 32768), st.floats(0, 32768))
def test_louder_is_never_shown_as_quieter(one: float, other: float) -> None:
    assert (dbfs(one) <= dbfs(other)) or one > other
    assert SILENT_DBFS <= dbfs(one) <= 0.0


def test_a_meter_jumps_up_and_falls_slowly() -> None:
    shown = Level().then(Level(-10.0, -20.0))
    assert shown == Level(-10.0, -20.0)
    assert shown.then(Level()) == Level(-11.5, -21.5)
