"""Small H.265 films for the tests, encoded when first asked for, and their RTP payloads."""

from __future__ import annotations

import base64
import struct
from fractions import Fraction
from functools import cache

import av

from tests.media.rtsp.film import MTU, drawing, nals

CALM = "bframes=0:open-gop=0"  # every picture is shown as it comes
OPEN = "bframes=3:b-adapt=0:b-pyramid=0:open-gop=1"  # CRA pictures, RASL pictures behind them


@cache
def hevc_film(
    width: int = 160, height: int = 96, pictures: int = 20, gop: int = 10, options: str = CALM,
    pix_fmt: str = "yuv420p",
) -> tuple[tuple[bytes, ...], ...]:  # fmt: skip
    """Each picture's NAL units, in the order of decoding; parameter sets are in key pictures."""
    codec = av.CodecContext.create("libx265", "w")
    codec.width, codec.height, codec.pix_fmt = width, height, pix_fmt
    codec.time_base, codec.framerate = Fraction(1, 25), Fraction(25)
    codec.options = {
        "preset": "ultrafast",
        "x265-params": f"keyint={gop}:min-keyint={gop}:scenecut=0:repeat-headers=1:annexb=1:"
        f"rc-lookahead=5:pools=none:frame-threads=1:log-level=none:info=0:{options}",
    }
    units = []
    for number in range(pictures):
        frame = av.VideoFrame.from_ndarray(drawing(width, height, number), "gray")
        frame = frame.reformat(format=pix_fmt)
        frame.pts = number
        units += [nals(bytes(packet)) for packet in codec.encode(frame)]
    units += [nals(bytes(packet)) for packet in codec.encode(None)]
    return tuple(units)


def kind_of(nal: bytes) -> int:
    return nal[0] >> 1 & 0x3F


def hevc_payloads(
    units: tuple[bytes, ...], mtu: int = MTU, aggregate: bool = True, numbered: bool = False
) -> list[bytes]:
    """RTP payloads of one picture: small units in one aggregate, large ones in fragments."""
    number = b"\x12\x34" if numbered else b""
    small = [nal for nal in units if kind_of(nal) >= 32] if aggregate else []
    out = []
    if len(small) > 1:
        between = b"\0" if numbered else b""
        sized = [struct.pack(">H", len(nal)) + nal for nal in small]
        out.append(b"\x60\x01" + number + between.join(sized))
    else:
        small = []
    for nal in units:
        if nal in small:
            continue
        if len(nal) <= mtu:
            out.append(nal[:2] + number + nal[2:])
        else:
            out += _fragments(nal, mtu, number)
    return out


def _fragments(nal: bytes, mtu: int, number: bytes) -> list[bytes]:
    pieces = [nal[at : at + mtu] for at in range(2, len(nal), mtu)]
    last = len(pieces) - 1
    head = bytes(((nal[0] & 0x81) | 49 << 1, nal[1]))
    return [
        head
        + bytes((kind_of(nal) | (0x80 if at == 0 else 0) | (0x40 if at == last else 0),))
        + (number if at == 0 else b"")
        + piece
        for at, piece in enumerate(pieces)
    ]


def sprop(units: tuple[bytes, ...]) -> str:
    """The format parameters that carry the sets of a key picture."""
    names = {32: "sprop-vps", 33: "sprop-sps", 34: "sprop-pps"}
    return ";".join(
        f"{names[kind_of(nal)]}={base64.b64encode(nal).decode()}"
        for nal in units
        if kind_of(nal) in names
    )
