from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.diagnosis.finding import Finding
from media.diagnosis.tally import Tally

BLACK = Finding.BLACK


def counted(signs: list[bool | None], hits: int = 3, clean: int = 2) -> bool:
    tally = Tally(hits, clean)
    for sign in signs:
        tally.count({BLACK: sign})
    return BLACK in tally.said()


def test_three_hits_in_a_row_are_needed() -> None:
    assert not counted([True, True])
    assert not counted([True, True, False, True, True])
    assert counted([True, True, True])


def test_one_clean_look_does_not_withdraw_it_and_two_do() -> None:
    assert counted([True, True, True, False])
    assert counted([True, True, True, False, True, False])
    assert not counted([True, True, True, False, False])


def test_a_look_that_cannot_tell_changes_nothing() -> None:
    assert counted([True, None, True, None, True])
    assert counted([True, True, True, None, None, None])


@given(st.lists(st.sampled_from([True, False, None])), st.integers(1, 5), st.integers(1, 5))
def test_looks_that_cannot_tell_can_be_left_out(
    signs: list[bool | None], hits: int, clean: int
) -> None:
    told = [sign for sign in signs if sign is not None]
    assert counted(signs, hits, clean) == counted(list(told), hits, clean)


@given(st.lists(st.booleans(), min_size=5), st.integers(1, 5), st.integers(1, 5))
def test_what_was_just_seen_often_enough_decides(signs: list[bool], hits: int, clean: int) -> None:
    if all(signs[-hits:]):
        assert counted(list(signs), hits, clean)
    if not any(signs[-clean:]):
        assert not counted(list(signs), hits, clean)


def test_findings_are_counted_apart_and_forgotten_one_by_one() -> None:
    tally = Tally(1, 1)
    tally.count({Finding.NOISE: True, BLACK: True, Finding.MOVED: False})
    assert tally.said() == (BLACK, Finding.NOISE)
    tally.forget([BLACK])
    assert tally.said() == (Finding.NOISE,)
    tally.forget()
    assert tally.said() == ()
