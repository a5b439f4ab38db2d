"""What an MP4 says of a track's codec: sample entries (ISO/IEC 14496-12, -14 and -15). Pure.
ValueError when the parameter sets make no sense."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from media.archive.mp4 import box, full
from media.archive.nal import kind_of
from media.rtsp.bits import Bits
from media.rtsp.sps import parse_sps
from media.unit import SoundFormat
from media.view import AS_TOLD, View

_JPEG_FRAMES = (0xC0, 0xC1, 0xC2)
_MJPEG, _AAC = 0x6C, 0x40  # object types of ISO/IEC 14496-1
_PRE_SKIP = 312  # samples of 48 kHz an Opus encoder is commonly ahead


class VideoEntry(NamedTuple):
    entry: bytes
    width: int
    height: int


def video_entry(
    codec: str, sets: Sequence[bytes], picture: bytes, view: View = AS_TOLD
) -> VideoEntry:
    """``picture`` tells the size where there are no parameter sets (MJPEG)."""
    match codec:
        case "h264":
            sps = [nal for nal in sets if kind_of(nal, codec) == 7]
            pps = [nal for nal in sets if kind_of(nal, codec) == 8]
            if not sps or not pps:
                raise ValueError("no parameter sets")
            seen = parse_sps(sps[0])
            width, height, aspect = seen.width, seen.height, seen.pixel_aspect
            kind, config = b"avc1", _avc_config(sps, pps)
        case "hevc":
            width, height, config = _hevc_config(sets)
            kind, aspect = b"hvc1", Fraction(1)
        case "mjpeg":
            width, height = jpeg_size(picture)
            kind, config, aspect = b"mp4v", _esds(_MJPEG, b""), Fraction(1)
        case _:
            raise ValueError(f"the codec {codec} cannot be kept")
    aspect = view.pixel_aspect((width, height), aspect)
    head = bytes(6) + struct.pack(">H16xHHIIIH", 1, width, height, 0x480000, 0x480000, 0, 1)
    shape = b""
    if aspect != 1:
        shape = box(b"pasp", struct.pack(">II", aspect.numerator, aspect.denominator))
    return VideoEntry(
        box(kind, head, bytes(32), struct.pack(">Hh", 24, -1), config, shape),
        round(width * aspect), height,
    )  # fmt: skip


def jpeg_size(data: bytes) -> tuple[int, int]:
    """From the frame header of a JPEG (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            if width and height:
                return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    raise ValueError("a JPEG without a size")


def sound_entry(sound: SoundFormat) -> bytes:
    rate = min(sound.clock_hz, 0xFFFF)
    head = bytes(6) + struct.pack(">H8xHHII", 1, sound.channels, 16, 0, rate << 16)
    match sound.codec:
        case "pcma":
            return box(b"alaw", head)
        case "pcmu":
            return box(b"ulaw", head)
        case "aac" if sound.config:
            return box(b"mp4a", head, _esds(_AAC, sound.config))
        case "opus":
            opus = struct.pack(">BBHIhB", 0, sound.channels, _PRE_SKIP, 48000, 0, 0)
            return box(b"Opus", head, box(b"dOps", opus))
        case _:
            raise ValueError(f"sound of {sound.codec} cannot be kept")


def _avc_config(sps: Sequence[bytes], pps: Sequence[bytes]) -> bytes:
    profile = sps[0][1:4]
    parts = [b"\1" + profile + b"\xff" + bytes((0xE0 | len(sps),))]
    parts += [struct.pack(">H", len(nal)) + nal for nal in sps]
    parts.append(bytes((len(pps),)))
    parts += [struct.pack(">H", len(nal)) + nal for nal in pps]
    if profile[0] in (100, 110, 122, 144):
        parts.append(b"\xfd\xf8\xf8\0")  # 4:2:0 in 8 bits, which cameras send
    return box(b"avcC", *parts)


def _hevc_config(sets: Sequence[bytes]) -> tuple[int, int, bytes]:
    arrays = [[nal for nal in sets if kind_of(nal, "hevc") == kind] for kind in (32, 33, 34)]
    if not all(arrays):
        raise ValueError("no parameter sets")
    seen = _read_hevc(arrays[1][0])
    parts = [
        b"\1", seen.profile, struct.pack(">HB", 0xF000, 0xFC),
        bytes((0xFC | seen.chroma, 0xF8 | seen.luma_bits - 8, 0xF8 | seen.chroma_bits - 8)),
        struct.pack(">HBB", 0, seen.layers << 3 | seen.nested << 2 | 3, 3),
    ]  # fmt: skip
    for kind, nals in zip((32, 33, 34), arrays, strict=True):
        parts.append(struct.pack(">BH", 0x80 | kind, len(nals)))
        parts += [struct.pack(">H", len(nal)) + nal for nal in nals]
    return seen.width, seen.height, box(b"hvcC", *parts)


class _HevcSps(NamedTuple):
    layers: int
    nested: int
    profile: bytes  # the 12 bytes of profile, tier and level
    chroma: int
    width: int
    height: int
    luma_bits: int
    chroma_bits: int


def _read_hevc(nal: bytes) -> _HevcSps:
    """A sequence parameter set (ITU-T H.265, 7.3.2.2), as far as the record needs it."""
    bits = Bits(nal[2:4096])
    bits.take(4)
    more, nested = bits.take(3), bits.take(1)
    profile = bits.take(96).to_bytes(12)
    if more:
        there = [(bits.take(1), bits.take(1)) for _ in range(more)]
        bits.take(2 * (8 - more))
        for has_profile, has_level in there:
            bits.take(88 * has_profile + 8 * has_level)
    bits.unsigned()
    chroma = bits.unsigned()
    if chroma == 3:
        bits.take(1)
    width, height = bits.unsigned(), bits.unsigned()
    if bits.take(1):
        across, down = (2 if chroma in (1, 2) else 1), (2 if chroma == 1 else 1)
        width -= across * (bits.unsigned() + bits.unsigned())
        height -= down * (bits.unsigned() + bits.unsigned())
    luma, colour = bits.unsigned() + 8, bits.unsigned() + 8
    if chroma > 3 or luma > 15 or colour > 15 or not 0 < width <= 16384 or not 0 < height <= 16384:
        raise ValueError("a parameter set that makes no sense")
    return _HevcSps(more + 1, nested, profile, chroma, width, height, luma, colour)


def _esds(object_type: int, config: bytes) -> bytes:
    kind = 0x15 if object_type == _AAC else 0x11
    specific = _descriptor(5, config) if config else b""
    decoder = _descriptor(4, struct.pack(">BBxxxII", object_type, kind, 0, 0) + specific)
    return full(b"esds", 0, 0, _descriptor(3, struct.pack(">HB", 1, 0) + decoder + b"\6\1\2"))


def _descriptor(tag: int, body: bytes) -> bytes:
    size = len(body)
    return (
        bytes((tag, 0x80 | size >> 21 & 0x7F, 0x80 | size >> 14 & 0x7F, 0x80 | size >> 7 & 0x7F))
        + bytes((size & 0x7F,))
        + body
    )
