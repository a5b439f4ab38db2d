"""The fit on cameras whose truth is known; refining, starts and residuals are seen through it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.calibration import BARREL, POLE, catalogue, clicks, trials
from bench.figures import percentile
from console.calibration.fit import fit
from console.calibration.point import ControlPoint, Prior
from media.calibration import Pose, metres, project
from tests.console.calibration.made import POLE as TRUTH
from tests.console.calibration.made import points_of, prior_of, shifted


def away_m(one: Pose, other: Pose) -> float:
    flat = metres(one.longitude, one.latitude, other.longitude, other.latitude)
    return math.hypot(*flat, one.height_m - other.height_m)


def test_true_points_give_the_true_pose() -> None:
    found = fit(points_of(TRUTH), prior_of(TRUTH, lens_known=True))
    assert found is not None
    assert away_m(found.pose, TRUTH) < 0.2
    assert found.pose.heading_deg == pytest.approx(40, abs=0.3)
    assert found.pose.roll_deg == pytest.approx(1, abs=0.3)
    assert found.wrong == ()
    assert max(each.px for each in found.residuals) < 4


def test_a_lens_that_nobody_knows_is_solved_for_with_six_points() -> None:
    truth = replace(TRUTH, hfov_deg=55.0, k1=-0.2)
    found = fit(points_of(truth), prior_of(truth, hfov_deg=None))
    assert found is not None
    assert found.lens_solved
    assert found.pose.hfov_deg == pytest.approx(55, abs=4)
    assert max(each.px for each in found.residuals) < 20
    five = fit(points_of(truth)[:5], prior_of(truth))
    assert five is not None
    assert not five.lens_solved
    assert five.pose.k1 == 0.0


def test_nothing_but_points_is_needed() -> None:
    found = fit(points_of(TRUTH), Prior(hfov_deg=70.0, lens_known=True))
    assert found is not None
    assert away_m(found.pose, TRUTH) < 0.5


def test_three_points_are_too_few_and_unused_ones_do_not_count() -> None:
    points = points_of(TRUTH)[:4]
    assert fit(points[:3], prior_of(TRUTH)) is None
    assert fit(points, prior_of(TRUTH)) is not None
    unused = [replace(points[0], used=False), *points[1:]]
    assert fit(unused, prior_of(TRUTH)) is None
    checking = [replace(points[0], check=True), *points[1:]]
    assert fit(checking, prior_of(TRUTH)) is None


@pytest.mark.parametrize("bad", range(8))
def test_one_bad_point_is_found_and_named(bad: int) -> None:
    points = points_of(TRUTH)
    points[bad] = shifted(points[bad], 12.0, 9.0)
    found = fit(points, prior_of(TRUTH, lens_known=True))
    assert found is not None
    assert found.wrong == (bad,)
    assert away_m(found.pose, TRUTH) < 0.3
    told = found.residuals[bad]
    assert told.wrong
    assert told.out_m is None or told.out_m > 8


def test_numbers_of_residuals_are_those_of_the_points_given() -> None:
    points = points_of(TRUTH)
    points.insert(2, replace(points[0], name="out", used=False))
    found = fit(points, prior_of(TRUTH, lens_known=True))
    assert found is not None
    assert [each.at for each in found.residuals] == [0, 1, 3, 4, 5, 6, 7, 8]


def test_a_place_behind_the_camera_never_bends_the_pose() -> None:
    """One click on the wrong side of the map."""
    points = points_of(TRUTH)
    back = metres(points[4].longitude, points[4].latitude, TRUTH.longitude, TRUTH.latitude)
    points[4] = shifted(points[4], -3 * back[0], -3 * back[1])
    found = fit(points, prior_of(TRUTH, lens_known=True))
    assert found is not None
    assert 4 in found.wrong
    good = (points[each.at] for each in found.residuals if not each.wrong)
    assert all(project(found.pose, p.longitude, p.latitude).where != "behind" for p in good)


@given(
    xs=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(-90, 90), st.floats(-90, 90)),
                min_size=4, max_size=9)
)  # fmt: skip
@settings(max_examples=25)
def test_whatever_is_clicked_nobody_is_behind_the_lens_and_it_is_above_the_ground(
    xs: list[tuple[float, float, float, float]],
) -> None:
    base = ControlPoint("b", 0, 0, TRUTH.longitude, TRUTH.latitude)
    points = [replace(shifted(base, east, north), x=x, y=y) for x, y, east, north in xs]
    found = fit(points, prior_of(TRUTH))
    if found is None:
        return
    assert found.pose.height_m > 0
    assert np.isfinite(found.covariance).all()
    for each in found.residuals:
        if not each.wrong:
            place = points[each.at]
            seen = project(found.pose, place.longitude, place.latitude)
            assert seen.where != "behind"


def test_points_on_one_line_or_in_one_place_do_no_harm() -> None:
    point = points_of(TRUTH)[0]
    for step in (0.0, 3.0):
        points = [
            replace(shifted(point, step * n, step * n), x=0.1 * n, y=0.5) for n in range(1, 8)
        ]
        found = fit(points, prior_of(TRUTH))
        assert found is None or np.isfinite(found.covariance).all()


def test_a_poor_map_is_recognised() -> None:
    chance = np.random.default_rng(3)
    points = [shifted(p, *chance.normal(0, 3, 2)) for p in points_of(TRUTH)]
    found = fit(points, prior_of(TRUTH, lens_known=True))
    assert found is not None
    assert found.map_m > 1.0


def test_the_answer_to_the_same_points_is_the_same() -> None:
    points = points_of(TRUTH)
    one, other = (fit(points, prior_of(TRUTH)) for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.pose == other.pose


def test_a_marker_stands_where_the_bars_want_it() -> None:
    """A small draw of the bench's table, with slack for its chance."""
    spread, _ = trials(POLE, 8, True, False, 20, seed=5)
    assert percentile(spread, 0.5) <= 16
    assert percentile(spread, 0.95) <= 55
    bad, named = trials(POLE, 8, True, True, 20, seed=5)
    assert percentile(bad, 0.5) <= 18
    assert percentile(bad, 0.95) <= 80
    assert named >= 17


def test_the_barrel_of_a_wide_lens_is_straightened() -> None:
    errors, _ = trials(BARREL, 8, False, False, 12, seed=7)
    assert percentile(errors, 0.5) <= 22


def test_the_catalogue_of_the_bench_is_off_as_catalogues_are() -> None:
    import random

    chance = random.Random(1)
    prior = catalogue(TRUTH, True, chance)
    assert prior.longitude is not None
    assert prior.latitude is not None
    assert 0 < math.hypot(*metres(prior.longitude, prior.latitude, 120.19, 30.47)) < 40
    assert len(clicks(TRUTH, POLE, 8, chance)) == 8
