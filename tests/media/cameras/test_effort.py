from __future__ import annotations

from collections.abc import Mapping
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
    now = settle(governor, now, 0.0, CALM_FOR_S - 0.5)
    assert sum(governor.judge(now, 0.1, TILES).values()) == 3
    now = settle(governor, now, 0.0, 1.0)
    efforts = governor.judge(now, 0.1, TILES)
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
    """One step too many: each time it is taken back, pictures wait."""
    governor, now, waited = Governor(), 0.0, []
    for _ in range(8):
        now = settle(governor, now, 1.0, 0.5)
        began = now
        while any(governor.judge(now, 0.0, TILES).values()):
            now += 0.5
        waited.append(now - began)
        now += 0.5
    assert waited == sorted(waited)
    assert waited[0] < 8
    assert CALM_MOST_S - 1 <= waited[-1] <= CALM_MOST_S + 1


def test_while_what_waits_grows_less_no_more_is_left_out() -> None:
    governor = Governor()
    governor.judge(0.0, 1.0, TILES)
    for number in range(1, 6):
        efforts = governor.judge(number / 2, 0.85**number, TILES)
    assert sum(efforts.values()) == 1
    assert sum(governor.judge(3.0, 0.5, TILES).values()) == 2


COSTS = {Effort.FULL: 0.030, Effort.SELDOM: 0.024, Effort.REFERENCES: 0.022, Effort.KEYS: 0.003}


class Machine:
    """Tiles that cost so much of a core at each effort, on a machine that has so much for them.
    What cannot be done waits, a second at most; then pictures are left out."""

    def __init__(self, tiles: int) -> None:
        self.governor = Governor()
        self.tiles = {f"t{number:02}": 100 for number in range(tiles)}
        self.efforts: Mapping[str, Effort] = dict.fromkeys(self.tiles, Effort.FULL)
        self.now = self.waiting = 0.0

    def half_second(self, room: float) -> float:
        """With so much of a core; the share of it that was not used."""
        least, idle = 1.0, 0.0
        for _ in range(5):
            self.now += 0.1
            self.waiting += (sum(COSTS[each] for each in self.efforts.values()) - room) * 0.1
            idle, self.waiting = idle + max(-self.waiting, 0.0), min(max(self.waiting, 0.0), room)
            least = min(least, self.waiting / room)
        self.efforts = dict(self.governor.judge(self.now, least, self.tiles))
        return idle / 0.5 / room


@given(st.floats(0.4, 1.2))
def test_a_machine_that_is_too_slow_is_kept_busy(room: float) -> None:
    machine = Machine(32)
    idle = [machine.half_second(room) for _ in range(600)]
    assert sum(idle[-400:]) / 400 < 0.25
    if room > 0.97:
        assert not any(machine.efforts.values())


@given(st.floats(1.0, 1.2), st.integers(20, 60), st.floats(0.1, 0.4))
def test_a_disturbance_now_and_then_does_not_hold_the_wall_down(
    room: float, each_s: int, left: float
) -> None:
    """A second in which next to nothing is left for pictures; the machine is fast enough else."""
    machine, full = Machine(32), 0
    for number in range(1200):
        disturbed = number % (2 * each_s) < 2
        machine.half_second(left if disturbed else room)
        full += not any(machine.efforts.values())
    assert full / 1200 > 0.4


def test_a_long_disturbance_is_over_when_it_is_over() -> None:
    machine = Machine(32)
    for _ in range(600):
        machine.half_second(0.2)
    assert sum(machine.efforts.values()) > 60
    for _ in range(180):
        machine.half_second(1.1)
    assert not any(machine.efforts.values())


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
