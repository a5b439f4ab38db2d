"""One picture in figures: what is judged later, without the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from media.diagnosis.pixels import Colours, Grey, bends, halved, slopes
from media.diagnosis.pixels import means as block_means
from media.diagnosis.structure import ACROSS, DOWN, Blocks, Structure, structure

# (width, height); every picture is looked at in these sizes, whatever its shape
GREY = 320, 192
COLOURS = 40, 24  # the mean of many pixels, which takes the noise off
_THUMB = (80, 48)
_NOISE_BLOCKS = (20, 12)
_CALMEST = 30  # % of the blocks, the calmest ones, that tell noise from texture
_CLIPPED = 245  # grey level from which nothing is told apart any more
_DIM, _GLARING = 30, 240  # grey levels outside of which colour and noise cannot be told
_STEEP = 60.0  # Sobel's answer to an edge that tells about focus, on the thumb


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
    grey: Grey  # 192 x 320
    thumb: Grey  # 48 x 80
    edges: Structure


def measure(grey: Grey, colours: Colours) -> Measures:
    """Of one picture, made as small as ``GREY`` and ``COLOURS``; each pixel the mean of those it
    stands for. Needs half a millisecond of one core. Raises ValueError for another size."""
    if grey.shape != GREY[::-1] or colours.shape != (*COLOURS[::-1], 3):
        raise ValueError(f"pictures of another size: {grey.shape}, {colours.shape}")
    half = halved(grey)
    thumb = halved(half)
    means, textures = _per_block(thumb)
    told = np.cumsum(np.bincount(grey.ravel(), minlength=256)) / grey.size
    return Measures(
        brightness=float(grey.mean()),
        nearly_all=float(np.searchsorted(told, 0.98)),
        clipped=float(1 - told[_CLIPPED - 1]),
        sharpness=_sharpness(grey, thumb),
        colour=_colour(colours),
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


def change_between(earlier: Grey, later: Grey) -> float:
    """Mean change of two thumbs in grey levels, without the 3 % that a burnt-in clock changes."""
    change = np.sort(np.abs(earlier.astype(np.int16) - later), axis=None)
    return float(change[: int(change.size * 0.97)].mean())


def _per_block(thumb: Grey) -> tuple[Blocks, Blocks]:
    parts = thumb.astype(np.float32).reshape(DOWN, _THUMB[1] // DOWN, ACROSS, _THUMB[0] // ACROSS)
    return parts.mean(axis=(1, 3)), parts.std(axis=(1, 3))


def _sharpness(grey: Grey, thumb: Grey) -> float | None:
    """How much steeper edges are here than in the thumb, where a blur cannot be seen yet.

    Block by block, because burnt-in text is sharp on any lens: it fills a few blocks at most.
    """
    fine, coarse = _steepest(grey), _steepest(thumb)
    telling = coarse >= max(_STEEP, float(np.median(coarse)))
    if telling.sum() < 4:
        return None
    return float(np.median(fine[telling] / coarse[telling]))


def _steepest(grey: Grey) -> Blocks:
    across, down = slopes(grey)
    steep = np.maximum(np.abs(across), np.abs(down))
    height, width = grey.shape
    parts = steep.reshape(DOWN, height // DOWN, ACROSS, width // ACROSS)
    return np.asarray(parts.max(axis=(1, 3)), np.float32)


def _colour(colours: Colours) -> float | None:
    few = colours.reshape(-1, 3).astype(np.float32)
    luma = few @ np.array([0.114, 0.587, 0.299], np.float32)
    told = (luma > _DIM) & (luma < _GLARING)
    if told.mean() < 0.1:
        return None
    few, luma = few[told], luma[told]
    chroma = np.hypot(few[:, 0] - luma, few[:, 2] - luma) / luma
    return float(np.partition(chroma, len(chroma) // 10)[len(chroma) // 10])


def _noise(grey: Grey) -> float | None:
    return _calmest(np.abs(bends(grey)), grey, np.sqrt(np.pi / 2) / 6)


def _calmest(amount: NDArray[np.int16], grey: Grey, scale: float) -> float | None:
    blocks, light = block_means(amount, *_NOISE_BLOCKS), block_means(grey, *_NOISE_BLOCKS)
    told = (light > _DIM) & (light < _GLARING)
    if told.mean() < 0.1:
        return None
    return float(np.percentile(blocks[told], _CALMEST) * scale)
