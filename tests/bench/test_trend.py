from __future__ import annotations

import math
import os
import random
import time

import pytest

from bench.trend import Wear, Worn, at_rest, lasting, slope, wear_of


def test_a_straight_line_is_found_whatever_it_grows_by() -> None:
    times = [10_000.0 + 60 * n for n in range(60)]
    found = slope(times, [40 + 0.5 * n for n in range(60)])
    assert found.an_hour == pytest.approx(30.0)
    assert found.error == pytest.approx(0.0, abs=1e-6)


def test_what_only_goes_up_and_down_is_no_growth() -> None:
    found = slope([60.0 * n for n in range(60)], [40 + n % 2 for n in range(60)])
    assert abs(found.an_hour) < found.error < 1.0


def test_steps_that_stay_for_a_while_are_told_from_growth() -> None:
    """A process that takes a picture more for some minutes and then gives it back."""
    dice, within, naive = random.Random(3), 0, 0
    for _ in range(200):
        level, values = 0.0, []
        for _ in range(600):
            level += 0.05 * -level + dice.gauss(0, 0.1)
            values.append(50.0 + level)
        found = slope([5.0 * n for n in range(600)], values)
        alone = found.error / math.sqrt(lasting([value - 50.0 for value in values]))
        within += abs(found.an_hour) <= found.error
        naive += abs(found.an_hour) <= alone
    assert within >= 160
    assert naive <= 100


def test_samples_that_know_nothing_of_each_other_count_in_full() -> None:
    dice = random.Random(4)
    assert lasting([dice.gauss(0, 1) for _ in range(5000)]) == pytest.approx(1.0, abs=0.3)
    assert lasting([0.0] * 9) == 1.0


def test_two_samples_say_nothing() -> None:
    assert slope([1.0, 2.0], [1.0, 9.0]).error == math.inf


def test_what_settles_is_told_by_the_fifths_of_a_run() -> None:
    worn = Worn("x", [Wear(float(n), 50.0 + min(n, 20), 3, 9) for n in range(100)])
    assert worn.fifths("own_mb") == [59.5, 70.0, 70.0, 70.0, 70.0]
    assert Worn("y", worn.samples[:3]).fifths("own_mb") == [50.0, 51.0, 52.0]


def test_what_a_process_does_not_say_has_no_trend() -> None:
    silent = Worn("x", [Wear(5.0 * n, 50.0, 3, 9) for n in range(9)])
    assert not silent.says("in_use_mb")
    assert silent.says("own_mb")
    telling = Worn("y", [Wear(36.0 * n, 50.0, 3, 9, 40.0 + n / 100) for n in range(100)])
    assert telling.says("in_use_mb")
    assert telling.slope("in_use_mb").an_hour == pytest.approx(1.0)


def test_a_connection_that_comes_and_goes_is_not_there_at_rest_and_one_that_stays_is() -> None:
    looks = [Wear(at, 100.0 + at, 11, 53 + (at == 1)) for at in range(3)]
    assert at_rest(looks) == Wear(2, 102.0, 11, 53)
    assert at_rest([Wear(at, 100.0, 12, 54) for at in range(3)]).descriptors == 54


def test_the_wear_of_a_process_is_read_and_of_none_is_none() -> None:
    wear = wear_of(os.getpid(), time.monotonic())
    assert wear is not None
    assert wear.own_mb > 1
    assert wear.threads >= 1
    assert wear.descriptors > 2
    assert wear_of(2**30, 0.0) is None
