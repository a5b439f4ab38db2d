"""How a camera's picture usually is: learned from good looks, kept over a restart."""

from __future__ import annotations

import base64
import binascii
import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from media.diagnosis.measure import Measures
from media.diagnosis.structure import ACROSS, DOWN, HEIGHT, WIDTH, Blocks, Structure

Steps = NDArray[np.int16]  # (real and imaginary, HEIGHT, WIDTH)

KNOWN = 6  # good looks after which the camera's own figures are used
SETTLED = 30  # good looks after which the reference picture stands

_LIGHT_S = 600.0  # how fast light is followed: dusk takes several times as long
_FOCUS_S = 6 * 3600.0  # a lens gets dirty over weeks, a night's fainter edges take minutes
_FORMAT = 1
_STEPS = 127  # of a structure's length, as written
_FINER = 256  # parts of a step: a look moves the reference by a small part of one
_FINE = _STEPS * _FINER
_MOST_BYTES = 2 * WIDTH * HEIGHT

base64.b85encode(b"")  # makes its tables: 350 kB once, not once for each worker that is born here


@dataclass(slots=True, eq=False)
class Baseline:
    """``off``: pixels (right, down) by which following the light has let the reference creep.

    Of 800 cameras the references are most of what is kept: they lie in half the room of floats.
    """

    looks: int = 0
    sharpness: float | None = None
    colour: float | None = None
    means: Blocks = field(default_factory=lambda: np.zeros((DOWN, ACROSS), np.float32))
    textures: Blocks = field(default_factory=lambda: np.zeros((DOWN, ACROSS), np.float32))
    fine: Steps = field(default_factory=lambda: np.zeros((2, HEIGHT, WIDTH), np.int16))
    off: tuple[float, float] = (0.0, 0.0)
    _edges: Structure | None = field(default=None, init=False, repr=False)  # during a look

    @property
    def reference(self) -> Structure:
        """The edges that the picture usually has. Made of what is kept once, until ``let_go``."""
        if self._edges is None:
            real, imaginary = self.fine.astype(np.float32) / _FINE
            self._edges = np.asarray(real + 1j * imaginary, np.complex64)
        return self._edges

    @reference.setter
    def reference(self, edges: Structure) -> None:
        self._edges = None
        np.rint(np.stack([edges.real, edges.imag]) * _FINE, out=self.fine, casting="unsafe")

    def let_go(self) -> None:
        """A look is over: what is kept between looks is small."""
        self._edges = None

    @property
    def known(self) -> bool:
        return self.looks >= KNOWN

    @property
    def settled(self) -> bool:
        return self.looks >= SETTLED

    def learn(self, seen: Measures, after_s: float, off: tuple[float, float] = (0, 0)) -> None:
        """Follow a good look that came ``after_s`` after the one before and lies ``off`` pixels."""
        self.looks += 1
        light = max(1 / self.looks, min(1.0, after_s / _LIGHT_S) if self.settled else 0.0)
        focus = max(1 / self.looks, min(1.0, after_s / _FOCUS_S))
        self.sharpness = _follow(self.sharpness, seen.sharpness, focus)
        self.colour = _follow(self.colour, seen.colour, light)
        self.means += light * (seen.means - self.means)
        self.textures += light * (seen.textures - self.textures)
        if self.settled:
            self.off = (self.off[0] + light * off[0], self.off[1] + light * off[1])
        usual = self.reference
        self.reference = usual + np.complex64(light) * (seen.edges - usual)

    def refer_to(self, seen: Measures) -> None:
        """Take this picture for how the camera has to look from now on."""
        self.looks = SETTLED
        self.sharpness, self.colour = seen.sharpness, seen.colour
        self.means, self.textures = seen.means.copy(), seen.textures.copy()
        self.reference, self.off = seen.edges, (0.0, 0.0)

    def dump(self) -> dict[str, object]:
        """As JSON can hold it, some 20 kB. What ``parse`` reads."""
        return {
            "format": _FORMAT,
            "looks": self.looks,
            "sharpness": self.sharpness,
            "colour": self.colour,
            "means": [round(float(level), 2) for level in self.means.ravel()],
            "textures": [round(float(level), 2) for level in self.textures.ravel()],
            "off": list(self.off),
            "reference": base64.b85encode(
                zlib.compress(np.rint(self.fine / _FINER).astype(np.int8).tobytes())
            ).decode(),
        }

    @classmethod
    def parse(cls, told: Mapping[str, object]) -> Baseline:
        """Raises ValueError naming what is not as ``dump`` writes it."""
        if told.get("format") != _FORMAT:
            raise ValueError(f"baseline: format is {told.get('format')!r}, not {_FORMAT}")
        looks = told.get("looks")
        if not isinstance(looks, int) or isinstance(looks, bool) or looks < 0:
            raise ValueError(f"baseline: looks must be a whole number from 0, not {looks!r}")
        x, y = _numbers(told, "off", 2)
        return cls(
            looks=looks,
            sharpness=_maybe(told, "sharpness"),
            colour=_maybe(told, "colour"),
            means=_blocks(told, "means"),
            textures=_blocks(told, "textures"),
            fine=_reference(told.get("reference")),
            off=(x, y),
        )


def _follow(usual: float | None, now: float | None, part: float) -> float | None:
    if usual is None or now is None:
        return now if usual is None else usual
    return usual + part * (now - usual)


def _real(value: object) -> bool:
    real = isinstance(value, (int, float)) and not isinstance(value, bool)
    return real and math.isfinite(value)  # type: ignore[arg-type]


def _maybe(told: Mapping[str, object], key: str) -> float | None:
    value = told.get(key)
    if value is None:
        return None
    if not _real(value):
        raise ValueError(f"baseline: {key} must be a number or null, not {value!r}")
    return float(value)  # type: ignore[arg-type]


def _numbers(told: Mapping[str, object], key: str, count: int) -> list[float]:
    values = told.get(key)
    if not isinstance(values, list) or len(values) != count or not all(map(_real, values)):
        raise ValueError(f"baseline: {key} must be {count} numbers")
    return [float(value) for value in values]


def _blocks(told: Mapping[str, object], key: str) -> Blocks:
    return np.array(_numbers(told, key, DOWN * ACROSS), np.float32).reshape(DOWN, ACROSS)


def _reference(written: object) -> Steps:
    if not isinstance(written, str) or len(written) > 2 * _MOST_BYTES:
        raise ValueError("baseline: reference must be a text as written by dump")
    try:
        # the limit holds back a text that unpacks to gigabytes
        packed = base64.b85decode(written)
        whole = zlib.decompressobj().decompress(packed, _MOST_BYTES + 1)
    except (ValueError, zlib.error, binascii.Error) as error:
        raise ValueError(f"baseline: reference cannot be unpacked: {error}") from error
    if len(whole) != _MOST_BYTES:
        raise ValueError(f"baseline: reference holds {len(whole)} bytes, not {_MOST_BYTES}")
    written_steps = np.frombuffer(whole, np.int8).reshape(2, HEIGHT, WIDTH)
    return np.asarray(written_steps.astype(np.int16) * _FINER, np.int16)
