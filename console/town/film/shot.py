"""The pictures of one camera's loop, one after the other."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from console.town.film.canvas import SHIFT
from console.town.film.caption import Label, plates
from console.town.film.gaze import AHEAD, Place, aimed
from console.town.film.lens import Lens
from console.town.film.mark import draw_mark
from console.town.film.painting import Painting, paint, sun_from
from console.town.film.staging import Staged, staged
from console.town.film.waves import Waves
from console.town.world.blocks.catalogue import build
from console.town.world.blocks.loop import FRAMES
from console.town.world.scenes import scene_of

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Shot:
    """What a loop is made from: which camera of which look, and the size of its pictures.

    ``place``: where its head points.
    """

    scene: str
    number: int
    name: str
    heading_deg: float
    width: int
    height: int
    place: Place = AHEAD

    @property
    def lens(self) -> Lens:
        scene = scene_of(self.scene)
        lens = Lens(
            scene.height_m, scene.tilt_deg, scene.roll_deg, scene.hfov_deg, self.width, self.height
        )
        return aimed(lens, self.place)


def film(shot: Shot, frames: int = FRAMES) -> Iterator[Picture]:
    """BGR pictures of the loop. The array that is yielded is used again for the next one."""
    lens, sun = shot.lens, sun_from(shot.heading_deg)
    block = build(shot.scene, random.Random(shot.number))
    painting = paint(block, lens, sun, fineness=2 if shot.width <= 1280 else 1.5, seed=shot.number)
    cast = Cast([s for m in block.movers if (s := staged(m, lens, sun, frames)) is not None])
    waves = Waves(painting, lens, block.water_m, frames) if painting.water.any() else None
    labels = plates(shot.name, shot.width, shot.height)
    picture = painting.picture.copy()
    for i in range(frames):
        np.copyto(picture, painting.picture)
        if waves is not None:
            waves.move(picture, i)
        cast.play(picture, painting, i)
        write(picture, labels, shot.number, i)
        yield picture


def write(picture: Picture, labels: Sequence[Label], number: int, i: int) -> None:
    """What every picture says: its plates and its mark."""
    for x, y, label, alpha in labels:
        part = picture[y : y + len(label), x : x + label.shape[1]]
        cv2.addWeighted(part, alpha, label, 1, 0, dst=part)
    draw_mark(picture, number, i)


class Cast:
    """All movers of a block as one lens sees them."""

    def __init__(self, actors: Sequence[Staged]) -> None:
        self._actors = actors
        self._order = np.argsort([-actor.depths for actor in actors], axis=0)

    def play(self, picture: Picture, painting: Painting, i: int) -> None:
        """Draw them as of picture ``i``, the farthest first."""
        for actor, part in self._seen(i):
            _draw(picture, painting, actor, i, part)

    def wipe(self, picture: Picture, painting: Painting, i: int) -> None:
        """Take away what ``play`` drew."""
        for _, part in self._seen(i):
            picture[part] = painting.picture[part]

    def _seen(self, i: int) -> Iterator[tuple[Staged, tuple[slice, slice]]]:
        for k in self._order[:, i] if self._actors else ():
            x0, y0, x1, y1 = self._actors[k].windows[i]
            if x0 < x1 and y0 < y1:
                yield self._actors[k], (slice(y0, y1), slice(x0, x1))


def _draw(
    picture: Picture, painting: Painting, actor: Staged, i: int, part: tuple[slice, slice]
) -> None:
    standing = painting.nearness[part]
    own = actor.nearness[i]
    hidden = standing.max() > own
    old = picture[part].copy() if hidden else None
    if actor.shadows is not None:
        mask = np.zeros(standing.shape, np.uint8)
        hull = cv2.convexHull(actor.shadows[i])
        cv2.fillConvexPoly(mask, hull, 255, cv2.LINE_AA, SHIFT)
        cv2.copyTo(painting.shaded[part], mask, picture[part])
    colours = actor.colours[i]
    for plate in actor.orders[i]:
        cv2.fillConvexPoly(picture, actor.polygons[plate][i], colours[plate], cv2.LINE_AA, SHIFT)
    if old is not None:
        cv2.copyTo(old, (standing > own).view(np.uint8), picture[part])
