"""The pinhole against OpenCV, and the local plane against earth-centred coordinates."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from media.calibration import NEAREST_M, Pose, cropped, degrees, metres, project

Matrix = npt.NDArray[np.float64]

WIDTH = 1920.0

poses = st.builds(
    Pose,
    longitude=st.floats(119.5, 120.9),
    latitude=st.floats(-60, 60),
    height_m=st.floats(1, 60),
    heading_deg=st.floats(-360, 360),
    tilt_deg=st.floats(-30, 89),
    hfov_deg=st.floats(3, 120),
    roll_deg=st.floats(-30, 30),
    aspect=st.sampled_from([16 / 9, 4 / 3, 9 / 16, 1.0]),
)


def turned(axis: tuple[float, float, float], degrees: float) -> Matrix:
    return np.asarray(cv2.Rodrigues(np.array(axis) * math.radians(degrees))[0], np.float64)


def camera_of_world(pose: Pose) -> Matrix:
    """From east, north, up to OpenCV's right, down, ahead: turns composed one by one."""
    level_north = np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]])
    heading = turned((0, 1, 0), pose.heading_deg)  # about down: ahead goes to the right
    tilt = turned((1, 0, 0), -pose.tilt_deg)  # about right: ahead goes down
    roll = turned((0, 0, 1), pose.roll_deg)  # about ahead: right goes down
    return np.asarray((heading @ tilt @ roll).T @ level_north)


def seen_by_opencv(pose: Pose, east: float, north: float, up: float) -> tuple[float, float]:
    focal = WIDTH / 2 / math.tan(math.radians(pose.hfov_deg) / 2)
    height = WIDTH / pose.aspect
    matrix = np.array([[focal, 0, WIDTH / 2], [0, focal, height / 2], [0, 0, 1]])
    turn = camera_of_world(pose)
    shift = -turn @ np.array([0.0, 0.0, pose.height_m])
    point = np.array([[[east, north, up]]])
    found, _ = cv2.projectPoints(
        point, cv2.Rodrigues(turn)[0], shift, matrix, np.array([pose.k1, 0, 0, 0])
    )
    return float(found[0, 0, 0]) / WIDTH, float(found[0, 0, 1]) / height


def depth_of(pose: Pose, east: float, north: float, up: float) -> float:
    ahead = camera_of_world(pose)[2]
    return float(ahead @ np.array([east, north, up - pose.height_m]))


def place(pose: Pose, bearing_deg: float, distance_m: float) -> tuple[float, float]:
    """A place roughly so far away; where exactly, ``metres`` tells."""
    north = distance_m * math.cos(math.radians(bearing_deg)) / 111_000
    east = distance_m * math.sin(math.radians(bearing_deg)) / 111_000
    return pose.longitude + east / math.cos(math.radians(pose.latitude)), pose.latitude + north


def earth_centred(longitude: float, latitude: float) -> Matrix:
    squared = 0.00669437999014
    along, up = math.radians(longitude), math.radians(latitude)
    across = 6378137.0 / math.sqrt(1 - squared * math.sin(up) ** 2)
    return np.array(
        [
            across * math.cos(up) * math.cos(along),
            across * math.cos(up) * math.sin(along),
            across * (1 - squared) * math.sin(up),
        ]
    )


@given(poses, st.floats(-180, 180), st.floats(1, 400), st.floats(0, 5))
def test_a_place_in_front_is_where_opencv_projects_it(
    pose: Pose, bearing: float, distance: float, up: float
) -> None:
    longitude, latitude = place(pose, bearing, distance)
    east, north = metres(longitude, latitude, pose.longitude, pose.latitude)
    assume(depth_of(pose, east, north, up) > NEAREST_M + 0.01)
    seen = project(pose, longitude, latitude, up)
    x, y = seen_by_opencv(pose, east, north, up)
    assert seen.where != "behind"
    assert seen.x == pytest.approx(x, rel=1e-6, abs=1e-6)
    assert seen.y == pytest.approx(y, rel=1e-6, abs=1e-6)
    assert seen.distance_m == pytest.approx(math.hypot(east, north))
    assert seen.where == ("inside" if 0 <= seen.x <= 1 and 0 <= seen.y <= 1 else "outside")


@given(poses, st.floats(-180, 180), st.floats(0, 400), st.floats(0, 80))
def test_what_is_behind_the_lens_is_never_in_front(
    pose: Pose, bearing: float, distance: float, up: float
) -> None:
    longitude, latitude = place(pose, bearing, distance)
    east, north = metres(longitude, latitude, pose.longitude, pose.latitude)
    assume(depth_of(pose, east, north, up) <= 0)
    assert project(pose, longitude, latitude, up).where == "behind"


def test_opencv_alone_puts_a_place_behind_the_camera_into_the_picture() -> None:
    pose = Pose(120.19, 30.47, 8.0, 0.0, 10.0, 70.0)
    longitude, latitude = place(pose, 180, 40)
    east, north = metres(longitude, latitude, pose.longitude, pose.latitude)
    x, y = seen_by_opencv(pose, east, north, 0)
    assert 0 <= x <= 1
    assert 0 <= y <= 1
    assert project(pose, longitude, latitude).where == "behind"


