"""What happens to a camera's picture: faults it has to be told, and weather that is none.

Each takes a BGR picture (height, width, 3) and gives a new one. ``chance`` decides what differs
from picture to picture.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Chance = np.random.Generator


def gain(picture: Picture, by: float, plus: float = 0.0) -> Picture:
    return np.asarray(cv2.convertScaleAbs(picture, alpha=by, beta=plus), np.uint8)


def gamma(picture: Picture, power: float) -> Picture:
    table = np.clip(255 * (np.arange(256) / 255.0) ** power, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(picture, table), np.uint8)


def blur(picture: Picture, sigma: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)


def grain(picture: Picture, sigma: float, chance: Chance) -> Picture:
    """Gaussian noise, brightness mostly, as a sensor at high gain makes it."""
    noise = np.empty(picture.shape[:2], np.int16)
    cv2.setRNGSeed(int(chance.integers(1 << 31)))
    cv2.randn(noise, 0.0, sigma)  # type: ignore[call-overload]
    return np.asarray(cv2.add(picture, cv2.merge([noise] * 3), dtype=cv2.CV_8U), np.uint8)


def snow(picture: Picture, share: float, chance: Chance) -> Picture:
    """Salt and pepper on this share of the pixels."""
    told = chance.random(picture.shape[:2], np.float32)
    out = picture.copy()
    out[told < share / 2] = 0
    out[told > 1 - share / 2] = 255
    return out


def cover(picture: Picture, share: float, colour: tuple[int, int, int], side: int) -> Picture:
    """Something out of focus in front of the lens, from one side, over this share of the picture.

    It is not flat: a soft shade runs over it, and its edge is soft.
    """
    height, width = picture.shape[:2]
    mask = np.zeros((height, width), np.float32)
    if side % 2:
        mask[:, : round(width * share)] = 1
    else:
        mask[: round(height * share)] = 1
    if side >= 2:
        mask = mask[::-1, ::-1].copy()
    mask = cv2.GaussianBlur(mask, (0, 0), 8)[..., None]
    shade = 0.8 + 0.4 * np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    front = np.float32(colour) * shade
    return np.clip(picture * (1 - mask) + front * mask, 0, 255).astype(np.uint8)


def cast(picture: Picture, blue: float, green: float, red: float) -> Picture:
    return np.clip(picture * np.float32([blue, green, red]), 0, 255).astype(np.uint8)


def view(
    picture: Picture, right: float = 0, down: float = 0, turn_deg: float = 0, zoom: float = 1
) -> Picture:
    """The scene from a lens that was turned: shares of the width and the height, mirrored rim."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn_deg, zoom)
    matrix[:, 2] += (right * width, down * height)
    return np.asarray(
        cv2.warpAffine(picture, matrix, (width, height), borderMode=cv2.BORDER_REFLECT_101),
        np.uint8,
    )


def night(picture: Picture, light: float, chance: Chance) -> Picture:
    """``light`` 1 is day, 0 deep night: dimmed, grainy and greyer, with pools of lamp light."""
    if light >= 1:
        return picture
    level = light + (1 - light) * (0.16 + 0.4 * _lamps(*picture.shape[:2]))
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    colour = 0.35 + 0.65 * light
    faded = cv2.addWeighted(picture, colour, cv2.merge([grey] * 3), 1 - colour, 0)
    dim = cv2.multiply(faded, cv2.merge([level] * 3), dtype=cv2.CV_8U)
    return grain(np.asarray(dim, np.uint8), 1 + 7 * (1 - light), chance)


@lru_cache(maxsize=2)
def _lamps(height: int, width: int) -> NDArray[np.float32]:
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    pools = np.zeros((height, width), np.float32)
    for at_x, at_y in ((0.25, 0.45), (0.7, 0.5), (0.5, 0.75)):
        away = ((x / width - at_x) / 0.16) ** 2 + ((y / height - at_y) / 0.22) ** 2
        pools += np.exp(-away)
    return np.minimum(pools, 1)


