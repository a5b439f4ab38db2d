"""Crowns: where the pinhole says, the nearer before the farther, in whatever order they come."""

from __future__ import annotations

import numpy as np
import pytest

from console.town.film.canvas import Canvas
from console.town.film.foliage import paint_crowns
from console.town.film.lens import Lens
from console.town.film.painting import sun_from
from console.town.world.blocks.block import Crown

LENS = Lens(6.0, 13.0, 0.0, 70.0, 320, 180)
NEAR = Crown((0.5, 14.0, 3.0), 1.6, (40, 40, 220))
FAR = Crown((0.0, 22.0, 3.0), 3.4, (40, 220, 40))
BEHIND = Crown((0.0, -9.0, 3.0), 2.0, (220, 40, 40))


def painted(*crowns: Crown) -> Canvas:
    canvas = Canvas(LENS, np.zeros((LENS.height, LENS.width, 3), np.uint8), sun_from(20.0))
    paint_crowns(canvas, crowns)
    return canvas


def test_the_nearer_crown_hides_the_farther_in_whatever_order_they_come() -> None:
    one, other = painted(NEAR, FAR), painted(FAR, NEAR)
    assert (one.picture == other.picture).all()
    assert (one.nearness == other.nearness).all()
    (u, v), depth = LENS.project(np.array(NEAR.centre))
    blue, green, red = one.picture[round(v), round(u)].astype(int)
    assert red > 2 * max(blue, green)
    assert one.nearness[round(v), round(u)] > 1 / depth
    assert (one.picture[..., 1] > one.picture[..., 2]).any()  # the rest of the farther one


@pytest.mark.parametrize("crown", [NEAR, FAR])
def test_a_crown_is_round_about_where_the_pinhole_says(crown: Crown) -> None:
    ys, xs = np.nonzero(painted(crown).nearness)
    where, depth = LENS.project(np.array(crown.centre))
    radius = LENS.focal_px * crown.radius_m / depth
    assert (xs.mean(), ys.mean()) == pytest.approx(tuple(where), abs=0.15 * radius)
    assert np.pi * radius**2 * 0.6 < len(xs) < np.pi * radius**2 * 1.3


def test_what_stands_before_a_crown_is_not_painted_over() -> None:
    canvas = Canvas(LENS, np.full((LENS.height, LENS.width, 3), 7, np.uint8), sun_from(20.0))
    canvas.nearness[:, :160] = 1.0
    paint_crowns(canvas, [FAR])
    assert (canvas.picture[:, :160] == 7).all()
    assert (canvas.picture[:, 160:] != 7).any()


def test_no_crown_and_one_behind_the_camera_paint_nothing() -> None:
    assert not painted().picture.any()
    assert not painted(BEHIND).picture.any()


def test_more_crowns_than_one_batch_holds_are_all_painted() -> None:
    wall = [Crown((x, 9.0, 4.0), 1.5, (90, 90, 90)) for x in np.linspace(-6, 6, 40)]
    assert (painted(*wall).nearness > 0).mean() > 0.25
