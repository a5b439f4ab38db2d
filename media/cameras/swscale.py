"""FFmpeg's own scaler, writing where we want it to: straight into the memory that a tile reads.

PyAV gives a new picture for every conversion, which then has to be copied; here libswscale, the
copy that PyAV brought and loaded, is called by its C interface (libswscale/swscale.h, stable since
FFmpeg 0.8). Where it cannot be found ``LIBRARY`` is None, and the caller takes PyAV's way.
"""

from __future__ import annotations

import ctypes
from typing import Any

import av
import numpy as np
import numpy.typing as npt

from media.ffmpeg_library import ffmpeg_library

Size = tuple[int, int]
Planes = tuple[list[int], list[int]]  # addresses and strides in bytes

FAST_BILINEAR, AREA = 1, 0x20
ITU709, ITU601 = 1, 5  # SWS_CS_…
YUV420P, NV12, BGRA = b"yuv420p", b"nv12", b"bgra"

_ONE = 1 << 16  # contrast and saturation as they are
_PLANES = ctypes.c_void_p * 4
_STRIDES = ctypes.c_int * 4


class Library:
    """The functions of one libswscale, ready to be called."""

    def __init__(self) -> None:
        scale = ffmpeg_library("swscale")
        util = ffmpeg_library("avutil")
        self.open: Any = scale.sws_getContext
        self.open.restype = ctypes.c_void_p
        self.open.argtypes = [ctypes.c_int] * 7 + [ctypes.c_void_p] * 3
        self.run: Any = scale.sws_scale
        self.run.argtypes = [
            ctypes.c_void_p, _PLANES, _STRIDES, ctypes.c_int, ctypes.c_int, _PLANES, _STRIDES,
        ]  # fmt: skip
        self.close: Any = scale.sws_freeContext
        self.close.restype = None
        self.close.argtypes = [ctypes.c_void_p]
        self.colours: Any = scale.sws_setColorspaceDetails
        self.colours.argtypes = [
            ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p,
            ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_int,
        ]  # fmt: skip
        self.coefficients: Any = scale.sws_getCoefficients
        self.coefficients.restype = ctypes.c_void_p
        self.coefficients.argtypes = [ctypes.c_int]
        number: Any = util.av_get_pix_fmt
        number.argtypes = [ctypes.c_char_p]
        self.formats = {name: int(number(name)) for name in (YUV420P, NV12, BGRA)}


class Pass:
    """One step from one size and format to another. One thread at a time; frees itself.

    ``source_form``: ``YUV420P``, or ``NV12`` as devices give it. ``matrix`` is the source's
    (``ITU601`` or ``ITU709``), ``full`` whether its levels are 0 to 255. Raises ValueError for what
    libswscale cannot do.
    """

    def __init__(
        self,
        library: Library,
        source: Size,
        into: Size,
        form: bytes,
        way: int,
        matrix: int = ITU601,
        full: bool = False,
        source_form: bytes = YUV420P,
    ) -> None:
        self._library = library
        self._height = source[1]
        formats = library.formats
        self._context = library.open(
            *source, formats[source_form], *into, formats[form], way, None, None, None
        )
        if not self._context:
            raise ValueError(f"no way from {source} to {into}")
        table = library.coefficients(matrix)
        same = form == YUV420P and full
        library.colours(self._context, table, full, table, same, 0, _ONE, _ONE)

    def __del__(self) -> None:
        if context := getattr(self, "_context", None):
            self._library.close(context)

    def run(self, source: Planes, into: Planes) -> None:
        self._library.run(
            self._context, _PLANES(*source[0]), _STRIDES(*source[1]), 0, self._height,
            _PLANES(*into[0]), _STRIDES(*into[1]),
        )  # fmt: skip


def planes_of(frame: av.VideoFrame) -> Planes:
    """Where the planes of a decoded picture lie."""
    planes = frame.planes
    return [plane.buffer_ptr for plane in planes], [plane.line_size for plane in planes]


def plane_of(pixels: npt.NDArray[np.uint8]) -> Planes:
    """The same of BGRA pixels, shape (height, width, 4), rows without gaps in them."""
    return [pixels.__array_interface__["data"][0]], [pixels.strides[0]]


class Between:
    """A planar picture of our own between two passes; its memory is used again and again."""

    def __init__(self, size: Size) -> None:
        width, height = size
        across = -(-width // 2)
        strides = [_padded(width), _padded(across), _padded(across)]
        rows = [height, -(-height // 2), -(-height // 2)]
        sizes = [stride * row for stride, row in zip(strides, rows, strict=True)]
        self._memory = np.zeros(sum(sizes) + 64, np.uint8)
        start = self._memory.__array_interface__["data"][0] + 63 & ~63
        self.planes: Planes = [start, start + sizes[0], start + sizes[0] + sizes[1]], strides


def _padded(width: int) -> int:
    return -(-width // 64) * 64


def _load() -> Library | None:
    try:
        return Library()
    except (OSError, AttributeError):
        return None


LIBRARY = _load()
