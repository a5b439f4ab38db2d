"""A small JPEG of the picture on a tile: a copy in the Qt thread, the rest elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.ui.feed import Feed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]

WIDTH = 320
QUALITY = 70
TRIES = 3  # a picture that is overwritten while it is copied is copied again


def small_copy(feed: Feed) -> Pixels | None:
    """The newest picture, every n-th pixel of it, (height, width, 4) BGRA; None without one."""
    for _ in range(TRIES):
        picture = feed.picture()
        if picture is None:
            return None
        step = max(1, picture.width // (2 * WIDTH))
        pixels = picture.array()[::step, ::step].copy()
        if picture.valid():
            return pixels
    return None


def jpeg_of(pixels: Pixels) -> bytes:
    """JPEG of at most ``WIDTH`` across."""
    import cv2  # 20 MB, for those who look from elsewhere
    import numpy as np

    height, width = pixels.shape[:2]
    if width > WIDTH:
        size = (WIDTH, max(1, round(height * WIDTH / width)))
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    bgr = cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR)
    made, jpeg = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    assert made
    return jpeg.tobytes()
