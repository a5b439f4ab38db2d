"""Pieces for the tests of the town's cameras: a small cache with a real reel in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.town.film.reel import SUB, make_reel
from console.town.film.shot import Shot
from console.town.world.town import the_town


def sub_shot(number: int) -> Shot:
    camera = the_town(7).cameras[number]
    return Shot(camera.scene, number, camera.name, camera.pose.heading_deg, *SUB)


@pytest.fixture(scope="session")
def reel_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the sub streams of the cameras c12 and c13."""
    cache = tmp_path_factory.mktemp("reels")
    for number in (11, 12):
        make_reel(str(cache), sub_shot(number))
    return cache
