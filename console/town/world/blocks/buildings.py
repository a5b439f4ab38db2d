"""Houses, halls, walls and sheds, put together from faces."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from console.town.world.blocks.block import Block
from console.town.world.blocks.shapes import Colour

WHITE: Colour = (214, 224, 228)
CREAM: Colour = (176, 206, 224)
SAND: Colour = (142, 178, 206)
GREY: Colour = (176, 176, 174)
BRICK: Colour = (92, 112, 168)
PINK: Colour = (170, 178, 214)
WALLS: tuple[Colour, ...] = (WHITE, CREAM, SAND, GREY, PINK, WHITE, (188, 200, 196))
SLATE: Colour = (84, 80, 76)
TERRACOTTA: Colour = (64, 78, 142)
BLUE_ROOF: Colour = (150, 112, 70)
ROOFS: tuple[Colour, ...] = (SLATE, SLATE, (74, 72, 72), TERRACOTTA, (92, 88, 84))
GLASS: Colour = (112, 92, 70)
FRAME: Colour = (206, 210, 212)
WOOD: Colour = (52, 74, 112)
STOREY_M = 3.1

Corner = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Site:
    """Where a building stands: its front's middle, and how it is turned (counter-clockwise).

    Unturned, its front is towards -y.
    """

    x: float
    y: float
    turn_deg: float = 0.0

    def at(self, x: float, y: float, z: float) -> Corner:
        """A point of the building's own metres (x along the front, y inwards) in the block's."""
        turn = math.radians(self.turn_deg)
        return (
            self.x + x * math.cos(turn) - y * math.sin(turn),
            self.y + x * math.sin(turn) + y * math.cos(turn),
            z,
        )

    def quad(self, *points: Corner) -> list[Corner]:
        return [self.at(*p) for p in points]


def house(
    block: Block, site: Site, width: float, depth: float, storeys: int,
    wall: Colour, roof: Colour, chance: random.Random, shop: str = "",
) -> None:  # fmt: skip
    """A house with a pitched roof, its ridge along the front. ``shop``: a shop below if not ""."""
    high = storeys * STOREY_M + 0.3
    walls(block, site, width, depth, 0.0, high, wall)
    gable_roof(block, site, width, depth, high, 0.28 * depth, roof, wall)
    half = width / 2
    first = 1 if shop else 0
    for storey in range(first, storeys):
        _windows(block, site, width, storey, chance)
    for side in (-1, 1):
        for storey in range(storeys):
            for inward in _spread(0.0, depth, 3.4):
                _side_window(block, site, side * half, inward, storey * STOREY_M + 1.0)
    if shop:
        shop_front(block, site, width, chance)
    else:
        _door(block, site, chance.choice((-1, 0, 1)) * width / 4, WOOD)
    ground_line(block, site, width, depth)


def flats(
    block: Block, site: Site, width: float, depth: float, storeys: int, wall: Colour,
    chance: random.Random, shop: bool = False,
) -> None:  # fmt: skip
    """A block of flats with a flat roof, balconies and a stair house."""
    high = storeys * STOREY_M + 0.4
    walls(block, site, width, depth, 0.0, high, wall)
    flat_roof(block, site, width, depth, high, (150, 152, 154))
    for storey in range(1 if shop else 0, storeys):
        z = storey * STOREY_M
        for x in _spread(-width / 2, width / 2, 3.2):
            panel(block, site, x - 0.8, x + 0.8, z + 0.95, z + 2.35, GLASS, 2)
            panel(block, site, x - 0.04, x + 0.04, z + 0.95, z + 2.35, FRAME, 3)
            if storey and int(x * 7) % 2:
                _balcony(block, site, x, z)
        panel(block, site, -width / 2, width / 2, z + 2.85, z + 3.05, _dim(wall, 0.86), 1)
        for side in (-1, 1):
            for inward in _spread(0.0, depth, 3.6):
                _side_window(block, site, side * width / 2, inward, z + 1.0)
    if shop:
        shop_front(block, site, width, chance)
    ground_line(block, site, width, depth)


def walls(
    block: Block, site: Site, width: float, depth: float, low: float, high: float, colour: Colour
) -> None:
    half = width / 2
    corners = ((-half, 0.0), (half, 0.0), (half, depth), (-half, depth))
    for i, (xa, ya) in enumerate(corners):
        xb, yb = corners[(i + 1) % 4]
        block.face(site.quad((xa, ya, low), (xb, yb, low), (xb, yb, high), (xa, ya, high)), colour)
    block.shade([site.at(x, y, z) for x, y in corners for z in (low, high)])


def gable_roof(
    block: Block, site: Site, width: float, depth: float, high: float, rise: float,
    colour: Colour, wall: Colour, eaves: float = 0.6,
) -> None:  # fmt: skip
    """Two slopes with rows of tiles, ridge along the front, gables closed with wall."""
    half, middle = width / 2 + 0.35, depth / 2
    drop = eaves * rise / middle
    for side in (-1, 1):
        gable = ((side * width / 2, 0.0, high), (side * width / 2, depth, high),
                 (side * width / 2, middle, high + rise))  # fmt: skip
        block.face(site.quad(*gable), wall)
    for edge in (-eaves, depth + eaves):
        slope = ((-half, edge, high - drop), (half, edge, high - drop),
                 (half, middle, high + rise), (-half, middle, high + rise))  # fmt: skip
        block.face(site.quad(*slope), colour)
        _tiles(block, site, half, edge, middle, high - drop, high + rise, colour)
    ridge = high + rise
    block.face(
        site.quad((-half, middle, ridge), (half, middle, ridge),
                  (half, middle, ridge + 0.25), (-half, middle, ridge + 0.25)),
        _dim(colour, 0.8),
    )  # fmt: skip
    block.shade(
        [site.at(x, middle, ridge) for x in (-half, half)]
        + [site.at(x, y, high - drop) for x in (-half, half) for y in (-eaves, depth + eaves)]
    )


def _tiles(
    block: Block, site: Site, half: float, edge: float, middle: float, low: float, high: float,
    colour: Colour,
) -> None:  # fmt: skip
    rows = max(4, int(abs(middle - edge) / 0.55))
    for row in range(rows):
        near, far = (row + 0.05) / rows, (row + 0.3) / rows
        ya, yb = (edge + (middle - edge) * s for s in (near, far))
        za, zb = (low + (high - low) * s for s in (near, far))
        strip = ((-half, ya, za), (half, ya, za), (half, yb, zb), (-half, yb, zb))
        block.face(site.quad(*strip), _dim(colour, 0.82), lift=2)


def flat_roof(
    block: Block, site: Site, width: float, depth: float, high: float, colour: Colour
) -> None:
    half = width / 2
    block.face(
        site.quad((-half, 0, high - 0.35), (half, 0, high - 0.35),
                  (half, depth, high - 0.35), (-half, depth, high - 0.35)),
        colour,
    )  # fmt: skip


def shed_roof(
    block: Block, site: Site, width: float, depth: float, high: float, colour: Colour, teeth: int
) -> None:
    """A saw-tooth roof as on workshops."""
    step = width / teeth
    for tooth in range(teeth):
        x0, x1 = -width / 2 + tooth * step, -width / 2 + (tooth + 1) * step
        top = high + 2.2
        block.face(
            site.quad((x0, 0, high), (x1, 0, top), (x1, depth, top), (x0, depth, high)), colour
        )
        block.face(
            site.quad((x1, 0, high), (x1, depth, high), (x1, depth, top), (x1, 0, top)), GLASS
        )
        block.face(site.quad((x0, 0, high), (x1, 0, high), (x1, 0, top)), _dim(GREY, 0.95))


def panel(
    block: Block, site: Site, x0: float, x1: float, z0: float, z1: float, colour: Colour,
    lift: int = 1, bright: bool = False, out: float = 0.0,
) -> None:  # fmt: skip
    """A rectangle on (or ``out`` metres before) the front."""
    block.face(
        site.quad((x0, -out, z0), (x1, -out, z0), (x1, -out, z1), (x0, -out, z1)),
        colour, lift, bright,
    )  # fmt: skip


def ground_line(block: Block, site: Site, width: float, depth: float) -> None:
    """The building's outline for the map, and paving around it."""
    half = width / 2
    corners = [(-half, 0.0), (half, 0.0), (half, depth), (-half, depth)]
    points = [site.at(x, y, 0.0)[:2] for x, y in corners]
    block.houses.append(tuple(points))


