"""Words on the program picture: names, the site's title, the mark of a simulation.

Drawn once by Pillow with a font that knows Chinese, kept as brightness and cover, and laid into the
picture's planes as often as needed.
"""

from __future__ import annotations

import functools
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
SMALLEST = 16  # pixels of letters that can still be read in 720 lines
_SIMPLIFIED = 2  # of the faces in Noto's collection

log = logging.getLogger(__name__)

Plane = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]

TEXT: Colour = (0xE8, 0xED, 0xF3)
QUIET: Colour = (0x93, 0xA1, 0xB2)
GROUND: Colour = (0x0B, 0x0F, 0x14)
SURFACE: Colour = (0x12, 0x18, 0x20)
BANNER: Colour = (0xA8, 0x1E, 0x2C)
AMBER: Colour = (0xFF, 0xB2, 0x24)
ACCENT: Colour = (0x4D, 0xA3, 0xFF)
ON_ACCENT: Colour = (0x07, 0x11, 0x1D)


def luma_chroma(colour: Colour) -> tuple[int, int, int]:
    """BT.601, limited range, as cameras and browsers send it."""
    r, g, b = (part / 255 for part in colour)
    y = 16 + 65.481 * r + 128.553 * g + 24.966 * b
    u = 128 - 37.797 * r - 74.203 * g + 112.0 * b
    v = 128 + 112.0 * r - 93.786 * g - 18.214 * b
    return round(y), round(u), round(v)


@dataclass(frozen=True)
class Plate:
    """A drawn text on its ground, in even measures; ``planes`` are I420."""

    width: int
    height: int
    planes: tuple[Plane, Plane, Plane]
    said: tuple[str, int, Colour, Colour]

    def scaled(self, scale: float) -> Plate:
        """The same words in larger letters, drawn and not stretched."""
        text, size, colour, ground = self.said
        return self if scale == 1 else plate(text, round(size * scale), colour, ground)


@functools.lru_cache(maxsize=256)
def plate(text: str, size: int, colour: Colour = TEXT, ground: Colour = SURFACE) -> Plate:
    """A plate with this text, ``size`` pixels high letters; drawn once."""
    font = _font(size)
    left, top, right, bottom = font.getbbox(text)
    pad = max(size // 3, 4)
    width = -(-(int(right - left) + 2 * pad) // 2) * 2
    height = -(-(int(size * 1.2) + pad) // 2) * 2
    image = Image.new("RGB", (width, height), ground)
    middle = (width / 2 - (left + right) / 2, height / 2 - (top + bottom) / 2)
    ImageDraw.Draw(image).text(middle, text, font=font, fill=colour)
    return Plate(width, height, planes(np.asarray(image)), (text, size, colour, ground))


def fitting(
    text: str, size: int, width: int, colour: Colour = TEXT, ground: Colour = SURFACE
) -> Plate:
    """The same, at most ``width`` pixels wide: a long text in smaller letters, down to
    ``SMALLEST``."""
    shown = plate(text, size, colour, ground)
    while shown.width > width and size > SMALLEST:
        size = max(min(size * width // shown.width, size - 1), SMALLEST)
        shown = plate(text, size, colour, ground)
    return shown


def planes(pixels: npt.NDArray[np.uint8]) -> tuple[Plane, Plane, Plane]:
    """RGB (height, width, 3), even in both, as I420."""
    r, g, b = (pixels[..., part].astype(np.float32) / 255 for part in range(3))
    y = 16 + 65.481 * r + 128.553 * g + 24.966 * b
    u = 128 - 37.797 * r - 74.203 * g + 112.0 * b
    v = 128 + 112.0 * r - 93.786 * g - 18.214 * b
    return y.round().astype(np.uint8), _halve(u), _halve(v)


def _halve(plane: npt.NDArray[np.floating]) -> Plane:
    halved = (plane[::2, ::2] + plane[1::2, ::2] + plane[::2, 1::2] + plane[1::2, 1::2]) / 4
    rounded: Plane = halved.round().astype(np.uint8)
    return rounded


@functools.lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for path in FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, size, index=_SIMPLIFIED if "Noto" in path else 0)
    log.warning("no font with Chinese letters is installed (fonts-noto-cjk): names will be boxes")
    return ImageFont.load_default(size)
