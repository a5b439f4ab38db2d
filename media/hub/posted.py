"""A coded picture or voice packet cut into RTP payloads, once for all sites that get it. Pure.

H.264 as RFC 6184 (single units, STAP-A for what goes before a key picture, FU-A), VP8 as RFC 7741.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

LONGEST = 1180  # bytes of a payload: with SRTP, UDP and a tunnel's header it fits 1280
_START = b"\x00\x00\x01"
_STAP_A, _FU_A = 24, 28
_BEFORE_KEY = (7, 8)  # parameter sets
_NEEDLESS = (6, 9)  # remarks and delimiters


@dataclass(frozen=True, slots=True)
class Posted:
    """``stamp`` on the codec's clock, unbounded; ``key``: can be understood by itself."""

    payloads: tuple[bytes, ...]
    stamp: int
    key: bool = True


def picture(codec: str, data: bytes, stamp: int, number: int, key: bool) -> Posted:
    """``number`` counts the pictures of the program: VP8 tells it in 15 bits."""
    cut = _h264(data) if codec == "H264" else _vp8(data, number & 0x7FFF)
    return Posted(tuple(cut), stamp, key)


def _h264(data: bytes) -> list[bytes]:
    units = [unit.rstrip(b"\x00") for unit in data.split(_START)[1:]]
    sets = [unit for unit in units if unit and unit[0] & 31 in _BEFORE_KEY]
    cut = []
    if sets and sum(map(len, sets)) < LONGEST - 64:
        sized = b"".join(struct.pack("!H", len(unit)) + unit for unit in sets)
        cut.append(bytes([0x60 | _STAP_A]) + sized)
    for unit in units:
        kind = unit[0] & 31 if unit else 0
        if kind and kind not in _BEFORE_KEY and kind not in _NEEDLESS:
            cut += [unit] if len(unit) <= LONGEST else _fragments(unit)
    return cut


def _fragments(unit: bytes) -> list[bytes]:
    kept, kind = unit[0] & 0xE0 | _FU_A, unit[0] & 31
    step = LONGEST - 2
    cut = []
    for at in range(1, len(unit), step):
        first, last = at == 1, at + step >= len(unit)
        cut.append(bytes([kept, first << 7 | last << 6 | kind]) + unit[at : at + step])
    return cut


def _vp8(data: bytes, number: int) -> list[bytes]:
    step = LONGEST - 4
    return [
        struct.pack("!BBH", 0x80 | (0x10 if at == 0 else 0), 0x80, 0x8000 | number)
        + data[at : at + step]
        for at in range(0, len(data), step)
    ]
