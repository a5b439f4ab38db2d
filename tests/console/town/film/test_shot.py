"""The loop closes, and nothing jumps in it."""

from __future__ import annotations

import random

import numpy as np
import pytest

from console.town.film.lens import Lens
from console.town.film.mark import read_mark
from console.town.film.painting import paint, sun_from
from console.town.film.shot import Shot, film
from console.town.world.blocks.catalogue import build
from console.town.world.blocks.loop import FRAMES
from console.town.world.blocks.movers import Mover
from console.town.world.scenes import SCENES, scene_of

FAR_M = 85.0  # beyond it a car is a few pixels


@pytest.mark.parametrize("scene_id", ["canal", "centre", "street"])
def test_the_last_picture_leads_to_the_first_like_any_other_to_the_next(scene_id: str) -> None:
    pictures = [p.astype(np.int16) for p in film(Shot(scene_id, 5, "测试", 20.0, 320, 180))]
    body = [p[20:164] for p in pictures]
    steps = [np.abs(a - b).mean() for a, b in zip(body, [*body[1:], body[0]], strict=True)]
    assert len(pictures) == FRAMES
    assert steps[-1] <= max(steps[:-1]) * 1.05
    assert steps[-1] > 0


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: str(scene.id))
def test_who_jumps_back_to_a_ways_beginning_is_not_seen_jumping(scene) -> None:  # type: ignore[no-untyped-def]
    lens = Lens(scene.height_m, scene.tilt_deg, scene.roll_deg, scene.hfov_deg, 320, 180)
    block = build(scene.id, random.Random(0))
    nearness = paint(block, lens, sun_from(20.0), fineness=1).nearness
    for mover in block.movers:
        for place, course in jumps(mover):
            for along in (-0.5, 0.0, 0.5):
                part = place + course * mover.shape.size[1] * along
                assert is_unseen(lens, nearness, part, mover.base_m), (mover.way, part)


def jumps(mover: Mover) -> list[tuple[np.ndarray, np.ndarray]]:
    """Places and directions from and to which it jumps within its whole way."""
    places, course = mover.placed(FRAMES)
    steps = np.hypot(*(np.roll(places, -1, 0) - places).T)
    limit = 5 * max(float(np.median(steps)), 0.01)
    after = [int(i) for i in np.nonzero(steps > limit)[0]]
    if mover.laps < 1:  # another one goes on where it ends
        after = [i for i in after if i < FRAMES - 1]
    return [(places[k], course[k]) for i in after for k in (i, (i + 1) % FRAMES)]


def is_unseen(lens: Lens, nearness: np.ndarray, place: np.ndarray, base: float) -> bool:
    for high in (0.3, 1.2):
        (u, v), depth = lens.project(np.array([*place, base + high]))
        inside = depth > 0 and 0 <= u < lens.width - 1 and 0 <= v < lens.height - 1
        if inside and depth < FAR_M and nearness[round(v), round(u)] < 1 / depth:
            return False
    return True


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: str(scene.id))
def test_at_the_loops_end_somebody_alike_is_where_each_was_at_its_beginning(scene) -> None:  # type: ignore[no-untyped-def]
    movers = build(scene.id, random.Random(0)).movers
    for mover in (m for m in movers if m.laps < 1):
        alike = [m for m in movers if m.shape is mover.shape]
        ends = (mover.laps + mover.start) % 1.0
        assert any(abs((m.start - ends + 0.5) % 1.0 - 0.5) < 1e-9 for m in alike)


def test_every_picture_carries_its_mark_and_the_same_shot_is_the_same_film() -> None:
    shot = Shot("factory", 41, "测试", 20.0, 320, 180)
    first = [p.copy() for p, _ in zip(film(shot), range(3), strict=False)]
    again = [p.copy() for p, _ in zip(film(shot), range(3), strict=False)]
    assert [read_mark(p) for p in first] == [(41, 0), (41, 1), (41, 2)]
    assert all((a == b).all() for a, b in zip(first, again, strict=True))


def test_the_name_is_in_the_picture() -> None:
    named, bare = (
        next(film(Shot("factory", 1, name, 20.0, 640, 360))).astype(int).copy()
        for name in ("云帆村 鱼塘", "")
    )
    assert np.abs(named - bare)[:40, :160].max() > 60
    assert np.abs(named - bare)[60:330].max() == 0
    assert scene_of("factory").title
