from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cameras.burst import HELD_S, MOST_BYTES, MOST_ITEMS, Burst, evened
from media.cameras.scribe import Heard
from media.unit import AccessUnit, Arrival, SoundFormat, SoundUnit

HZ, SOUND_HZ = 90000, 8000
FIRST = 2**32 - HZ  # so that it wraps


def picture(number: float, at: float, data: bytes = b"x") -> Arrival:
    timestamp = (FIRST + round(number * HZ / 25)) % 2**32
    return Arrival(AccessUnit(data, True, False, timestamp, None), at, math.nan)


def heard(number: int, at: float) -> Heard:
    return Heard(SoundUnit(b"y", (FIRST + number * 160) % 2**32), at)


def test_what_came_at_once_was_taken_before() -> None:
    sent = [*(picture(n, 100.0) for n in range(50)), *(picture(50 + n, 100.04) for n in range(3))]
    found = [each.received_at for each in evened(sent, HZ, SOUND_HZ)]
    assert found == pytest.approx([100.04 - (52 - n) / 25 for n in range(53)])


def test_sound_goes_by_its_own_clock_and_keeps_its_place() -> None:
    sent = [each for n in range(50) for each in (picture(n, 100.0), heard(2 * n, 100.0))]
    found = evened(sent, HZ, SOUND_HZ)
    assert [type(each) for each in found] == [type(each) for each in sent]
    moments = [each.received_at for each in found if isinstance(each, Heard)]
    assert moments == pytest.approx([100.0 - (98 - 2 * n) / 50 for n in range(50)])


@given(st.lists(st.tuples(st.floats(0, 4), st.floats(0, 1)), min_size=1, max_size=30))
def test_nothing_is_later_than_it_came_and_the_last_is_as_it_came(
    steps: list[tuple[float, float]],
) -> None:
    sent, number, at = [], 0.0, 100.0
    for camera_s, later_s in steps:
        number, at = number + camera_s * 25, at + later_s
        sent.append(picture(number, at))
    found = evened(sent, HZ, SOUND_HZ)
    assert all(new.received_at <= old.received_at for new, old in zip(found, sent, strict=True))
    assert found[-1] == sent[-1]
    moments = [each.received_at for each in found]
    assert moments == sorted(moments)
    assert [each.received_at for each in evened(found, HZ, SOUND_HZ)] == pytest.approx(moments)


def test_what_comes_as_it_is_taken_is_left_as_it_came() -> None:
    sent = [picture(n, 100.0 + n / 25) for n in range(20)]
    found = [each.received_at for each in evened(sent, HZ, SOUND_HZ)]
    assert found == pytest.approx([each.received_at for each in sent])


def test_a_clock_that_jumps_tells_nothing() -> None:
    sent = [picture(0, 100.0), picture(25 * 60, 100.04), picture(25 * 60 + 1, 100.04)]
    found = [each.received_at for each in evened(sent, HZ, SOUND_HZ)]
    assert found == pytest.approx([100.0, 100.0, 100.04])


def test_so_much_is_held_and_no_more() -> None:
    burst = Burst(HZ, SoundFormat("pcma", SOUND_HZ))
    assert not burst.is_over(1e9), "nothing has begun"
    assert not burst.put(picture(0, 100.0))
    assert not burst.is_over(100.0 + HELD_S - 0.01)
    assert burst.is_over(100.0 + HELD_S)
    assert burst.put(heard(1, 100.0 + HELD_S))
    assert len(burst.take()) == 2
    assert Burst(HZ, None).put(picture(0, 100.0, bytes(MOST_BYTES)))
    many = Burst(HZ, None)
    assert [many.put(picture(n, 100.0)) for n in range(MOST_ITEMS)].index(True) == MOST_ITEMS - 1
