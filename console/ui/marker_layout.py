"""Where discs and plates of case markers stand on a picture so that they do not hide each other.

Pure: points and sizes in, points out. The most urgent marker chooses first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

HIGHEST = 4  # floors of discs one above the other


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def within(self, other: Box) -> bool:
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """One marker: its foot (or its place on the edge) in pixels and the size of its plate."""

    x: float
    y: float
    standing: bool  # on the ground, with a stalk; else at the edge
    plate_width: float
    plate_height: float
    arrow_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """The disc's middle, and the plate's upper left corner or None where there is no room."""

    x: float
    y: float
    plate: tuple[float, float] | None


def place(
    wishes: Sequence[Wish], picture: Box, disc_px: float, stalk_px: float, plates: int
) -> list[Placed]:
    """A place for every wish, in their order; the last one is the most urgent and goes first.

    At most ``plates`` of them get a plate.
    """
    taken: list[Box] = []
    discs: list[tuple[float, float]] = []
    for wish in reversed(wishes):
        x, y = _disc(wish, picture, disc_px, stalk_px, taken)
        discs.append((x, y))
        taken.append(_around(x, y, disc_px))
    placed: list[Placed] = []
    for wish, (x, y) in zip(reversed(wishes), discs, strict=True):
        plate = _plate(wish, x, y, picture, disc_px, taken) if plates > 0 else None
        if plate is not None:
            plates -= 1
            taken.append(plate)
        placed.append(Placed(x, y, None if plate is None else (plate.x, plate.y)))
    return placed[::-1]


def _disc(
    wish: Wish, picture: Box, disc_px: float, stalk_px: float, taken: Sequence[Box]
) -> tuple[float, float]:
    if not wish.standing:
        inset = disc_px / 2 + (0 if wish.arrow_deg is None else disc_px * 0.4)
        return _clamped(wish.x, wish.y, picture, inset + 2)
    lift = stalk_px
    x, y = _clamped(wish.x, wish.y - lift, picture, disc_px / 2)
    for _ in range(HIGHEST):
        if not any(_around(x, y, disc_px).meets(box) for box in taken):
            break
        lift += disc_px + 2
        x, y = _clamped(wish.x, wish.y - lift, picture, disc_px / 2)
    return x, y


def _clamped(x: float, y: float, picture: Box, inset: float) -> tuple[float, float]:
    return (
        min(max(x, picture.x + inset), picture.x + picture.width - inset),
        min(max(y, picture.y + inset), picture.y + picture.height - inset),
    )


def _around(x: float, y: float, disc_px: float) -> Box:
    return Box(x - disc_px / 2, y - disc_px / 2, disc_px, disc_px)


def _plate(
    wish: Wish, x: float, y: float, picture: Box, disc_px: float, taken: Sequence[Box]
) -> Box | None:
    beside, wide, high = disc_px / 2 + 4, wish.plate_width, wish.plate_height
    for at in (
        Box(x + beside, y - high / 2, wide, high),
        Box(x - beside - wide, y - high / 2, wide, high),
        Box(x + beside, y - high - 2, wide, high),
        Box(x - beside - wide, y - high - 2, wide, high),
        Box(x + beside, y + 2, wide, high),
        Box(x - beside - wide, y + 2, wide, high),
        Box(x - wide / 2, y - beside - high, wide, high),
    ):
        if at.within(picture) and not any(at.meets(box) for box in taken):
            return at
    return None


def arrow(x: float, y: float, disc_px: float, arrow_deg: float) -> list[tuple[float, float]]:
    """The triangle beside a disc that points to ``arrow_deg``, clockwise from up."""
    turn = math.radians(arrow_deg)
    ahead, side = (math.sin(turn), -math.cos(turn)), (math.cos(turn), math.sin(turn))
    near, far, half = disc_px * 0.58, disc_px * 0.88, disc_px * 0.24
    return [
        (x + ahead[0] * far, y + ahead[1] * far),
        (x + ahead[0] * near + side[0] * half, y + ahead[1] * near + side[1] * half),
        (x + ahead[0] * near - side[0] * half, y + ahead[1] * near - side[1] * half),
    ]
