"""Pictures for the tests of the diagnosis: made ones, and scenes of the demo town."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

import cv2
import numpy as np

from console.town.film.reel import SUB
from console.town.film.shot import Shot, film
from media.diagnosis.finding import Finding
from media.diagnosis.judge import Judge
from tests.stage.looks import measured
from tests.stage.spoil import Chance, Picture, clock, compressed, grain

EVERY_S = 10.0


def made(seed: int, width: int = 640, height: int = 360) -> Picture:
    """A still scene of boxes and lines on a slope of grey."""
    chance = np.random.default_rng(seed)
    picture = np.full((height, width, 3), 110, np.uint8)
    for _ in range(60):
        x, y = int(chance.integers(0, width)), int(chance.integers(0, height))
        wide, tall = (int(size) for size in chance.integers(20, 110, 2))
        level = int(chance.integers(20, 230))
        tint = [int(level + part) for part in chance.integers(-12, 12, 3)]
        cv2.rectangle(picture, (x, y), (x + wide, y + tall), tint, -1)
    return picture


@lru_cache(maxsize=3)
def town(scene: str) -> tuple[Picture, ...]:
    """The first half second of a scene of the demo town, as its sub stream."""
    pictures = film(Shot(scene, 5, scene, 40.0, *SUB))
    return tuple(picture.copy() for picture in islice(pictures, 12))


class Camera:
    """A judge and what it is shown: bursts of two, through an encoder, with a clock burnt in."""

    def __init__(self, judge: Judge, scene: tuple[Picture, ...], seed: int = 1) -> None:
        self.judge, self.scene = judge, scene
        self.chance: Chance = np.random.default_rng(seed)
        self.at = 0.0

    def burst(self) -> list[Picture]:
        first = int(self.chance.integers(0, len(self.scene)))
        pair = self.scene[first], self.scene[(first + 5) % len(self.scene)]
        return [grain(picture, 2, self.chance) for picture in pair]

    def sees(
        self, pictures: list[Picture], looks: int = 1, crf: int = 27, stream: str = "main"
    ) -> tuple[Finding, ...]:
        """Look at the same burst so many times, its clock going on."""
        said: tuple[Finding, ...] = ()
        for _ in range(looks):
            self.at += EVERY_S
            sent = compressed([clock(picture, f"{self.at:.0f} s") for picture in pictures], crf)
            said = self.judge.look([measured(picture) for picture in sent], self.at, True, stream)
        return said

    def is_well(self, looks: int, stream: str = "main") -> Camera:
        for _ in range(looks):
            assert self.sees(self.burst(), stream=stream) == (), self.judge.signs
        return self
