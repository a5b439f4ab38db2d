"""All that a look-out can see, painted once: moving pictures are cut out of it.

Its columns are even steps of pan, its rows even steps of elevation. Cars and people are drawn into
it as into any picture, and what stands before them hides them.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import os
import random
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from zipfile import BadZipFile

import cv2
import numpy as np
from numpy.typing import NDArray

from console.town.film.gaze import AHEAD, aimed
from console.town.film.lens import Lens
from console.town.film.painting import Painting, paint, sun_from
from console.town.film.reel import version
from console.town.film.shot import Shot
from console.town.world.blocks.catalogue import build
from console.town.world.blocks.shapes import Array

PER_DEG = 16  # pixels
FINENESS = 1.4
COLUMNS = 4  # flat paintings side by side that it is made from
NEAREST = 0.25  # 1 / m: the largest nearness that is kept
STEPS = 65535
QUALITY = 95  # of the JPEGs it is kept as
MARGIN_DEG = 0.5

Layer = NDArray[np.uint8] | NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Round(Lens):
    """Looks level and straight ahead; pixels are even steps of the angles from ``left_deg`` and,
    downwards, from ``top_deg``."""

    left_deg: float = 0.0
    top_deg: float = 0.0

    def pixels(self, seen: Array) -> Array:
        right, down, ahead = seen[..., 0], seen[..., 1], seen[..., 2]
        pan = np.degrees(np.arctan2(right, ahead))
        rise = np.degrees(np.arctan2(-down, np.hypot(right, ahead)))
        return np.asarray(np.stack([pan - self.left_deg, self.top_deg - rise], -1) * PER_DEG - 0.5)

    def directions(self) -> Array:
        """(height, width, 3): the direction of each pixel in block metres, of length 1."""
        pan = np.radians(self.left_deg + (np.arange(self.width) + 0.5) / PER_DEG)
        rise = np.radians(self.top_deg - (np.arange(self.height) + 0.5) / PER_DEG)
        level = np.cos(rise)[:, None]
        up = np.broadcast_to(np.sin(rise)[:, None], (self.height, self.width))
        return np.stack([level * np.sin(pan), level * np.cos(pan), up], -1).astype(np.float32)


def round_of(shot: Shot) -> Round:
    """As wide and high as all that the shot's camera sees when its head turns."""
    lens = replace(shot, place=AHEAD).lens
    corners = [
        _border(aimed(lens, (pan, tilt, 0.0)))
        for pan, tilt in itertools.product((-1.0, 0.0, 1.0), (-1.0, 0.0, 1.0))
    ]
    x, y, z = np.concatenate(corners).T
    pan, rise = np.degrees(np.arctan2(x, y)), np.degrees(np.arctan2(z, np.hypot(x, y)))
    left, right = float(pan.min()) - MARGIN_DEG, float(pan.max()) + MARGIN_DEG
    top, bottom = float(rise.max()) + MARGIN_DEG, float(rise.min()) - MARGIN_DEG
    width, height = math.ceil((right - left) * PER_DEG), math.ceil((top - bottom) * PER_DEG)
    hfov = math.degrees(2 * math.atan(width / 2 / math.degrees(PER_DEG)))
    return Round(lens.height_m, 0.0, 0.0, hfov, width, height, 0.0, left, top)


def _border(lens: Lens) -> Array:
    rays = replace(lens, width=64, height=36).rays()
    return np.concatenate([rays[0], rays[-1], rays[:, 0], rays[:, -1]])


def paint_panorama(shot: Shot) -> Painting:
    """Some seconds of work."""
    lens, sun = round_of(shot), sun_from(shot.heading_deg)
    block = build(shot.scene, random.Random(shot.number))
    directions = lens.directions()
    shape = directions.shape[:2]
    whole = Painting(
        np.zeros((*shape, 3), np.uint8), np.zeros((*shape, 3), np.uint8),
        np.zeros(shape, np.float32), np.zeros(shape, np.uint8),
    )  # fmt: skip
    edges = np.linspace(0, lens.width, COLUMNS + 1).round().astype(int)
    for x0, x1 in itertools.pairwise(edges.tolist()):
        part = directions[:, x0:x1]
        flat = _flat(lens, (x0 + x1) / 2, part)
        _lay(whole, x0, paint(block, flat, sun, FINENESS, shot.number), flat, part)
    return whole


