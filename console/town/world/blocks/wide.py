"""Blocks seen from far or from high up: the fields, the look-out over the roofs."""

from __future__ import annotations

import itertools
import math
import random

from console.town.world.blocks import buildings, fittings
from console.town.world.blocks.block import Block
from console.town.world.blocks.buildings import Site
from console.town.world.blocks.crowd import coats, convoy, walker
from console.town.world.blocks.loop import FRAMES
from console.town.world.blocks.movers import Mover, Way
from console.town.world.blocks.people import person
from console.town.world.blocks.road import CARS
from console.town.world.blocks.vehicles import car, scooter, tractor, truck, van


def fields(chance: random.Random) -> Block:
    block = Block("grass")
    plots = (
        ("ripe", -0.5, 14, 24, 42), ("paddy", 25, 14, 70, 42), ("paddy", -0.5, 49, 30, 84),
        ("ripe", 31, 49, 80, 84), ("beds", -26, 10, -5.6, 31), ("ploughed", -60, 10, -27, 31),
        ("paddy", -70, 60, -5.6, 92), ("ripe", -70, 94, -5.6, 130), ("paddy", -0.5, 86, 40, 130),
        ("beds", 41, 86, 90, 130),
    )  # fmt: skip
    for material, x0, y0, x1, y1 in plots:
        block.strip(material, x0, y0, x1, y1)
    block.strip("concrete", -5.0, -10, -1.0, 150)
    block.strip("soil", -70, 31.6, 80, 34.2)
    block.strip("concrete", -1.0, 43.4, 80, 47.4)
    block.patch("water", (-0.6, 42.3), (80, 42.3), (80, 43.2), (-0.6, 43.2))
    block.water_m = -0.15
    for i in range(5):
        _tunnel(block, -9.5 - 8.2 * i, 37.0, 18.0)
    _pump(block, 10.5, 48.5)
    for x, y in ((-6.6, 18), (-6.6, 29), (1.4, 48.6), (-7, 59), (31, 47.9), (-7, 76), (0.6, 92)):
        fittings.tree(block, x, y, 5.0, chance)
    fittings.wires(block, [(-0.2, 36.0), (-0.2, 66), (-0.2, 96), (-0.2, 126)], 7.0)
    for i, (x, y) in enumerate(
        ((-46, 138), (-30, 142), (-14, 138), (6, 144), (24, 139), (42, 143))
    ):
        wall = buildings.WALLS[i % len(buildings.WALLS)]
        buildings.house(block, Site(x, y), 13, 9, 2 + i % 2, wall, buildings.ROOFS[i % 5], chance)
        fittings.tree(block, x + 8.5, y + 1, 6.0, chance)
    block.movers += _field_work(chance)
    return block


def _tunnel(block: Block, x: float, y: float, length: float) -> None:
    """A plastic tunnel over beds of vegetables."""
    half, high, parts = 3.4, 2.9, 7
    bows = [
        (x + half * math.cos(math.pi * i / parts), high * math.sin(math.pi * i / parts))
        for i in range(parts + 1)
    ]
    for (xa, za), (xb, zb) in itertools.pairwise(bows):
        quad = ((xa, y, za), (xb, y, zb), (xb, y + length, zb), (xa, y + length, za))
        block.face(quad, (226, 226, 218))
        for k in range(6):
            ya = y + length * k / 6
            band = ((xa, ya, za), (xb, ya, zb), (xb, ya + 0.15, zb), (xa, ya + 0.15, za))
            block.face(band, (178, 180, 176), 2)
    block.face([(px, y, pz) for px, pz in bows], (206, 210, 202))
    site = Site(x, y)
    buildings.panel(block, site, -0.9, 0.9, 0, 2.0, (120, 124, 120), 3)
    block.shade([(px, py, pz) for px, pz in bows for py in (y, y + length)])
    block.houses.append(
        ((x - half, y), (x + half, y), (x + half, y + length), (x - half, y + length))
    )


def _pump(block: Block, x: float, y: float) -> None:
    block.box(x - 1.8, y, x + 1.8, y + 3, 0, 2.9, (206, 212, 214), top=(84, 90, 150))
    site = Site(x, y)
    buildings.panel(block, site, -0.5, 0.5, 0, 2.0, (150, 110, 60), 2)
    buildings.panel(block, site, -1.5, -0.8, 1.1, 1.9, buildings.GLASS, 2)
    block.rod((x + 2.2, y - 1.0, 0.4), (x + 2.2, y - 6.0, -0.1), 0.18, (150, 110, 60))


