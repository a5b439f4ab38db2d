"""Blocks along roads: the old street, the way into a village, a car park, a factory gate."""

from __future__ import annotations

import itertools
import random

from console.town.world.blocks import buildings, fittings
from console.town.world.blocks.block import Block
from console.town.world.blocks.buildings import Site
from console.town.world.blocks.crowd import coats, convoy, trousers, walker
from console.town.world.blocks.loop import FRAMES
from console.town.world.blocks.movers import Mover, Way
from console.town.world.blocks.people import person
from console.town.world.blocks.shapes import Colour
from console.town.world.blocks.vehicles import car, scooter, truck, van

CARS: tuple[Colour, ...] = (
    (226, 228, 228), (190, 190, 188), (44, 42, 40), (60, 52, 160), (146, 92, 44),
    (92, 96, 98), (96, 128, 72), (120, 168, 196),
)  # fmt: skip


def street(chance: random.Random) -> Block:
    block = Block("grass")
    block.strip("paving", -11, -10, 11, 170)
    fittings.road_along(block, 0.0, 8.0, -10, 170, marks=True)
    block.strip("paving", 5.0, 38.5, 40, 44)
    block.strip("lane", 4.2, 39.2, 60, 43.4)
    fittings.zebra(block, -3.6, 3.7, 46.0, 49.5)
    _terrace(block, -9.2, (9, 21, 31, 44, 56, 70, 84, 100, 118), 90, chance)
    _terrace(block, 9.2, (8, 20, 30), -90, chance)
    _terrace(block, 9.2, (45, 57, 69, 83, 99, 117), -90, chance)
    for y in (16.5, 33, 52, 74, 100):
        fittings.lamp(block, -4.9, y, 1.0)
        fittings.tree(block, 5.3, y + 7, 5.2, chance)
    for y in (26, 45, 64, 88):
        fittings.tree(block, -5.4, y, 5.0, chance)
    fittings.bench(block, -6.4, 33.5, 90)
    _bus_stop(block, -6.2, 37.0)
    for x, y, turn in ((5.4, 13.5, 0.0), (5.5, 15.0, 0.0), (5.6, 16.5, 0.0)):
        block.box(x - 0.25, y - 0.5, x + 0.25, y + 0.5, 0, 0.55, (90, 90, 160), turn_deg=turn)
    flats = Site(26, 150, 0)
    buildings.flats(block, flats, 26, 14, 9, buildings.CREAM, chance)
    buildings.flats(block, Site(-30, 160, 0), 24, 14, 11, buildings.PINK, chance)
    block.movers += _street_traffic(chance)
    return block


def _terrace(
    block: Block, x: float, starts: tuple[float, ...], turn: float, chance: random.Random
) -> None:
    """Houses wall to wall along the road; their fronts look at it."""
    for i, (start, end) in enumerate(itertools.pairwise(starts)):
        width = end - start - 0.1
        site = Site(x, (start + end) / 2, turn)
        wall, roof = chance.choice(buildings.WALLS), chance.choice(buildings.ROOFS)
        storeys = (2, 3, 2, 2, 3, 2)[i % 6]
        buildings.house(block, site, width, 9.0, storeys, wall, roof, chance, shop="shop")


def _bus_stop(block: Block, x: float, y: float) -> None:
    for side in (-1.8, 1.8):
        block.rod((x - 0.7, y + side, 0), (x - 0.7, y + side, 2.6), 0.06, (90, 92, 94))
    block.box(x - 1.0, y - 2.2, x + 0.8, y + 2.2, 2.55, 2.7, (150, 110, 70))
    block.box(x - 0.75, y - 1.9, x - 0.68, y + 1.9, 0.5, 2.2, (200, 170, 130))