def shop_front(block: Block, site: Site, width: float, chance: random.Random) -> None:
    """Roller doors, a sign board and an awning over the pavement."""
    panel(block, site, -width / 2, width / 2, 0.0, 0.25, (120, 122, 126), 1)
    for x in _spread(-width / 2, width / 2, 3.4):
        inside = chance.choice(((58, 64, 74), (70, 84, 98), (168, 168, 166), (90, 120, 150)))
        panel(block, site, x - 1.45, x + 1.45, 0.1, 2.5, inside, 2)
        if inside[0] < 100:
            for shelf in (0.5, 1.1, 1.7):
                goods = chance.choice(SIGNS)
                panel(block, site, x - 1.2, x + 1.2, shelf, shelf + 0.28, _dim(goods, 0.75), 3)
    sign = chance.choice(SIGNS)
    panel(block, site, -width / 2 + 0.2, width / 2 - 0.2, 2.65, 3.35, sign, 2, out=0.08)
    for i in range(int(width / 1.1)):
        x = -width / 2 + 0.8 + i * 1.0
        if x < width / 2 - 0.9 and chance.random() < 0.75:
            panel(block, site, x, x + 0.55, 2.8, 3.2, (226, 236, 240), 3, True, 0.09)
    if chance.random() < 0.6:
        awning(block, site, -width / 2 + 0.3, width / 2 - 0.3, 2.6, 1.5, chance.choice(SIGNS))


