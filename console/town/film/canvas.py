"""Faces painted with a depth for every pixel, so that what is nearer hides what is farther."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from console.town.film.lens import NEAREST_M, Lens
from console.town.film.surface import HAZE, HAZE_M, noise
from console.town.world.blocks.block import Face, Rod
from console.town.world.blocks.shapes import Array

SHIFT = 4  # OpenCV's sub-pixel bits
LIFT = 4e-4  # of the nearness, for one step of lift
SMALLEST_PX = 0.7  # what is narrower is not painted
TALL_M = 1.4  # faces this tall get darker towards their foot


@dataclass(frozen=True, slots=True)
class _Cut:
    """A face as it is seen: its corners in fixed-point pixels of its part of the picture, its lit
    colour, ``plane``: its nearness for (1, 0), (0, 1) and the middle of the view, and whether it is
    so tall that its foot is darker."""

    outline: NDArray[np.int32]
    plane: NDArray[np.float32]
    colour: NDArray[np.uint8]
    tall: np.bool_


class Canvas:
    """A picture and the nearness (1 / depth) of what is painted in each of its pixels."""

    def __init__(self, lens: Lens, picture: NDArray[np.uint8], sun: Array) -> None:
        self.lens = lens
        self.picture = picture
        self.nearness = np.zeros(picture.shape[:2], np.float32)
        self.sun = sun
        self._turned = lens.turned()
        self._mask = np.zeros(picture.shape[:2], np.uint8)
        across, down = np.arange(lens.width), np.arange(lens.height)
        self._us = ((across - lens.width / 2 + 0.5) / lens.focal_px).astype(np.float32)
        self._vs = ((down - lens.height / 2 + 0.5) / lens.focal_px).astype(np.float32)

    def faces(self, faces: Sequence[Face]) -> None:
        """Paint any number of faces; their order does not matter."""
        by_corners: dict[int, list[Face]] = {}
        for face in faces:
            by_corners.setdefault(len(face.points), []).append(face)
        for alike in by_corners.values():
            seen = self.lens.seen(np.stack([face.points for face in alike]))
            ahead = np.nonzero(seen[..., 2].min(1) >= NEAREST_M)[0]
            self._batch([alike[i] for i in ahead], seen[ahead])
            for face, corners in zip(alike, seen, strict=True):
                if (corners[:, 2] < NEAREST_M).any() and len(kept := clipped(corners)) >= 3:
                    self._batch([face], kept[None])

    def _batch(self, faces: Sequence[Face], seen: Array) -> None:
        pixels = self.lens.pixels(seen)
        normals = newell(seen)
        offsets = (normals * seen[:, 0]).sum(1)
        boxes = windows(pixels.min(1), pixels.max(1), self.lens)
        shown = (pixels.max(1) - pixels.min(1) > SMALLEST_PX).all(1)
        shown &= (boxes[:, :2] < boxes[:, 2:]).all(1) & (np.abs(offsets) > 1e-4)
        which = np.nonzero(shown)[0]
        if not len(which):
            return
        normals, offsets, seen, boxes = normals[which], offsets[which], seen[which], boxes[which]
        painted = [faces[i] for i in which.tolist()]
        outward = (normals * -np.sign(offsets)[:, None]) @ self._turned
        colours = np.array([face.colour for face in painted], np.float32).reshape(-1, 3)
        bright = np.array([face.bright for face in painted], bool)
        colours = np.where(bright[:, None], colours, lit(colours, outward, self.sun))
        colours = hazy(colours, seen[..., 2].mean(1)).astype(np.uint8)
        lifts = 1 + LIFT * np.array([face.lift for face in painted])
        planes = (normals * (lifts / offsets)[:, None]).astype(np.float32)
        outlines = fixed(pixels[which] - boxes[:, None, :2])
        highs = np.array([face.points[:, 2] for face in painted])  # clipped ones lose corners
        tall = (np.ptp(highs, axis=1) >= TALL_M) & ~bright & (lifts == 1)
        depths = seen[..., 2].min(1)
        nearest = (lifts / depths).tolist()
        edges = boxes.tolist()
        for i in np.argsort(
            depths, kind="stable"
        ).tolist():  # so that what is hidden is left out early
            x0, y0, x1, y1 = edges[i]
            cut = _Cut(outlines[i], planes[i], colours[i], tall[i])
            self._cut(cut, (slice(y0, y1), slice(x0, x1)), nearest[i])

    def _cut(self, cut: _Cut, part: tuple[slice, slice], nearest: float) -> None:
        old = self.nearness[part]
        if old.min() > nearest:
            return
        mask = self._mask[part]
        mask.fill(0)
        cv2.fillConvexPoly(mask, cut.outline, 1, cv2.LINE_8, SHIFT)
        us, vs = self._us[part[1]], self._vs[part[0]]
        right, down, ahead = cut.plane
        near = (us * right)[None, :] + (vs * down + ahead)[:, None]
        wins = (near > old) & mask.view(np.bool_)
        np.copyto(old, near, where=wins)
        weathered = self._weathered(cut, us, vs, near, wins) if cut.tall else cut.colour
        self.picture[part][wins] = weathered

    def _weathered(
        self, cut: _Cut, us: Array, vs: Array, near: Array, wins: NDArray[np.bool_]
    ) -> Array:
        """A wall's colour at its pixels: darker near the ground, with a little unevenness."""
        up = self._turned[:, 2]
        ys, xs = np.nonzero(wins)
        climb = (us * up[0])[xs] + (vs * up[1] + up[2])[ys]
        height = self.lens.height_m + climb / np.maximum(near[ys, xs], 1e-5)
        value = 1 - 0.2 * np.exp(-np.maximum(height, 0) / 0.7)
        value *= 1 + 0.035 * noise(1)[ys % 512, xs % 512]
        return np.asarray(np.clip(cut.colour * value[:, None], 0, 255).astype(np.uint8))

    def rods(self, rods: Sequence[Rod]) -> None:
        self.faces([self._bar(rod) for rod in rods])

    def _bar(self, rod: Rod) -> Face:
        """A round bar as the flat strip that it looks like from here."""
        start, end = np.array(rod.start), np.array(rod.end)
        eye = np.array([0.0, 0.0, self.lens.height_m])
        side = np.cross(end - start, (start + end) / 2 - eye)
        side = side / (np.linalg.norm(side) or 1.0) * rod.radius_m
        quad = np.array([start - side, start + side, end + side, end - side])
        return Face(quad, rod.colour)


