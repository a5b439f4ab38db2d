"""Blocks at the water: the canal with its gauge, the stone bridge, the fish ponds."""

from __future__ import annotations

import math
import random

from console.town.world.blocks import buildings, fittings
from console.town.world.blocks.block import Block
from console.town.world.blocks.buildings import Site
from console.town.world.blocks.crowd import coats, convoy, trousers, walker
from console.town.world.blocks.loop import FRAMES
from console.town.world.blocks.movers import Mover, Way
from console.town.world.blocks.people import person
from console.town.world.blocks.shapes import Colour, Shape
from console.town.world.blocks.vehicles import boat, scooter, skiff
from console.town.world.scenes import CANAL_WIDTH_M

STONE: Colour = (150, 160, 166)
HULLS: tuple[Colour, ...] = ((60, 84, 116), (70, 76, 84), (96, 70, 52), (70, 96, 72))
HALF = CANAL_WIDTH_M / 2


def canal(chance: random.Random) -> Block:
    block = Block("grass")
    middle = 7.0
    _cut(block, middle - HALF, middle + HALF, -20, 420)
    block.strip("paving", -7, -20, middle - HALF - 0.5, 420)
    block.strip("lane", -12, -20, -7, 420)
    block.strip("paving", middle + HALF + 0.5, -20, 19, 420)
    fittings.gauge(block, 0.6, 16.0, -1.2, 2.3)
    _steps(block, middle - HALF, 23.0, 26.0)
    _steps(block, middle + HALF, 32.0, 36.0)
    fittings.fence(block, -1.5, 27, -1.5, 75, 1.1, (150, 158, 164), 2.4)
    fittings.fence(block, -1.5, 9, -1.5, 22.5, 1.1, (150, 158, 164), 2.4)
    fittings.fence(block, 15.5, 37, 15.5, 90, 1.1, (150, 158, 164), 2.4)
    for i, y in enumerate((22, 33.5, 45, 57, 69.5, 82, 95, 110)):
        wall = (buildings.WHITE, buildings.WHITE, buildings.CREAM)[i % 3]
        site = Site(19.5, y, -90)
        buildings.house(block, site, 10.5, 9, 2, wall, buildings.SLATE, chance,
                        "shop" if i % 3 == 1 else "")  # fmt: skip
    for i, y in enumerate((36, 49, 63, 78, 94)):
        site = Site(-13, y, 90)
        wall = (buildings.CREAM, buildings.WHITE, buildings.GREY)[i % 3]
        buildings.house(block, site, 11, 9, 2 + i % 2, wall, buildings.SLATE, chance)
    for y in (19, 31, 44, 58, 74, 92):
        fittings.willow(block, -3.2, y, 6.0, chance)
    for y in (28, 50, 64, 88):
        fittings.willow(block, 17.2, y, 5.4, chance)
    _arch(block, 7.0, 128.0, HALF)
    fittings.lamp(block, -6.6, 14, 1.0, 5.5)
    fittings.lamp(block, -6.6, 40, 1.0, 5.5)
    block.movers += _canal_traffic(chance, middle)
    return block


def _canal_traffic(chance: random.Random, middle: float) -> list[Mover]:
    here = Way(((middle + 0.4, 150), (middle + 0.2, 60), (middle - 0.4, -20)))
    walk = Way(((-5.0, -4), (-5.3, 20), (-5.0, 40), (-5.2, 58)))
    hull, cloth = (
        chance.choice(HULLS),
        chance.choice(((60, 130, 200), (90, 110, 60), (60, 60, 160))),
    )
    movers = [
        *convoy(boat(hull, cloth), here, 5, 0.1, -1.2),
        _moored(boat(HULLS[1], (90, 120, 140)), 13.6, 46.0, 2.0),
        _moored(boat(HULLS[2], (70, 90, 150)), 13.5, 57.5, -1.0),
        Mover(skiff(HULLS[3], coats(chance, 1)[0]),
                      Way(((11.6, 20), (11.9, 26), (12.3, 31), (12.0, 26)), closed=True),
                      base_m=-1.2, facing_deg=8.0),
        *convoy(scooter((150, 100, 50), *coats(chance, 2)),
                Way(((-9.6, 120), (-9.4, 60), (-9.5, -12))), 2, 0.4),
        Mover(scooter((60, 60, 170), *coats(chance, 2)), walk, start=0.85),
    ]  # fmt: skip
    movers += [
        walker(places, chance)
        for places in (
            ((-4.4, 16), (-5.2, 18), (-4.6, 21), (-3.9, 18.5)),
            ((-2.6, 28), (-2.2, 31), (-2.6, 34), (-3.2, 31)),
            ((16.4, 38), (16.9, 40.5), (16.4, 43.5), (16.0, 41)),
        )
    ]
    shape = person(coats(chance, 1)[0], trousers(chance), FRAMES, 0)
    movers.append(Mover(shape, Way(((-2.2, 14.6), (-2.1, 14.6)), closed=True)))
    return movers


