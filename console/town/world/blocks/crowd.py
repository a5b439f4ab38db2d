"""Who is about: walkers on small rounds, dressed by chance."""

from __future__ import annotations

import random

from console.town.world.blocks.loop import FRAMES, RATE
from console.town.world.blocks.movers import Mover, Way
from console.town.world.blocks.people import person
from console.town.world.blocks.shapes import Colour, Shape

COATS: tuple[Colour, ...] = (
    (60, 60, 190), (150, 90, 60), (210, 214, 216), (70, 130, 70), (60, 150, 220), (130, 70, 130),
    (60, 54, 52), (170, 150, 70), (120, 120, 210), (96, 100, 104), (40, 90, 160), (190, 160, 130),
)  # fmt: skip
TROUSERS: tuple[Colour, ...] = (
    (66, 52, 44),
    (44, 42, 42),
    (96, 74, 56),
    (84, 92, 100),
    (52, 66, 84),
)
STEP_S = 1.05  # a double step


def convoy(
    shape: Shape, way: Way, count: int, start: float = 0.0, base_m: float = 0.0
) -> list[Mover]:
    """``count`` alike on one way. In a loop each goes on to where the next one began, so they are
    ``count`` times slower than one that would go all the way."""
    return [Mover(shape, way, 1 / count, start + i / count, base_m) for i in range(count)]


def coats(chance: random.Random, count: int) -> list[Colour]:
    """Different colours of coats."""
    return chance.sample(COATS, count)


def trousers(chance: random.Random) -> Colour:
    return chance.choice(TROUSERS)


def walker(
    places: tuple[tuple[float, float], ...],
    chance: random.Random,
    hat: Colour | None = None,
    high_m: float | None = None,
    closed: bool = True,
) -> Mover:
    """Someone who walks a small round once a loop."""
    steps = round(FRAMES / RATE / STEP_S)
    size = high_m or chance.uniform(1.56, 1.8)
    shape = person(coats(chance, 1)[0], trousers(chance), FRAMES, steps, size, hat)
    return Mover(
        shape, Way(places, closed=closed), start=chance.random(), backwards=chance.random() < 0.5
    )
