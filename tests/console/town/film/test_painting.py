"""What is drawn is where the pinhole says, and what is nearer hides what is farther."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.town.film.lens import Lens
from console.town.film.painting import Painting, paint, sun_from
from console.town.world.blocks.block import Block
from console.town.world.blocks.catalogue import BLOCKS, build
from console.town.world.scenes import SCENES, scene_of

SUN = sun_from(20.0)
BRIGHT = (255, 0, 255)


def lens_of(scene_id: str, width: int = 640) -> Lens:
    scene = scene_of(scene_id)
    return Lens(
        scene.height_m, scene.tilt_deg, scene.roll_deg, scene.hfov_deg, width, width * 9 // 16
    )


def bright_centre(painting: Painting) -> tuple[float, float]:
    blue, green, red = (painting.picture[..., i].astype(int) for i in range(3))
    ys, xs = np.nonzero((red > 170) & (blue > 170) & (green < 110))
    assert len(xs)
    return float(xs.mean()), float(ys.mean())


def post(block: Block, x: float, y: float, z: float) -> None:
    half = 0.25
    block.face(
        [(x - half, y, z - half), (x + half, y, z - half), (x + half, y, z + half),
         (x - half, y, z + half)],
        BRIGHT, bright=True,
    )  # fmt: skip


@pytest.mark.parametrize("place", [(-3.0, 14.0, 1.0), (4.0, 22.0, 2.0), (0.5, 30.0, 0.4)])
@pytest.mark.parametrize("scene_id", ["street", "canal", "bridge"])
def test_a_bright_post_is_where_the_pinhole_says(
    scene_id: str, place: tuple[float, float, float]
) -> None:
    block = Block()
    post(block, *place)
    lens = lens_of(scene_id)
    where, _ = lens.project(np.array(place))
    assert bright_centre(paint(block, lens, SUN)) == pytest.approx(tuple(where), abs=0.8)


def test_a_pole_of_the_real_street_stands_where_the_pinhole_says() -> None:
    plain, marked = build("street", random.Random(1)), build("street", random.Random(1))
    post(marked, 0.0, 24.0, 0.3)
    lens = lens_of("street")
    where, _ = lens.project(np.array([0.0, 24.0, 0.3]))
    before, after = paint(plain, lens, SUN).picture, paint(marked, lens, SUN).picture
    ys, xs = np.nonzero(np.abs(before.astype(int) - after).max(axis=2) > 60)
    assert (xs.mean(), ys.mean()) == pytest.approx(tuple(where), abs=0.8)


def test_a_wall_hides_what_is_behind_it_and_not_what_is_before_it() -> None:
    lens = lens_of("street")
    hidden, shown = Block(), Block()
    for block, y in ((hidden, 25.0), (shown, 15.0)):
        block.box(-4, 20, 4, 21, 0, 5, (200, 200, 200))
        post(block, 0.0, y, 1.0)
    picture = paint(hidden, lens, SUN).picture.astype(int)
    assert not ((picture[..., 2] > 170) & (picture[..., 1] < 110)).any()
    bright_centre(paint(shown, lens, SUN))


def test_what_is_half_behind_a_wall_is_half_hidden() -> None:
    lens = lens_of("street")
    block = Block()
    block.box(-4, 20, 0, 20.5, 0, 5, (200, 200, 200))
    post(block, 0.0, 20.6, 1.0)
    picture = paint(block, lens, SUN).picture.astype(int)
    _, xs = np.nonzero((picture[..., 2] > 170) & (picture[..., 1] < 110))
    (edge, _), _ = lens.project(np.array([0.0, 20.5, 1.0]))
    assert xs.min() >= edge - 1
    assert xs.max() > edge + 1


def test_main_and_sub_show_the_same_world() -> None:
    block = build("school", random.Random(3))
    small = paint(block, lens_of("school", 320), SUN).picture.astype(float)
    large = paint(block, lens_of("school", 640), SUN).picture.astype(float)
    halved = large.reshape(180, 2, 320, 2, 3).mean(axis=(1, 3))
    assert np.abs(halved - small).mean() < 6


@settings(max_examples=25, deadline=None)
@given(st.floats(-60, 60), st.floats(3, 150), st.floats(0, 20), st.floats(-4, 4))
def test_pixels_lie_on_the_rays_that_lead_to_them(
    x: float, y: float, z: float, roll: float
) -> None:
    lens = replace(lens_of("road", 640), roll_deg=roll)
    (u, v), depth = lens.project(np.array([x, y, z]))
    if 0 <= u <= 638 and 0 <= v <= 358:
        ray = lens.rays()[round(v), round(u)] * depth
        error = np.abs(ray - np.array([x, y, z - lens.height_m])).max()
        assert error < 0.8 * depth / lens.focal_px + 1e-3


def test_every_scene_has_its_block_with_houses_or_ground_and_movers() -> None:
    assert set(BLOCKS) == {scene.id for scene in SCENES}
    for scene in SCENES:
        block = build(scene.id, random.Random(0))
        assert len(block.movers) >= 4
        assert block.patches


def test_chance_changes_colours_and_no_wall() -> None:
    one, other = build("street", random.Random(1)), build("street", random.Random(2))
    assert one.houses == other.houses
    assert [len(f.points) for f in one.faces[:40]] == [len(f.points) for f in other.faces[:40]]
