"""Which lost voice packets are asked for again, and when."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from media.hub.voice_gaps import REACH, TRIES, UNHEARD, VoiceGaps


def come(gaps: VoiceGaps, *numbers: int) -> list[set[int]]:
    asked = []
    for number in numbers:
        wants = gaps.add(SimpleNamespace(sequence_number=number % 65_536))
        assert wants == bool(gaps.missing)
        asked.append(gaps.missing)
    return asked


def test_a_hole_is_asked_for_at_once_again_after_a_while_and_then_no_more() -> None:
    gaps = VoiceGaps()
    asked = come(gaps, 65_534, 65_535, *range(65_537, 65_560))
    assert [number for number, wish in enumerate(asked) if wish] == [2, 5, 8]
    assert set().union(*asked) == {0}
    assert gaps.asked == TRIES


def test_what_came_is_not_asked_for() -> None:
    gaps = VoiceGaps()
    asked = come(gaps, 1, 2, 4, 3, 5, 6, 7, 8, 9, 10)
    assert sum(map(bool, asked)) == 1
    assert gaps.came == 1


def test_of_a_long_hole_only_what_can_still_be_heard_is_asked_for() -> None:
    asked = come(VoiceGaps(), 1, 100)
    assert asked[-1] == set(range(101 - REACH, 100)) | {100 - REACH}


def test_a_site_that_never_repeats_is_not_asked_for_ever() -> None:
    gaps = VoiceGaps()
    asked = come(gaps, *range(0, 1000, 2))
    assert not any(asked[-100:])
    assert gaps.asked <= (UNHEARD + REACH) * TRIES


@given(st.lists(st.integers(0, 65_535)))
def test_little_is_remembered_whatever_comes(numbers: list[int]) -> None:
    gaps = VoiceGaps()
    come(gaps, *numbers)
    assert len(gaps._holes) <= REACH
