"""Drawing a simulated site: somebody at a desk with the village's name, calm and flat. Pure.

A picture is made of a background drawn once and a person drawn anew each time, in BGR, 640x360.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 640, 360
Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]  # blue, green, red
Point = tuple[float, float]

_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "C:/Windows/Fonts/msyhbd.ttc",
)
_SUB = 16  # OpenCV draws with 4 bits of a pixel: what moves slowly does not jump
_WALLS = ((92, 84, 74), (84, 88, 96), (96, 86, 88), (80, 90, 84), (100, 92, 80), (84, 84, 100))
_BANNERS = ((44, 44, 148), (120, 72, 30), (74, 96, 34), (50, 50, 138), (110, 60, 70))
_CLOTHES = (
    (66, 92, 48), (120, 78, 52), (70, 66, 62), (64, 60, 118), (112, 104, 60), (92, 72, 96),
    (56, 96, 132), (88, 120, 92), (134, 120, 112), (50, 52, 84),
)  # fmt: skip
_SKINS = ((118, 158, 204), (104, 142, 190), (92, 128, 176), (130, 168, 212))
_HAIR = ((34, 28, 26), (28, 26, 30), (46, 42, 44), (120, 118, 116))


@dataclass(frozen=True, slots=True)
class Look:
    """How a site looks: all that differs from its neighbour's."""

    name: str
    wall: Colour
    banner: Colour
    clothes: Colour
    skin: Colour
    hair: Colour
    long_hair: bool
    glasses: bool
    window: bool  # on the left, else a shelf
    lean: float  # pixels to the side

    @classmethod
    def of(cls, which: int, name: str, chance: random.Random) -> Look:
        """Colours by number, so that neighbours differ; the rest by chance."""
        return cls(
            name,
            _WALLS[which % len(_WALLS)],
            _BANNERS[which % len(_BANNERS)],
            _CLOTHES[which % len(_CLOTHES)],
            chance.choice(_SKINS),
            chance.choice(_HAIR[:3]) if chance.random() < 0.8 else _HAIR[3],
            which % 2 == 1,  # goes with the high voices
            chance.random() < 0.35,
            chance.random() < 0.5,
            chance.uniform(-28, 28),
        )


@dataclass(frozen=True, slots=True)
class Pose:
    """A moment: ``t`` in turns of the loop 0 to 1, ``mouth`` 0 to 1, ``talking`` moves the hand."""

    t: float
    mouth: float
    talking: bool
    blink: bool


def room_of(look: Look) -> Picture:
    """The room without the person."""
    ramp = np.linspace(1.1, 0.82, HEIGHT, dtype=np.float32)[:, None, None]
    wall = np.array(look.wall, dtype=np.float32)[None, None, :]
    picture: Picture = np.clip(np.broadcast_to(wall * ramp, (HEIGHT, WIDTH, 3)), 0, 255).astype(
        np.uint8
    )
    picture = np.ascontiguousarray(picture)
    (_window if look.window else _shelf)(picture, look)
    cv2.rectangle(picture, (0, 26), (WIDTH, 66), look.banner, -1)
    cv2.line(picture, (0, 67), (WIDTH, 67), _shade(look.banner, 0.7), 2)
    _plant(picture)
    return _lettered(picture, look.name)


def person(picture: Picture, look: Look, pose: Pose) -> None:
    """Draw the person and the desk into a copy of the room."""
    swing = math.tau * pose.t
    x = WIDTH / 2 + look.lean + 3.0 * math.sin(swing)
    nod = 1.6 * math.sin(2 * swing) + (2.2 * pose.mouth if pose.talking else 0.0)
    breath = 1.2 * math.sin(2 * swing)
    _body(picture, look, x, breath)
    _head(picture, look, x + 1.5 * math.sin(swing), 142 + nod, pose)
    _desk(picture, look)
    _arms(picture, look, x, pose)


def name_on(picture: Picture, look: Look) -> None:
    """The plate stands before everything."""
    plate = _plate(look.name)
    height, width = plate.shape[:2]
    left = int(WIDTH / 2 + look.lean - width / 2)
    picture[300 : 300 + height, left : left + width] = plate


def _body(picture: Picture, look: Look, x: float, breath: float) -> None:
    top = 222 - breath
    if look.long_hair:
        _ellipse(picture, (x, 158), (57, 66), look.hair)
    _ellipse(picture, (x, 212), (21, 34), _shade(look.skin, 0.82))  # neck
    shoulders = [
        (x - 118, 330), (x - 112, top + 46), (x - 92, top + 18), (x - 52, top + 3),
        (x - 20, top - 4), (x + 20, top - 4), (x + 52, top + 3), (x + 92, top + 18),
        (x + 112, top + 46), (x + 118, 330),
    ]  # fmt: skip
    _polygon(picture, shoulders, look.clothes)
    dark, light = _shade(look.clothes, 0.72), (225, 228, 230)
    _polygon(picture, [(x - 22, top - 5), (x, top + 34), (x + 22, top - 5)], light)
    _polygon(picture, [(x - 24, top - 6), (x - 34, top + 8), (x - 4, top + 36)], dark)
    _polygon(picture, [(x + 24, top - 6), (x + 34, top + 8), (x + 4, top + 36)], dark)
    _ellipse(picture, (x, 206), (19, 16), _shade(look.skin, 0.86))


