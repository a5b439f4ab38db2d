"""What an H.264 sequence parameter set says of the pictures (ITU-T H.264, 7.3.2.1). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from media.rtsp.bits import Bits

LONGEST = 4096
LARGEST_SIDE = 16384

_WITH_CHROMA = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})
_ASPECTS = (
    (1, 1), (1, 1), (12, 11), (10, 11), (16, 11), (40, 33), (24, 11), (20, 11), (32, 11),
    (80, 33), (18, 11), (15, 11), (64, 33), (160, 99), (4, 3), (3, 2), (2, 1),
)  # fmt: skip
_EXPLICIT_ASPECT = 255


@dataclass(frozen=True, slots=True)
class Sps:
    """Size in pixels after cropping; ``pixel_aspect`` = width / height of one pixel."""

    width: int
    height: int
    profile: int
    level: int
    pixel_aspect: Fraction = Fraction(1)


def parse_sps(nal: bytes) -> Sps:
    """Read a NAL unit of type 7, header byte included; ValueError when it makes no sense."""
    if not 4 <= len(nal) <= LONGEST or nal[0] & 0x1F != 7:
        raise ValueError("no sequence parameter set")
    bits = Bits(nal[1:])
    profile, _, level = bits.take(8), bits.take(8), bits.take(8)
    bits.unsigned()  # id
    chroma = _chroma(bits) if profile in _WITH_CHROMA else 1
    bits.unsigned()  # log2 of the largest frame number
    _skip_order(bits)
    bits.unsigned()  # reference frames
    bits.take(1)
    columns, rows = bits.unsigned() + 1, bits.unsigned() + 1
    frames_only = bits.take(1)
    if not frames_only:
        bits.take(1)
    bits.take(1)
    width, height = columns * 16, rows * 16 * (2 - frames_only)
    if bits.take(1):
        across, down = _crop_unit(chroma, frames_only)
        width -= across * (bits.unsigned() + bits.unsigned())
        height -= down * (bits.unsigned() + bits.unsigned())
    return Sps(*checked(width, height), profile, level, read_aspect(bits))


def checked(width: int, height: int) -> tuple[int, int]:
    """The size, if a picture can have it; else ValueError."""
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise ValueError(f"a parameter set for pictures of {width}x{height}")
    return width, height


def _chroma(bits: Bits) -> int:
    chroma = bits.unsigned()
    separate = chroma == 3 and bits.take(1)
    bits.unsigned()
    bits.unsigned()
    bits.take(1)
    if bits.take(1):
        for number in range(8 if chroma != 3 else 12):
            if bits.take(1):
                _skip_scaling(bits, 16 if number < 6 else 64)
    return 0 if separate else chroma


def _skip_scaling(bits: Bits, count: int) -> None:
    last = following = 8
    for _ in range(count):
        if following:
            following = (last + bits.signed()) % 256
        last = following or last


def _skip_order(bits: Bits) -> None:
    kind = bits.unsigned()
    if kind == 0:
        bits.unsigned()
    elif kind == 1:
        bits.take(1)
        bits.signed()
        bits.signed()
        for _ in range(min(bits.unsigned(), 255)):
            bits.signed()


def _crop_unit(chroma: int, frames_only: int) -> tuple[int, int]:
    across = 2 if chroma in (1, 2) else 1
    down = 2 if chroma == 1 else 1
    return across, down * (2 - frames_only)


def read_aspect(bits: Bits) -> Fraction:
    """Of one pixel, from the usability information, which begins alike in H.264 and H.265. Cameras
    sometimes cut it off: square pixels then."""
    try:
        if not bits.take(1) or not bits.take(1):
            return Fraction(1)
        kind = bits.take(8)
        if kind == _EXPLICIT_ASPECT:
            width, height = bits.take(16), bits.take(16)
        else:
            width, height = _ASPECTS[kind] if kind < len(_ASPECTS) else (1, 1)
    except ValueError:
        return Fraction(1)
    if not width or not height or not Fraction(1, 4) <= Fraction(width, height) <= 4:
        return Fraction(1)
    return Fraction(width, height)
