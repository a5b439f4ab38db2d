from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.export import stands
from media.export.stands import LEAST_S, Stands

DAY = 1_764_000_000.0


def spans(*moments: float) -> list[tuple[float, float]]:
    seen = Stands()
    for at in moments:
        seen.saw(at)
    return seen.spans()


def every(interval: float, count: int, since: float = 0.0) -> list[float]:
    return [since + n * interval for n in range(count)]


def test_a_film_without_holes_stands_nowhere() -> None:
    assert spans() == spans(DAY) == spans(*every(0.04, 500)) == []


@pytest.mark.parametrize(
    ("interval", "hole", "told"),
    [
        (0.04, 0.45, False),  # more than three intervals, and over before anybody sees it
        (0.04, 0.55, True),
        (0.04, 5.0, True),
        (0.25, 0.7, False),  # of a slow stream
        (0.25, 0.8, True),
        (1.0, 2.9, False),
        (1.0, 3.2, True),
    ],
)
def test_a_picture_stands_where_far_more_than_usual_goes_by(
    interval: float, hole: float, told: bool
) -> None:
    before = every(interval, 100)
    after = every(interval, 100, before[-1] + hole)
    expected = [(before[-1], after[0])] if told else []
    assert spans(*before, *after) == expected


def test_pictures_that_are_decoded_before_they_are_shown_are_put_in_order() -> None:
    film = every(0.04, 300)
    del film[100:130]
    coded = [at for n in range(0, len(film), 4) for at in (*film[n + 3 : n + 4], *film[n : n + 3])]
    assert sorted(coded) == film
    assert coded != film
    assert spans(*coded) == spans(*film) == [(film[99], film[100])]


def test_what_is_told_as_a_gap_is_not_told_again() -> None:
    seen = Stands()
    for at in every(0.04, 50):
        seen.saw(at)
    seen.cut()
    for at in every(0.04, 50, 60.0):
        seen.saw(at)
    assert seen.spans() == []


def test_a_slow_stream_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stands, "PRUNED", 10)
    seen = Stands()
    seen._prune_at = 10
    for at in every(1.0, 1000):
        seen.saw(at)
        assert len(seen._long) <= 10
    seen.saw(2000.0)
    assert seen.spans() == [(999.0, 2000.0)]


@given(st.lists(st.sampled_from([0.02, 0.04, 0.05, 0.2, 0.6, 1.0, 4.9]), min_size=1, max_size=80))
def test_spans_lie_in_order_between_two_pictures_and_every_long_one_is_told(
    steps: list[float],
) -> None:
    moments = [DAY]
    for step in steps:
        moments.append(moments[-1] + step)
    found = spans(*moments)
    pairs = list(pairwise(moments))
    assert found == sorted(found)
    assert set(found) <= set(pairs)
    usual = sorted(round(step * 1000) for step in steps)[(len(steps) - 1) // 2] / 1000
    for begins, ends in pairs:
        long = ends - begins >= LEAST_S and ends - begins > 3 * usual
        assert ((begins, ends) in found) is long
