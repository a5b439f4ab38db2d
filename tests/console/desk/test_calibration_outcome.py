from __future__ import annotations

from dataclasses import replace

import pytest

from console.calibration.draft import Draft
from console.calibration.point import Prior
from console.desk.calibration_outcome import (
    Surroundings,
    make,
    overlay_of,
    prior_of,
    scale_at,
    surroundings,
)
from console.site.records import CameraEntry, MapFeature
from media.calibration import degrees
from media.onvif.turned import HeadScale
from media.onvif.words import Motion
from tests.console.calibration.made import POLE, points_of
from tests.console.calibration.made import prior_of as known

FIXED = CameraEntry("c", "c", "rtsp://h/", longitude=120.19, latitude=30.47, heading_deg=40.0)


def test_the_catalogue_is_what_is_known_before() -> None:
    prior = prior_of(FIXED, None, None, None)
    assert (prior.longitude, prior.heading_deg, prior.hfov_deg) == (120.19, 40.0, None)
    bare = replace(FIXED, longitude=None, latitude=None)
    assert prior_of(bare, None, None, None).longitude is None
    assert prior_of(bare, POLE, None, None).longitude == POLE.longitude
    assert prior_of(bare, POLE, None, None).height_m == 8.0


def test_of_a_head_only_its_present_heading_is_known() -> None:
    head = replace(FIXED, ptz="http://h/")
    assert prior_of(head, None, None, None).heading_deg is None
    scale = HeadScale(pan_deg=180.0, tilt_deg=45.0)
    turned = prior_of(head, POLE, scale, Motion(0.5))
    assert turned.heading_deg == pytest.approx(130.0)


def test_too_few_points_have_advice_and_no_pose() -> None:
    draft = Draft(points_of(POLE)[:3])
    made = make(draft, Prior(), 16 / 9, Surroundings(), {}, None)
    assert made.found is None
    assert made.outcome.pose is None
    assert made.outcome.advice[0].code == "few"


def test_rows_are_told_by_their_numbers_with_check_points_among_them() -> None:
    draft = Draft(points_of(POLE))
    draft.click("spot", (0.5, 0.5))  # a half one
    draft.set(3, check=True)
    made = make(draft, known(POLE, lens_known=True), 16 / 9, Surroundings(), {}, None)
    assert sorted(made.outcome.misses) == list(range(8))
    assert made.outcome.misses[3].px < 5
    assert made.outcome.grade == "B"  # seven points
    assert made.head is None


def test_the_map_near_by_is_drawn_back() -> None:
    near = [degrees(x, y, POLE.longitude, POLE.latitude) for x, y in ((5, 10), (10, 30), (20, 12))]
    far = tuple(degrees(9000 + x, 9000, POLE.longitude, POLE.latitude) for x in (0, 10))
    features = (
        MapFeature("roads", False, tuple(near[:2])), MapFeature("buildings", True, tuple(near)),
        MapFeature("roads", False, far),
    )  # fmt: skip
    around = surroundings(features, (POLE.longitude, POLE.latitude), 8.0)
    assert (len(around.roads), len(around.buildings)) == (1, 1)
    overlay = overlay_of(POLE, around)
    assert overlay.roads
    assert overlay.buildings
    assert overlay.rings


def test_a_head_is_measured_where_it_stands() -> None:
    assert scale_at(None, Motion(0.1, 0.2, None)) == HeadScale(0.1, 0.2, 0.0)
    scale = HeadScale(pan_deg=170.0, error_deg=0.3)
    assert scale_at(scale, Motion(0.5, 0.0, 0.2)) == replace(scale, pan=0.5, zoom=0.2)