def _street_traffic(chance: random.Random) -> list[Mover]:
    paint = chance.sample(CARS, 5)
    near = Way(((1.9, -14), (1.9, 20), (2.0, 60), (2.0, 100), (2.0, 170)))
    far = Way(((-1.9, 190), (-1.9, 90), (-1.9, 40), (-1.9, -14)))
    side = Way(((3.4, -12), (3.4, 20), (3.5, 33), (5, 39.5), (12, 41.8), (30, 41.8)))
    alley = Way(((34, 40.6), (16, 40.6), (6, 40.2), (0.5, 36), (-1.8, 28), (-1.9, 10), (-1.9, -14)))
    movers = [
        *convoy(chance.choice((car, van))(paint[0]), near, 2, 0.05),
        *convoy(car(paint[2]), far, 2, 0.3),
        Mover(car(paint[3]), alley, start=0.1),
        Mover(scooter((60, 60, 170), *coats(chance, 2)), side, start=0.3),
        *convoy(scooter((150, 100, 60), *coats(chance, 2)), far_edge(), 2, 0.25),
        Mover(car(paint[4]), Way(((3.3, 62.0), (3.3, 62.01))), facing_deg=0.0),
    ]
    movers += [
        walker(places, chance)
        for places in (
            ((-6.5, 14), (-5.6, 15.5), (-6.5, 18.5), (-7.4, 16)),
            ((5.9, 20.5), (6.6, 22.5), (6.0, 26), (5.5, 23)),
            ((-5.6, 29), (-6.4, 30.8), (-5.9, 33.2), (-5.2, 31)),
            ((6.2, 33.0), (6.9, 35), (6.1, 37.4), (5.7, 35)),
        )
    ]
    standing = ((-7.2, 13.6, 60), (-6.4, 35.6, 90), (-6.5, 36.8, 90), (6.9, 17.2, -90))
    for x, y, facing in standing:
        shape = person(coats(chance, 1)[0], trousers(chance), FRAMES, steps=0)
        movers.append(Mover(shape, Way(((x, y), (x + 0.05, y))), facing_deg=facing))
    return movers


def far_edge() -> Way:
    """A scooter's way down the left edge of the street."""
    return Way(((-3.0, 120), (-3.0, 60), (-3.1, 30), (-3.0, -10)))


def road(chance: random.Random) -> Block:
    x: float
    y: float
    block = Block("grass")
    block.strip("paddy", -90, 34, -14, 120)
    block.strip("ripe", 12, 30, 90, 66)
    block.strip("paddy", 12, 68, 90, 140)
    block.strip("concrete", -14, 18, -4.5, 30)
    fittings.road_along(block, 0.0, 6.0, -10, 200, marks=False)
    for side in (-2.75, 2.75):
        block.strip("paint", side - 0.05, -10, side + 0.05, 200)
    block.strip("soil", 3.6, -10, 4.8, 200)
    _gateway(block, 33.0)
    rows = ((-15, 40, 70), (-16, 54, 80), (-14, 69, 90), (-15, 84, 90), (13, 76, -90),
            (14, 92, -90), (13, 108, -90), (-15, 100, 90))  # fmt: skip
    for i, (x, y, turn) in enumerate(rows):
        wall, roof = chance.choice(buildings.WALLS), chance.choice(buildings.ROOFS)
        site = Site(x, y, turn)
        buildings.house(block, site, 11, 9, 2 + (i % 3 == 1), wall, roof, chance)
    fittings.wires(block, [(5.6, 10), (5.6, 42), (5.6, 74), (5.6, 106), (5.6, 140)])
    for x, y in ((-7.5, 14), (-7, 37), (8.5, 22), (8, 52), (-6.5, 62), (8, 64), (9, 84), (-7, 92)):
        fittings.tree(block, x, y, 6.0 + (x * y) % 1.6, chance)
    for x, y in ((7.2, 14.5), (-6, 31.6), (7, 36), (-5.2, 44)):
        fittings.bush(block, x, y, 1.1, chance)
    fittings.board(block, -9.5, 30.4, 3.6, (60, 60, 150))
    block.movers += _road_traffic(chance)
    return block


def _gateway(block: Block, y: float) -> None:
    """A memorial arch over the road: four pillars, three roofs."""
    stone: Colour = (186, 194, 200)
    for x in (-4.4, -7.0, 4.4, 7.0):
        block.box(x - 0.35, y - 0.35, x + 0.35, y + 0.35, 0, 5.2 if abs(x) < 5 else 4.0, stone)
    for x0, x1, z in ((-4.9, 4.9, 5.2), (-7.5, -4.2, 4.0), (4.2, 7.5, 4.0)):
        block.box(x0, y - 0.3, x1, y + 0.3, z - 0.7, z + 0.5, (160, 170, 180))
        for edge in (-1.0, 1.0):
            slope = ((x0 - 0.4, y + edge, z + 0.4), (x1 + 0.4, y + edge, z + 0.4),
                     (x1, y, z + 1.3), (x0, y, z + 1.3))  # fmt: skip
            block.face(slope, buildings.SLATE)
    sign = Site(0.0, y - 0.32)
    buildings.panel(block, sign, -2.6, 2.6, 4.55, 5.6, (44, 40, 130), 3)
    for x in (-1.9, -0.65, 0.6, 1.85):
        buildings.panel(block, sign, x - 0.38, x + 0.38, 4.72, 5.42, (120, 200, 232), 4, True)