def rain(picture: Picture, streaks: int, chance: Chance) -> Picture:
    over = np.zeros(picture.shape[:2], np.uint8)
    height, width = over.shape
    for x, y, long in zip(
        chance.integers(0, width, streaks),
        chance.integers(0, height, streaks),
        chance.integers(8, 40, streaks),
        strict=True,
    ):
        cv2.line(over, (int(x), int(y)), (int(x + long // 5), int(y + long)), 70, 1, cv2.LINE_AA)
    return np.asarray(cv2.add(gain(picture, 0.85, 8), cv2.merge([over] * 3)), np.uint8)


def fog(picture: Picture, thick: float) -> Picture:
    """Thicker with height in the picture, where the scene is further away."""
    height = picture.shape[0]
    part = (thick * np.linspace(1.15, 0.6, height, dtype=np.float32))[:, None, None]
    part = np.minimum(part, 0.97)
    return np.clip(picture * (1 - part) + 190 * part, 0, 255).astype(np.uint8)


def headlights(picture: Picture, chance: Chance) -> Picture:
    height, width = picture.shape[:2]
    glow = np.zeros((height // 4, width // 4, 3), np.float32)
    x, y = int(chance.integers(20, width // 4 - 20)), int(chance.integers(30, height // 4 - 5))
    apart = int(chance.integers(4, 12))
    for at in (x - apart, x + apart):
        cv2.circle(glow, (at, y), int(chance.integers(3, 8)), (235, 250, 255), -1)
    glow += cv2.GaussianBlur(glow, (0, 0), 10) * 1.5
    return np.clip(picture + cv2.resize(glow, (width, height)), 0, 255).astype(np.uint8)


def lorry(picture: Picture, share: float, at: float, colour: tuple[int, int, int]) -> Picture:
    """A lorry that fills this share of the picture; ``at`` 0..1 is where it stands."""
    height, width = picture.shape[:2]
    tall = round(height * 0.7)
    wide = round(width * share / 0.7)
    x0 = round((width - wide) * at)
    out = picture.copy()
    box = out[height - tall - 10 : height - 10, x0 : x0 + wide]
    box[:] = colour
    for x in range(0, wide, 24):
        cv2.line(box, (x, 0), (x, tall), tuple(c * 0.85 for c in colour), 1)
    cv2.rectangle(box, (0, tall - 40), (wide, tall), (30, 30, 30), -1)
    for x in (wide // 5, wide * 4 // 5):
        cv2.circle(box, (x, tall - 12), 18, (15, 15, 15), -1)
        cv2.circle(box, (x, tall - 12), 8, (120, 120, 120), -1)
    return out


def clock(picture: Picture, text: str) -> Picture:
    """The name and the time that cameras burn into their pictures."""
    out = picture.copy()
    height = picture.shape[0]
    for at, line in (((10, 22), text), ((10, height - 12), "CAM 01 GATE")):
        cv2.putText(out, line, at, cv2.FONT_HERSHEY_SIMPLEX, 0.55, (0, 0, 0), 3, cv2.LINE_AA)
        cv2.putText(out, line, at, cv2.FONT_HERSHEY_SIMPLEX, 0.55, (255,) * 3, 1, cv2.LINE_AA)
    return out


def compressed(pictures: list[Picture], crf: int, rate: int = 3) -> list[Picture]:
    """Through H.264 and back: a key picture and those that follow on it."""
    height, width = pictures[0].shape[:2]
    encoder = av.CodecContext.create("libx264", "w")
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(encoder, av.VideoCodecContext)
    assert isinstance(decoder, av.VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, rate), Fraction(rate)
    encoder.thread_count = decoder.thread_count = 1
    encoder.options = {"preset": "superfast", "tune": "zerolatency", "crf": str(crf)}
    packets = []
    for i, picture in enumerate(pictures):
        planes = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420), np.uint8)
        frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts = i
        packets += encoder.encode(frame)
    packets += encoder.encode(None)
    frames = [frame for packet in packets for frame in decoder.decode(packet)]
    frames += decoder.decode(None)
    return [
        np.asarray(cv2.cvtColor(f.to_ndarray(format="yuv420p"), cv2.COLOR_YUV2BGR_I420), np.uint8)
        for f in frames
    ]


def infrared(picture: Picture, chance: Chance) -> Picture:
    """At night by the camera's own lamp: grey, lit in the middle, a little grainy."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    level = np.asarray(cv2.multiply(grey, _own_lamp(*grey.shape), dtype=cv2.CV_8U), np.uint8)
    return grain(np.asarray(cv2.merge([level] * 3), np.uint8), 4, chance)


@lru_cache(maxsize=2)
def _own_lamp(height: int, width: int) -> NDArray[np.float32]:
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = ((x / width - 0.5) / 0.5) ** 2 + ((y / height - 0.6) / 0.6) ** 2
    return np.asarray(0.15 + 1.1 * np.exp(-away), np.float32)
