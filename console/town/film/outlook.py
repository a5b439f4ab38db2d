"""The pictures of a look-out whose head moves: cut out of its panorama, one by one."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from console.town.film.caption import plates
from console.town.film.gaze import AHEAD, Place, aimed
from console.town.film.lens import Lens
from console.town.film.painting import Painting, sun_from
from console.town.film.panorama import Round, round_of
from console.town.film.shot import Cast, Picture, Shot, write
from console.town.film.staging import staged
from console.town.world.blocks.catalogue import build
from console.town.world.blocks.loop import FRAMES

STEP = 20  # pixels of a picture between two that are worked out; those between are on a line
WIDEST = 960  # a wider picture is cut out at half its size: the panorama is no finer


class Outlook:
    """One stream's pictures. Not for two threads at a time."""

    def __init__(self, panorama: Painting, shot: Shot) -> None:
        self._panorama = panorama
        self._round = round_of(shot)
        self._shot = shot
        self._lens = replace(shot, place=AHEAD).lens
        half = 2 if shot.width > WIDEST else 1
        self._cut = replace(self._lens, width=shot.width // half, height=shot.height // half)
        self._cast = _cast(self._round, shot.scene, shot.number, shot.heading_deg)
        self._labels = plates(shot.name, shot.width, shot.height)
        self._whole = panorama.picture.copy()

    def picture(self, place: Place, i: int) -> Picture:
        """BGR: picture ``i`` of the loop as it is seen where the head points."""
        across, down = _places(self._round, aimed(self._cut, place))
        self._cast.play(self._whole, self._panorama, i)
        picture = np.asarray(
            cv2.remap(self._whole, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
            np.uint8,
        )
        self._cast.wipe(self._whole, self._panorama, i)
        size = (self._shot.width, self._shot.height)
        if size[0] != self._cut.width:
            picture = np.asarray(cv2.resize(picture, size), np.uint8)
        write(picture, self._labels, self._shot.number, i)
        return picture


@lru_cache(maxsize=16)
def _cast(lens: Round, scene: str, number: int, heading_deg: float) -> Cast:
    block, sun = build(scene, random.Random(number)), sun_from(heading_deg)
    return Cast([s for m in block.movers if (s := staged(m, lens, sun, FRAMES)) is not None])


def _places(lens: Round, view: Lens) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Column and row of the panorama for each pixel of a view; both (height, width)."""
    u, v = (
        np.arange(-STEP + (STEP - 1) / 2, side + STEP, STEP) - (side / 2 - 0.5)
        for side in (view.width, view.height)
    )
    grid = np.stack([*np.meshgrid(u, v), np.full((len(v), len(u)), view.focal_px)], -1)
    coarse = lens.pixels((grid @ view.turned()) @ lens.turned().T).astype(np.float32)
    return _fine(coarse[..., 0], view), _fine(coarse[..., 1], view)


def _fine(coarse: NDArray[np.float32], view: Lens) -> NDArray[np.float32]:
    size = (view.width + 2 * STEP, view.height + 2 * STEP)
    whole = np.asarray(cv2.resize(coarse, size), np.float32)
    return whole[STEP:-STEP, STEP:-STEP]