def _road_traffic(chance: random.Random) -> list[Mover]:
    paint = chance.sample(CARS, 3)
    out = Way(((1.5, -12), (1.5, 60), (1.5, 210)))
    back = Way(((-1.5, 230), (-1.5, 80), (-1.5, -12)))
    slow = Way(((2.2, -10), (2.2, 70), (2.1, 150)))
    movers = [
        *convoy(car(paint[0]), out, 2, 0.1),
        *convoy(chance.choice((car, van))(paint[1]), back, 2, 0.35),
        *convoy(scooter((150, 80, 60), *coats(chance, 2)), slow, 3, 0.2),
    ]
    movers += [
        walker(places, chance)
        for places in (
            ((-8, 20), (-6.5, 23), (-9, 26), (-11, 23)),
            ((-3.9, 40), (-3.6, 42.5), (-4.0, 45), (-4.4, 42)),
            ((-11, 19), (-10, 21), (-11.5, 22), (-12.5, 20.5)),
        )
    ]
    shape = person(coats(chance, 1)[0], trousers(chance), FRAMES, steps=0)
    movers.append(Mover(shape, Way(((3.4, 24.0), (3.45, 24.0))), facing_deg=-60.0))
    return movers


def parking(chance: random.Random) -> Block:
    x: float
    y: float
    block = Block("lawn")
    block.strip("asphalt", -24, -6, 18, 37)
    block.strip("kerb", -24.3, 36.4, 18.3, 36.8)
    fittings.road_across(block, 40.5, 7.0, -120, 120, marks=True)
    block.strip("asphalt", 9, 34, 15, 38)
    block.strip("paving", -120, 44, 120, 47)
    _bays(block, chance)
    fittings.arrow(block, 1.6, 18)
    fittings.arrow(block, -1.6, 27, back=True)
    _barrier(block, 9.2, 35.2)
    for i, (x, width) in enumerate(((-46, 22), (-22, 20), (2, 24), (28, 22), (54, 24))):
        wall = (buildings.WHITE, buildings.CREAM, buildings.PINK, buildings.GREY)[i % 4]
        tall = (5, 6, 4, 7, 5)[i]
        buildings.flats(block, Site(x, 49), width, 12, tall, wall, chance, shop=True)
    for x in (-26, -20, -13, -6, 1, 20):
        fittings.tree(block, x, 37.8, 4.6, chance)
    fittings.hedge(block, 18.8, 8, 18.8, 33, chance)
    for x, y in ((-10.2, 20), (10.2, 20)):
        fittings.lamp(block, x, y, -1.0 if x > 0 else 1.0, 6.0)
    block.movers += _parking_traffic(chance)
    return block


def _bays(block: Block, chance: random.Random) -> None:
    """Four rows of bays, most of them taken."""
    for x0, x1 in ((-15.5, -10.4), (-10, -4.9), (4.9, 10), (10.4, 15.5)):
        count = 8 if x1 < 8 else 7
        for i in range(count + 1):
            y = 8 + i * 2.9
            block.strip("paint", x0, y - 0.06, x1, y + 0.06)
        for i in range(count):
            y = 9.45 + i * 2.9
            if x0 == -10 and i > 3:
                block.strip("green paint", x0 + 0.2, y - 1.3, x1 - 0.2, y + 1.3)
            if (i * 7 + int(x0)) % 5 and (x0 != -10 or i != 4):
                _parked(block, (x0 + x1) / 2, y, x0 < 0, chance)
    for y in (20.5, 23.4, 26.3, 29.2):
        block.box(-10.35, y - 0.15, -10.05, y + 0.15, 0, 1.5, (196, 206, 210))


