from __future__ import annotations

from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.unit import AccessUnit, Arrival, SoundFormat, VideoFormat, ticks_between


def test_a_unit_belongs_to_all_who_take_it_and_cannot_be_changed_by_one() -> None:
    unit = AccessUnit(b"x", True, False, 0, None)
    with pytest.raises(AttributeError):
        unit.key = False  # type: ignore[misc]
    assert hash(unit) == hash(AccessUnit(b"x", True, False, 0, None))


def test_what_is_not_said_is_the_usual() -> None:
    assert AccessUnit(b"x", True, False, 0, None).codec == "h264"
    assert AccessUnit(b"x", True, False, 0, None).reference
    assert VideoFormat("hevc").clock_hz == 90000
    assert SoundFormat("pcma", 8000).channels == 1
    assert isnan(Arrival(AccessUnit(b"x", True, False, 0, None), 1.0, nan).captured_at)


@given(st.integers(0, 2**32 - 1), st.integers(-(2**31), 2**31 - 1))
def test_from_one_timestamp_to_another_it_is_the_shorter_way(earlier: int, step: int) -> None:
    assert ticks_between(earlier, (earlier + step) % 2**32) == step
