"""Places on the map as they were told, and as arrays when somebody looks: numpy costs 10 MB."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from console.ui.map_ground import Plane

if TYPE_CHECKING:
    from console.ui.map_layer import Floats


class Places:
    """Of (longitude, latitude), upon a plane."""

    def __init__(
        self, plane: Plane | None = None, degrees: Sequence[tuple[float, float]] = ()
    ) -> None:
        self._plane, self._degrees = plane or Plane(), degrees

    def __getitem__(self, number: int) -> QPointF:
        """In metres."""
        return self._plane.point(*self._degrees[number])

    def all(self) -> list[QPointF]:
        """In metres."""
        return [self._plane.point(*each) for each in self._degrees]

    @cached_property
    def xy(self) -> Floats:
        """(n, 2) in metres."""
        import numpy as np  # there is something to draw

        return self._plane.points(np.array(self._degrees, np.float64).reshape(-1, 2))