def _parked(block: Block, x: float, y: float, left: bool, chance: random.Random) -> None:
    """A parked car as part of the still picture."""
    shape = car(chance.choice(CARS))
    side = 1.0 if left else -1.0
    for plate in shape.plates:
        flat = plate.points[0]
        moved = flat.copy()
        moved[:, 0], moved[:, 1] = x + side * flat[:, 1], y - side * flat[:, 0]
        block.face(moved, plate.colour, lift=round(plate.lift * 100))
    block.shade([(x + a, y + b, z) for a in (-2.1, 2.1) for b in (-0.85, 0.85) for z in (0, 0.9)])
    block.shade([(x + a, y + b, 1.4) for a in (-1.2, 0.9) for b in (-0.7, 0.7)])


def _barrier(block: Block, x: float, y: float) -> None:
    block.box(x + 4.5, y - 1.0, x + 6.4, y + 0.9, 0, 2.5, (196, 190, 180), top=(96, 92, 90))
    booth = Site(x + 5.45, y - 1.0)
    buildings.panel(block, booth, -0.7, 0.7, 1.1, 2.1, buildings.GLASS, 2)
    block.box(x - 0.2, y - 0.2, x + 0.2, y + 0.2, 0, 1.1, (40, 150, 220))
    for i in range(6):
        colour: Colour = (50, 50, 200) if i % 2 else (232, 234, 236)
        block.box(x + 0.2 + i * 0.62, y - 0.04, x + 0.82 + i * 0.62, y + 0.04, 0.95, 1.07, colour)


def _parking_traffic(chance: random.Random) -> list[Mover]:
    paint = chance.sample(CARS, 4)
    ring_way = Way(((2.4, 12), (2.4, 26), (1.2, 31.5), (-1.2, 31.5), (-2.4, 26), (-2.4, 12),
                    (-1.2, 6.4), (1.2, 6.4)), closed=True)  # fmt: skip
    right = Way(((-42, 38.8), (0, 38.8), (42, 38.8)))
    left = Way(((44, 42.2), (0, 42.2), (-44, 42.2)))
    movers = [
        Mover(car(paint[0]), ring_way, start=0.3),
        Mover(car(paint[1]), right, start=0.1),
        Mover(van(paint[2]), right, start=0.55),
        Mover(car(paint[3]), left, start=0.3),
        *convoy(scooter((60, 60, 170), *coats(chance, 2)), left, 2, 0.22),
    ]
    movers += [
        walker(places, chance)
        for places in (
            ((-3.9, 16), (-4.2, 19), (-3.9, 22), (-3.6, 19)),
            ((4.2, 23), (4.6, 25.5), (4.2, 28), (3.8, 25.5)),
            ((7.2, 33.0), (9.0, 33.4), (10.5, 32.6), (8.8, 32.2)),
            ((-9, 45.2), (-5, 45.6), (-1, 45.2), (-5, 44.8)),
        )
    ]
    return movers


def factory(chance: random.Random) -> Block:
    block = Block("grass")
    block.strip("concrete", -40, 24, 44, 90)
    fittings.road_along(block, 0.0, 8.0, -10, 60, marks=False)
    block.strip("concrete", -40, 27, 44, 90)
    fittings.road_across(block, 14.0, 8.0, -140, 140, marks=True)
    block.strip("asphalt", -3.9, 9.5, 3.9, 24)
    block.strip("yellow paint", -3.6, 23.2, 3.6, 23.6)
    for y in range(30, 58, 5):
        block.strip("yellow paint", -4.1, y, -3.9, y + 3)
        block.strip("yellow paint", 3.9, y, 4.1, y + 3)
    _factory_gate(block, 26.0)
    _sheds(block, chance)
    for x in (-30, -24, -18, -12, 12, 18, 24, 30):
        fittings.tree(block, x, 21.5, 4.6, chance)
    fittings.wires(block, [(-40, 19.6), (-9.6, 19.6), (21, 19.6), (52, 19.6)], 7.0)
    block.movers += _factory_traffic(chance)
    return block