def _field_work(chance: random.Random) -> list[Mover]:
    lane = Way(((-3.0, -16), (-3.0, 40), (-3.0, 150)))
    rows = ((-44, 17), (-38, 16), (-35.5, 20), (-38, 24), (-44, 24.6), (-46.5, 21))
    haul = Way(((76, 45.4), (34, 45.4), (5, 45.4), (-2.6, 53), (-3.2, 90), (-3.2, 150)))
    movers = [
        Mover(tractor((50, 60, 190)), Way(rows, closed=True), start=0.5),
        *convoy(truck((150, 110, 60), (90, 150, 90)), haul, 2, 0.1),
        *convoy(scooter((60, 60, 170), *coats(chance, 2)), lane, 3, 0.1),
    ]
    for x, y in ((-10.0, 14.0), (-18.0, 19.0), (-14, 25), (-22, 27)):
        places = ((x - 1.2, y), (x, y + 0.5), (x + 1.3, y + 0.1), (x + 0.1, y - 0.4))
        movers.append(walker(places, chance, hat=(120, 196, 220)))
    for x, y in ((8.0, 30.0), (12.0, 34.0)):
        farmer = person(coats(chance, 1)[0], (70, 80, 70), FRAMES, 6, 1.66, hat=(120, 196, 220))
        round_ = ((x - 1, y), (x + 0.8, y + 0.8), (x + 1.6, y - 0.2), (x + 0.2, y - 0.8))
        movers.append(Mover(farmer, Way(round_, closed=True)))
    return movers


def lookout(chance: random.Random) -> Block:
    block = Block("concrete")
    block.strip("grass", -400, 190, 400, 1200)
    _streets(block)
    block.strip("lawn", -46, 84, -14, 104)
    block.patch("plaza", *[(-33 + 6 * c, 94 + 4.4 * s) for c, s in _round(20)])
    for side in (-1, 1):
        for k in range(7):
            _quarter(block, side, k, chance)
    for y in range(34, 190, 11):
        for x in (-6.9, 6.9):
            if all(abs(y - c) > 9 for c in (78, 128, 178)):
                fittings.tree(block, x, y, 5.4, chance)
    for x, y in ((-42, 88), (-38, 100), (-24, 100), (-18, 88), (-22, 94), (-44, 97), (-30, 86)):
        fittings.tree(block, x, y, 6.4, chance)
    for x in (-52, 20, 42):
        buildings.flats(block, Site(x, 205), 18, 12, 9 + x % 3, buildings.CREAM, chance)
    block.movers += _town_traffic(chance)
    return block


def _streets(block: Block) -> None:
    crossings = ((78.0, 8.0), (128.0, 7.0), (178.0, 7.0))
    for y, width in crossings:
        block.strip("paving", -400, y - width / 2 - 3, 400, y + width / 2 + 3)
        fittings.road_across(block, y, width, -400, 400, marks=True)
    block.strip("paving", -8, -20, 8, 300)
    fittings.road_along(block, 0.0, 10.0, -20, 400, marks=True)
    for y, _ in crossings:
        block.strip("asphalt", -5, y - 4, 5, y + 4)
        for edge in (y - 7.6, y + 4.6):
            fittings.zebra(block, -4.7, 4.8, edge, edge + 3)


def _round(corners: int) -> list[tuple[float, float]]:
    return [
        (math.cos(2 * math.pi * i / corners), math.sin(2 * math.pi * i / corners))
        for i in range(corners)
    ]


def _quarter(block: Block, side: int, row: int, chance: random.Random) -> None:
    """One row of houses on one side of the main street."""
    y = (33, 52, 86.5, 103, 136, 152, 187)[row]
    for column in range(6):
        x = side * (15 + column * 13.5)
        if side < 0 and 80 < y < 106 and column < 3:
            continue  # the little park
        if side > 0 and row == 1 and column == 0:
            continue  # an empty plot
        wall = buildings.WALLS[(row * 3 + column) % len(buildings.WALLS)]
        roof = buildings.ROOFS[(row + 2 * column) % len(buildings.ROOFS)]
        if (row + column) % 4 == 3:
            buildings.flats(block, Site(x, y), 11.5, 11, 4 + column % 3, wall, chance)
        else:
            storeys = 2 + (row + column) % 2
            buildings.house(block, Site(x, y), 11.5, 9.5, storeys, wall, roof, chance)


def _town_traffic(chance: random.Random) -> list[Mover]:
    paint = chance.sample(CARS, 8)
    movers: list[Mover] = []
    for i, (y, reach) in enumerate(((78.0, 62), (128.0, 96))):
        right = Way(((-reach, y - 1.9), (0, y - 1.9), (reach, y - 1.9)))
        left = Way(((reach, y + 1.9), (0, y + 1.9), (-reach, y + 1.9)))
        movers += convoy(car(paint[i]), right, 1 + i, 0.1 + 0.3 * i)
        movers += convoy(van(paint[2 + i]), left, 1 + i, 0.45 + 0.3 * i)
    up = Way(((2.4, 14), (2.4, 80), (2.4, 260)))
    down = Way(((-2.4, 280), (-2.4, 100), (-2.4, 14)))
    movers += [
        *convoy(chance.choice((car, van))(paint[4]), up, 3, 0.1),
        *convoy(chance.choice((car, van))(paint[6]), down, 3, 0.2),
    ]
    for x, y in ((-9.0, 46), (9.2, 52), (-9.0, 70), (8.8, 88), (-30, 91), (-20, 96), (22, 64)):
        places = ((x - 0.6, y), (x + 0.5, y + 2.2), (x + 0.3, y + 5), (x - 0.7, y + 3))
        movers.append(walker(places, chance))
    return movers
