"""Places that cannot be right: outside of the town. They are listed, never dropped. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from console.cases.case import Case, Place

Ring = tuple[tuple[float, float], ...]

MARGIN_M = 2000.0  # neighbours' cases near the border are plausible


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle in WGS-84 degrees, edges included."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, place: Place) -> bool:
        return (
            self.west <= place.longitude <= self.east and self.south <= place.latitude <= self.north
        )


def bounds_of(rings: Iterable[Ring], margin_m: float = MARGIN_M) -> Bounds | None:
    """The rectangle around the town's grids and a margin; None where there are none."""
    points = [point for ring in rings for point in ring]
    if not points:
        return None
    south, north = min(y for _, y in points), max(y for _, y in points)
    up = margin_m / 111_000
    across = up / math.cos(math.radians((south + north) / 2))
    return Bounds(
        min(x for x, _ in points) - across,
        south - up,
        max(x for x, _ in points) + across,
        north + up,
    )


def suspects(cases: Iterable[Case], bounds: Bounds | None) -> list[Case]:
    """The cases whose place is outside of the town, or was told and could not be read."""
    return [
        case
        for case in cases
        if any(fault.startswith("place") for fault in case.faults)
        or (case.place is not None and bounds is not None and not bounds.holds(case.place))
    ]
