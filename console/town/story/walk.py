"""Responders who walk about: grid workers around their grids, and to the cases they are sent to."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from typing import Any

from console.town.world.ground import Plane, Point
from console.town.world.tiling import centre
from console.town.world.town import Town

GRID_WORKERS = 36
OTHERS = (("guard", "巡防队员", 6), ("police", "民警（演示）", 3), ("volunteer", "志愿者", 5))
PACE_M_S = 1.3
ROUND_M = 110.0  # how far from home the daily round leads
PAUSES_S = (16.0, 32.0)  # between two positions


@dataclass
class Walker:
    """One responder. Moves when told the time; ``errand`` is where the work is."""

    id: str
    name: str
    kind: str
    grid: str
    home: Point
    chance: random.Random
    errand: Point | None = None
    _at: Point = field(default=(0.0, 0.0), init=False)  # metres from home
    _goal: Point = field(default=(0.0, 0.0), init=False)

    def walk(self, for_s: float) -> float:
        """Walk so long; then the seconds until the next position."""
        goal = self._wanted()
        way = math.dist(self._at, goal)
        share = min(1.0, PACE_M_S * for_s / way) if way > 0 else 0.0
        x, y = self._at
        self._at = x + (goal[0] - x) * share, y + (goal[1] - y) * share
        return self.chance.uniform(*PAUSES_S)

    def _wanted(self) -> Point:
        if self.errand is not None:
            return Plane(*self.home).metres(*self.errand)
        if math.dist(self._at, self._goal) < 5:
            turn = self.chance.uniform(0, math.tau)
            far = ROUND_M * math.sqrt(self.chance.random())
            self._goal = far * math.cos(turn), far * math.sin(turn)
        return self._goal

    @property
    def at(self) -> Point:
        return Plane(*self.home).degrees(*self._at)

    def position(self) -> dict[str, Any]:
        """The contract's worker, without ``seen_at``."""
        longitude, latitude = self.at
        place = {
            "longitude": round(longitude, 7),
            "latitude": round(latitude, 7),
            "datum": "wgs84",
            "accuracy_m": 10,
            "method": "gps",
            "address": "",
            "grid": self.grid,
        }
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "grid": self.grid,
            "place": place,
            "phone": "139****0000",
            "simulated": True,
        }


def walkers_of(town: Town, seed: int) -> dict[str, Walker]:
    """The responders of a town by id, w-01 and on."""
    chance = random.Random(f"walkers-{seed}")
    # who has a camera in the grid is met in a picture sooner or later
    with_camera = {camera.grid for camera in town.cameras[:GRID_WORKERS]}
    order = sorted(town.grids, key=lambda grid: (grid.id not in with_camera, chance.random()))
    kinds = [(grid, "grid_worker", grid.worker) for grid in order[:GRID_WORKERS]]
    for kind, name, count in OTHERS:
        kinds += [(chance.choice(town.grids), kind, f"{name}{i + 1}号") for i in range(count)]
    walkers = {}
    for i, (grid, kind, name) in enumerate(kinds, start=1):
        walker_id = f"w-{i:02d}"
        home = centre(grid.polygon)
        walkers[walker_id] = Walker(
            walker_id, name, kind, grid.id, home, random.Random(f"{id}-{seed}")
        )
    return walkers
