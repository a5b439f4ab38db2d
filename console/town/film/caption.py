"""What is written into a picture: the camera's name, and that all of it is simulated."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

SIMULATED = "模拟 SIMULATED"
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
SC = 2  # Simplified Chinese in the collection
DARK = 0.42  # how much of the picture shows through

Label = tuple[int, int, NDArray[np.uint8], float]


def plates(name: str, width: int, height: int) -> list[Label]:
    """Plates to lay on: x, y, light (h, w, 3), share of the picture that shows through."""
    large, small = max(11, height // 24), max(9, height // 36)
    left = _plate(name, large)
    right = _plate(SIMULATED, small)
    margin = height // 60
    return [
        (margin, margin, left, DARK),
        (width - margin - right.shape[1], margin, right, DARK),
    ]


def _plate(text: str, size: int) -> NDArray[np.uint8]:
    font = _font(size)
    box = font.getbbox(text)
    wide, high = int(box[2]) + size, int(size * 1.55)
    image = Image.new("L", (wide, high), 8)
    ImageDraw.Draw(image).text((size // 2, high // 2), text, fill=146, font=font, anchor="lm")
    return np.repeat(np.asarray(image, np.uint8)[..., None], 3, axis=2)


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in FONTS:
        if Path(name).exists():
            return ImageFont.truetype(name, size, index=SC if "NotoSansCJK" in name else 0)
    return ImageFont.load_default(size)
