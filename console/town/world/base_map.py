"""The base map and the grids as GeoJSON, from the same geometry that the cameras see."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from console.town.world.blocks.block import Block
from console.town.world.blocks.catalogue import build
from console.town.world.ground import Plane, Point
from console.town.world.scenes import CANAL_WIDTH_M, scene_of
from console.town.world.town import CENTRE, Camera, Town

Json = dict[str, Any]
ROAD_M = 9.0  # width of the roads between villages
REACH_M = (-12.0, 160.0)  # a block's road along y begins and ends there


def grids(town: Town) -> Json:
    return _collection(
        _polygon(grid.polygon, id=grid.id, name=grid.name, village=grid.village, worker=grid.worker)
        for grid in town.grids
    )


def roads(town: Town) -> Json:
    """Roads between villages, and the roads of the blocks with a link to the nearest of them."""
    villages = [v for v in town.villages if v.kind in ("village", "community")]
    middles = [CENTRE.metres(v.longitude, v.latitude) for v in villages]
    features = [
        _line([_degrees(middles[a]), _degrees(middles[b])], _road_name(villages[a].name), ROAD_M)
        for a, b in _network(middles)
    ]
    for camera in town.cameras:
        features += _block_roads(camera, middles)
    return _collection(features)


def water(town: Town) -> Json:
    """The canal, and the ponds and ditches of the blocks."""
    course = [CENTRE.metres(*point) for point in town.canal]
    features = [
        _polygon([_degrees(p) for p in _widened(course, CANAL_WIDTH_M)], name="运河（演示）")
    ]
    for camera in town.cameras:
        if scene_of(camera.scene).canal_x is None:
            patches = _block(camera.scene).patches
            pools = [p.outline for p in patches if p.material == "water"]
            features += [_polygon(_placed(camera.plane, pool)) for pool in pools]
    return _collection(features)


def buildings(town: Town) -> Json:
    features = []
    for camera in town.cameras:
        block = _block(camera.scene)
        features += [_polygon(_placed(camera.plane, house)) for house in block.houses]
    return _collection(features)


@lru_cache(maxsize=16)
def _block(scene_id: str) -> Block:
    return build(scene_id, random.Random(0))


def _block_roads(camera: Camera, middles: Sequence[Point]) -> list[Json]:
    scene, plane = scene_of(camera.scene), camera.plane
    features = []
    ends: list[Point] = []
    if scene.along is not None:
        x, width = scene.along
        ends = [(x, REACH_M[0]), (x, REACH_M[1])]
        features.append(_line(_placed(plane, ends), "", width))
    if scene.across is not None:
        y, width = scene.across
        cross = [(-95.0, y), (95.0, y)]
        ends = ends or cross
        features.append(_line(_placed(plane, cross), "", width))
    if ends:
        places = [CENTRE.metres(*plane.degrees(*end)) for end in ends]
        start, goal = min(
            itertools.product(places, middles), key=lambda pair: math.dist(pair[0], pair[1])
        )
        features.append(_line([_degrees(start), _degrees(goal)], "", 5.0))
    return features


def _network(middles: Sequence[Point]) -> list[tuple[int, int]]:
    """Pairs joined by a road: those with no third village in the circle between them (Gabriel)."""
    pairs = []
    for a, b in itertools.combinations(range(len(middles)), 2):
        across = math.dist(middles[a], middles[b]) ** 2
        between = (
            math.dist(middles[a], c) ** 2 + math.dist(middles[b], c) ** 2 < across
            for i, c in enumerate(middles)
            if i not in (a, b)
        )
        if not any(between):
            pairs.append((a, b))
    return pairs


def _road_name(village: str) -> str:
    return village.removesuffix("村").removesuffix("社区") + "路"


def _widened(course: Sequence[Point], width: float) -> list[Point]:
    """The outline of a line of a width."""
    left, right = [], []
    for i, point in enumerate(course):
        before, after = course[max(0, i - 1)], course[min(len(course) - 1, i + 1)]
        length = math.dist(before, after)
        nx, ny = (before[1] - after[1]) / length, (after[0] - before[0]) / length
        left.append((point[0] + nx * width / 2, point[1] + ny * width / 2))
        right.append((point[0] - nx * width / 2, point[1] - ny * width / 2))
    return left + right[::-1]


def _placed(plane: Plane, points: Iterable[Point]) -> list[Point]:
    return [plane.degrees(*p) for p in points]


def _degrees(point: Point) -> Point:
    return CENTRE.degrees(*point)


def _polygon(ring: Sequence[Point], **properties: object) -> Json:
    closed = [[round(x, 8), round(y, 8)] for x, y in (*ring, ring[0])]
    geometry = {"type": "Polygon", "coordinates": [closed]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _line(points: Sequence[Point], name: str, width_m: float) -> Json:
    geometry = {
        "type": "LineString",
        "coordinates": [[round(x, 8), round(y, 8)] for x, y in points],
    }
    return {
        "type": "Feature",
        "properties": {"name": name, "width_m": width_m},
        "geometry": geometry,
    }


def _collection(features: Iterable[Json]) -> Json:
    return {"type": "FeatureCollection", "features": list(features)}
