"""What stands about: trees, lamps, stalls, fences, benches, signs, the water gauge."""

from __future__ import annotations

import itertools
import math
import random

from console.town.world.blocks.block import Block
from console.town.world.blocks.buildings import Site, panel
from console.town.world.blocks.shapes import Colour

BARK: Colour = (52, 66, 84)
STEEL: Colour = (150, 148, 146)
LEAVES: tuple[Colour, ...] = (
    (52, 124, 84), (58, 132, 100), (48, 112, 86), (64, 140, 116), (56, 118, 74),
)  # fmt: skip


def tree(block: Block, x: float, y: float, high: float, chance: random.Random) -> None:
    """A round street tree."""
    block.rod((x, y, 0), (x, y, high * 0.55), 0.09 + high * 0.012, BARK)
    colour = chance.choice(LEAVES)
    spread = high * 0.24
    for ring, (rise, count, wide) in enumerate(
        ((0.5, 5, 1.0), (0.64, 6, 1.1), (0.8, 4, 0.75), (0.93, 1, 0.0))
    ):
        for i in range(count):
            angle = 2 * math.pi * (i + 0.5 * ring) / count + chance.uniform(-0.3, 0.3)
            reach = spread * wide * chance.uniform(0.7, 1.0)
            shade = 0.84 + 0.09 * ring + chance.uniform(-0.06, 0.06)
            block.crown(
                x + reach * math.cos(angle),
                y + reach * math.sin(angle),
                high * rise + chance.uniform(-0.2, 0.2),
                high * chance.uniform(0.13, 0.18),
                _toned(colour, shade),
            )


def willow(block: Block, x: float, y: float, high: float, chance: random.Random) -> None:
    """A tree with hanging branches, as they stand along canals."""
    block.rod((x, y, 0), (x + 0.2, y, high * 0.7), 0.16, BARK)
    green = (62, 146, 116)
    for i in range(6):
        angle = 2 * math.pi * i / 6 + chance.uniform(-0.3, 0.3)
        reach = high * (0.04 if i == 0 else 0.15)
        px, py = x + reach * math.cos(angle), y + reach * math.sin(angle)
        top = high * (0.93 if i == 0 else 0.85)
        block.crown(px, py, top, high * 0.12, _toned(green, chance.uniform(0.95, 1.12)))
    for i in range(11):
        angle = 2 * math.pi * (i + chance.uniform(0, 0.5)) / 11
        reach = high * chance.uniform(0.2, 0.31)
        low, tone = high * chance.uniform(0.26, 0.5), chance.uniform(0.82, 1.05)
        for step in range(5):
            drop = high * 0.8 + (low - high * 0.8) * step / 4
            out = reach * (0.8 + 0.06 * step)
            px, py = x + out * math.cos(angle), y + out * math.sin(angle)
            size = high * (0.085 - 0.009 * step)
            block.crown(px, py, drop, size, _toned(green, tone + 0.02 * step))


def bush(block: Block, x: float, y: float, size: float, chance: random.Random) -> None:
    """A low round shrub."""
    colour = chance.choice(LEAVES)
    for _ in range(4):
        block.crown(
            x + chance.uniform(-0.4, 0.4) * size, y + chance.uniform(-0.4, 0.4) * size,
            size * 0.42, size * 0.5, _toned(colour, chance.uniform(0.85, 1.1)),
        )  # fmt: skip


def hedge(block: Block, x0: float, y0: float, x1: float, y1: float, chance: random.Random) -> None:
    """A row of shrubs."""
    length = math.hypot(x1 - x0, y1 - y0)
    count = max(2, int(length / 0.55))
    for i in range(count):
        share = (i + 0.5) / count
        colour = _toned((54, 118, 76), chance.uniform(0.85, 1.12))
        block.crown(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, 0.42, 0.46, colour)


def lamp(block: Block, x: float, y: float, towards: float = 1.0, high: float = 7.0) -> None:
    """A street lamp with its arm to one side."""
    block.rod((x, y, 0), (x, y, high), 0.07, STEEL)
    block.rod((x, y, high), (x + 1.6 * towards, y, high + 0.25), 0.045, STEEL)
    block.box(
        x + 1.3 * towards - 0.25, y - 0.12, x + 1.3 * towards + 0.45, y + 0.12,
        high + 0.12, high + 0.25, (210, 212, 212),
    )  # fmt: skip


