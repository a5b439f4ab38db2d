from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cameras.rounds import Rounds

TICK_S = 0.1
SHARE = 0.02


def looks(rounds: Rounds, watched: list[str], until: float, pressing: tuple[str, ...] = ()) -> list[
    tuple[float, str]
]:  # fmt: skip
    """Who is looked at when, asked ten times a second from 0 on."""
    found = []
    for tick in range(round(until / TICK_S)):
        now = tick * TICK_S
        while rounds.is_time(now):
            if chosen := rounds.due(now, watched, pressing):
                found.append((now, chosen))
    return found


def test_looks_are_spread_evenly_and_nobody_is_seen_too_often() -> None:
    names = [f"c{n}" for n in range(10)]
    seen = looks(Rounds(10.0, 0.0, SHARE), names, 40.0)
    assert [name for _, name in seen[:10]] == names
    apart = [later - earlier for (earlier, _), (later, _) in pairwise(seen)]
    assert min(apart) > 0.89
    assert max(apart) < 1.11
    assert len(seen) == 40


def test_nothing_is_looked_at_before_the_beginning_and_a_newcomer_comes_soon() -> None:
    rounds = Rounds(10.0, 20.0, SHARE)
    assert not rounds.is_time(19.9)
    assert rounds.due(20.0, [], ()) is None
    assert not rounds.is_time(20.1)
    assert rounds.is_time(20.6)
    assert rounds.due(20.6, ["c1"], ()) == "c1"


@given(st.integers(1, 400), st.floats(0.001, 0.1), st.sampled_from([0.005, 0.02, 0.15]))
def test_the_budget_is_kept_whatever_a_look_costs(
    cameras: int, cost_s: float, share: float
) -> None:
    rounds = Rounds(10.0, 0.0, share)
    for _ in range(200):
        rounds.spent(cost_s)
    names = [f"c{n}" for n in range(cameras)]
    count = len(looks(rounds, names, 100.0))
    assert (count - 2) * rounds.cost_s <= 100.0 * share


def test_a_larger_share_lets_more_cameras_be_looked_at_in_time() -> None:
    names = [f"c{n}" for n in range(400)]
    counts = [len(looks(Rounds(10.0, 0.0, share), names, 60.0)) for share in (0.02, 0.04, 0.15)]
    small, twice, enough = counts
    assert twice == pytest.approx(2 * small, rel=0.05)
    assert enough == pytest.approx(18.75 * 60, rel=0.05)  # 8 ms a look


def test_with_little_time_all_are_seen_and_what_presses_more_often() -> None:
    rounds = Rounds(10.0, 0.0, SHARE)
    names = [f"c{n}" for n in range(200)]
    seen = looks(rounds, names, 600.0, ("c7",))
    assert {name for _, name in seen} == set(names)
    times = [sum(name == each for _, name in seen) for each in names]
    assert times[7] >= 3 * times[8]
    slowest_s = rounds.slowest_s()
    assert slowest_s is not None
    assert slowest_s > 60


def test_who_is_hurried_comes_next_and_who_is_gone_is_forgotten() -> None:
    rounds = Rounds(10.0, 0.0, SHARE)
    assert [rounds.due(float(at), ["a", "b"], ()) for at in (0, 5, 9)] == ["a", "b", None]
    rounds.hurry("b")
    assert rounds.due(9.6, ["a", "b"], ()) == "b"
    assert rounds.due(11.0, ["b"], ()) is None
    assert rounds.slowest_s() is None
    assert rounds.due(20.0, ["a", "b"], ()) == "a"
