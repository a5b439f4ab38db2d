"""Where the town's cases lie: mostly in sight of a camera, some behind it, some only in a grid."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from console.town.world.tiling import centre
from console.town.world.town import Camera, Grid, Town

ON_THE_WALL = 9  # the first cameras fill an empty layout, so cases favour them
FAVOUR = 6
GRID_ACCURACY_M = 180


@dataclass(frozen=True, slots=True)
class Spot:
    """A case's place, as the contract's Place, and the cameras it names."""

    name: str
    village: str
    grid: str
    place: dict[str, Any]
    cameras: tuple[str, ...]
    lies: str  # seen | behind | aside | grid: how it lies to its cameras


def pick_spot(town: Town, scenes: Sequence[str], chance: random.Random) -> Spot:
    """A spot for a case that happens in one of ``scenes`` (empty: anywhere)."""
    if not town.cameras:
        return _somewhere(town, chance.choice(town.grids))
    # a small town may lack a scene; its cases then happen where it has cameras
    fitting = [c for c in town.cameras if not scenes or c.scene in scenes] or town.cameras
    weights = [FAVOUR if camera.number < ON_THE_WALL else 1 for camera in fitting]
    camera = chance.choices(fitting, weights)[0]
    dice = chance.random()
    if dice < 0.68:
        return _seen(town, camera, chance)
    if dice < 0.78:
        return _behind(town, camera, chance)
    if dice < 0.86:
        return _aside(town, camera, chance)
    return _somewhere(town, chance.choice(town.grids))


def _seen(town: Town, camera: Camera, chance: random.Random) -> Spot:
    """At a named place of the picture; the accuracy says how exactly, the place itself is true."""
    seen = chance.choice(camera.places)
    cameras = [camera.id, *_second(town, camera, chance)]
    return Spot(
        f"{camera.name}{seen.name}",
        camera.village,
        camera.grid,
        _place(
            seen.longitude,
            seen.latitude,
            chance.choice((5, 8, 10, 15)),
            "gps",
            f"{town.name}{camera.name}{seen.name}",
            camera.grid,
        ),
        tuple(cameras),
        "seen",
    )


def _second(town: Town, camera: Camera, chance: random.Random) -> list[str]:
    """Sometimes the nearest other camera is named too, though it looks elsewhere."""
    others = [other for other in town.cameras if other.id != camera.id]
    if chance.random() > 0.3 or not others:
        return []
    return [min(others, key=lambda o: math.hypot(*camera.plane.metres(*_at(o)))).id]


def _at(camera: Camera) -> tuple[float, float]:
    return camera.pose.longitude, camera.pose.latitude


def _behind(town: Town, camera: Camera, chance: random.Random) -> Spot:
    x, y = chance.uniform(-8, 8), -chance.uniform(6, 40)
    return _off(town, camera, "背后", camera.plane.degrees(x, y), "behind", chance)


def _aside(town: Town, camera: Camera, chance: random.Random) -> Spot:
    x, y = chance.choice((-1, 1)) * chance.uniform(45, 90), chance.uniform(5, 20)
    return _off(town, camera, "旁边", camera.plane.degrees(x, y), "aside", chance)


def _off(
    town: Town,
    camera: Camera,
    word: str,
    at: tuple[float, float],
    lies: str,
    chance: random.Random,
) -> Spot:
    grid = town.grid_at(*at)
    grid_id = grid.id if grid else camera.grid
    name = f"{camera.name}{word}"
    named = (camera.id,) if chance.random() < 0.6 else ()
    place = _place(*at, chance.choice((10, 15, 30)), "address", f"{town.name}{name}", grid_id)
    return Spot(name, camera.village, grid_id, place, named, lies)


def _somewhere(town: Town, grid: Grid) -> Spot:
    name = f"{grid.village}{grid.name}"
    middle = centre(grid.polygon)
    place = _place(*middle, GRID_ACCURACY_M, "grid", f"{town.name}{name}", grid.id)
    return Spot(name, grid.village, grid.id, place, (), "grid")


def _place(
    longitude: float, latitude: float, accuracy_m: int, method: str, address: str, grid: str
) -> dict[str, Any]:
    return {
        "longitude": round(longitude, 7),
        "latitude": round(latitude, 7),
        "datum": "wgs84",
        "accuracy_m": accuracy_m,
        "method": method,
        "address": address,
        "grid": grid,
    }
