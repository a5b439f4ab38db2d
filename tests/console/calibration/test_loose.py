from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from console.calibration.loose import arrows, is_loose
from console.cases.case import CaseId
from console.cases.markers import PictureMarker
from media.calibration import Pose
from media.onvif.turned import HeadScale

POSE = Pose(120.19, 30.47, 30.0, 77.0, 12.0, 40.0)
MARKER = PictureMarker(
    CaseId("c"), 1, 0.6, 0.5, "inside", None, None, "grey", "", "", "", None, 0.1
)
NOW = datetime(2026, 11, 26, tzinfo=UTC)


def test_half_a_degree_is_much_when_the_lens_is_far_in() -> None:
    scale = HeadScale(error_deg=0.5)
    assert not is_loose(POSE, scale)
    assert is_loose(replace(POSE, hfov_deg=10.0), scale)
    assert not is_loose(replace(POSE, hfov_deg=10.0), HeadScale())
    assert not is_loose(POSE, None)


def test_a_marker_inside_becomes_an_arrow_in_its_direction() -> None:
    (right,) = arrows([MARKER], 16 / 9)
    assert (right.where, right.x, right.y, right.arrow_deg) == ("edge", 1.0, 0.5, 90.0)
    assert right.accuracy == 0.0
    (middle,) = arrows([replace(MARKER, x=0.5)], 16 / 9)
    assert (middle.y, middle.arrow_deg) == (1.0, 180.0)
    edge = replace(MARKER, where="edge", arrow_deg=7.0)
    assert arrows([edge], 16 / 9) == [edge]
