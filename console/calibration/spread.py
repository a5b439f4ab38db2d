"""Whether control points are enough, and spread over picture and ground. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from console.calibration.point import ControlPoint
from media.calibration import metres

Code = Literal[
    "few", "more", "side", "band", "line", "close", "wrong", "map", "catalogue", "unseen"
]

ENOUGH, GOOD = 6, 8  # points that make a fit usable, and those that make it a good one
LINE = 0.08  # a band so narrow for its length is a line
CLOSE_M = 5.0  # points all so near to each other say nothing of what is farther


@dataclass(frozen=True, slots=True)
class Advice:
    """``code`` with the words that go into its sentence."""

    code: Code
    what: tuple[str, ...] = ()


def thirds(points: Sequence[ControlPoint]) -> tuple[set[int], set[int]]:
    """Which columns and rows of the picture's nine fields have a point."""
    return {_third(p.x) for p in points}, {_third(p.y) for p in points}


def is_spread(points: Sequence[ControlPoint]) -> bool:
    """In three fields of nine at least, not all above nor all beside each other."""
    columns, rows = thirds(points)
    fields = {(_third(p.x), _third(p.y)) for p in points}
    return len(fields) >= 3 and len(columns) >= 2 and len(rows) >= 2


def spread_advice(points: Sequence[ControlPoint]) -> list[Advice]:
    """What to add to the points that are used."""
    if len(points) < ENOUGH:
        return [Advice("few", (str(len(points)), str(ENOUGH - len(points)))), *_where(points)]
    found = _where(points)
    if len(points) < GOOD and not found:
        found.append(Advice("more", (str(GOOD - len(points)),)))
    return found


def _where(points: Sequence[ControlPoint]) -> list[Advice]:
    if not points:
        return []
    found = []
    columns, rows = thirds(points)
    if missing := {0, 1, 2} - columns:
        found.append(Advice("side", (_sides(columns), _sides(missing - {1}) or _sides(missing))))
    if len(rows) == 1:
        found.append(Advice("band"))
    if len(points) >= 3 and _on_a_line(points):
        found.append(Advice("line"))
    if len(points) >= 2 and _extent_m(points) < CLOSE_M:
        found.append(Advice("close"))
    return found


def _third(at: float) -> int:
    return min(max(int(at * 3), 0), 2)


def _sides(columns: set[int]) -> str:
    return "+".join(("left", "middle", "right")[each] for each in sorted(columns))


def _on_a_line(points: Sequence[ControlPoint]) -> bool:
    """On the map: one road's edge says nothing of what lies beside it."""
    first = points[0]
    flat = [metres(p.longitude, p.latitude, first.longitude, first.latitude) for p in points]
    east, north = (sum(axis) / len(flat) for axis in zip(*flat, strict=True))
    moved = [(x - east, y - north) for x, y in flat]
    xx, yy = sum(x * x for x, _ in moved), sum(y * y for _, y in moved)
    xy = sum(x * y for x, y in moved)
    half, root = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    return math.sqrt(max(half - root, 0)) < LINE * math.sqrt(half + root)


def _extent_m(points: Sequence[ControlPoint]) -> float:
    first = points[0]
    return max(
        math.hypot(*metres(p.longitude, p.latitude, first.longitude, first.latitude))
        for p in points
    )
