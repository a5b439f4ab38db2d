"""The town's truth holds together."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from console.town.film.lens import Lens
from console.town.world.scenes import SCENES, scene_of
from console.town.world.tiling import area
from console.town.world.town import CENTRE, OUTLINE, Camera, Town, the_town
from media.calibration import Pose, project

TOWN = the_town(7)


def test_it_has_what_the_room_expects() -> None:
    kinds = [village.kind for village in TOWN.villages]
    assert len([k for k in kinds if k in ("village", "community")]) == 27
    assert len(TOWN.villages) == 35
    assert len(TOWN.grids) == 133
    assert len(TOWN.cameras) == 64
    for things in (TOWN.villages, TOWN.grids, TOWN.cameras):
        assert len({thing.id for thing in things}) == len(things)
    assert len({camera.name for camera in TOWN.cameras}) == 64


def test_the_same_seed_is_the_same_town_and_another_is_another() -> None:
    the_town.cache_clear()
    assert the_town(7) == TOWN
    assert the_town(8).grids != TOWN.grids


def test_the_grids_tile_the_town() -> None:
    whole = sum(abs(area([CENTRE.metres(*p) for p in grid.polygon])) for grid in TOWN.grids)
    assert whole == pytest.approx(abs(area(OUTLINE)), rel=1e-4)


@pytest.mark.parametrize("seed", [1, 7, 23])
def test_every_camera_stands_in_the_grid_of_its_group(seed: int) -> None:
    town = the_town(seed)
    for camera in town.cameras:
        grid = town.grid_at(camera.pose.longitude, camera.pose.latitude)
        assert grid is not None
        assert (camera.grid, camera.group) == (grid.id, f"{grid.village}/{grid.name}")


def test_the_first_twelve_cameras_show_all_twelve_scenes() -> None:
    assert [c.scene for c in TOWN.cameras[:12]] == [scene.id for scene in SCENES]


def test_no_two_blocks_stand_on_the_same_ground() -> None:
    places = [CENTRE.metres(c.pose.longitude, c.pose.latitude) for c in TOWN.cameras]
    assert min(math.dist(a, b) for a, b in itertools.combinations(places, 2)) > 120


def frame_place(camera: Camera, x: float, y: float) -> tuple[float, float]:
    pose = camera.pose
    lens = Lens(pose.height_m, pose.tilt_deg, pose.roll_deg, pose.hfov_deg, 1920, 1080)
    (u, v), _ = lens.project(np.array([x, y, 0.0]))
    return float(u + 0.5) / 1920, float(v + 0.5) / 1080


@pytest.mark.parametrize("camera", TOWN.cameras, ids=lambda camera: str(camera.id))
def test_its_places_are_in_the_picture_where_the_consoles_own_pinhole_sees_them(
    camera: Camera,
) -> None:
    pose = camera.pose
    theirs = Pose(
        pose.longitude, pose.latitude, pose.height_m, pose.heading_deg, pose.tilt_deg,
        pose.hfov_deg, pose.roll_deg,
    )  # fmt: skip
    assert len(camera.places) >= 4
    for spot, place in zip(scene_of(camera.scene).spots, camera.places, strict=True):
        seen = project(theirs, place.longitude, place.latitude)
        assert seen.where == "inside"
        assert seen.y < 0.93  # not on the mark
        assert (seen.x, seen.y) == pytest.approx(frame_place(camera, spot.x, spot.y), abs=1e-5)


def test_a_camera_is_found_by_its_id_and_no_grid_is_outside() -> None:
    town: Town = TOWN
    assert town.camera("c03") is town.cameras[2]
    assert town.grid_at(121.0, 31.0) is None
