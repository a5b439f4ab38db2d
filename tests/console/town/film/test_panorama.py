"""A panorama holds all that a head can see, and is kept whole."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from console.town.film.panorama import make_panorama, panorama_path, read_panorama, round_of
from console.town.film.shot import Shot

SHOT = Shot("fields", 6, "测试", 30.0, 640, 360)


@pytest.mark.parametrize("scene", ["lookout", "fields", "parking"])
def test_every_place_is_within_it(scene: str) -> None:
    lens = round_of(replace(SHOT, scene=scene))
    for pan, tilt in itertools.product((-1.0, -0.4, 0.0, 0.7, 1.0), (-1.0, 0.2, 1.0)):
        rays = replace(SHOT, scene=scene, place=(pan, tilt, 0.0), width=64, height=36).lens.rays()
        across, down = np.moveaxis(lens.pixels(rays @ lens.turned().T), -1, 0)
        assert across.min() > 0
        assert across.max() < lens.width - 1
        assert down.min() > 0
        assert down.max() < lens.height - 1


def test_pixels_and_directions_are_each_others_inverse() -> None:
    lens = round_of(SHOT)
    pixels = lens.pixels(lens.directions()[::40, ::40] @ lens.turned().T)
    ys, xs = np.mgrid[0 : lens.height : 40, 0 : lens.width : 40]
    assert np.allclose(pixels, np.stack([xs, ys], -1), atol=0.01)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    make_panorama(str(tmp_path), SHOT)
    path = panorama_path(tmp_path, SHOT)
    kept = read_panorama(path)
    assert kept.picture.shape == kept.shaded.shape == (*kept.nearness.shape, 3)
    assert 0 < kept.nearness.max() < 0.25
    assert [p.name for p in tmp_path.iterdir()] == [path.name], "nothing half made is left"
    whole = path.read_bytes()
    for damaged in (b"", b"no", whole[:-100], whole[:2000] + b"\0" * 2000 + whole[4000:]):
        path.write_bytes(damaged)
        with pytest.raises(ValueError, match="panorama"):
            read_panorama(path)
