from __future__ import annotations

from dataclasses import replace

import pytest

from console.calibration.head_fit import fit_head, positions
from console.calibration.point import ControlPoint
from console.calibration.record import HeadPoint
from media.calibration import Pose, project
from media.onvif.turned import HeadScale, leaning, turned
from media.onvif.words import Motion
from media.place_at import place_at

POSE = Pose(120.19, 30.47, 30.0, 77.0, 12.0, 50.0)
SCALE = HeadScale(pan_deg=175.0, tilt_deg=44.0, hfov_deg=((0.0, 50.0), (1.0, 5.0)))
STANDS = (Motion(0.0, 0.0), Motion(0.2, -0.1), Motion(-0.3, 0.05), Motion(0.5, -0.2))


def clicked(truth: Pose, scale: HeadScale) -> list[HeadPoint]:
    found = []
    for n, at in enumerate(STANDS):
        view = turned(truth, scale, at)
        assert view is not None
        for x, y in ((0.3, 0.6), (0.7, 0.75)):
            place = place_at(view, x, y)
            assert place is not None
            found.append(HeadPoint(ControlPoint(f"p{n}", x, y, *place), at))
    return found


@pytest.mark.parametrize("lean_deg", [0.0, 2.0])
def test_zero_scale_and_lean_of_a_head_are_found(lean_deg: float) -> None:
    scale = replace(SCALE, lean_deg=lean_deg, lean_to_deg=130.0)
    truth = leaning(POSE, lean_deg, 130.0) if lean_deg else POSE
    points = clicked(truth, scale)
    believed = replace(POSE, heading_deg=POSE.heading_deg + 141, tilt_deg=8.0)
    found = fit_head(points, believed, replace(SCALE, pan_deg=180.0, tilt_deg=45.0))
    assert found is not None
    assert found.scale.pan_deg == pytest.approx(175, abs=1)
    assert found.scale.tilt_deg == pytest.approx(44, abs=2)
    assert found.scale.lean_deg == pytest.approx(lean_deg, abs=0.4)
    assert max(found.errors_px) < 12
    assert found.error_deg < 0.4
    other = Motion(0.35, -0.15)
    truly, here = turned(truth, scale, other), turned(found.pose, found.scale, other)
    assert truly is not None
    assert here is not None
    place = place_at(truly, 0.5, 0.6)
    assert place is not None
    seen = project(here, *place)
    assert (seen.x, seen.y) == (pytest.approx(0.5, abs=0.02), pytest.approx(0.6, abs=0.02))


def test_one_position_or_three_points_are_too_few() -> None:
    points = clicked(POSE, SCALE)
    assert fit_head(points[:2] * 3, POSE, SCALE) is None
    assert fit_head(points[:3], POSE, SCALE) is None
    assert fit_head([], POSE, None) is None
    assert len(positions(points)) == 4


def test_a_bad_point_does_not_turn_the_head() -> None:
    points = clicked(POSE, SCALE)
    points[2] = HeadPoint(replace(points[2].point, x=0.9, y=0.3), points[2].position)
    found = fit_head(points, POSE, SCALE)
    assert found is not None
    assert max(found.errors_px) == found.errors_px[2]
    assert found.pose.heading_deg == pytest.approx(77, abs=0.5)