def wires(
    block: Block, posts: list[tuple[float, float]], high: float = 8.0, colour: Colour = (70, 68, 66)
) -> None:
    """Poles with two sagging wires between them."""
    for x, y in posts:
        block.rod((x, y, 0), (x, y, high + 0.4), 0.11, (150, 154, 158))
        block.rod((x - 0.8, y, high), (x + 0.8, y, high), 0.05, STEEL)
    for (xa, ya), (xb, yb) in itertools.pairwise(posts):
        for side in (-0.7, 0.7):
            for piece in range(6):
                s, t = piece / 6, (piece + 1) / 6
                block.rod(
                    (xa + (xb - xa) * s + side, ya + (yb - ya) * s, high - 2.4 * s * (1 - s)),
                    (xa + (xb - xa) * t + side, ya + (yb - ya) * t, high - 2.4 * t * (1 - t)),
                    0.02, colour,
                )  # fmt: skip


def fence(
    block: Block, x0: float, y0: float, x1: float, y1: float, high: float = 1.1,
    colour: Colour = (176, 178, 178), apart: float = 1.5,
) -> None:  # fmt: skip
    """A railing with two bars."""
    count = max(1, round(math.hypot(x1 - x0, y1 - y0) / apart))
    for i in range(count + 1):
        x, y = x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count
        block.rod((x, y, 0), (x, y, high), 0.045, colour)
    for z in (high * 0.5, high):
        block.rod((x0, y0, z), (x1, y1, z), 0.035, colour)


def stall(
    block: Block, x: float, y: float, colour: Colour, goods: tuple[Colour, ...],
    chance: random.Random, turn_deg: float = 0.0,
) -> None:  # fmt: skip
    """A market stall: a table of goods under a pitched cloth, 2.8 x 1.8 m."""
    site = Site(x, y, turn_deg)
    for px in (-1.35, 1.35):
        for py in (0.0, 1.8):
            ax, ay, _ = site.at(px, py, 0)
            block.rod((ax, ay, 0), (ax, ay, 2.25), 0.035, STEEL)
    block.box(x - 1.3, y + 0.1, x + 1.3, y + 1.5, 0.0, 0.75, (112, 132, 152), turn_deg=turn_deg)
    for i in range(5):
        for row in range(2):
            tone = _toned(chance.choice(goods), chance.uniform(0.85, 1.1))
            cx = -1.05 + i * 0.52
            cy = 0.3 + row * 0.6
            quad = site.quad((cx - 0.22, cy, 0.78), (cx + 0.22, cy, 0.78),
                             (cx + 0.22, cy + 0.5, 0.95), (cx - 0.22, cy + 0.5, 0.95))  # fmt: skip
            block.face(quad, tone, 2)
    _cloth(block, site, colour)


def _cloth(block: Block, site: Site, colour: Colour) -> None:
    for edge in (-0.35, 2.15):
        for i in range(4):
            xa, xb = -1.6 + i * 0.8, -0.8 + i * 0.8
            tone = colour if i % 2 else _toned((232, 236, 238), 0.98)
            quad = site.quad((xa, edge, 2.15), (xb, edge, 2.15), (xb, 0.9, 2.85), (xa, 0.9, 2.85))
            block.face(quad, tone)
    for side in (-1.6, 1.6):
        gable = site.quad((side, -0.35, 2.15), (side, 2.15, 2.15), (side, 0.9, 2.85))
        block.face(gable, _toned(colour, 0.9))
    block.shade([site.at(px, py, 2.2) for px in (-1.6, 1.6) for py in (-0.35, 2.15)])


def gauge(block: Block, x: float, y: float, low: float, high: float) -> None:
    """A staff gauge: white board with red and blue metre marks, before a concrete post."""
    block.box(x - 0.35, y + 0.04, x + 0.35, y + 0.5, low - 1.0, high + 0.2, (150, 158, 164))
    site = Site(x, y)
    panel(block, site, -0.3, 0.3, low, high, (240, 242, 242), 2, True)
    steps = int((high - low) / 0.1)
    for i in range(steps):
        z = low + i * 0.1
        colour = (40, 40, 200) if int(z + 10) % 2 else (170, 84, 30)
        if i % 2 == 0:
            panel(block, site, -0.3, 0.02 if i % 10 else 0.16, z, z + 0.1, colour, 4, True)
        if i % 10 == 5:
            panel(block, site, 0.06, 0.26, z - 0.1, z + 0.12, (50, 50, 50), 4, True)


