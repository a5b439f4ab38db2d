"""The truth about the demo town: its villages, grids and cameras, all invented.

``the_town(seed)`` is the same town for the same seed. It stands around 30.47 N 120.19 E, where no
such town is. All places are WGS-84 degrees.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from console.town.world.canal import CanalSection, the_canal
from console.town.world.ground import Plane, Point, Pose
from console.town.world.scenes import SCENES, Scene
from console.town.world.tiling import Polygon, area, cells, centre, contains, scatter

TOWN_NAME = "运河镇"
CENTRE = Plane(120.19, 30.47)
OUTLINE: Polygon = (
    (-3300.0, -1500.0), (-1900.0, -2500.0), (900.0, -2650.0), (2900.0, -1900.0),
    (3450.0, -100.0), (2900.0, 1750.0), (1000.0, 2550.0), (-1500.0, 2450.0), (-3150.0, 1200.0),
)  # fmt: skip
CAMERAS = 64
GRIDS = 133
APART_M = 250.0  # of two blocks' middles, if there is room
SUNNY_DEG = (-53.0, 137.0)  # headings with the afternoon sun behind or beside the camera

VILLAGES = (
    "云帆村", "青苇村", "鹭影村", "星桨村", "灯湾村", "竹笛村", "纸鸢村", "稻浪村", "莲灯村",
    "橘光村", "枇杷湾村", "渔歌村", "柳笛村", "月塘村", "霜桥村", "雁书村", "荻花村", "萤火村",
    "麦垄村", "蓑笠村", "虹影社区", "风铃社区", "书签社区", "灯市社区", "墨香社区", "船歌社区",
    "晨钟社区",
)  # fmt: skip
STATIONS = (
    ("公安派出所（演示）", "station"), ("综合执法中队（演示）", "station"),
    ("市场监管所（演示）", "station"), ("便民服务中心（演示）", "hall"),
    ("司法所（演示）", "station"), ("卫生院（演示）", "station"),
    ("水利站（演示）", "station"), ("消防救援站（演示）", "station"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Village:
    """A site of the town: ``kind`` is village, community, station or hall."""

    id: str
    name: str
    kind: str
    longitude: float
    latitude: float
    phone: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid (网格). ``polygon``: one open outer ring of (longitude, latitude)."""

    id: str
    name: str
    village: str
    worker: str
    polygon: tuple[Point, ...]

    def contains(self, longitude: float, latitude: float) -> bool:
        return contains(self.polygon, (longitude, latitude))


@dataclass(frozen=True, slots=True)
class Place:
    """A named point on the ground that a camera sees."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera, its true pose, and the block of the scene it looks at.

    ``number`` is its 0-based line of the catalogue; ``group`` is village/grid.
    """

    id: str
    number: int
    name: str
    village: str
    group: str
    grid: str
    scene: str
    pose: Pose
    places: tuple[Place, ...]

    @property
    def plane(self) -> Plane:
        """The block's own metres."""
        return Plane(self.pose.longitude, self.pose.latitude, self.pose.heading_deg)


@dataclass(frozen=True, slots=True)
class Town:
    """Everything that stands. ``villages`` holds 27 villages and communities, then 8 stations."""

    seed: int
    name: str
    villages: tuple[Village, ...]
    grids: tuple[Grid, ...]
    cameras: tuple[Camera, ...]
    canal: tuple[Point, ...]

    def camera(self, camera_id: str) -> Camera:
        """KeyError when there is no such camera."""
        return {camera.id: camera for camera in self.cameras}[camera_id]

    def grid_at(self, longitude: float, latitude: float) -> Grid | None:
        """The grid a place is in; None outside the town."""
        return next((g for g in self.grids if g.contains(longitude, latitude)), None)


@lru_cache(maxsize=4)
def the_town(seed: int = 7) -> Town:
    """The town of a seed."""
    chance = random.Random(seed)
    territories = cells(OUTLINE, scatter(OUTLINE, len(VILLAGES), chance))
    territories.sort(key=lambda t: -math.hypot(*centre(t)))  # communities lie in the middle
    grids = _grids(territories, chance)
    sections, course = the_canal(_canal_scenes())
    return Town(
        seed,
        TOWN_NAME,
        (*_villages(territories), *_stations(chance)),
        grids,
        _cameras(territories, grids, sections, course, chance),
        tuple(_degrees(p) for p in course),
    )


def _degrees(point: Point) -> Point:
    longitude, latitude = CENTRE.degrees(*point)
    return round(longitude, 7), round(latitude, 7)


def _villages(territories: Sequence[Polygon]) -> tuple[Village, ...]:
    return tuple(
        Village(
            f"n{i + 1:02d}",
            name,
            "village" if name.endswith("村") else "community",
            *_degrees(centre(territory)),
            f"{8001 + i}",
        )
        for i, (name, territory) in enumerate(zip(VILLAGES, territories, strict=True))
    )


def _stations(chance: random.Random) -> tuple[Village, ...]:
    middle = tuple((650 * math.cos(a), 650 * math.sin(a)) for a in (0.3, 1.4, 2.4, 3.6, 4.6, 5.6))
    places = scatter(middle, len(STATIONS), chance)
    first = len(VILLAGES) + 1
    return tuple(
        Village(f"n{first + i:02d}", name, kind, *_degrees(place), f"{8000 + first + i}")
        for i, ((name, kind), place) in enumerate(zip(STATIONS, places, strict=True))
    )


