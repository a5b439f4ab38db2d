"""Where the edges of a picture run: the part of it that light does not change.

A structure is a complex map, ``HEIGHT`` x ``WIDTH``: the angle is twice the direction of the edge
(so that light on dark and dark on light are the same), the length how much of an edge it is, 0..1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from media.diagnosis.pixels import slopes, softened

WIDTH, HEIGHT = 160, 96
ACROSS, DOWN = 8, 6  # the blocks that are compared one by one

Structure = NDArray[np.complex64]
Blocks = NDArray[np.float32]  # (DOWN, ACROSS)

_FAINTEST = 24.0  # Sobel's answer that sensor noise gives by day
_TEXTURED = 0.05  # mean squared length in a block that has something to compare
_ALIKE = 0.45  # correlation of two looks at the same thing; of two things it is 0.2 +- 0.2


def structure(grey: NDArray[np.uint8]) -> Structure:
    """Of a grey picture of ``HEIGHT`` x ``WIDTH``."""
    steep = slopes(softened(grey))  # at night the grain has edges as well
    across, down = (each.astype(np.float32) for each in steep)
    edge = np.empty((HEIGHT, WIDTH), np.complex64)
    edge.real, edge.imag = across, down
    strength = across * across + down * down
    usual = max(_FAINTEST**2, float(strength.mean()))  # a darker picture has fainter edges
    return np.asarray(edge * edge / (strength + usual), np.complex64)


def spectrum(of: Structure) -> Structure:
    """What ``shift`` compares. The rim is faded out, where the picture does not go on."""
    return np.asarray(np.fft.fft2(of * _FADE), np.complex64)


def shift(reference: Structure, now: Structure) -> tuple[float, float]:
    """Pixels (right, down) by which the scene lies off the reference. Takes two spectra.

    Always gives an answer, also for pictures that have nothing in common: ask ``kept``.
    """
    cross = np.conj(reference) * now
    surface = np.fft.ifft2(cross).real
    y, x = np.unravel_index(int(surface.argmax()), surface.shape)
    return (
        _wrap(int(x) + _peak(surface[y, x - 1], surface[y, x], surface[y, (x + 1) % WIDTH]), WIDTH),
        _wrap(
            int(y) + _peak(surface[y - 1, x], surface[y, x], surface[(y + 1) % HEIGHT, x]), HEIGHT
        ),
    )


def kept(
    reference: Structure, now: Structure, off: tuple[float, float] = (0, 0)
) -> tuple[int, float]:
    """(blocks with something to compare, share of them that show the same thing).

    ``off``: the pixels (right, down) by which ``now`` is pushed back first.
    """
    back = np.roll(now, (-round(off[1]), -round(off[0])), (0, 1))
    there, here = _power(reference), _power(back)
    common = _blocks((np.conj(reference) * back).real)
    both = (there > _TEXTURED) & (here > _TEXTURED)
    count = int(both.sum())
    if not count:
        return 0, 0.0
    alike = common[both] > _ALIKE * np.sqrt(there[both] * here[both])
    return count, float(alike.mean())


def textured(of: Structure) -> NDArray[np.bool_]:
    """The blocks with something to compare. In a mean of many looks what passed by is none."""
    return _power(of) > _TEXTURED


def _power(of: Structure) -> Blocks:
    return _blocks(of.real**2 + of.imag**2)


def _blocks(of: NDArray[np.float32]) -> Blocks:
    tall, wide = HEIGHT // DOWN, WIDTH // ACROSS
    return np.asarray(of.reshape(DOWN, tall, ACROSS, wide).mean(axis=(1, 3)), np.float32)


def _peak(before: float, top: float, after: float) -> float:
    """Where between its neighbours the top of a parabola lies, -0.5..0.5."""
    bend = before - 2 * top + after
    return 0.0 if bend >= 0 else float(0.5 * (before - after) / bend)


def _wrap(at: float, size: int) -> float:
    return at - size if at > size / 2 else at


def _fade() -> NDArray[np.float32]:
    def rim(size: int) -> NDArray[np.float64]:
        from_rim = np.minimum(np.arange(size), np.arange(size)[::-1]) + 0.5
        return np.minimum(1.0, from_rim / (size / 10))

    return np.asarray(np.outer(rim(HEIGHT), rim(WIDTH)), np.float32)


_FADE = _fade()