def _moored(shape: Shape, x: float, y: float, facing_deg: float, level: float = -1.2) -> Mover:
    """A boat at its place that sways a little."""
    sway = Way(((x, y - 0.1), (x + 0.05, y), (x, y + 0.1), (x - 0.05, y)), closed=True)
    return Mover(shape, sway, base_m=level, facing_deg=facing_deg)


def _cut(block: Block, x0: float, x1: float, y0: float, y1: float) -> None:
    """A canal along y between stone banks."""
    block.strip("kerb", x0 - 0.5, y0, x1 + 0.5, y1)
    block.strip("water", x0, y0, x1, y1)
    for x in (x0, x1):
        for ya in range(int(y0), int(y1), 20):
            quad = (
                (x, ya, block.water_m),
                (x, ya + 20, block.water_m),
                (x, ya + 20, 0),
                (x, ya, 0),
            )
            block.face(quad, STONE)
            for joint in (-0.8, -0.4):
                line = ((x, ya, joint), (x, ya + 20, joint), (x, ya + 20, joint + 0.05),
                        (x, ya, joint + 0.05))  # fmt: skip
                block.face(line, (118, 126, 130), 2)


def _steps(block: Block, x: float, y0: float, y1: float) -> None:
    """Stone steps down into the water, beside a bank at x."""
    inward = 1.0 if x < 5 else -1.0
    for i in range(4):
        top = -0.3 * i
        x0, x1 = sorted((x + inward * 0.4 * i, x + inward * 0.4 * (i + 1)))
        block.box(x0, y0, x1, y1, -1.4, top, (166, 174, 178))


def _arch(block: Block, middle: float, y: float, half: float) -> None:
    """A stone bridge over a canal along y: one round opening, a hump, stepped ends."""
    wide, reach, rise = 2.2, half + 7.0, 4.6
    radius = half - 1.2
    stone: Colour = (158, 170, 178)
    columns = 40
    for i in range(columns):
        xa = -reach + 2 * reach * i / columns
        xb = -reach + 2 * reach * (i + 1) / columns
        for face_y in (y - wide, y + wide):
            quad = [
                (middle + x, face_y, z)
                for x, z in (
                    (xa, _arch_under(xa, radius)), (xb, _arch_under(xb, radius)),
                    (xb, _arch_top(xb, reach, rise)), (xa, _arch_top(xa, reach, rise)),
                )
            ]  # fmt: skip
            block.face(quad, stone)
            rail = [(p[0], p[1], p[2] + 0.9) for p in quad[2:]]
            block.face([quad[3], quad[2], rail[0], rail[1]], (180, 190, 196))
        deck = [
            (middle + x, yy, _arch_top(x, reach, rise))
            for x, yy in ((xa, y - wide), (xb, y - wide), (xb, y + wide), (xa, y + wide))
        ]
        block.face(deck, (176, 184, 188))
        if abs(xa) < radius and abs(xb) < radius:
            vault = [
                (middle + x, yy, _arch_under(x, radius))
                for x, yy in ((xa, y - wide), (xb, y - wide), (xb, y + wide), (xa, y + wide))
            ]
            block.face(vault, (110, 118, 124))
    for i in range(11):
        x = -reach + 2 * reach * (i + 0.5) / 11
        z = _arch_top(x, reach, rise)
        left, front = middle + x - 0.16, y - wide - 0.12
        block.box(left, front, left + 0.32, front + 0.24, z, z + 1.25, (186, 196, 202))
    corners = [(-reach, 0.0), (-3, rise), (3, rise), (reach, 0.0)]
    block.shade([(middle + x, yy, z) for x, z in corners for yy in (y - wide, y + wide)])


def _arch_top(x: float, reach: float, rise: float) -> float:
    return rise * (0.5 + 0.5 * math.cos(math.pi * max(-1.0, min(1.0, x / reach)))) + 0.05


