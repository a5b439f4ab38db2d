"""How a camera's pictures are to be seen where the camera itself does not tell, or tells wrongly.
Pure."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

DAMAGED = ("hold", "show")  # of spoilt pictures: the last whole one stays, or they are shown
MOST_RATIO = 4  # of a picture's sides; beyond it is a slip of the pen

# "16:09" is what a spreadsheet makes of 16:9, which it takes for a time
_RATIO = re.compile(r"(\d{1,5}) ?[:：/] ?(\d{1,5})|(\d{1,2}\.\d{1,6})")


class View(NamedTuple):
    """``rotate``: degrees clockwise; ``ratio``: width to height of the picture as it is sent,
    before it is turned, None: as its pixels say."""

    rotate: int = 0
    ratio: Fraction | None = None

    def pixel_aspect(self, size: tuple[int, int], told: Fraction | None) -> Fraction:
        """The shape of the pixels of a picture of ``size``; ``told`` is what the stream says."""
        if self.ratio is None:
            return told or Fraction(1)
        return self.ratio * size[1] / size[0]


AS_TOLD = View()


def parse_ratio(written: str) -> Fraction:
    """``16:9`` or ``1.7778``; ValueError says what would be right."""
    if found := _RATIO.fullmatch(written):
        parts = found[1], found[2]
        ratio = _ratio(int(parts[0]), int(parts[1])) if parts[1] else Fraction(found[3])
        if ratio and Fraction(1, MOST_RATIO) <= ratio <= MOST_RATIO:
            return ratio
    raise ValueError(
        f'"{written}" is no ratio of a picture: 16:9, 4:3 or another between 1:{MOST_RATIO} and '
        f"{MOST_RATIO}:1"
    )


def _ratio(width: int, height: int) -> Fraction | None:
    return Fraction(width, height) if height else None
