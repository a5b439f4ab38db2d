"""Where the signs and plates of case markers stand on a picture so that none hides another.

Pure: points and sizes in, points out. Who ranks first chooses first; a sign stands above its foot
on the vertical. Signs of one kind that would hide each other are gathered into one; what finds no
place is counted in a corner. Nothing moves while the feet move less than ``STILL_PX``, and what has
to be placed anew keeps its side where that is still free.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

HIGHEST = 4  # floors of signs one above the other
ASIDE = 6  # places along the edge to either side
STILL_PX = 6.0
TOGETHER, APART = 1.0, 1.6  # sizes of a sign: nearer ones are gathered, and stay so up to there
GAP_PX = 2.0
ROUNDED = 1e-6
CALM = 0.18  # of the picture's sides about its middle: plates stand there last


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
            self.x >= other.x - ROUNDED
            and self.y >= other.y - ROUNDED
            and self.x + self.width <= other.x + other.width + ROUNDED
            and self.y + self.height <= other.y + other.height + ROUNDED
        )

    def united(self, other: Box) -> Box:
        x, y = min(self.x, other.x), min(self.y, other.y)
        right = max(self.x + self.width, other.x + other.width)
        below = max(self.y + self.height, other.y + other.height)
        return Box(x, y, right - x, below - y)


@dataclass(frozen=True, slots=True)
class Wish:
    """One marker: its foot (or its place on the edge) in pixels.

    ``rank``: the smaller one goes first. ``kind``: what may be gathered with it; empty: nothing.
    """

    key: str
    x: float
    y: float
    standing: bool  # on the ground, with a stalk; else at the edge
    rank: tuple[Any, ...] = ()
    kind: str = ""
    arrow_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """The picture, what lies on it already, and how much it is to carry."""

    picture: Box
    sign_px: float
    stalk_px: float
    plates: int
    signs: int = 1000
    taken: tuple[Box, ...] = ()
    count: tuple[float, float] = (0.0, 0.0)  # the size of the corner's count
    early: int = 0  # so many plates are placed before the signs that rank lower


@dataclass(frozen=True, slots=True)
class Spot:
    """A sign: its middle, whose it is (the first ranks highest; several are gathered), and the
    plate's box or None where there is no room."""

    keys: tuple[str, ...]
    x: float
    y: float
    plate: Box | None
    floor: int = 0
    side: int = -1


@dataclass(frozen=True, slots=True)
class Arrangement:
    """``rest`` found no place; ``count`` is where their number stands."""

    spots: tuple[Spot, ...] = ()
    rest: tuple[str, ...] = ()
    count: Box | None = None


Sizes = Callable[[tuple[str, ...]], tuple[float, float]]


@dataclass
class SteadyLayout:
    """Places one picture's markers, and remembers where they stood."""

    now: Arrangement = field(default_factory=Arrangement)
    _wishes: dict[str, Wish] = field(default_factory=dict)
    _room: Room | None = None
    _sizes: dict[tuple[str, ...], tuple[float, float]] = field(default_factory=dict)

    def place(self, wishes: Iterable[Wish], room: Room, sizes: Sizes) -> Arrangement:
        """A place for every wish. ``sizes`` tells a plate's width and height by its keys."""
        wished = {wish.key: wish for wish in sorted(wishes, key=lambda each: each.rank)}
        if not self._is_still(wished, room, sizes):
            self.now = _arranged(list(wished.values()), room, sizes, self.now)
            self._wishes, self._room = wished, room
            plates = (spot.keys for spot in self.now.spots if spot.plate is not None)
            self._sizes = {keys: sizes(keys) for keys in plates}
        return self.now

    def _is_still(self, wished: dict[str, Wish], room: Room, sizes: Sizes) -> bool:
        if room != self._room or list(wished) != list(self._wishes):
            return False
        if any(sizes(keys) != size for keys, size in self._sizes.items()):
            return False
        return all(_near(wish, self._wishes[key]) for key, wish in wished.items())


def _near(one: Wish, other: Wish) -> bool:
    same = (one.standing, one.kind, one.arrow_deg is None) == (
        other.standing, other.kind, other.arrow_deg is None,
    )  # fmt: skip
    return same and math.hypot(one.x - other.x, one.y - other.y) <= STILL_PX


