"""Faces painted with a depth for every pixel, so that what is nearer hides what is farther."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from console.town.film.lens import NEAREST_M, Lens
from console.town.film.surface import HAZE, HAZE_M, noise
from console.town.world.blocks.block import Crown, Face, Rod
from console.town.world.blocks.shapes import Array

SHIFT = 4  # OpenCV's sub-pixel bits
LIFT = 4e-4  # of the nearness, for one step of lift
SMALLEST_PX = 0.7  # what is narrower is not painted
TALL_M = 1.4  # faces this tall get darker towards their foot


@dataclass(frozen=True, slots=True)
class _Cut:
    """A face as it is seen: corners in pixels, its plane in the lens's metres, its lit colour."""

    face: Face
    pixels: Array
    normal: Array
    offset: float
    colour: Array


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
        size = np.array([self.lens.width, self.lens.height])
        low, high = pixels.min(1), pixels.max(1)
        shown = ((high > -1) & (low < size) & (high - low > SMALLEST_PX)).all(1)
        shown &= np.abs(offsets) > 1e-4
        outward = (normals * -np.sign(offsets)[:, None]) @ self._turned
        colours = np.array([face.colour for face in faces], np.float32).reshape(-1, 3)
        bright = np.array([face.bright for face in faces], bool)
        colours = np.where(bright[:, None], colours, lit(colours, outward, self.sun))
        colours = hazy(colours, seen[..., 2].mean(1))
        nearest = seen[..., 2].min(1)
        for i in np.argsort(nearest):  # from near to far, so that what is hidden is left out early
            if shown[i]:
                cut = _Cut(faces[i], pixels[i], normals[i], float(offsets[i]), colours[i])
                self._cut(cut, 1 / float(nearest[i]))

    def _cut(self, cut: _Cut, nearest: float) -> None:
        face = cut.face
        window = self._window(cut.pixels)
        if window is None:
            return
        x0, y0, x1, y1 = window
        old = self.nearness[y0:y1, x0:x1]
        if old.min() > nearest * (1 + LIFT * face.lift):
            return
        mask = self._mask[y0:y1, x0:x1]
        mask[:] = 0
        cv2.fillConvexPoly(mask, fixed(cut.pixels - (x0, y0)), 1, cv2.LINE_8, SHIFT)
        us, vs = self._us[x0:x1], self._vs[y0:y1]
        normal = (cut.normal * ((1 + LIFT * face.lift) / cut.offset)).astype(np.float32)
        near = (us * normal[0])[None, :] + (vs * normal[1] + normal[2])[:, None]
        wins = (near > old) & (mask > 0)
        np.copyto(old, near, where=wins)
        colour = cut.colour
        target = self.picture[y0:y1, x0:x1]
        high = face.points[:, 2]
        if face.bright or face.lift or high.max() - high.min() < TALL_M:
            target[wins] = colour
        else:
            target[wins] = self._weathered(colour, us, vs, near, wins)

    def _weathered(
        self, colour: Array, us: Array, vs: Array, near: Array, wins: NDArray[np.bool_]
    ) -> Array:
        """A wall's colour at its pixels: darker near the ground, with a little unevenness."""
        up = self._turned[:, 2]
        climb = us[None, :] * up[0] + (vs * up[1])[:, None] + up[2]
        height = self.lens.height_m + (climb / np.maximum(near, 1e-5))[wins]
        value = 1 - 0.2 * np.exp(-np.maximum(height, 0) / 0.7)
        ys, xs = np.nonzero(wins)
        value *= 1 + 0.035 * noise(1)[ys % 512, xs % 512]
        return np.asarray(np.clip(colour * value[:, None], 0, 255).astype(np.uint8))

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

    def crown(self, crown: Crown) -> None:
        seen = self.lens.seen(np.array(crown.centre))
        if seen[2] < NEAREST_M + crown.radius_m:
            return
        middle = self.lens.pixels(seen)
        radius = self.lens.focal_px * crown.radius_m / seen[2]
        window = self._window(np.stack([middle - radius * 1.1, middle + radius * 1.1]))
        if window is None:
            return
        x0, y0, x1, y1 = window
        dx = ((np.arange(x0, x1) - middle[0]) / radius).astype(np.float32)[None, :]
        dy = ((np.arange(y0, y1) - middle[1]) / radius).astype(np.float32)[:, None]
        leaf = _leaves(x0, y0, x1, y1, radius)
        bulge = 1 - dx * dx - dy * dy + 0.62 * leaf
        near = np.float32(1 / seen[2]) * (1 + 0.2 * crown.radius_m / seen[2] * np.maximum(bulge, 0))
        old = self.nearness[y0:y1, x0:x1]
        wins = (bulge > 0) & (near > old)
        old[wins] = near[wins]
        sun = self._turned @ self.sun
        forward = np.sqrt(np.clip(1 - dx * dx - dy * dy, 0, 1))
        light = np.clip(dx * sun[0] + dy * sun[1] - forward * sun[2], -0.3, 1)
        value = 0.62 + 0.42 * light + 0.3 * leaf
        colour = np.array(crown.colour, np.float32)
        fog = 0.85 * (1 - math.exp(-float(seen[2]) / HAZE_M))
        painted = colour * value[wins][:, None]
        painted += (np.array(HAZE, np.float32) - painted) * fog
        self.picture[y0:y1, x0:x1][wins] = np.clip(painted, 0, 255).astype(np.uint8)

    def _window(self, pixels: Array) -> tuple[int, int, int, int] | None:
        """The part of the picture that holds these pixels; None if there is none."""
        low, high = np.floor(pixels.min(0)), np.ceil(pixels.max(0))
        x0, y0 = max(0, int(low[0])), max(0, int(low[1]))
        x1 = min(self.lens.width, int(min(high[0], 1e6)) + 2)
        y1 = min(self.lens.height, int(min(high[1], 1e6)) + 2)
        return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


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
    planes = [(np.array([0.0, 0.0, 1.0]), NEAREST_M)]
    if wide is not None:
        planes += [
            (np.array([x * 1.0, y * 1.0, wide]), 0.0) for x, y in ((-1, 0), (1, 0), (0, -1), (0, 1))
        ]
    for normal, least in planes:
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


def _leaves(x0: int, y0: int, x1: int, y1: int, radius: float) -> Array:
    """Unevenness of foliage, as coarse as the crown is near."""
    zoom = max(0.25, min(6.0, 26 / max(radius, 1.0)))
    layers = []
    for scale in (zoom, 3.1 * zoom):
        xs = (np.arange(x0, x1) * scale).astype(int) % 512
        ys = (np.arange(y0, y1) * scale).astype(int) % 512
        layers.append(noise(2)[np.ix_(ys, xs)])
    return np.asarray(0.7 * layers[0] + 0.6 * layers[1])