def _grids(territories: Sequence[Polygon], chance: random.Random) -> tuple[Grid, ...]:
    grids: list[Grid] = []
    for i, (territory, count) in enumerate(zip(territories, _shares(territories), strict=True)):
        village = VILLAGES[i]
        pieces = cells(territory, scatter(territory, count, chance), rounds=6)
        pieces.sort(key=lambda p: (-round(centre(p)[1], -2), centre(p)[0]))
        stem = village.removesuffix("村").removesuffix("社区")
        for j, piece in enumerate(pieces, start=1):
            grids.append(
                Grid(
                    f"330199100{(201 if village.endswith('村') else 1) + i:03d}{j:03d}",
                    f"网格{j:03d}",
                    village,
                    f"{stem}网格员{j}号",
                    tuple(_degrees(p) for p in piece),
                )
            )
    return tuple(grids)


def _shares(territories: Sequence[Polygon]) -> list[int]:
    """How many of the 133 grids each village has, by the square root of its area, at least 3."""
    weights = [math.sqrt(abs(area(t))) for t in territories]
    wanted = [GRIDS * w / sum(weights) for w in weights]
    shares = [max(3, int(w)) for w in wanted]
    order = sorted(range(len(wanted)), key=lambda i: shares[i] - wanted[i])
    for i in range(GRIDS - sum(shares)):
        shares[order[i % len(order)]] += 1
    return shares


def _canal_scenes() -> list[int]:
    """Numbers of the cameras that stand at the canal."""
    return [k for k in range(CAMERAS) if SCENES[k % len(SCENES)].canal_x is not None]


def _cameras(
    territories: Sequence[Polygon],
    grids: Sequence[Grid],
    sections: dict[int, CanalSection],
    course: Sequence[Point],
    chance: random.Random,
) -> tuple[Camera, ...]:
    stands: dict[int, tuple[Point, float]] = {}
    for number, section in sections.items():
        canal_x = SCENES[number % len(SCENES)].canal_x or 0.0
        stands[number] = section.stand(canal_x), section.heading_deg
    water = [p for a, b in pairwise(course) for p in _between(a, b)]
    counts = [sum(contains(t, s) for s, _ in stands.values()) for t in territories]
    for number in range(CAMERAS):
        if number not in stands:
            taken = [*water, *(_middle(*stand) for stand in stands.values())]
            which, stand = _stand(SCENES[number % len(SCENES)], territories, counts, taken, chance)
            counts[which] += 1
            stands[number] = stand
    return tuple(_camera(k, *stands[k], grids) for k in range(CAMERAS))


def _stand(
    scene: Scene,
    territories: Sequence[Polygon],
    counts: Sequence[int],
    taken: Sequence[Point],
    chance: random.Random,
) -> tuple[int, tuple[Point, float]]:
    """A village that has few cameras and suits the scene, and a place in it with room around."""
    fitting = [
        i
        for i, name in enumerate(VILLAGES)
        if ("village" if name.endswith("村") else "community") in scene.kinds
    ]
    which = min(fitting, key=lambda i: (counts[i], scene.kinds.index(_kind(i)), i * 7 % 27))
    low, high = min(territories[which]), max(territories[which])
    bottom, top = (f(p[1] for p in territories[which]) for f in (min, max))
    best, best_room = (centre(territories[which]), 0.0), 0.0
    for _ in range(300):
        point = (chance.uniform(low[0], high[0]), chance.uniform(bottom, top))
        heading = round(chance.uniform(*SUNNY_DEG) % 360, 1)
        middle = _middle(point, heading)
        room = min(math.dist(middle, other) for other in taken)
        if contains(territories[which], point) and room > best_room:
            best, best_room = (point, heading), room
            if room > APART_M:
                break
    return which, best


def _middle(place: Point, heading_deg: float) -> Point:
    """The middle of the block that a camera looks at."""
    turn = math.radians(heading_deg)
    return place[0] + 70 * math.sin(turn), place[1] + 70 * math.cos(turn)


def _between(a: Point, b: Point) -> list[Point]:
    """Points on a line, 60 m apart."""
    count = max(1, int(math.dist(a, b) / 60))
    return [
        (a[0] + (b[0] - a[0]) * i / count, a[1] + (b[1] - a[1]) * i / count) for i in range(count)
    ]


def _kind(village: int) -> str:
    return "village" if VILLAGES[village].endswith("村") else "community"


def _camera(number: int, stand: Point, heading_deg: float, grids: Sequence[Grid]) -> Camera:
    scene = SCENES[number % len(SCENES)]
    longitude, latitude = _degrees(stand)
    plane = Plane(longitude, latitude, heading_deg)
    grid = next(g for g in grids if g.contains(longitude, latitude))
    pose = Pose(
        longitude, latitude, scene.height_m, heading_deg,
        scene.tilt_deg, scene.hfov_deg, scene.roll_deg,
    )  # fmt: skip
    title = scene.names[number // len(SCENES) % len(scene.names)]
    places = tuple(Place(s.name, *plane.degrees(s.x, s.y)) for s in scene.spots)
    return Camera(
        f"c{number + 1:02d}", number, f"{grid.village} {title}", grid.village,
        f"{grid.village}/{grid.name}", grid.id, scene.id, pose, places,
    )  # fmt: skip
