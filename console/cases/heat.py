"""Where cases come up often, as a picture: a density whose brightest place is the densest.

``window`` is made with numpy and OpenCV and belongs into a thread of its own: some milliseconds for
ten thousand places.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

MOST_PX = 512  # of the longer side; it is looked at as a cloud
SPREAD_M = 180.0  # how far one case colours
EDGE_SPREADS = 3.0  # room about the outermost places
# share of the densest, then red, green, blue, alpha
_COLOURS = np.array(
    [
        (0.00, 46, 110, 190, 0),
        (0.08, 46, 110, 190, 70),
        (0.30, 60, 190, 160, 120),
        (0.55, 240, 205, 70, 150),
        (0.80, 242, 120, 40, 175),
        (1.00, 235, 60, 60, 200),
    ],
    np.float64,
)


@dataclass(frozen=True)
class HeatPicture:
    """``pixels`` (h, w, 4) uint8, blue green red alpha, premultiplied; over the rectangle from
    (``left``, ``top``), ``width`` by ``height`` metres. ``densest``: cases at the brightest place
    within ``SPREAD_M``."""

    pixels: NDArray[np.uint8]
    left: float
    top: float
    width: float
    height: float
    densest: float


def heat_picture(xy: NDArray[np.float64], spread_m: float = SPREAD_M) -> HeatPicture | None:
    """Of places in metres (x, y down); None of none."""
    if not len(xy):
        return None
    low, high = xy.min(axis=0) - EDGE_SPREADS * spread_m, xy.max(axis=0) + EDGE_SPREADS * spread_m
    step = max(float((high - low).max()) / MOST_PX, spread_m / 12)
    across, down = (int(each) for each in np.ceil((high - low) / step))
    counts, _, _ = np.histogram2d(
        xy[:, 1], xy[:, 0], bins=(down, across),
        range=((low[1], low[1] + down * step), (low[0], low[0] + across * step)),
    )  # fmt: skip
    sigma = spread_m / 2 / step
    density = cv2.GaussianBlur(counts.astype(np.float32), (0, 0), sigma)
    most = float(density.max())
    if most <= 0:
        return None
    return HeatPicture(
        _coloured((density / most).astype(np.float32)),
        float(low[0]), float(low[1]), across * step, down * step,
        most * 2 * np.pi * sigma * sigma,
    )  # fmt: skip


def _coloured(share: NDArray[np.float32]) -> NDArray[np.uint8]:
    red, green, blue, alpha = (
        np.interp(share, _COLOURS[:, 0], _COLOURS[:, each]) for each in range(1, 5)
    )
    pixels = np.stack([blue, green, red], axis=-1) * (alpha / 255)[..., None]
    return np.ascontiguousarray(np.dstack([pixels, alpha]).astype(np.uint8))