def windows(low: Array, high: Array, lens: Lens) -> NDArray[np.int32]:
    """(n, 4): x0, y0, x1, y1 of the picture's pixels that lie from ``low`` to ``high`` (n, 2).

    x1 <= x0 or y1 <= y0 where there are none.
    """
    size = np.array([lens.width, lens.height])
    first = np.clip(np.floor(low), 0, size)
    end = np.clip(np.ceil(high) + 2, 0, size)
    return np.concatenate([first, end], 1).astype(np.int32)


def lit(colours: Array, outward: Array, sun: Array) -> Array:
    """Colours (..., 3) under the sky and the sun, by the directions (..., 3) they look to."""
    sunny = np.maximum(0.0, outward @ sun)[..., None]
    light = 0.62 + 0.08 * outward[..., 2:3] + 0.42 * sunny
    warm = 1 + np.array([-0.03, 0.0, 0.03]) * (sunny > 0)
    return np.asarray(np.clip(colours * light * warm, 0, 255))


def hazy(colours: Array, depth: Array) -> Array:
    """Colours (..., 3) faded towards the haze by distance in metres (...)."""
    share = 0.85 * (1 - np.exp(-np.minimum(depth, 4000.0) / HAZE_M))[..., None]
    return np.asarray(colours + (np.array(HAZE, np.float32) - colours) * share)


def clipped(seen: Array, wide: float | None = None) -> Array:
    """The part of a polygon (n, 3) that is ahead of the lens.

    ``wide``: also within this tangent of the view's middle, so that pixels stay in range.
    """
    planes = _planes(wide)
    if (seen @ planes[:, :3].T >= planes[:, 3]).all():
        return seen
    for normal, least in ((plane[:3], plane[3]) for plane in planes):
        sides = seen @ normal - least
        if (sides >= 0).all():
            continue
        kept = []
        for i, point in enumerate(seen):
            j = (i + 1) % len(seen)
            if sides[i] >= 0:
                kept.append(point)
            if (sides[i] >= 0) != (sides[j] >= 0):
                kept.append(point + (seen[j] - point) * (sides[i] / (sides[i] - sides[j])))
        if not kept:
            return np.zeros((0, 3))
        seen = np.array(kept)
    return seen


@lru_cache(maxsize=4)
def _planes(wide: float | None) -> Array:
    """(n, 4): normals and distances of what bounds the view."""
    planes = [(0.0, 0.0, 1.0, NEAREST_M)]
    if wide is not None:
        planes += [(x, y, wide, 0.0) for x, y in ((-1, 0), (1, 0), (0, -1), (0, 1))]
    return np.array(planes)


def newell(points: Array) -> Array:
    """Unit normals (..., 3) of flat polygons (..., n, 3)."""
    x, y, z = (points[..., axis] for axis in range(3))
    xn, yn, zn = (np.roll(axis, -1, -1) for axis in (x, y, z))
    normal = np.stack(
        [(y * zn - z * yn).sum(-1), (z * xn - x * zn).sum(-1), (x * yn - y * xn).sum(-1)], -1
    )
    return np.asarray(normal / np.maximum(np.linalg.norm(normal, axis=-1), 1e-9)[..., None])


def fixed(pixels: Array) -> NDArray[np.int32]:
    """Pixels as OpenCV's fixed-point numbers, kept in range."""
    return np.asarray(np.rint(np.clip(pixels, -3e4, 3e4) * (1 << SHIFT)), np.int32)