def _factory_gate(block: Block, y: float) -> None:
    for x0, x1 in ((-40, -5.0), (9.5, 44)):
        block.box(x0, y - 0.15, x1, y + 0.15, 0, 2.3, (176, 190, 204), top=(110, 110, 112))
    for x in (-5.0, 9.2):
        block.box(x - 0.6, y - 0.6, x + 0.6, y + 0.6, 0, 3.4, (120, 130, 150))
    sign = Site(-11.5, y - 0.16)
    buildings.panel(block, sign, -5.5, 5.5, 0.7, 1.9, (140, 84, 40), 3)
    for i in range(7):
        left = -4.6 + i * 1.35
        buildings.panel(block, sign, left, left + 0.85, 0.95, 1.65, (228, 236, 240), 4, True)
    block.box(4.6, y - 1.4, 8.4, y + 1.8, 0, 2.9, (206, 208, 206), top=(120, 112, 100))
    booth = Site(6.5, y - 1.4)
    buildings.panel(block, booth, -1.5, 1.5, 1.0, 2.2, buildings.GLASS, 2)
    for i in range(8):
        colour: Colour = (50, 50, 200) if i % 2 else (232, 234, 236)
        x = -3.9 + i * 0.35
        block.box(x, y - 0.05, x + 0.35, y + 0.05, 0.9 + i * 0.22, 1.06 + i * 0.22, colour)
    block.box(-4.3, y - 0.25, -3.8, y + 0.25, 0, 1.15, (40, 150, 220))


def _sheds(block: Block, chance: random.Random) -> None:
    x: float
    for x, y, width, teeth in ((-24, 46, 30, 5), (26, 48, 30, 5), (-24, 70, 30, 5)):
        site = Site(x, y)
        buildings.walls(block, site, width, 18, 0, 6.2, (196, 190, 178))
        buildings.shed_roof(block, site, width, 18, 6.2, buildings.BLUE_ROOF, teeth)
        buildings.ground_line(block, site, width, 18)
        buildings.panel(block, site, -width / 2, width / 2, 4.6, 5.4, (150, 110, 70), 2)
        for i in range(4):
            left = -width / 2 + 2 + i * 7
            buildings.panel(block, site, left, left + 4, 0, 3.8, (128, 132, 134), 2)
            buildings.panel(block, site, left + 0.1, left + 3.9, 3.0, 3.1, (100, 104, 106), 3)
    hall = Site(4, 62)
    buildings.flats(block, hall, 18, 12, 4, buildings.WHITE, chance)
    block.box(-41, 78, -38.6, 80.4, 0, 26, (118, 136, 178))
    block.box(-41.1, 77.9, -38.5, 80.5, 21, 23, (226, 228, 230))
    z: float
    boxes = (
        (-13, 32, 0),
        (-13, 35, 0),
        (-16, 32, 0),
        (-16, 32, 2.4),
        (-19.5, 34, 0),
        (-13, 32, 2.4),
    )
    tones: tuple[Colour, ...] = (
        (140, 84, 40), (48, 60, 170), (70, 130, 60), (40, 140, 210), (150, 120, 70), (90, 90, 96),
    )  # fmt: skip
    for (x, y, z), tone in zip(boxes, tones, strict=True):
        block.box(x - 1.3, y - 1.2, x + 1.3, y + 1.2, z, z + 2.4, tone)
    for x in (12, 14, 16):
        block.box(x, 31, x + 1.2, 32.2, 0, 1.0, (80, 120, 160))


def _factory_traffic(chance: random.Random) -> list[Mover]:
    paint = chance.sample(CARS, 3)
    turn = Way(((34, 12.0), (22, 12.0), (10, 12.4), (3.0, 17), (1.6, 26), (1.6, 40), (6, 52),
                (16, 68), (24, 80)))  # fmt: skip
    right = Way(((-26, 12.1), (0, 12.1), (26, 12.1)))
    left = Way(((36, 16.0), (0, 16.0), (-36, 16.0)))
    load: Colour = chance.choice(((206, 208, 208), (140, 96, 50), (80, 140, 90)))
    movers = [
        *convoy(truck(paint[0], load), turn, 2, 0.15),
        Mover(car(paint[1]), left, start=0.25),
        Mover(van(paint[2]), left, start=0.7),
        Mover(scooter((60, 60, 170), *coats(chance, 2)), right, start=0.4),
    ]
    movers += [
        walker(places, chance, hat=(40, 190, 236))
        for places in (
            ((-7, 29), (-9, 31), (-8, 34), (-6, 31)),
            ((10, 30), (13, 30.2), (13, 29.4), (10, 29.2)),
            ((-3.5, 42), (-5, 44), (-3.8, 46.5), (-2.5, 44)),
        )
    ]
    shape = person((120, 80, 40), (60, 50, 46), FRAMES, steps=0, hat=(70, 60, 50))
    movers.append(Mover(shape, Way(((5.0, 23.6), (5.05, 23.6))), facing_deg=180.0))
    return movers