def _head(picture: Picture, look: Look, x: float, y: float, pose: Pose) -> None:
    for side in (-1, 1):
        _ellipse(picture, (x + side * 46, y + 6), (9, 14), _shade(look.skin, 0.88))
    _ellipse(picture, (x, y), (46, 57), look.skin)
    _ellipse(picture, (x, y + 20), (38, 40), look.skin)
    _hair(picture, look, x, y)
    for side in (-1, 1):
        _eye(picture, look, x + side * 18, y + 2, pose.blink)
    if look.glasses:
        for side in (-1, 1):
            _ring(picture, (x + side * 18, y + 3), (14, 11), (58, 54, 52))
        _stroke(picture, [(x - 5, y + 1), (x + 5, y + 1)], (58, 54, 52), 2)
    nose = _shade(look.skin, 0.82)
    _stroke(picture, [(x + 1, y + 8), (x + 4, y + 20), (x - 3, y + 21)], nose, 2)
    _mouth(picture, look, x, y + 34, pose.mouth)


def _hair(picture: Picture, look: Look, x: float, y: float) -> None:
    upper = [
        (x + 50 * math.cos(a), y - 8 + 55 * math.sin(a))
        for a in (math.pi + math.pi * k / 24 for k in range(25))
    ]
    brow = [(x + 46, y + 4), (x + 38, y - 20), (x + 10, y - 30), (x - 22, y - 26), (x - 40, y - 14)]
    _polygon(picture, [*upper, *brow, (x - 46, y + 4)], look.hair)
    if look.long_hair:
        for side in (-1, 1):
            _ellipse(picture, (x + side * 48, y + 14), (8, 40), look.hair)


def _eye(picture: Picture, look: Look, x: float, y: float, blink: bool) -> None:
    dark = _shade(look.hair, 0.9)
    _stroke(picture, [(x - 9, y - 12), (x, y - 14), (x + 9, y - 12)], dark, 3)
    if blink:
        _stroke(picture, [(x - 7, y + 1), (x, y + 2.5), (x + 7, y + 1)], _shade(look.skin, 0.6), 2)
        return
    _ellipse(picture, (x, y), (8, 4.6), (232, 236, 236))
    _ellipse(picture, (x + 0.5, y), (4.2, 4.4), (44, 38, 36))
    _ellipse(picture, (x + 1.8, y - 1.6), (1.2, 1.2), (250, 250, 250))
    _stroke(picture, [(x - 8, y - 1), (x, y - 5), (x + 8, y - 1)], _shade(look.skin, 0.5), 2)


def _mouth(picture: Picture, look: Look, x: float, y: float, opening: float) -> None:
    lips = _mix(look.skin, (74, 70, 164), 0.5)
    if opening < 0.12:
        _stroke(picture, [(x - 13, y), (x, y + 2.5), (x + 13, y)], _shade(lips, 0.8), 3)
        return
    height = 3 + 7 * opening
    _ellipse(picture, (x, y + height * 0.3), (15 - 4 * opening, height), lips)
    _ellipse(picture, (x, y + height * 0.3), (12 - 4 * opening, height - 2.6), (42, 30, 66))
    _ellipse(picture, (x, y + height * 0.75), (7 - 2 * opening, height * 0.35), (96, 88, 176))


def _desk(picture: Picture, look: Look) -> None:
    top, front = (74, 104, 140), (52, 76, 106)
    _polygon(picture, [(0, 300), (18, 282), (WIDTH - 18, 282), (WIDTH, 300)], top)
    cv2.rectangle(picture, (0, 300), (WIDTH, HEIGHT), front, -1)
    cv2.line(picture, (0, 300), (WIDTH, 300), _shade(top, 1.18), 2)
    cup = WIDTH / 2 + look.lean + 168
    _polygon(
        picture,
        [(cup - 13, 262), (cup + 13, 262), (cup + 11, 292), (cup - 11, 292)],
        (226, 226, 222),
    )
    _ellipse(picture, (cup, 262), (13, 3.6), (150, 170, 172))
    paper = WIDTH / 2 + look.lean - 150
    _polygon(
        picture,
        [(paper - 40, 297), (paper - 30, 285), (paper + 40, 285), (paper + 34, 297)],
        (228, 230, 232),
    )


