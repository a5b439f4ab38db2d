"""Pictures of fixed cameras: the demo town's scenes, and real clips and photographs if at hand.

The variable ``DIAGNOSIS_FOOTAGE`` names a folder with ``clips/`` (of cameras that do not move) and
``photos/``. Which ones were used is told in ``docs/diagnosis.md``; none of them is part of this
project.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from console.town.film.reel import SUB
from console.town.film.shot import Shot, film
from console.town.world.scenes import SCENES
from tests.stage.spoil import grain

Picture = NDArray[np.uint8]
MOST_PICTURES = 400  # of a clip


Burst = Callable[[np.random.Generator], list[Picture]]


@dataclass(frozen=True)
class Footage:
    """``burst()`` makes what gives two pictures of one place about 0.4 s apart, 640 x 360."""

    name: str
    kind: str
    burst: Callable[[], Burst]


def all_footage() -> Iterator[Footage]:
    for scene in SCENES:
        yield Footage(scene.id, "town", partial(_drawn, scene.id))
    if folder := os.environ.get("DIAGNOSIS_FOOTAGE"):
        for path in sorted((Path(folder) / "clips").iterdir()):
            yield Footage(path.stem, "clip", partial(_clip, path))
        for path in sorted((Path(folder) / "photos").iterdir()):
            yield Footage(path.stem, "photo", partial(_photo, path))


def _drawn(scene: str) -> Burst:
    shot = Shot(scene, 5, scene, 40.0, *SUB)
    return _moving([picture.copy() for picture in film(shot)], 10)


def _moving(pictures: list[Picture], apart: int) -> Burst:
    def burst(chance: np.random.Generator) -> list[Picture]:
        at = int(chance.integers(0, len(pictures) - apart))
        return [pictures[at], pictures[at + apart]]

    return burst


def _still(picture: Picture) -> Burst:
    return lambda chance: [grain(picture, 2.0, chance) for _ in range(2)]


def _clip(path: Path) -> Burst:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        rate = float(stream.average_rate or 25)
        pictures = []
        for frame, _ in zip(container.decode(stream), range(MOST_PICTURES), strict=False):
            pictures.append(_sized(frame.to_ndarray(format="bgr24")))
    return _moving(pictures, max(1, round(rate * 0.4)))


def _photo(path: Path) -> Burst:
    picture = cv2.imread(str(path))
    if picture is None:
        raise ValueError(f"{path} is no picture")
    return _still(_sized(np.asarray(picture, np.uint8)))


def _sized(picture: Picture) -> Picture:
    return np.asarray(cv2.resize(picture, SUB, interpolation=cv2.INTER_AREA), np.uint8)