SIGNS: tuple[Colour, ...] = (
    (52, 52, 184), (148, 92, 40), (74, 128, 46), (40, 132, 206), (126, 60, 110), (160, 140, 50),
)  # fmt: skip


def awning(
    block: Block, site: Site, x0: float, x1: float, z: float, reach: float, colour: Colour
) -> None:
    """A striped cloth over the pavement."""
    stripes = max(2, int((x1 - x0) / 0.7))
    for i in range(stripes):
        xa, xb = x0 + (x1 - x0) * i / stripes, x0 + (x1 - x0) * (i + 1) / stripes
        shown = colour if i % 2 else (218, 224, 226)
        quad = site.quad(
            (xa, -0.05, z), (xb, -0.05, z), (xb, -reach, z - 0.5), (xa, -reach, z - 0.5)
        )
        block.face(quad, shown)
    block.shade([site.at(x, y, z - 0.3) for x in (x0, x1) for y in (0.0, -reach)])


def _windows(block: Block, site: Site, width: float, storey: int, chance: random.Random) -> None:
    z = storey * STOREY_M + 1.0
    for x in _spread(-width / 2, width / 2, 2.9):
        if storey == 0 and abs(x) < 1.0:
            continue
        panel(block, site, x - 0.75, x + 0.75, z - 0.08, z + 1.48, FRAME, 1)
        glass = GLASS if chance.random() < 0.8 else (128, 168, 186)
        panel(block, site, x - 0.67, x - 0.04, z, z + 1.4, glass, 2)
        panel(block, site, x + 0.04, x + 0.67, z, z + 1.4, _dim(glass, 0.92), 2)
        panel(block, site, x - 0.85, x + 0.85, z - 0.2, z - 0.08, (168, 172, 176), 2)


def _side_window(block: Block, site: Site, x: float, inward: float, z: float) -> None:
    quad = ((x, inward - 0.6, z), (x, inward + 0.6, z), (x, inward + 0.6, z + 1.3),
            (x, inward - 0.6, z + 1.3))  # fmt: skip
    block.face(site.quad(*quad), GLASS, 2)


def _door(block: Block, site: Site, x: float, colour: Colour) -> None:
    panel(block, site, x - 0.65, x + 0.65, 0.0, 2.3, FRAME, 1)
    panel(block, site, x - 0.55, x + 0.55, 0.0, 2.2, colour, 2)


def _balcony(block: Block, site: Site, x: float, z: float) -> None:
    low, high = z + 0.1, z + 1.1
    colour = (190, 194, 196)
    panel(block, site, x - 1.3, x + 1.3, low, high, colour, 0, out=1.0)
    for side in (-1.3, 1.3):
        quad = ((x + side, 0.0, low), (x + side, -1.0, low), (x + side, -1.0, high),
                (x + side, 0.0, high))  # fmt: skip
        block.face(site.quad(*quad), colour)
    quad = ((x - 1.3, 0, high), (x + 1.3, 0, high), (x + 1.3, -1, high), (x - 1.3, -1, high))
    block.face(site.quad(*quad), _dim(colour, 0.7))


def _spread(low: float, high: float, apart: float) -> Sequence[float]:
    """Middles of as many equal pieces as fit."""
    count = max(1, int((high - low) / apart))
    return [low + (high - low) * (i + 0.5) / count for i in range(count)]


def _dim(colour: Colour, share: float) -> Colour:
    return int(colour[0] * share), int(colour[1] * share), int(colour[2] * share)
