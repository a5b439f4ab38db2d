"""How large a stream's pictures are, as coded and as they are to be seen. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from media.cameras.scale import Size, turned
from media.view import View


@dataclass(frozen=True, slots=True)
class Shape:
    """How a stream's pictures are to be seen. ``size`` as coded, None while unknown; ``rotate``:
    degrees clockwise."""

    size: Size | None = None
    pixel_aspect: Fraction = Fraction(1)
    rotate: int = 0


class Shaping:
    """The shape of one stream's pictures, from what the stream tells and how it is to be seen."""

    def __init__(self, view: View) -> None:
        self.shape = Shape(rotate=view.rotate)
        self.shown: Size | None = None  # with square pixels, and turned
        self._view = view
        self._told = Fraction(1)  # of a pixel

    @property
    def ratio(self) -> Fraction | None:
        """Width to height before they are turned; None while it is not known."""
        size = self.shape.size
        return None if size is None else Fraction(*size) * self.shape.pixel_aspect

    def take(self, size: Size, pixel_aspect: Fraction) -> bool:
        """Pictures of this size come, as coded; whether they are shown in another size now."""
        self._told, before = pixel_aspect, self.shown
        aspect, rotate = self._view.pixel_aspect(size, pixel_aspect), self._view.rotate
        self.shape = Shape(size, aspect, rotate)
        self.shown = turned((round(size[0] * aspect), size[1]), rotate)
        return self.shown != before

    def see(self, view: View) -> bool:
        """From now on they are seen so; whether that shows them in another size."""
        if view == self._view:
            return False
        self._view = view
        return self.shape.size is not None and self.take(self.shape.size, self._told)