def _arms(picture: Picture, look: Look, x: float, pose: Pose) -> None:
    sleeve = _shade(look.clothes, 0.88)
    _limb(picture, [(x - 98, 268), (x - 84, 294), (x - 40, 292)], sleeve, 34)
    _ellipse(picture, (x - 30, 291), (17, 10), look.skin)
    lift = 0.0
    if pose.talking:
        lift = 26 * max(0.0, math.sin(math.tau * pose.t)) + 12 * pose.mouth
    hand = (x + 46 + lift * 0.4, 290 - lift)
    _limb(picture, [(x + 98, 268), (x + 86, 294), (hand[0] + 10, hand[1] + 2)], sleeve, 34)
    _ellipse(picture, hand, (16, 11 + lift * 0.08), look.skin)


def _window(picture: Picture, look: Look) -> None:
    cv2.rectangle(picture, (44, 92), (176, 218), (196, 186, 170), -1)
    cv2.rectangle(picture, (50, 98), (107, 212), (222, 206, 178), -1)
    cv2.rectangle(picture, (113, 98), (170, 212), (226, 210, 184), -1)
    for left, right in ((50, 108), (113, 171)):
        pane = picture[98:213, left:right]
        for x, height in ((60, 34), (84, 22), (120, 28), (150, 44)):
            _ellipse(pane, (x - left, 114), (20, height), (122, 158, 118))
    cv2.rectangle(picture, (44, 212), (176, 222), _shade(look.wall, 1.3), -1)


def _shelf(picture: Picture, look: Look) -> None:
    cv2.rectangle(picture, (36, 96), (180, 246), _shade(look.wall, 0.7), -1)
    for row in range(3):
        y = 142 + row * 48
        x = 44
        for k in range(8):
            width = 9 + (k * 5 + row * 7) % 9
            height = 26 + (k * 11 + row * 5) % 12
            tint = _CLOTHES[(k + row * 3) % len(_CLOTHES)]
            cv2.rectangle(picture, (x, y - height), (x + width, y), _mix(tint, look.wall, 0.45), -1)
            x += width + 3
        cv2.rectangle(picture, (36, y), (180, y + 5), _shade(look.wall, 1.15), -1)


def _plant(picture: Picture) -> None:
    for k in range(9):
        turn = math.pi * (1.12 + 0.095 * k)
        tip = (566 + 60 * math.cos(turn), 232 + 92 * math.sin(turn))
        _limb(picture, [(566, 236), tip], (70 + 3 * k, 116 + 4 * k, 66), 9)
    _polygon(picture, [(546, 232), (588, 232), (582, 290), (552, 290)], (120, 134, 160))


def _lettered(picture: Picture, name: str) -> Picture:
    image = Image.fromarray(np.ascontiguousarray(picture[:, :, ::-1]))
    pen = ImageDraw.Draw(image)
    pen.text((WIDTH / 2, 46), f"{name} 会场", font=_font(25), fill=(246, 240, 226), anchor="mm")
    pen.rounded_rectangle((WIDTH - 66, 78, WIDTH - 14, 104), 5, fill=(242, 192, 55))
    pen.text((WIDTH - 40, 91), "模拟", font=_font(17), fill=(24, 24, 24), anchor="mm")
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


@lru_cache(maxsize=64)
def _plate(name: str) -> Picture:
    font = _font(24)
    width = max(120, int(font.getlength(name)) + 40)
    image = Image.new("RGB", (width, 44), (236, 238, 240))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width - 1, 43), outline=(150, 40, 40), width=3)
    pen.text((width / 2, 21), name, font=font, fill=(36, 40, 46), anchor="mm")
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for path in _FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, size)
    return ImageFont.load_default(size)


def _fixed(points: Sequence[Point]) -> NDArray[np.int32]:
    return np.round(np.array(points) * _SUB).astype(np.int32)


def _ellipse(picture: Picture, at: Point, radii: Point, colour: Colour) -> None:
    (x, y), (rx, ry) = _fixed([at, radii])
    cv2.ellipse(
        picture, (int(x), int(y)), (int(rx), int(ry)), 0, 0, 360, colour, -1, cv2.LINE_AA, 4
    )


def _ring(picture: Picture, at: Point, radii: Point, colour: Colour) -> None:
    (x, y), (rx, ry) = _fixed([at, radii])
    cv2.ellipse(picture, (int(x), int(y)), (int(rx), int(ry)), 0, 0, 360, colour, 2, cv2.LINE_AA, 4)


def _polygon(picture: Picture, points: Sequence[Point], colour: Colour) -> None:
    cv2.fillPoly(picture, [_fixed(points)], colour, cv2.LINE_AA, 4)


def _stroke(picture: Picture, points: Sequence[Point], colour: Colour, width: int) -> None:
    cv2.polylines(picture, [_fixed(points)], False, colour, width, cv2.LINE_AA, 4)


def _limb(picture: Picture, points: Sequence[Point], colour: Colour, width: int) -> None:
    _stroke(picture, points, colour, width)
    for point in points:
        _ellipse(picture, point, (width / 2, width / 2), colour)


def _shade(colour: Colour, factor: float) -> Colour:
    blue, green, red = (min(255, int(part * factor)) for part in colour)
    return blue, green, red


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    blue, green, red = (int(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return blue, green, red
