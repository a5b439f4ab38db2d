"""The course of the town's one canal, straight where a camera looks at it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from console.town.world.ground import Point

# metres from the town's centre; it enters in the north-west and leaves in the south-east
BED: tuple[Point, ...] = (
    (-3400.0, 900.0), (-2500.0, 1250.0), (-1700.0, 700.0), (-900.0, 250.0), (0.0, 500.0),
    (900.0, 900.0), (1500.0, 250.0), (1500.0, -500.0), (2200.0, -900.0), (3400.0, -700.0),
)  # fmt: skip
BEHIND_M, AHEAD_M = 30.0, 170.0  # how far a straight section reaches from its camera


@dataclass(frozen=True, slots=True)
class CanalSection:
    """A straight piece of the canal: its axis passes ``origin`` towards ``heading_deg``."""

    origin: Point
    heading_deg: float

    def stand(self, canal_x: float) -> Point:
        """Where a camera stands that has the axis ``canal_x`` metres to its right."""
        return self._along(-canal_x, 0.0)

    def ends(self) -> tuple[Point, Point]:
        return self._along(0.0, -BEHIND_M), self._along(0.0, AHEAD_M)

    def _along(self, right: float, ahead: float) -> Point:
        turn = math.radians(self.heading_deg)
        return (
            self.origin[0] + right * math.cos(turn) + ahead * math.sin(turn),
            self.origin[1] + ahead * math.cos(turn) - right * math.sin(turn),
        )


def the_canal(numbers: Sequence[int]) -> tuple[dict[int, CanalSection], list[Point]]:
    """A section for each camera that stands at the canal, and the canal's axis through them all."""
    bed = _smooth(BED)
    length = _length(bed)
    sections: dict[int, CanalSection] = {}
    course: list[Point] = [bed[0]]
    for i, number in enumerate(numbers):
        distance = length * (i + 0.5) / len(numbers)
        a, b = _at(bed, distance - BEHIND_M), _at(bed, distance + AHEAD_M)
        heading = round(math.degrees(math.atan2(b[0] - a[0], b[1] - a[1])) % 360, 1)
        section = CanalSection(_at(bed, distance), heading)
        sections[number] = section
        course.extend(section.ends())
    return sections, [*course, bed[-1]]


def _smooth(points: Sequence[Point], steps: int = 24) -> list[Point]:
    """A Catmull-Rom curve through points."""
    curve: list[Point] = []
    for i in range(len(points) - 1):
        p = [points[max(0, min(len(points) - 1, i + d))] for d in (-1, 0, 1, 2)]
        for step in range(steps):
            t = step / steps
            weights = (
                -t * (1 - t) ** 2 / 2,
                (2 - 5 * t * t + 3 * t**3) / 2,
                (t + 4 * t * t - 3 * t**3) / 2,
                -t * t * (1 - t) / 2,
            )
            x, y = (sum(w * q[axis] for w, q in zip(weights, p, strict=True)) for axis in (0, 1))
            curve.append((x, y))
    return [*curve, points[-1]]


def _length(line: Sequence[Point]) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(line))


def _at(line: Sequence[Point], distance: float) -> Point:
    for a, b in itertools.pairwise(line):
        step = math.dist(a, b)
        if distance <= step:
            share = distance / step
            return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
        distance -= step
    return line[-1]