def _arranged(wishes: list[Wish], room: Room, sizes: Sizes, before: Arrangement) -> Arrangement:
    found = _Placing(room, sizes, before, None).run(wishes)
    if not found.rest:
        return found
    for corner in _corners(room):
        if not any(corner.meets(box) for box in room.taken):
            return _Placing(room, sizes, before, corner).run(wishes)
    return found


def _corners(room: Room) -> list[Box]:
    x, y, width, height = room.picture
    wide, high = room.count
    left, right = x + GAP_PX, x + width - wide - GAP_PX
    upper, lower = y + GAP_PX, y + height - high - GAP_PX
    places = ((right, upper), (left, upper), (right, lower), (left, lower))
    corners = [Box(at_x, at_y, wide, high) for at_x, at_y in places]
    return [corner for corner in corners if corner.within(room.picture)]


class _Placing:
    """One arrangement in the making."""

    def __init__(self, room: Room, sizes: Sizes, before: Arrangement, count: Box | None) -> None:
        self._room, self._sizes, self._count = room, sizes, count
        self._before = {key: spot for spot in before.spots for key in spot.keys}
        self._left = room.plates
        self._taken = [*room.taken, *([] if count is None else [count])]
        x, y, width, height = room.picture
        calm_x, calm_y = width * CALM, height * CALM
        self._middle = Box(
            x + width / 2 - calm_x, y + height / 2 - calm_y, 2 * calm_x, 2 * calm_y
        )  # fmt: skip

    def run(self, wishes: list[Wish]) -> Arrangement:
        spots: list[tuple[Wish, Spot]] = []
        rest: list[str] = []
        for group in self._gathered(wishes):
            keys = tuple(wish.key for wish in group)
            spot = self._sign(group[0], keys) if len(spots) < self._room.signs else None
            if spot is None:
                rest += keys
            else:
                self._taken.append(_around(spot.x, spot.y, self._room.sign_px))
                if len(spots) < self._room.early:
                    spot = self._with_plate(group[0], spot)
                spots.append((group[0], spot))
        done = [self._with_plate(wish, spot) for wish, spot in spots]
        return Arrangement(tuple(done), tuple(rest), self._count if rest else None)

    def _gathered(self, wishes: list[Wish]) -> list[list[Wish]]:
        groups: list[list[Wish]] = []
        for wish in wishes:
            group = next((each for each in groups if self._belongs(wish, each[0])), None)
            if group is None:
                groups.append([wish])
            else:
                group.append(wish)
        return groups

    def _belongs(self, wish: Wish, first: Wish) -> bool:
        if not (wish.kind and wish.kind == first.kind and wish.standing and first.standing):
            return False
        spot = self._before.get(first.key)
        were = spot is not None and wish.key in spot.keys
        reach = self._room.sign_px * (APART if were else TOGETHER)
        return math.hypot(wish.x - first.x, wish.y - first.y) < reach

    # signs

    def _sign(self, wish: Wish, keys: tuple[str, ...]) -> Spot | None:
        before = self._before.get(wish.key)
        places = list(self._standing(wish) if wish.standing else self._beside(wish))
        if before is not None and before.floor < len(places):
            places.insert(0, places[before.floor])
        for floor, (x, y) in places:
            if self._is_free(_around(x, y, self._room.sign_px)):
                return Spot(keys, x, y, None, floor)
        return None

    def _standing(self, wish: Wish) -> Iterable[tuple[int, tuple[float, float]]]:
        room = self._room
        for floor in range(HIGHEST + 1):
            lift = room.stalk_px + floor * (room.sign_px + GAP_PX)
            yield floor, self._clamped(wish.x, wish.y - lift, room.sign_px / 2)

    def _beside(self, wish: Wish) -> Iterable[tuple[int, tuple[float, float]]]:
        """Along the edge to either side."""
        room, box = self._room, self._room.picture
        inset = room.sign_px / 2 + (0 if wish.arrow_deg is None else room.sign_px * 0.4) + 2
        x, y = self._clamped(wish.x, wish.y, inset)
        sideways = min(y - box.y, box.y + box.height - y) <= min(x - box.x, box.x + box.width - x)
        for number in range(2 * ASIDE + 1):
            step = (number + 1) // 2 * (1 if number % 2 else -1) * (room.sign_px + GAP_PX)
            moved = (x + step, y) if sideways else (x, y + step)
            yield number, self._clamped(*moved, inset)

    def _clamped(self, x: float, y: float, inset: float) -> tuple[float, float]:
        box = self._room.picture
        return (
            min(max(x, box.x + inset), box.x + box.width - inset),
            min(max(y, box.y + inset), box.y + box.height - inset),
        )

    # plates

    def _with_plate(self, wish: Wish, spot: Spot) -> Spot:
        found = self._plate(spot, wish) if self._left > 0 and spot.plate is None else None
        if found is None:
            return spot
        self._left -= 1
        side, box = found
        self._taken.append(box)
        return Spot(spot.keys, spot.x, spot.y, box, spot.floor, side)

    def _plate(self, spot: Spot, wish: Wish) -> tuple[int, Box] | None:
        wide, high = self._sizes(spot.keys)
        x, y, beside = spot.x, spot.y, self._room.sign_px / 2 + 4
        away = self._room.sign_px * 0.45 if wish.arrow_deg is not None else 0.0
        frame = self._room.picture
        level = min(max(x - wide / 2, frame.x), max(frame.x + frame.width - wide, frame.x))
        sides = list(enumerate((
            Box(x + beside + away, y - high / 2, wide, high),
            Box(x - beside - away - wide, y - high / 2, wide, high),
            Box(x + beside, y - high - 2, wide, high),
            Box(x - beside - wide, y - high - 2, wide, high),
            Box(x + beside, y + 2, wide, high),
            Box(x - beside - wide, y + 2, wide, high),
            Box(level, y - beside - away - high, wide, high),
            Box(level, y + beside + away, wide, high),
        )))  # fmt: skip
        before = self._before.get(spot.keys[0])
        were = before.side if before is not None else -1
        sides.sort(key=lambda pair: (pair[0] != were, pair[1].meets(self._middle)))
        for side, box in sides:
            if box.within(self._room.picture) and self._is_free(box):
                return side, box
        return None

    def _is_free(self, box: Box) -> bool:
        return box.within(self._room.picture) and not any(box.meets(each) for each in self._taken)


