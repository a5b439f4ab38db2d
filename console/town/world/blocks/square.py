"""Blocks where people gather: the market, the school gate, the community centre."""

from __future__ import annotations

import math
import random

from console.town.world.blocks import buildings, fittings
from console.town.world.blocks.block import Block
from console.town.world.blocks.buildings import Site
from console.town.world.blocks.crowd import coats, trousers, walker
from console.town.world.blocks.loop import FRAMES
from console.town.world.blocks.movers import Mover, Way
from console.town.world.blocks.people import dancer, person
from console.town.world.blocks.road import CARS
from console.town.world.blocks.shapes import Colour
from console.town.world.blocks.vehicles import car, scooter, van

FRUIT: tuple[Colour, ...] = ((40, 60, 210), (40, 150, 235), (60, 200, 220), (60, 160, 90))
GREENS: tuple[Colour, ...] = ((60, 150, 80), (80, 170, 110), (220, 230, 230), (60, 90, 200))
FISH: tuple[Colour, ...] = ((190, 186, 176), (160, 160, 150), (200, 180, 170))


def market(chance: random.Random) -> Block:
    block = Block("concrete")
    block.strip("paving", -40, -6, 40, 43)
    block.strip("red paving", -2.6, -6, 2.6, 43)
    fittings.road_across(block, 48.0, 7.0, -120, 120, marks=True)
    cloths: tuple[Colour, ...] = ((50, 60, 190), (70, 140, 60), (160, 100, 40), (40, 150, 220))
    for i, y in enumerate((11.0, 16.2, 21.4, 26.6, 31.8)):
        for j, x in enumerate((-11.2, -6.9, 6.9, 11.2)):
            goods = (FRUIT, GREENS, FISH)[(i + j) % 3]
            fittings.stall(block, x, y + 0.3 * (j % 2), cloths[(i * 3 + j) % 4], goods, chance)
    _market_hall(block, chance)
    for side, x in ((90, -19.0), (-90, 19.0)):
        for k, y in enumerate((14, 24.2, 34.4)):
            wall = buildings.WALLS[(k + (x > 0)) % 5]
            roof = buildings.ROOFS[(k * 2 + (x > 0)) % 5]
            buildings.house(block, Site(x, y, side), 10, 9, 2 + k % 2, wall, roof, chance, "shop")
    for x, y in ((-15.6, 20), (-15.6, 31), (15.6, 19), (15.6, 30)):
        fittings.tree(block, x, y, 5.0, chance)
    for i, x in enumerate((-4.6, -3.9, 3.9, 4.6)):
        tone: Colour = ((140, 90, 50), (50, 60, 180), (70, 130, 70), (60, 140, 200))[i]
        block.box(x - 0.25, 9.6 + i % 2, x + 0.25, 10.1 + i % 2, 0, 0.5, tone)
    block.movers += _market_people(chance)
    return block


def _market_hall(block: Block, chance: random.Random) -> None:
    """An open hall with a wide roof, behind the road."""
    site = Site(0, 54)
    buildings.walls(block, site, 44, 18, 0, 6.5, buildings.CREAM)
    buildings.gable_roof(block, site, 44, 18, 6.5, 4.0, (150, 104, 66), buildings.CREAM)
    buildings.ground_line(block, site, 44, 18)
    for x in (-18, -9, 0, 9, 18):
        buildings.panel(block, site, x - 3, x + 3, 0, 3.6, (60, 60, 62), 2)
        for level in (0.9, 1.6):
            buildings.panel(block, site, x - 2.6, x + 2.6, level, level + 0.4,
                            chance.choice(FRUIT + GREENS), 3)  # fmt: skip
    buildings.panel(block, site, -10, 10, 4.3, 6.0, (44, 44, 178), 3)
    for i in range(6):
        left = -7.6 + i * 2.6
        buildings.panel(block, site, left, left + 1.8, 4.55, 5.75, (90, 210, 240), 4, True)
    for x in (-44, -30, 30, 46):
        wall = chance.choice(buildings.WALLS)
        buildings.flats(block, Site(x, 56), 13, 12, 5, wall, chance, shop=True)


