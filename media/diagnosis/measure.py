"""One picture in figures: what is judged later, without the picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from media.diagnosis.structure import ACROSS, DOWN, Blocks, Structure, structure

WIDTH, HEIGHT = 320, 192  # every picture is looked at in this size, whatever its shape
_THUMB = (80, 48)
_NOISE_BLOCKS = (20, 12)
_CALMEST = 30  # % of the blocks, the calmest ones, that tell noise from texture
_CLIPPED = 245  # grey level from which nothing is told apart any more
_DIM, _GLARING = 30, 240  # grey levels outside of which colour and noise cannot be told
_STEEP = 60.0  # Sobel's answer to an edge that tells about focus, on the thumb
_SECOND = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)  # blind to straight slopes

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Grey levels are 0..255. None: this picture cannot tell."""

    brightness: float  # the mean
    nearly_all: float  # the level that 98 of 100 pixels are below
    clipped: float  # share of the pixels that are white
    sharpness: float | None  # steepness of edges: 1 and more in focus, towards 0 blurred
    colour: float | None  # chroma / luma of the greyest tenth of the picture
    noise: float | None  # standard deviation where the picture is calmest
    means: Blocks  # per block
    textures: Blocks  # per block, the standard deviation of the thumb
    grey: Picture  # HEIGHT x WIDTH
    thumb: Picture  # 48 x 80
    edges: Structure


def measure(picture: Picture) -> Measures:
    """Of a BGR or BGRA picture (height, width, 3 | 4). Needs 1.5 ms of one core, any thread.

    Raises ValueError for an array of another kind.
    """
    if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] not in (3, 4):
        raise ValueError(f"no BGR or BGRA picture: {picture.dtype} {picture.shape}")
    if min(picture.shape[:2]) < 16:
        raise ValueError(f"a picture of {picture.shape[1]}x{picture.shape[0]} is too small")
    picture = _thinned(picture)
    grey = _grey(picture)
    half = _smaller(grey, (160, 96))
    thumb = _smaller(half, _THUMB)
    means, textures = _per_block(thumb)
    told = np.cumsum(cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel()) / grey.size
    return Measures(
        brightness=float(grey.mean()),
        nearly_all=float(np.searchsorted(told, 0.98)),
        clipped=float(1 - told[_CLIPPED - 1]),
        sharpness=_sharpness(grey, thumb),
        colour=_colour(picture),
        noise=_noise(grey),
        means=means,
        textures=textures,
        grey=grey,
        thumb=thumb,
        edges=structure(half),
    )


def noise_between(earlier: Measures, later: Measures) -> float | None:
    """Noise told from two pictures of one look, where texture cancels out and noise does not."""
    change = later.grey.astype(np.int16) - earlier.grey
    return _calmest(np.abs(change), later.grey, np.sqrt(np.pi) / 2)


def change_between(earlier: Picture, later: Picture) -> float:
    """Mean change of two thumbs in grey levels, without the 3 % that a burnt-in clock changes."""
    change = np.sort(cv2.absdiff(earlier, later), axis=None)
    return float(change[: int(change.size * 0.97)].mean())


def _thinned(picture: Picture) -> Picture:
    """Every second or third pixel of a main stream, which costs as little as its sub stream."""
    step = min(picture.shape[0] // 360, picture.shape[1] // 640)
    return np.ascontiguousarray(picture[::step, ::step]) if step > 1 else picture


def _grey(picture: Picture) -> Picture:
    code = cv2.COLOR_BGRA2GRAY if picture.shape[2] == 4 else cv2.COLOR_BGR2GRAY
    return _smaller(np.asarray(cv2.cvtColor(picture, code), np.uint8), (WIDTH, HEIGHT))


def _smaller(picture: Picture, size: tuple[int, int]) -> Picture:
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _per_block(thumb: Picture) -> tuple[Blocks, Blocks]:
    parts = thumb.astype(np.float32).reshape(DOWN, _THUMB[1] // DOWN, ACROSS, _THUMB[0] // ACROSS)
    return parts.mean(axis=(1, 3)), parts.std(axis=(1, 3))


def _sharpness(grey: Picture, thumb: Picture) -> float | None:
    """How much steeper edges are here than in the thumb, where a blur cannot be seen yet.

    Block by block, because burnt-in text is sharp on any lens: it fills a few blocks at most.
    """
    fine, coarse = _steepest(grey), _steepest(thumb)
    telling = coarse >= max(_STEEP, float(np.median(coarse)))
    if telling.sum() < 4:
        return None
    return float(np.median(fine[telling] / coarse[telling]))


def _steepest(grey: Picture) -> Blocks:
    across = cv2.Sobel(grey, cv2.CV_16S, 1, 0)
    down = cv2.Sobel(grey, cv2.CV_16S, 0, 1)
    steep = cv2.max(cv2.convertScaleAbs(across, alpha=0.25), cv2.convertScaleAbs(down, alpha=0.25))
    height, width = grey.shape
    parts = steep.reshape(DOWN, height // DOWN, ACROSS, width // ACROSS)
    return np.asarray(parts.max(axis=(1, 3)), np.float32) * 4


def _colour(picture: Picture) -> float | None:
    few = _few(picture)
    luma = few @ np.array([0.114, 0.587, 0.299], np.float32)
    told = (luma > _DIM) & (luma < _GLARING)
    if told.mean() < 0.1:
        return None
    few, luma = few[told], luma[told]
    chroma = np.hypot(few[:, 0] - luma, few[:, 2] - luma) / luma
    return float(np.partition(chroma, len(chroma) // 10)[len(chroma) // 10])


def _few(picture: Picture) -> NDArray[np.float32]:
    """Some 1000 places of the picture, each the mean of many pixels, which takes the noise off."""
    small = cv2.resize(picture, (40, 24), interpolation=cv2.INTER_AREA)
    return np.asarray(small[..., :3].reshape(-1, 3), np.float32)


def _noise(grey: Picture) -> float | None:
    second = np.abs(cv2.filter2D(grey, cv2.CV_16S, _SECOND))
    return _calmest(second, grey, np.sqrt(np.pi / 2) / 6)


def _calmest(amount: NDArray[np.int16], grey: Picture, scale: float) -> float | None:
    blocks = cv2.resize(amount.astype(np.float32), _NOISE_BLOCKS, interpolation=cv2.INTER_AREA)
    light = cv2.resize(grey, _NOISE_BLOCKS, interpolation=cv2.INTER_AREA)
    told = (light > _DIM) & (light < _GLARING)
    if told.mean() < 0.1:
        return None
    return float(np.percentile(blocks[told], _CALMEST) * scale)