def _arch_under(x: float, radius: float) -> float:
    """Height of the vault; the ground, or the water, beside it."""
    if abs(x) >= radius:
        return -1.2 if abs(x) < radius + 1.2 else 0.0
    return -1.2 + 4.4 * math.sqrt(1 - (x / radius) ** 2)


def bridge(chance: random.Random) -> Block:
    block = Block("grass")
    _cut(block, -HALF, HALF, -20, 420)
    block.strip("paving", -14.5, -20, -HALF - 0.5, 420)
    block.strip("paving", HALF + 0.5, -20, 13.5, 420)
    block.strip("lane", -90, 35.8, -15, 40.2)
    block.strip("lane", 15, 35.8, 90, 40.2)
    _arch(block, 0.0, 38.0, HALF)
    _steps(block, -HALF, 18.5, 21.5)
    for i, y in enumerate((22, 53, 66, 79, 93, 108, 124)):
        wall = (buildings.WHITE, buildings.CREAM, buildings.WHITE)[i % 3]
        site = Site(14.0, y, -90)
        buildings.house(
            block, site, 11, 9, 2, wall, buildings.SLATE, chance, "shop" if i % 2 else ""
        )
    for i, y in enumerate((52, 65, 78, 92, 107)):
        site = Site(-15.0, y, 90)
        wall = (buildings.WHITE, buildings.GREY, buildings.CREAM)[i % 3]
        buildings.house(block, site, 11, 9, 2 + i % 2, wall, buildings.SLATE, chance)
    for y in (24, 48, 61, 77, 95):
        fittings.willow(block, -9.6, y, 6.2, chance)
    for y in (31, 47, 60, 74, 90):
        fittings.willow(block, 9.8, y, 5.8, chance)
    for x, y in ((-13.0, 17), (-17.5, 27), (-20, 32)):
        fittings.bush(block, x, y, 1.2, chance)
    fittings.board(block, -17.5, 33.5, 3.0, (80, 96, 60))
    for y0, y1 in ((22, 34), (43, 80)):
        fittings.fence(block, -8.6, y0, -8.6, y1, 1.0, (166, 174, 178), 2.2)
    fittings.fence(block, 8.6, 10, 8.6, 34, 1.0, (166, 174, 178), 2.2)
    block.movers += _bridge_traffic(chance)
    return block


def _bridge_traffic(chance: random.Random) -> list[Mover]:
    here = Way(((-1.0, 160), (-0.8, 80), (-0.4, 38), (-1.2, 14), (-1.6, -16)))
    movers = [
        *convoy(boat(chance.choice(HULLS), (80, 130, 90)), here, 5, 0.12, -1.2),
        _moored(boat(HULLS[2], (60, 60, 160)), -6.6, 25.8, 0.0),
        Mover(skiff(HULLS[3], coats(chance, 1)[0]),
              Way(((5.4, 24), (5.8, 27), (5.4, 30), (5.0, 27)), closed=True),
              base_m=-1.2, facing_deg=-5.0),
    ]  # fmt: skip
    movers += [
        walker(places, chance)
        for places in (
            ((-11.0, 17), (-11.8, 20), (-11.0, 24), (-10.2, 20.5)),
            ((-12.4, 30), (-13.2, 33), (-12.2, 35), (-11.4, 32.5)),
            ((10.6, 24), (11.3, 27), (10.6, 30), (10.0, 27)),
        )
    ]
    for x in (-1.2, 0.6, 1.4):
        shape = person(coats(chance, 1)[0], trousers(chance), FRAMES, 0)
        way = Way(((x, 36.6), (x + 0.08, 36.6)), closed=True)
        movers.append(Mover(shape, way, base_m=4.55))
    return movers


