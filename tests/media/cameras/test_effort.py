from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from media.cameras.effort import (
    BEHIND_S,
    CALM_FOR_S,
    CALM_MOST_S,
    Effort,
    Governor,
)

TILES = {"large": 400, "middle": 200, "small": 100, "tiny": 50}


def settle(governor: Governor, now: float, waits_s: float, seconds: float) -> float:
    end = now + seconds
    while now < end:
        governor.judge(now, waits_s, TILES)
        now += 0.5
    return now


def test_the_smallest_tiles_give_way_first_and_step_by_step() -> None:
    governor = Governor()
    seen = [dict(governor.judge(at, BEHIND_S * 2, TILES)) for at in range(12)]
    assert [name for name, effort in seen[0].items() if effort] == ["tiny"]
    assert seen[3] == dict.fromkeys(TILES, Effort.SELDOM)
    assert seen[4]["tiny"] is Effort.REFERENCES
    assert seen[4]["large"] is Effort.SELDOM
    assert seen[-1] == {**dict.fromkeys(TILES, Effort.KEYS), "large": Effort.REFERENCES}


def test_after_five_seconds_of_calm_the_largest_comes_back_first() -> None:
    governor = Governor()
    now = settle(governor, 0.0, 1.0, 1.5)  # three tiles shown seldom
    now = settle(governor, now, 0.0, CALM_FOR_S)
    assert sum(governor.judge(now, 0.1, TILES).values()) == 3
    now = settle(governor, now, 0.0, CALM_FOR_S + 0.5)
    efforts = governor.judge(now, 0.0, TILES)
    assert efforts["middle"] is Effort.FULL
    assert efforts["tiny"] is Effort.SELDOM
    settle(governor, now, 0.0, 30.0)
    assert not any(governor.judge(now + 30, 0.0, TILES).values())


def test_neither_behind_nor_calm_changes_nothing() -> None:
    governor = Governor()
    settle(governor, 0.0, 1.0, 1.0)
    before = dict(governor.judge(1.0, 0.1, TILES))
    assert any(before.values())
    settle(governor, 1.5, 0.1, 100.0)
    assert governor.judge(200.0, 0.1, TILES) == before


def test_what_failed_is_tried_again_more_and_more_seldom() -> None:
    governor, now, waited = Governor(), 0.0, []
    for _ in range(8):
        now = settle(governor, now, 1.0, 0.5)
        began = now
        while any(governor.judge(now, 0.0, TILES).values()):
            now += 0.5
        waited.append(now - began)
    assert waited == sorted(waited)
    assert waited[0] < 8
    assert waited[-1] >= CALM_MOST_S


def test_a_camera_that_is_shown_no_more_is_forgotten() -> None:
    governor = Governor()
    settle(governor, 0.0, 1.0, 20.0)
    assert governor.judge(20.0, 0.1, {}) == {}
    assert not any(governor.judge(21.0, 0.1, TILES).values())


@given(st.lists(st.tuples(st.floats(0, 2), st.sets(st.sampled_from(sorted(TILES)))), max_size=60))
def test_a_smaller_tile_never_has_it_better_than_a_larger_one_that_was_there_as_long(
    story: list[tuple[float, set[str]]],
) -> None:
    governor = Governor()
    for number, (waits_s, _) in enumerate(story):
        efforts = governor.judge(number * 0.5, waits_s, TILES)
        steps = [efforts[name] for name in TILES]  # largest first
        assert all(later - earlier <= 1 for earlier, later in pairwise(steps))
        assert efforts["large"] < Effort.KEYS
    for number, (waits_s, shown) in enumerate(story):
        tiles = {name: TILES[name] for name in shown}
        assert governor.judge(100 + number * 0.5, waits_s, tiles).keys() == shown
