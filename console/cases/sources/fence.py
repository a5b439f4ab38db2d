"""Where the cases of a source can be: polygons or a rectangle. Pure.

A case outside is told all the same, and says that its place is suspect.
"""

from __future__ import annotations

from dataclasses import dataclass

from console.cases.case import Place
from console.cases.places import Bounds, Ring, bounds_of


@dataclass(frozen=True, slots=True)
class Fence:
    """``rings`` are outer rings in WGS-84; without any, everything within ``bounds`` is inside."""

    bounds: Bounds
    rings: tuple[Ring, ...] = ()

    @classmethod
    def around(cls, rings: tuple[Ring, ...]) -> Fence | None:
        """The polygons themselves; None where there are none."""
        bounds = bounds_of(rings, margin_m=0.0)
        return None if bounds is None else cls(bounds, rings)

    def holds(self, place: Place) -> bool:
        if not self.bounds.holds(place):
            return False
        return not self.rings or any(_inside(ring, place) for ring in self.rings)


def _inside(ring: Ring, place: Place) -> bool:
    """By counting the edges that a line to the east crosses."""
    x, y = place.longitude, place.latitude
    crossed = False
    before_x, before_y = ring[-1]
    for at_x, at_y in ring:
        if (at_y > y) != (before_y > y):
            share = (y - at_y) / (before_y - at_y)
            if x < at_x + share * (before_x - at_x):
                crossed = not crossed
        before_x, before_y = at_x, at_y
    return crossed
