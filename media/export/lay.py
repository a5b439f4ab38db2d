"""Marks laid into the pictures of a film, each from the moment on that it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from media.hub.caption import planes
from media.marks import Mark

Plane = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class _Cut:
    """One mark at one size of picture: planes and their cover, as wide and high as is seen."""

    x: int
    y: int
    since: float
    planes: tuple[Plane, ...]
    covers: tuple[npt.NDArray[np.uint16], ...]  # 0..256


class MarkLayer:
    """Made for one film; what it lays is cut once for a size of picture."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._size = (0, 0)
        self._cuts: list[_Cut] = []

    def lay(self, picture: Plane, at: float) -> None:
        """On an I420 picture (height * 3 / 2 rows) of the moment ``at``, Unix seconds."""
        height, width = picture.shape[0] * 2 // 3, picture.shape[1]
        if self._size != (width, height):
            self._size = (width, height)
            self._cuts = [cut for mark in self._marks if (cut := _cut(mark, width, height))]
        chroma = picture[height:].reshape(2, height // 2, width // 2)
        for cut in self._cuts:
            if cut.since <= at:
                _blend(picture[:height], cut.x, cut.y, cut.planes[0], cut.covers[0])
                for part in (0, 1):
                    under, over = chroma[part], cut.planes[part + 1]
                    _blend(under, cut.x // 2, cut.y // 2, over, cut.covers[1])


def _cut(mark: Mark, width: int, height: int) -> _Cut | None:
    """On even places: two pixels share a colour. None where nothing of it is in the picture."""
    wide, high = (
        max(round(part / 2), 1) * 2 for part in (mark.width * width, mark.height * height)
    )
    x, y = round(mark.x * width / 2) * 2, round(mark.y * height / 2) * 2
    sign = Image.fromarray(mark.pixels, "RGBA").resize((wide, high), Image.Resampling.BICUBIC)
    left, upper = max(-x, 0), max(-y, 0)
    right, lower = min(wide, width // 2 * 2 - x), min(high, height // 2 * 2 - y)
    if right <= left or lower <= upper:
        return None
    pixels = np.asarray(sign)[upper:lower, left:right]
    cover = pixels[..., 3].astype(np.uint16) * 256 // 255
    halved = (cover[::2, ::2] + cover[1::2, ::2] + cover[::2, 1::2] + cover[1::2, 1::2]) // 4
    since = -np.inf if mark.since is None else mark.since
    return _Cut(x + left, y + upper, since, planes(pixels[..., :3]), (cover, halved))


def _blend(under: Plane, x: int, y: int, over: Plane, cover: npt.NDArray[np.uint16]) -> None:
    high, wide = over.shape
    there = under[y : y + high, x : x + wide]
    mixed = (there.astype(np.uint16) * (256 - cover) + over.astype(np.uint16) * cover) >> 8
    there[:] = mixed.astype(np.uint8)
