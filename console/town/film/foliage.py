"""Crowns of trees and reeds, all of them at once: each is a ball with uneven leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from console.town.film.canvas import Canvas, hazy, windows
from console.town.film.lens import NEAREST_M
from console.town.film.surface import NOISE_PX, noise
from console.town.world.blocks.block import Crown
from console.town.world.blocks.shapes import Array

BATCH_PX = 1 << 16  # so many pixels fit the processor's cache
UNEVEN = 0.62  # how far leaves stand out, of a ball's bulge
EDGE = -1.3 * UNEVEN  # no leaf stands out where the ball bulges less


@dataclass(frozen=True, slots=True)
class _Balls:
    """Crowns as they are seen, near ones first; one row of each array is one crown.

    ``windows``: x0, y0, x1, y1 of pixels; ``middle`` and ``radius`` in pixels; ``depth`` in metres;
    ``swell``: by which share their middle is nearer than their edge.
    """

    windows: NDArray[np.int32]
    middle: Array
    radius: Array
    depth: Array
    swell: Array
    colour: Array

    def part(self, which: NDArray[np.intp] | slice) -> _Balls:
        return _Balls(
            self.windows[which], self.middle[which], self.radius[which], self.depth[which],
            self.swell[which], self.colour[which],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pixels:
    """``of``: whose each pixel is; ``at``: its place in the picture's run of pixels; ``dx``, ``dy``
    from the crown's middle in radii; ``bulge``: 1 in the middle, 0 at the edge."""

    of: NDArray[np.intp]
    at: NDArray[np.intp]
    x: NDArray[np.int32]
    y: NDArray[np.int32]
    dx: Array
    dy: Array
    bulge: Array

    def left(self, kept: NDArray[np.bool_]) -> _Pixels:
        which = np.nonzero(kept)[0]
        return _Pixels(
            self.of[which], self.at[which], self.x[which], self.y[which], self.dx[which],
            self.dy[which], self.bulge[which],
        )  # fmt: skip


def paint_crowns(canvas: Canvas, crowns: Sequence[Crown]) -> None:
    """Paint any number of crowns; their order does not matter."""
    if crowns:
        for balls in _batches(_seen(canvas, crowns)):
            _paint(canvas, balls)


def _seen(canvas: Canvas, crowns: Sequence[Crown]) -> _Balls:
    lens = canvas.lens
    places = lens.seen(np.array([crown.centre for crown in crowns]))
    size = np.array([crown.radius_m for crown in crowns])
    colours = np.array([crown.colour for crown in crowns], np.float32)
    ahead = places[:, 2] >= NEAREST_M + size
    places, size, colours = places[ahead], size[ahead], colours[ahead]
    middle, depth = lens.pixels(places), places[:, 2]
    radius = lens.focal_px * size / depth
    reach = radius[:, None] * 1.1
    balls = _Balls(
        windows(middle - reach, middle + reach, lens), *(
            np.asarray(feature, np.float32)
            for feature in (middle, radius, depth, 0.2 * size / depth, colours)
        )
    )  # fmt: skip
    x0, y0, x1, y1 = balls.windows.T
    shown = np.nonzero((x0 < x1) & (y0 < y1))[0]
    return balls.part(shown[np.argsort(depth[shown])])


def _batches(balls: _Balls) -> Iterator[_Balls]:
    x0, y0, x1, y1 = balls.windows.T
    ends = np.cumsum((x1 - x0) * (y1 - y0), dtype=np.int64)
    first = 0
    while first < len(ends):
        before = ends[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + BATCH_PX, "right")))
        yield balls.part(slice(first, last))
        first = last


def _paint(canvas: Canvas, balls: _Balls) -> None:
    nearness, picture = canvas.nearness.reshape(-1), canvas.picture.reshape(-1, 3)
    pixels = _pixels(balls, canvas.lens.width)
    most = (1 + balls.swell * (1 - EDGE)) / balls.depth
    pixels = pixels.left((pixels.bulge > EDGE) & (most[pixels.of] > nearness[pixels.at]))
    leaf = _leaves(pixels, balls)
    out = pixels.bulge + np.float32(UNEVEN) * leaf
    near = (1 + balls.swell[pixels.of] * np.maximum(out, 0)) / balls.depth[pixels.of]
    kept = (out > 0) & (near > nearness[pixels.at])
    pixels, leaf, near = pixels.left(kept), leaf[kept], near[kept]
    np.maximum.at(nearness, pixels.at, near)
    nearest = near == nearness[pixels.at]
    pixels, leaf = pixels.left(nearest), leaf[nearest]
    right, down, view = (canvas.lens.turned() @ canvas.sun).astype(np.float32)
    forward = np.sqrt(np.maximum(pixels.bulge, 0))
    light = np.clip(pixels.dx * right + pixels.dy * down - forward * view, -0.3, 1)
    value = np.float32(0.62) + np.float32(0.42) * light + np.float32(0.3) * leaf
    colour = hazy(balls.colour[pixels.of] * value[:, None], balls.depth[pixels.of])
    picture[pixels.at] = np.clip(colour, 0, 255).astype(np.uint8)


def _pixels(balls: _Balls, width: int) -> _Pixels:
    """All pixels of all windows."""
    x0, y0, x1, y1 = balls.windows.T
    wide, areas = x1 - x0, (x1 - x0) * (y1 - y0)
    of = np.repeat(np.arange(len(areas)), areas)
    count = np.arange(len(of), dtype=np.int32)
    count -= np.repeat((np.cumsum(areas) - areas).astype(np.int32), areas)
    down = count // wide[of]
    x, y = x0[of] + count - down * wide[of], y0[of] + down
    dx = (x.astype(np.float32) - balls.middle[of, 0]) / balls.radius[of]
    dy = (y.astype(np.float32) - balls.middle[of, 1]) / balls.radius[of]
    return _Pixels(of, y * np.int32(width) + x, x, y, dx, dy, 1 - dx * dx - dy * dy)


def _leaves(pixels: _Pixels, balls: _Balls) -> Array:
    """Unevenness of foliage, as coarse as the crown is near."""
    zoom = np.clip(26 / np.maximum(balls.radius, 1), 0.25, 6).astype(np.float32)[pixels.of]
    tile = noise(2).reshape(-1)
    layers = []
    for scale in (zoom, np.float32(3.1) * zoom):
        across, down = (
            (place * scale).astype(np.int32) % NOISE_PX for place in (pixels.x, pixels.y)
        )
        layers.append(tile[down * NOISE_PX + across])
    return np.asarray(np.float32(0.7) * layers[0] + np.float32(0.6) * layers[1])