def test_the_middle_of_the_picture_is_where_the_axis_meets_the_ground() -> None:
    pose = Pose(120.19, 30.47, 10.0, 90.0, 45.0, 60.0)
    seen = project(pose, *place(pose, 90, 10))
    assert (seen.x, seen.y) == pytest.approx((0.5, 0.5), abs=5e-3)
    assert seen.bearing_deg == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    ("bearing", "left", "upper"), [(0, None, True), (20, False, True), (-20, True, True)]
)
def test_right_is_right_and_far_is_up(bearing: float, left: bool | None, upper: bool) -> None:
    pose = Pose(120.19, 30.47, 10.0, 0.0, 20.0, 70.0)
    seen = project(pose, *place(pose, bearing, 60))
    assert seen.where == "inside"
    assert (seen.y < 0.5) is upper
    assert seen.bearing_deg == pytest.approx(bearing, abs=0.2)
    if left is not None:
        assert (seen.x < 0.5) is left


def test_a_camera_that_rolls_clockwise_sees_the_right_side_higher() -> None:
    level = Pose(120.19, 30.47, 10.0, 0.0, 20.0, 70.0)
    rolled = Pose(120.19, 30.47, 10.0, 0.0, 20.0, 70.0, roll_deg=10.0)
    right = place(level, 20, 40)
    assert project(rolled, *right).y < project(level, *right).y


@given(poses, st.floats(-180, 180), st.floats(5, 400))
def test_one_metre_across_takes_as_much_of_the_picture_as_is_told(
    pose: Pose, bearing: float, distance: float
) -> None:
    seen = project(pose, *place(pose, bearing, distance))
    assume(seen.where != "behind")
    focal = 0.5 / math.tan(math.radians(pose.hfov_deg) / 2)
    east, north = metres(*place(pose, bearing, distance), pose.longitude, pose.latitude)
    assert seen.metre_px == pytest.approx(focal / depth_of(pose, east, north, 0), rel=1e-6)


@given(
    st.floats(-180, 180),
    st.floats(-50, 50),
    st.floats(-180, 180),
    st.sampled_from([(500.0, 0.03), (2000.0, 0.4)]),
)
def test_the_local_plane_is_true(
    longitude: float, latitude: float, bearing: float, reach: tuple[float, float]
) -> None:
    distance, bound = reach
    pose = Pose(longitude, latitude, 1, 0, 0, 60)
    there = place(pose, bearing, distance)
    way = earth_centred(*there) - earth_centred(longitude, latitude)
    along, up = math.radians(longitude), math.radians(latitude)
    east = np.array([-math.sin(along), math.cos(along), 0])
    north = np.array(
        [-math.sin(up) * math.cos(along), -math.sin(up) * math.sin(along), math.cos(up)]
    )
    found = metres(*there, longitude, latitude)
    assert math.dist(found, (float(east @ way), float(north @ way))) < bound


def test_the_shorter_way_round_the_earth_is_taken() -> None:
    east, north = metres(-179.9999, 10, 179.9999, 10)
    assert east == pytest.approx(21.93, abs=0.05)
    assert north == pytest.approx(0, abs=1e-6)


@given(east=st.floats(-2000, 2000), north=st.floats(-2000, 2000), latitude=st.floats(-70, 70))
def test_degrees_and_metres_are_the_same_both_ways(
    east: float, north: float, latitude: float
) -> None:
    there = degrees(east, north, 120.0, latitude)
    assert metres(*there, 120.0, latitude) == pytest.approx((east, north), abs=1e-3)


def test_a_barrel_draws_to_the_middle_and_never_folds_back() -> None:
    plain = Pose(120.0, 30.0, 8.0, 0.0, 10.0, 90.0)
    barrel = replace(plain, k1=-0.2)
    beside = degrees(12.0, 20.0, 120.0, 30.0)
    assert abs(project(barrel, *beside).x - 0.5) < abs(project(plain, *beside).x - 0.5)
    far_aside = degrees(200.0, 20.0, 120.0, 30.0)
    assert project(barrel, *far_aside).where == "outside"


def test_a_part_of_a_picture_has_its_own_coordinates() -> None:
    pose = Pose(120.0, 30.0, 8.0, 0.0, 15.0, 70.0, 2.0, k1=-0.1)
    part = cropped(pose, 0.25, 0.1, 0.75, 0.9)
    place = degrees(2.0, 25.0, 120.0, 30.0)
    whole, cut = project(pose, *place), project(part, *place)
    assert cut.x == pytest.approx((whole.x - 0.25) / 0.5)
    assert cut.y == pytest.approx((whole.y - 0.1) / 0.8)
    assert cut.metre_px == pytest.approx(whole.metre_px / 0.5)


@given(pose=poses, k1=st.floats(-0.3, 0.2), east=st.floats(-100, 100), north=st.floats(-100, 100))
def test_what_is_seen_through_a_bent_lens_is_where_opencv_has_it(
    pose: Pose, k1: float, east: float, north: float
) -> None:
    bent = replace(pose, k1=k1)
    assume(depth_of(bent, east, north, 0.0) > 2 * NEAREST_M)
    seen = project(bent, *degrees(east, north, bent.longitude, bent.latitude))
    if seen.where == "inside":
        assert (seen.x, seen.y) == pytest.approx(seen_by_opencv(bent, east, north, 0.0), abs=1e-4)
