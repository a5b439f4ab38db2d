"""What an H.265 sequence parameter set says of the pictures (ITU-T H.265, 7.3.2.2). Pure."""

from __future__ import annotations

from media.rtsp.bits import Bits
from media.rtsp.sps import LONGEST, Sps, checked, read_aspect

MOST_SHORT_TERM = 64  # reference picture sets
MOST_LONG_TERM = 32
MOST_PICTURES = 16  # in one reference picture set

_KIND = 33
_SUB_LAYERS = 8


def parse_hevc_sps(nal: bytes) -> Sps:
    """Read a NAL unit of type 33, header included; ValueError when it makes no sense."""
    if not 4 <= len(nal) <= LONGEST or nal[0] >> 1 & 0x3F != _KIND:
        raise ValueError("no sequence parameter set")
    bits = Bits(nal[2:])
    bits.take(4)
    sub_layers = bits.take(3)
    bits.take(1)
    profile, level = _profile(bits, sub_layers)
    bits.unsigned()  # id
    chroma = bits.unsigned()
    if chroma == 3 and bits.take(1):
        chroma = 0
    width, height = bits.unsigned(), bits.unsigned()
    if bits.take(1):
        across, down = 2 if chroma in (1, 2) else 1, 2 if chroma == 1 else 1
        width -= across * (bits.unsigned() + bits.unsigned())
        height -= down * (bits.unsigned() + bits.unsigned())
    size = checked(width, height)
    try:
        _skip_to_usability(bits, sub_layers)
    except ValueError:  # the size is what counts
        return Sps(*size, profile, level)
    return Sps(*size, profile, level, read_aspect(bits))


def _profile(bits: Bits, sub_layers: int) -> tuple[int, int]:
    bits.take(3)
    profile = bits.take(5)
    bits.take(80)
    level = bits.take(8)
    present = [(bits.take(1), bits.take(1)) for _ in range(sub_layers)]
    if sub_layers:
        bits.take(2 * (_SUB_LAYERS - sub_layers))
    for has_profile, has_level in present:
        bits.take(88 * has_profile + 8 * has_level)
    return profile, level


def _skip_to_usability(bits: Bits, sub_layers: int) -> None:
    bits.unsigned()  # bit depths
    bits.unsigned()
    order_bits = bits.unsigned() + 4
    if order_bits > 16:
        raise ValueError("a parameter set with picture numbers of too many bits")
    for _ in range(sub_layers + 1 if bits.take(1) else 1):
        bits.unsigned()
        bits.unsigned()
        bits.unsigned()
    for _ in range(6):  # sizes of blocks, depths of their trees
        bits.unsigned()
    if bits.take(1) and bits.take(1):
        _skip_scaling(bits)
    bits.take(2)
    if bits.take(1):
        bits.take(8)
        bits.unsigned()
        bits.unsigned()
        bits.take(1)
    _skip_short_term(bits)
    if bits.take(1):
        for _ in range(_limited(bits, MOST_LONG_TERM)):
            bits.take(order_bits + 1)
    bits.take(2)


def _skip_scaling(bits: Bits) -> None:
    for size in range(4):
        for _ in range(0, 6, 3 if size == 3 else 1):
            if not bits.take(1):
                bits.unsigned()
                continue
            if size > 1:
                bits.signed()
            for _ in range(min(64, 16 << 2 * size)):
                bits.signed()


def _skip_short_term(bits: Bits) -> None:
    before = 0  # pictures in the set before
    for number in range(_limited(bits, MOST_SHORT_TERM)):
        if number and bits.take(1):
            bits.take(1)
            bits.unsigned()
            # each of them is used, or not used and perhaps not kept either
            before = sum(bits.take(1) or bits.take(1) for _ in range(before + 1))
        else:
            before = _limited(bits, MOST_PICTURES) + _limited(bits, MOST_PICTURES)
            for _ in range(before):
                bits.unsigned()
                bits.take(1)
        if before > MOST_PICTURES:
            raise ValueError("a parameter set with too many reference pictures")


def _limited(bits: Bits, most: int) -> int:
    value = bits.unsigned()
    if value > most:
        raise ValueError("a parameter set counts too far")
    return value