def pond(chance: random.Random) -> Block:
    x: float
    y: float
    block = Block("grass", water_m=-0.5)
    for outline in (
        ((-6, 12), (24, 10), (40, 24), (40, 46), (-4, 48), (-7, 30)),
        ((-50, 20), (-14, 22), (-14, 27), (-52, 27)),
        ((-52, 34), (-15, 34), (-13, 60), (-50, 60)),
        ((-6, 54), (42, 52), (44, 84), (-6, 86)),
    ):
        block.patch("soil", *_grown(outline, 1.0))
        block.patch("water", *outline)
    block.strip("soil", -12, -10, -9, 90)
    block.strip("soil", -12, 49, 60, 51.5)
    _hut(block, -17.0, 28.6, chance)
    for x, y in ((3, 26), (14, 34), (24, 22), (10, 64), (26, 70), (-30, 46)):
        _aerator(block, x, y)
    block.box(7.2, 11.0, 9.8, 17.5, -0.4, 0.25, (90, 122, 152), top=(104, 138, 168))
    for x in (7.3, 9.7):
        for y in (12, 14.5, 17.3):
            block.rod((x, y, -0.8), (x, y, 0.9), 0.06, (70, 94, 120))
    _net(block)
    for x, y in (
        (-13, 16),
        (-14.5, 40),
        (-8.2, 56),
        (44, 36),
        (42, 60),
        (26, 90),
        (4, 92),
        (-24, 66),
    ):
        fittings.tree(block, x, y, 5.6, chance)
    for x, y in ((-7.8, 16), (-8.4, 38), (28, 11), (-7.6, 47)):
        fittings.bush(block, x, y, 1.0, chance)
    for x, y in ((20, 104), (36, 108), (-20, 100), (-40, 96)):
        wall = chance.choice(buildings.WALLS)
        buildings.house(block, Site(x, y), 12, 9, 2, wall, buildings.SLATE, chance)
    fittings.wires(block, [(-13.0, 9), (-13.0, 44), (-13, 80)], 6.5)
    block.movers += _pond_traffic(chance)
    return block


def _grown(outline: tuple[tuple[float, float], ...], by: float) -> list[tuple[float, float]]:
    middle_x = sum(x for x, _ in outline) / len(outline)
    middle_y = sum(y for _, y in outline) / len(outline)
    return [
        (x + math.copysign(by, x - middle_x), y + math.copysign(by, y - middle_y))
        for x, y in outline
    ]


def _hut(block: Block, x: float, y: float, chance: random.Random) -> None:
    site = Site(x, y, 40)
    buildings.walls(block, site, 5, 4, 0, 2.8, (150, 176, 196))
    buildings.gable_roof(block, site, 5, 4, 2.8, 1.1, buildings.BLUE_ROOF, (150, 176, 196), 0.5)
    buildings.panel(block, site, -0.5, 0.5, 0, 2.0, buildings.WOOD, 2)
    buildings.panel(block, site, 1.1, 2.0, 1.0, 1.9, buildings.GLASS, 2)
    buildings.ground_line(block, site, 5, 4)


def _aerator(block: Block, x: float, y: float) -> None:
    """A paddle wheel on two floats."""
    for side in (-0.7, 0.7):
        block.box(x + side - 0.2, y - 1.0, x + side + 0.2, y + 1.0, -0.55, -0.3, (150, 100, 40))
    block.box(x - 0.25, y - 0.3, x + 0.25, y + 0.3, -0.3, 0.15, (60, 150, 60))
    for side in (-1.25, 1.25):
        block.box(x + side - 0.25, y - 0.5, x + side + 0.25, y + 0.5, -0.5, 0.05, (220, 224, 226))


def _net(block: Block) -> None:
    """Stakes in a row with a net between them."""
    for i in range(9):
        block.rod((16 + i * 1.6, 40, -0.9), (16 + i * 1.6, 40, 0.7), 0.05, (70, 96, 124))
    for z in (0.0, 0.5):
        block.rod((16, 40, z), (28.8, 40, z), 0.025, (96, 110, 120))


def _pond_traffic(chance: random.Random) -> list[Mover]:
    rounds = ((9, 23.6), (13, 22), (17, 23.4), (16, 27.6), (11, 28))
    movers = [
        Mover(skiff(HULLS[3], (60, 140, 220)), Way(rounds, closed=True), base_m=-0.5, start=0.2),
        *convoy(scooter((60, 60, 170), *coats(chance, 2)),
                Way(((-10.4, 96), (-10.4, 40), (-10.5, -12))), 2, 0.3),
    ]  # fmt: skip
    movers += [
        walker(places, chance)
        for places in (
            ((-9.2, 17), (-10.4, 20), (-9.6, 24), (-8.8, 20.5)),
            ((-13.6, 29.4), (-12.8, 31), (-13.4, 32.4), (-14.2, 31)),
            ((6, 49.6), (10, 50.4), (14, 50), (10, 49.8)),
        )
    ]
    fisher = person((70, 120, 80), (70, 80, 60), FRAMES, 0, 1.7, hat=(120, 190, 214))
    movers.append(Mover(fisher, Way(((8.5, 16.6), (8.56, 16.6)), closed=True), base_m=0.25))
    return movers
