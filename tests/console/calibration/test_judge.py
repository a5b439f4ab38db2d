from __future__ import annotations

import math
from dataclasses import replace

import pytest

from console.calibration.fit import fit
from console.calibration.judge import checked, judge
from tests.console.calibration.made import POLE, points_of, prior_of, shifted

PRIOR = prior_of(POLE, lens_known=True)


def test_eight_true_points_are_a_grade_a() -> None:
    points = points_of(POLE)
    said = judge(fit(points, PRIOR), points, PRIOR)
    assert said.grade == "A"
    assert said.px < 10
    assert said.m < 0.5
    assert said.advice == ()


def test_fewer_points_have_no_better_grade_than_their_number_allows() -> None:
    for count, grade in ((6, "B"), (5, "C"), (4, "C")):
        points = points_of(POLE)[:count]
        assert judge(fit(points, PRIOR), points, PRIOR).grade == grade


def test_without_a_fit_the_grade_is_d_and_it_is_said_why() -> None:
    points = points_of(POLE)[:2]
    said = judge(None, points, PRIOR)
    assert said.grade == "D"
    assert math.isnan(said.px)
    assert said.advice[0].code == "few"
    assert said.advice[0].what == ("2", "4")
    whole = judge(None, points_of(POLE), PRIOR)
    assert [each.code for each in whole.advice] == ["unseen"]


def test_points_on_one_side_are_told_with_the_side_that_misses() -> None:
    places = [(x / 3, y) for x, y in ((0.1, 0.3), (0.5, 0.25), (0.9, 0.4), (0.2, 0.6),
                                      (0.5, 0.7), (0.8, 0.9), (0.4, 0.5), (0.6, 0.8))]  # fmt: skip
    points = points_of(POLE, places)
    said = judge(fit(points, PRIOR), points, PRIOR)
    assert said.grade >= "C"
    side = next(each for each in said.advice if each.code == "side")
    assert side.what == ("left", "right")


def test_the_wrong_point_is_named_first() -> None:
    points = points_of(POLE)
    points[3] = shifted(points[3], 10, 10)
    said = judge(fit(points, PRIOR), points, PRIOR)
    assert (said.advice[0].code, said.advice[0].what) == ("wrong", ("p4",))
    assert said.grade in "AB"


def test_a_map_that_is_off_everywhere_is_told_and_so_is_a_far_catalogue() -> None:
    offs = ((4, 0), (-3, 3), (0, -4), (3, 3), (-4, -1), (2, -4), (-3, 2), (4, 2))
    points = [shifted(p, *off) for p, off in zip(points_of(POLE), offs, strict=True)]
    far = prior_of(POLE, east_m=60.0, lens_known=True)
    said = judge(fit(points, far), points, far)
    codes = [each.code for each in said.advice]
    assert "map" in codes
    assert said.grade > "A"
    right = judge(fit(points_of(POLE), far), points_of(POLE), far)
    assert [each.code for each in right.advice] == ["catalogue"]


def test_points_outside_the_fit_judge_it() -> None:
    points = points_of(POLE)
    points[0] = replace(shifted(points[0], 3.0, 0.0), check=True)
    found = fit(points, PRIOR)
    assert found is not None
    (seen,) = checked(found.pose, points)
    assert seen.at == 0
    assert seen.m == pytest.approx(3.0, abs=0.6)
    assert seen.px > 10
    up = replace(points[0], y=-0.3)
    assert checked(found.pose, [up])[0].m is None