def _market_people(chance: random.Random) -> list[Mover]:
    movers: list[Mover] = []
    for x, y in ((-1.6, 12), (1.4, 16), (-1.2, 22), (1.6, 27), (0.2, 33), (-3.6, 18.5), (3.9, 24)):
        places = ((x - 0.7, y), (x + 0.8, y + 1.4), (x + 0.5, y + 4.2), (x - 0.9, y + 2.6))
        movers.append(walker(places, chance))
    for x, y in ((-5.2, 14.6), (-9.0, 19.9), (5.0, 19.6), (9.1, 25.3), (-5.1, 25.0), (5.2, 30.3),
                 (-4.9, 30.2), (9.0, 14.8)):  # fmt: skip
        shape = person(coats(chance, 1)[0], trousers(chance), FRAMES, 0, chance.uniform(1.55, 1.78))
        movers.append(Mover(shape, Way(((x, y), (x + 0.12, y + 0.1)), closed=True)))
    right = Way(((-45, 46.4), (0, 46.4), (45, 46.4)))
    left = Way(((47, 49.7), (0, 49.7), (-47, 49.7)))
    paint = chance.sample(CARS, 2)
    movers += [
        Mover(van(paint[0]), right, start=0.2),
        Mover(car(paint[1]), left, start=0.6),
        Mover(scooter((60, 60, 170), *coats(chance, 2)), right, start=0.7),
    ]
    return movers


def school(chance: random.Random) -> Block:
    block = Block("grass")
    fittings.road_across(block, 15.0, 8.0, -140, 140, marks=True)
    block.strip("asphalt", -3.6, 11.2, 3.6, 18.8)
    fittings.zebra(block, -3.1, 3.2, 11.4, 18.6)
    block.strip("paving", -140, 19.2, 140, 25)
    block.strip("paving", -140, 3, 140, 10.6)
    block.strip("plaza", -34, 25.2, 34, 48)
    block.strip("red paving", -4, 25, 4, 48)
    block.strip("yellow paint", -12.5, 18.3, -5.5, 18.5)
    _school_gate(block, 25.0)
    site = Site(0, 50)
    buildings.flats(block, site, 46, 12, 4, (150, 190, 222), chance)
    buildings.panel(block, site, -5, 5, 0, 4.2, (120, 96, 80), 4)
    buildings.panel(block, site, -7.5, 7.5, 12.9, 14.6, (44, 44, 170), 4, out=0.1)
    for i in range(5):
        left = -6.2 + i * 2.6
        buildings.panel(block, site, left, left + 1.7, 13.1, 14.4, (90, 210, 240), 5, True, 0.12)
    buildings.flats(block, Site(-42, 54, 0), 24, 11, 3, (168, 178, 214), chance)
    buildings.flats(block, Site(44, 52, 0), 26, 11, 3, (160, 200, 200), chance)
    for x in (-3.0, 0.0, 3.0):
        fittings.flag(block, 16 + x, 36, 9.0 if x == 0 else 7.5, (50, 50, 205))
    for x in (-30, -22, -14, 24, 31):
        fittings.tree(block, x, 29, 5.6, chance)
    for x in (-19, -11, 11, 19):
        fittings.tree(block, x, 21.6, 4.4, chance)
    for y in (31, 34, 37):
        fittings.hedge(block, -12, y, -6, y, chance)
    fittings.fence(block, -16, 19.6, -4.2, 19.6)
    fittings.fence(block, 4.2, 19.6, 16, 19.6)
    block.movers += _school_people(chance)
    return block


def _school_gate(block: Block, y: float) -> None:
    for x0, x1 in ((-46, -5.2), (11, 46)):
        block.box(x0, y - 0.12, x1, y + 0.12, 0, 0.7, (156, 176, 200))
        fittings.fence(block, x0, y, x1, y, 2.0, (120, 110, 100), 0.9)
    for x in (-5.2, 5.0):
        block.box(x - 0.5, y - 0.5, x + 0.5, y + 0.5, 0, 4.2, (112, 134, 186))
    block.box(-5.7, y - 0.3, 5.5, y + 0.3, 4.2, 5.3, (112, 134, 186))
    sign = Site(0, y - 0.3)
    for i in range(6):
        left = -4.3 + i * 1.45
        buildings.panel(block, sign, left, left + 0.95, 4.35, 5.15, (90, 205, 236), 3, True)
    for i in range(9):
        x = -4.6 + i * 0.45
        block.rod((x, y, 0), (x, y, 1.3), 0.04, (200, 202, 204))
    block.box(5.8, y - 1.2, 9.6, y + 1.6, 0, 2.9, (206, 214, 218), top=(90, 90, 120))
    buildings.panel(block, Site(7.7, y - 1.2), -1.4, 1.4, 1.0, 2.2, buildings.GLASS, 2)


