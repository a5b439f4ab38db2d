"""From a decoded picture to BGRA pixels of the size a tile asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar, cast

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter

from media.cameras import swscale

Size = tuple[int, int]
Pixels = npt.NDArray[np.uint8]
T = TypeVar("T")

QUICK = 8  # widths of which libswscale's quick converter fills the whole row
COARSE = 1.5  # shrinking further, neighbours are averaged: skipping them flickers

_EXACT = Interpolation.ACCURATE_RND  # goes another way than the quick converter
_MOST_KEPT = 32  # sizes a thread keeps a scaler for
_PLANAR = frozenset({"yuv420p", "yuvj420p"})
_QUICKLY = {"yuv420p": swscale.YUV420P, "yuvj420p": swscale.YUV420P, "nv12": swscale.NV12}
_UNSPECIFIED, _FULL = 2, 2
_MATRICES = {1: swscale.ITU709, 5: swscale.ITU601, 6: swscale.ITU601}  # H.273, table 4
_HIGH_DEFINITION = 720  # lines from which an unmarked stream is BT.709, as everywhere


def fit(size: Size, pixel_aspect: Fraction, box: Size, rotate: int = 0) -> Size:
    """The largest even size inside ``box`` with the picture's aspect, never enlarged.

    ``size`` as coded; the result is as shown, after turning by ``rotate`` degrees.
    """
    width, height = Fraction(size[0]) * pixel_aspect, Fraction(size[1])
    if rotate in (90, 270):
        width, height = height, width
    scale = min(Fraction(box[0]) / width, Fraction(box[1]) / height, Fraction(1))
    across, down = min(box[0], round(width)), min(box[1], round(height))
    shown = _even(width * scale, across), _even(height * scale, down)
    if rotate in (90, 270):
        return shown[0], _quick(shown[1], down)
    return _quick(shown[0], across), shown[1]


def turned(size: Size, rotate: int) -> Size:
    """The size of a picture after turning it by so many degrees."""
    return (size[1], size[0]) if rotate in (90, 270) else size


def _even(length: Fraction, most: int) -> int:
    nearest = round(length / 2) * 2
    return max(nearest if nearest <= most else nearest - 2, 2)


def _quick(width: int, most: int) -> int:
    """A width near by that is converted quickly, if it changes the aspect by less than 2 %."""
    down = width // QUICK * QUICK
    near = [each for each in (down + QUICK, down) if 0 < each <= most]
    best = min(near, key=lambda each: abs(each - width), default=width)
    return best if abs(best - width) * 50 < width else width


class Scaler:
    """Scales and converts for one thread.

    A change of size goes by way of planar YUV and is converted after: measured, that is 1.2-2
    times quicker than libswscale doing both at once (640x360 to 440x248: 153 against 182 us).
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], object] = OrderedDict()

    def draw(self, frame: av.VideoFrame, into: Pixels, rotate: int = 0) -> None:
        """Fill ``into`` with the picture, turned clockwise by 0, 90, 180 or 270 degrees.

        ``into`` has the size wanted, as shown; behind it lies memory that may be written to
        (``SLACK_PX`` of the canvas).
        """
        if rotate:
            into[:] = self._turned(frame, (into.shape[1], into.shape[0]), rotate)
        elif not self._draw_directly(frame, into):
            into[:] = self.pixels(frame, (into.shape[1], into.shape[0]))

    def _turned(self, frame: av.VideoFrame, size: Size, rotate: int) -> Pixels:
        pixels = self.pixels(frame, turned(size, rotate))
        pixels = pixels.swapaxes(0, 1) if rotate != 180 else pixels[::-1]
        return pixels[::-1] if rotate == 270 else pixels[:, ::-1]

    def _draw_directly(self, frame: av.VideoFrame, into: Pixels) -> bool:
        """Without a copy, where that can be done."""
        library, size = swscale.LIBRARY, (into.shape[1], into.shape[0])
        matrix, full = _colours_of(frame)
        form = _QUICKLY.get(frame.format.name)
        if library is None or form is None or matrix is None or size[0] % QUICK:
            return False
        source = frame.width, frame.height
        way = self._keep(
            (source, form, size, matrix, full),
            lambda: Way(library, source, form, size, matrix, full),
        )
        way.draw(frame, into)
        return True

    def pixels(self, frame: av.VideoFrame, size: Size) -> Pixels:
        """The picture as (height, width, 4), BGRA, valid as long as it is held."""
        name = frame.format.name
        unmarked = frame.colorspace == _UNSPECIFIED and frame.height >= _HIGH_DEFINITION
        colours = Colorspace.ITU709 if unmarked else None
        quick = size[0] % QUICK == 0
        if name in _PLANAR and size != (frame.width, frame.height) and quick:
            coarse = frame.width > size[0] * COARSE
            way = Interpolation.AREA if coarse else Interpolation.FAST_BILINEAR
            frame = self._convert(frame, size, name, way, None)
        way = Interpolation.FAST_BILINEAR if quick else Interpolation.BILINEAR | _EXACT
        whole = self._convert(frame, size, "bgra", way, colours)
        plane = whole.planes[0]
        flat = np.frombuffer(cast(memoryview, plane), np.uint8)
        return flat.reshape(size[1], plane.line_size // 4, 4)[:, : size[0]]

    def _convert(
        self,
        frame: av.VideoFrame,
        size: Size,
        name: str,
        way: Interpolation,
        colours: Colorspace | None,
    ) -> av.VideoFrame:
        key = (frame.width, frame.height, frame.format.name, size, name, way)
        scaler = self._keep(key, VideoReformatter)
        # threads: by default libswscale starts one per core for every picture
        return scaler.reformat(
            frame, size[0], size[1], name, src_colorspace=colours, interpolation=way, threads=1
        )

    def _keep(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What was made for this key, or is made now; the longest unused is forgotten."""
        kept = cast("T | None", self._kept.get(key))
        if kept is None:
            kept = make()
            self._kept[key] = kept
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return kept


class Way:
    """From one size to another, into memory of the caller: one pass, or two by way of YUV. From
    NV12 always two: libswscale takes nearly twice as long to convert that at once."""

    def __init__(
        self,
        library: swscale.Library,
        source: Size,
        form: bytes,
        into: Size,
        matrix: int,
        full: bool,
    ) -> None:
        quick, planar = swscale.FAST_BILINEAR, swscale.YUV420P
        self._between = None
        if source != into or form != planar:
            way = swscale.AREA if source[0] > into[0] * COARSE else quick
            self._scale = swscale.Pass(library, source, into, planar, way, matrix, full, form)
            self._between = swscale.Between(into)
            form = planar
        self._convert = swscale.Pass(library, into, into, swscale.BGRA, quick, matrix, full, form)

    def draw(self, frame: av.VideoFrame, into: Pixels) -> None:
        planes = swscale.planes_of(frame)
        if self._between is not None:
            self._scale.run(planes, self._between.planes)
            planes = self._between.planes
        self._convert.run(planes, swscale.plane_of(into))


def _colours_of(frame: av.VideoFrame) -> tuple[int | None, bool]:
    """The matrix for libswscale, None where it is an unusual one; and whether levels are full."""
    full = frame.color_range == _FULL or frame.format.name == "yuvj420p"
    if frame.colorspace == _UNSPECIFIED:
        high = frame.height >= _HIGH_DEFINITION
        return swscale.ITU709 if high else swscale.ITU601, full
    return _MATRICES.get(int(frame.colorspace)), full
