"""Small H.264 films for the tests, encoded when first asked for, and their RTP packets."""

from __future__ import annotations

import struct
from fractions import Fraction
from functools import cache

import av
import numpy as np

MTU = 1200
CLOCK_HZ = 90000


@cache
def film(
    width: int = 160, height: int = 96, pictures: int = 20, gop: int = 10
) -> tuple[tuple[bytes, ...], ...]:
    """Each picture's NAL units. A bar moves over a grey ground; SPS and PPS are in key pictures."""
    codec = av.CodecContext.create("libx264", "w")
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.time_base, codec.framerate = Fraction(1, 25), Fraction(25)
    codec.thread_count = 1
    codec.options = {
        "preset": "ultrafast",
        "tune": "zerolatency",
        "x264-params": f"keyint={gop}:min-keyint={gop}:scenecut=0:repeat-headers=1:annexb=1",
    }
    units = []
    for number in range(pictures):
        frame = av.VideoFrame.from_ndarray(drawing(width, height, number), "gray")
        frame = frame.reformat(format="yuv420p")
        frame.pts = number
        units += [nals(bytes(packet)) for packet in codec.encode(frame)]
    units += [nals(bytes(packet)) for packet in codec.encode(None)]
    return tuple(units)


def drawing(width: int, height: int, number: int) -> np.ndarray:
    """Picture ``number``: its brightness at (0, 0) tells which it is."""
    pixels = np.full((height, width), brightness(number), np.uint8)
    left = number * 8 % (width - 16)
    pixels[height // 2 :, left : left + 16] = 235
    return pixels


def brightness(number: int) -> int:
    return 40 + number * 9 % 180


def nals(annexb: bytes) -> tuple[bytes, ...]:
    parts = annexb.replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1")
    return tuple(part for part in parts if part)


def payloads(units: tuple[bytes, ...], mtu: int = MTU, aggregate: bool = True) -> list[bytes]:
    """RTP payloads of one picture: parameter sets in a STAP-A, large units as FU-A."""
    small = [nal for nal in units if nal[0] & 0x1F in (6, 7, 8, 9)] if aggregate else []
    out = []
    if len(small) > 1:
        out.append(b"\x78" + b"".join(struct.pack(">H", len(nal)) + nal for nal in small))
    else:
        small = []
    for nal in units:
        if nal in small:
            continue
        out += [nal] if len(nal) <= mtu else fragments(nal, mtu)
    return out


def fragments(nal: bytes, mtu: int) -> list[bytes]:
    indicator, kind = (nal[0] & 0xE0) | 28, nal[0] & 0x1F
    pieces = [nal[at : at + mtu] for at in range(1, len(nal), mtu)]
    last = len(pieces) - 1
    return [
        bytes((indicator, kind | (0x80 if at == 0 else 0) | (0x40 if at == last else 0))) + piece
        for at, piece in enumerate(pieces)
    ]


def rtp(
    payload: bytes, sequence: int, timestamp: int, marker: bool, payload_type: int = 96
) -> bytes:
    return (
        struct.pack(
            ">BBHII", 0x80, payload_type | (0x80 if marker else 0),
            sequence & 0xFFFF, timestamp & 0xFFFFFFFF, 0x1234ABCD,
        )
        + payload
    )  # fmt: skip


def interleaved(packet: bytes, channel: int = 0) -> bytes:
    return struct.pack(">BBH", 0x24, channel, len(packet)) + packet