def _school_people(chance: random.Random) -> list[Mover]:
    movers: list[Mover] = []
    uniform: tuple[Colour, ...] = ((190, 110, 50), (60, 60, 200), (210, 216, 218))
    for i, (x, y) in enumerate(((-1.5, 12.4), (0.4, 13.2), (1.6, 12.0))):
        places = (
            (x, y - 1.6),
            (x + 0.3, y + 3),
            (x + 0.4, y + 8),
            (x - 0.3, y + 7),
            (x - 0.4, y + 2),
        )
        shape = person(uniform[i], (96, 60, 40), FRAMES, 12, 1.3)
        movers.append(Mover(shape, Way(places, closed=True), start=0.31 * i))
    for x, y in ((6.8, 21.2), (8.3, 22.4), (9.4, 21.0), (-7.5, 22), (-9, 21.2), (5.7, 22.7)):
        shape = person(coats(chance, 1)[0], trousers(chance), FRAMES, 0, chance.uniform(1.58, 1.78))
        movers.append(Mover(shape, Way(((x, y), (x + 0.15, y + 0.05)), closed=True)))
    guard = person((60, 200, 190), (60, 50, 46), FRAMES, 0, 1.75, hat=(60, 50, 40))
    movers.append(Mover(guard, Way(((-3.9, 18.2), (-3.8, 18.3)), closed=True)))
    movers += [
        walker(places, chance, high_m=1.35)
        for places in (
            ((-2, 31), (1, 33), (2.4, 37), (-1, 35)),
            ((8, 30), (11, 33), (9, 37), (6.6, 33)),
            ((-8, 38), (-4, 40), (-5, 44), (-9, 42)),
        )
    ]
    right = Way(((-34, 13.0), (0, 13.0), (34, 13.0)))
    left = Way(((30, 17.0), (0, 17.0), (-30, 17.0)))
    paint = chance.sample(CARS, 2)
    movers += [
        Mover(car(paint[0]), right, start=0.86),
        Mover(scooter((150, 100, 50), *coats(chance, 2)), left, start=0.05),
        Mover(car(paint[1]), Way(((-9.2, 17.4), (-9.2, 17.41))), facing_deg=-90.0),
    ]
    return movers


def centre(chance: random.Random) -> Block:
    x: float
    y: float
    block = Block("lawn")
    fittings.road_across(block, 7.0, 4.0, -100, 100, marks=False)
    block.strip("plaza", -16, 11, 16, 38)
    block.strip("red paving", -1.8, 11, 1.8, 38)
    ring = [(6.5 * c, 21 + 6.5 * s) for c, s in _circle(32)]
    block.patch("red paving", *ring)
    block.patch("plaza", *[(5.6 * c, 21 + 5.6 * s) for c, s in _circle(32)])
    _village_hall(block)
    for x, y, turn in ((-24, 27, 72), (-26, 42, 80), (25, 28, -75), (27, 43, -82)):
        wall, roof = chance.choice(buildings.WALLS), buildings.SLATE
        buildings.house(block, Site(x, y, turn), 12, 9, 2, wall, roof, chance)
    for x, y in ((-17.8, 16), (-18, 33), (17.8, 17), (18, 34), (-30, 56), (31, 58), (0, 66)):
        fittings.tree(block, x, y, 6.2, chance)
    for x in (7.0, 8.2, 9.4):
        fittings.flag(block, x, 32, 8.5, (50, 50, 205) if x == 8.2 else (60, 160, 230))
    fittings.board(block, -12, 26, 6.0, (70, 60, 150))
    for x in (-14.8, 14.8):
        for y in (15, 21, 27):
            fittings.bench(block, x, y, 90)
    fittings.hedge(block, -15.6, 11.6, -3.2, 11.6, chance)
    fittings.hedge(block, 3.2, 11.6, 15.6, 11.6, chance)
    for x, y in ((-13.4, 37), (13.4, 37)):
        fittings.lamp(block, x, y, 1.0 if x < 0 else -1.0, 5.0)
    _exercise(block)
    block.movers += _centre_people(chance)
    return block


def _circle(corners: int) -> list[tuple[float, float]]:
    return [
        (math.cos(2 * math.pi * i / corners), math.sin(2 * math.pi * i / corners))
        for i in range(corners)
    ]