def _flat(lens: Round, middle: float, directions: Array) -> Lens:
    """A lens that sees all of some directions, about as fine as the panorama."""
    pan = lens.left_deg + middle / PER_DEG
    tilt = lens.height / PER_DEG / 2 - lens.top_deg
    flat = Lens(lens.height_m, tilt, 0.0, 90.0, 2, 2, pan)
    seen = directions @ flat.turned().T.astype(np.float32)
    reach = np.abs(seen[..., :2] / seen[..., 2:]).max((0, 1))
    focal = math.degrees(PER_DEG)
    width, height = (2 * math.ceil(side * focal) + 4 for side in reach.tolist())
    return replace(
        flat, width=width, height=height, hfov_deg=math.degrees(2 * math.atan(width / 2 / focal))
    )


def _lay(whole: Painting, x0: int, painting: Painting, flat: Lens, directions: Array) -> None:
    seen = directions @ flat.turned().T.astype(np.float32)
    pixels = flat.pixels(seen).astype(np.float32)
    across, down = np.ascontiguousarray(pixels[..., 0]), np.ascontiguousarray(pixels[..., 1])
    part = slice(x0, x0 + directions.shape[1])

    def laid(there: Layer, here: Layer, way: int) -> None:
        there[:, part] = cv2.remap(here, across, down, way, borderMode=cv2.BORDER_REPLICATE)

    laid(whole.picture, painting.picture, cv2.INTER_LINEAR)
    laid(whole.shaded, painting.shaded, cv2.INTER_LINEAR)
    laid(whole.nearness, painting.nearness, cv2.INTER_NEAREST)
    # depth along this painting's view -> along the block's y
    whole.nearness[:, part] *= seen[..., 2] / np.maximum(directions[..., 1], 1e-3)


def panorama_path(cache: Path, shot: Shot) -> Path:
    """Where the panorama of a shot lies, whatever its size and place."""
    what = asdict(replace(shot, place=AHEAD, width=1920, height=1080, name=""))
    key = json.dumps([version(), what], ensure_ascii=False)
    return cache / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.panorama"


def make_panorama(cache: str, shot: Shot) -> None:
    """Paint it into the cache unless it is there."""
    path = panorama_path(Path(cache), shot)
    if path.exists():
        return
    painting = paint_panorama(replace(shot, width=1920, height=1080))
    nearness = np.rint(np.clip(painting.nearness / NEAREST, 0, 1) * STEPS).astype(np.uint16)
    quality = (cv2.IMWRITE_JPEG_QUALITY, QUALITY)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".panorama-")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                picture=cv2.imencode(".jpg", painting.picture, quality)[1],
                shaded=cv2.imencode(".jpg", painting.shaded, quality)[1],
                nearness=cv2.imencode(".png", nearness)[1],
            )
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def read_panorama(path: Path) -> Painting:
    """Without its water. Raises ValueError when the file is not whole, OSError when it cannot be
    read."""
    try:
        with path.open("rb") as file, np.load(file) as kept:
            picture, shaded, nearness = (
                np.asarray(cv2.imdecode(kept[name], cv2.IMREAD_UNCHANGED))
                for name in ("picture", "shaded", "nearness")
            )
    except (ValueError, KeyError, EOFError, BadZipFile, cv2.error) as error:
        raise ValueError(f"{path} is not whole: {error}") from error
    if picture.shape != shaded.shape or picture.shape != (*nearness.shape, 3):
        raise ValueError(f"{path} is no panorama")
    return Painting(
        picture.astype(np.uint8, copy=False),
        shaded.astype(np.uint8, copy=False),
        nearness.astype(np.float32) * np.float32(NEAREST / STEPS),
        np.zeros(nearness.shape, np.uint8),
    )