def bench(block: Block, x: float, y: float, turn_deg: float = 0.0) -> None:
    block.box(x - 0.8, y - 0.2, x + 0.8, y + 0.2, 0.38, 0.46, (70, 104, 140), turn_deg=turn_deg)
    for side in (-0.6, 0.6):
        block.box(x + side - 0.06, y - 0.15, x + side + 0.06, y + 0.15, 0, 0.38, (90, 90, 92))


def board(block: Block, x: float, y: float, width: float, colour: Colour) -> None:
    """A notice board under a little roof, facing the camera."""
    site = Site(x, y)
    for side in (-width / 2, width / 2):
        block.rod((x + side, y, 0), (x + side, y, 2.3), 0.06, STEEL)
    panel(block, site, -width / 2, width / 2, 0.8, 2.1, colour, 0)
    block.shade([site.at(s, 0.0, z) for s in (-width / 2, width / 2) for z in (0.8, 2.1)])
    count = max(1, int(width / 0.9))
    for i in range(count):
        left = -width / 2 + 0.12 + i * (width - 0.12) / count
        panel(block, site, left, left + (width - 0.12) / count - 0.12, 0.95, 1.95,
              (226, 234, 236), 2)  # fmt: skip
        panel(block, site, left + 0.08, left + 0.4, 1.5, 1.85, (90, 120, 190), 3)
    quad = ((-width / 2 - 0.2, -0.4, 2.2), (width / 2 + 0.2, -0.4, 2.2),
            (width / 2 + 0.2, 0.1, 2.5), (-width / 2 - 0.2, 0.1, 2.5))  # fmt: skip
    block.face(site.quad(*quad), (84, 80, 78))


def flag(block: Block, x: float, y: float, high: float, colour: Colour) -> None:
    block.rod((x, y, 0), (x, y, high), 0.05, (206, 208, 210))
    block.face(
        ((x, y, high - 1.2), (x + 1.7, y + 0.3, high - 1.35), (x + 1.7, y + 0.3, high - 0.2),
         (x, y, high - 0.1)),
        colour,
    )  # fmt: skip


def arrow(block: Block, x: float, y: float, back: bool = False) -> None:
    """An arrow painted on a lane, along +y or back."""
    s = -1.0 if back else 1.0
    block.patch(
        "paint", (x - 0.08, y), (x + 0.08, y), (x + 0.08, y + 1.8 * s), (x - 0.08, y + 1.8 * s)
    )
    block.patch("paint", (x - 0.32, y + 1.7 * s), (x + 0.32, y + 1.7 * s), (x, y + 2.9 * s))


def road_along(block: Block, x: float, width: float, y0: float, y1: float, marks: bool) -> None:
    """A road along y with kerbs, edge lines and a broken middle line."""
    half = width / 2
    block.strip("kerb", x - half - 0.25, y0, x + half + 0.25, y1)
    block.strip("asphalt" if marks else "lane", x - half, y0, x + half, y1)
    if marks:
        for side in (-1, 1):
            edge = x + side * (half - 0.3)
            block.strip("paint", edge - 0.06, y0, edge + 0.06, y1)
        y = y0
        while y < y1:
            block.strip("paint", x - 0.07, y, x + 0.07, min(y + 2.0, y1))
            y += 5.0


def road_across(block: Block, y: float, width: float, x0: float, x1: float, marks: bool) -> None:
    """The same along x."""
    half = width / 2
    block.strip("kerb", x0, y - half - 0.25, x1, y + half + 0.25)
    block.strip("asphalt" if marks else "lane", x0, y - half, x1, y + half)
    if marks:
        x = x0
        while x < x1:
            block.strip("paint", x, y - 0.07, min(x + 2.0, x1), y + 0.07)
            x += 5.0


def zebra(block: Block, x0: float, x1: float, y0: float, y1: float) -> None:
    """White bars along y from x0 to x1."""
    x = x0
    while x + 0.45 <= x1:
        block.strip("paint", x, y0, x + 0.45, y1)
        x += 0.9


def _toned(colour: Colour, share: float) -> Colour:
    blue, green, red = (max(0, min(255, int(c * share))) for c in colour)
    return blue, green, red
