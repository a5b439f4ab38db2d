from __future__ import annotations

import numpy as np
import pytest

from media.diagnosis import signs
from media.diagnosis.baseline import SETTLED, Baseline
from media.diagnosis.measure import Measures
from media.diagnosis.thresholds import Thresholds
from tests.media.diagnosis.scenes import made
from tests.stage import spoil
from tests.stage.looks import measured

LIMITS = Thresholds()
CHANCE = np.random.default_rng(1)


def grainy(picture: spoil.Picture) -> Measures:
    return measured(spoil.grain(picture, 2, CHANCE))


@pytest.fixture(scope="module")
def usual() -> Baseline:
    known = Baseline()
    for _ in range(SETTLED):
        known.learn(grainy(made(1)), 10)
    return known


def test_a_camera_that_is_not_known_is_blamed_for_the_grossest_faults_only() -> None:
    unknown = Baseline()
    assert signs.blurred(measured(spoil.blur(made(1), 12)), unknown, LIMITS)
    assert not signs.blurred(measured(spoil.blur(made(1), 4)), unknown, LIMITS)
    assert signs.covered(measured(np.full((360, 640, 3), 120, np.uint8)), unknown, LIMITS)
    assert signs.covered(measured(made(1)), unknown, LIMITS) is False
    assert signs.colour_cast(measured(spoil.cast(made(1), 1.9, 1, 0.3)), unknown, LIMITS)
    assert signs.place(measured(made(1)), unknown) is None
    assert signs.moved(None, unknown, LIMITS) is None


def test_dusk_is_no_cover_and_a_dark_cover_by_day_is(usual: Baseline) -> None:
    assert not signs.covered(grainy(spoil.gain(made(1), 0.2)), usual, LIMITS)
    for share in (0.7, 0.85, 0.97):
        covered = spoil.cover(made(1), share, (25, 25, 30), 0)
        assert signs.covered(grainy(covered), usual, LIMITS), share


def test_what_lies_outside_of_the_lamps_at_night_is_not_covered(usual: Baseline) -> None:
    lit = spoil.gain(made(1), 0.4)
    lit[:, 220:] = 6
    assert not signs.covered(grainy(lit), usual, LIMITS)


def test_a_camera_with_nothing_to_cover_cannot_tell() -> None:
    plain = Baseline()
    for _ in range(SETTLED):
        plain.learn(measured(np.full((360, 640, 3), 120, np.uint8)), 10)
    seen = measured(np.full((360, 640, 3), 80, np.uint8))
    assert signs.covered(seen, plain, LIMITS) is None
    assert signs.blurred(seen, plain, LIMITS) is None
    assert signs.moved(signs.place(seen, plain), plain, LIMITS) is None


@pytest.mark.parametrize("right", [0.04, 0.15, -0.4])
def test_a_turn_is_measured_in_percent_of_the_width(usual: Baseline, right: float) -> None:
    where = signs.place(grainy(spoil.view(made(1), right=right)), usual)
    assert where is not None
    assert where.found
    assert signs.far(where.off) == pytest.approx(100 * abs(right), abs=0.3)
    assert signs.moved(where, usual, LIMITS)


def test_another_place_is_moved_and_a_small_sway_is_not(usual: Baseline) -> None:
    elsewhere = signs.place(grainy(made(99)), usual)
    assert signs.moved(elsewhere, usual, LIMITS) is not False
    sway = signs.place(grainy(spoil.view(made(1), right=0.01)), usual)
    assert signs.moved(sway, usual, LIMITS) is False


def test_a_creep_that_was_followed_adds_up(usual: Baseline) -> None:
    crept = Baseline.parse(usual.dump())
    crept.off = (4.9, 0.0)
    where = signs.place(grainy(made(1)), crept)
    assert signs.moved(where, crept, LIMITS)
    assert not signs.moved(where, usual, LIMITS)


def test_a_jump_within_a_burst_is_shaking_and_a_passing_lorry_is_not() -> None:
    still, jumped = grainy(made(1)), grainy(spoil.view(made(1), right=0.02))
    assert signs.shaken([still, jumped], Baseline(), LIMITS)
    driving = [grainy(spoil.lorry(made(1), 0.3, at, (200, 200, 205))) for at in (0.2, 0.4)]
    assert not signs.shaken(driving, Baseline(), LIMITS)
    assert signs.shaken([still], Baseline(), LIMITS) is None


def test_frozen_needs_the_look_before_and_no_change_at_all() -> None:
    still = measured(made(1))
    assert signs.frozen([still, still], None, LIMITS) is None
    assert signs.frozen([still, still], still.thumb, LIMITS)
    assert not signs.frozen([still, grainy(made(1))], measured(made(2)).thumb, LIMITS)


def test_texture_that_stands_still_is_no_noise() -> None:
    texture = CHANCE.integers(60, 190, (360, 640, 3), np.uint8)
    still = measured(texture)
    assert signs.noise([still, still], LIMITS) is False
    snowing = [measured(spoil.snow(made(1), 0.1, CHANCE)) for _ in range(2)]
    assert signs.noise(snowing, LIMITS)