def _village_hall(block: Block) -> None:
    """The culture hall: white walls, columns before a porch, two tiers of slate roof."""
    site = Site(0, 42)
    buildings.walls(block, site, 28, 14, 0, 7.0, buildings.WHITE)
    buildings.gable_roof(block, site, 28, 14, 7.0, 3.6, buildings.SLATE, buildings.WHITE, 1.0)
    buildings.ground_line(block, site, 28, 14)
    for step, reach in enumerate((3.9, 3.4, 2.9)):
        block.box(-8, 42 - reach, 8, 42, step * 0.16, (step + 1) * 0.16, (176, 184, 190))
    for x in (-7, -3.5, 3.5, 7):
        block.box(x - 0.32, 39.4, x + 0.32, 40.04, 0.4, 5.0, (64, 66, 150))
    block.box(-8.2, 39.0, 8.2, 42, 5.0, 5.5, (60, 84, 130))
    porch = Site(0, 39.0)
    for edge in (-0.7, 3.0):
        slope = ((-8.9, 39 + edge, 5.4), (8.9, 39 + edge, 5.4), (8.4, 40.6, 6.9), (-8.4, 40.6, 6.9))
        block.face(slope, buildings.SLATE)
    buildings.panel(block, porch, -3.6, 3.6, 5.05, 5.75, (40, 60, 110), 5, out=0.9)
    for i in range(4):
        left = -2.9 + i * 1.5
        buildings.panel(block, porch, left, left + 1.0, 5.12, 5.68, (80, 200, 236), 6, True, 0.92)
    for x in (-11, 11):
        buildings.panel(block, site, x - 1.6, x + 1.6, 1.6, 4.6, buildings.WOOD, 2)
        for bar in (-0.8, 0, 0.8):
            buildings.panel(block, site, x + bar - 0.3, x + bar + 0.3, 1.8, 4.4, buildings.GLASS, 3)
    buildings.panel(block, site, -2.0, 2.0, 0.4, 3.6, (54, 58, 128), 2)
    buildings.panel(block, site, -0.05, 0.05, 0.4, 3.6, (40, 44, 90), 3)


def _exercise(block: Block) -> None:
    """The coloured frames for exercise that every square has."""
    for i, x in enumerate((10.6, 12.0, 13.4)):
        colour: Colour = ((40, 170, 235), (170, 110, 40), (60, 60, 200))[i]
        for side in (-0.4, 0.4):
            block.rod((x + side, 24.5, 0), (x + side, 24.5, 2.0), 0.06, colour)
        block.rod((x - 0.4, 24.5, 1.9), (x + 0.4, 24.5, 1.9), 0.05, colour)
        block.rod((x - 0.4, 24.5, 1.1), (x + 0.4, 24.5, 1.1), 0.05, colour)


def _centre_people(chance: random.Random) -> list[Mover]:
    movers: list[Mover] = []
    for row, y in enumerate((16.8, 19.4, 22.0)):
        for column in range(4):
            x = -4.2 + 2.8 * column + 0.5 * (row % 2)
            coat: Colour = ((60, 60, 200), (150, 90, 180), (60, 60, 200), (70, 150, 220))[column]
            shape = dancer(coat, (60, 50, 46), FRAMES)
            movers.append(Mover(shape, Way(((x, y), (x + 0.02, y)), closed=True), start=0.1 * row))
    movers += [
        walker(places, chance)
        for places in (
            ((-10, 30), (-7, 32), (-8, 35), (-11, 33)),
            ((9, 15), (12, 17), (11.4, 20.5), (8.6, 18)),
            ((3, 30), (5, 32), (4, 35), (2, 33)),
        )
    ]
    shape = person(coats(chance, 1)[0], trousers(chance), FRAMES, 0)
    movers.append(Mover(shape, Way(((-12.0, 24.6), (-11.9, 24.6)), closed=True)))
    child = person((60, 160, 235), (90, 60, 50), FRAMES, 14, 1.15)
    run = ((10, 27), (12.6, 29.4), (9.8, 32.4), (6.4, 29))
    movers.append(Mover(child, Way(run, closed=True)))
    lane = Way(((-24, 7.6), (0, 7.6), (24, 7.6)))
    movers.append(Mover(scooter((60, 60, 170), *coats(chance, 2)), lane, start=0.3))
    return movers