def _around(x: float, y: float, size: float) -> Box:
    return Box(x - size / 2, y - size / 2, size, size)


def arrow(x: float, y: float, disc_px: float, arrow_deg: float) -> list[tuple[float, float]]:
    """The triangle beside a disc that points to ``arrow_deg``, clockwise from up."""
    turn = math.radians(arrow_deg)
    ahead, side = (math.sin(turn), -math.cos(turn)), (math.cos(turn), math.sin(turn))
    near, far, half = disc_px * 0.56, disc_px * 0.9, disc_px * 0.28
    return [
        (x + ahead[0] * far, y + ahead[1] * far),
        (x + ahead[0] * near + side[0] * half, y + ahead[1] * near + side[1] * half),
        (x + ahead[0] * near - side[0] * half, y + ahead[1] * near - side[1] * half),
    ]


def patches(boxes: Sequence[Box], call_px: float = 3000.0) -> list[list[int]]:
    """Which boxes are painted together: so that transparent pixels copied, and copies, each of
    which costs as much as ``call_px`` pixels, are few. Indices into ``boxes``, in their order."""
    groups = [([number], box) for number, box in enumerate(boxes)]
    joined = True
    while joined:
        joined = False
        for one in range(len(groups)):
            for other in range(len(groups) - 1, one, -1):
                together = groups[one][1].united(groups[other][1])
                apart = _area(groups[one][1]) + _area(groups[other][1]) + call_px
                if _area(together) <= apart:
                    groups[one] = (sorted(groups[one][0] + groups[other][0]), together)
                    del groups[other]
                    joined = True
    return [numbers for numbers, _ in groups]


def _area(box: Box) -> float:
    return box.width * box.height
