"""How far a fragmented MP4 goes, read from its boxes (ISO/IEC 14496-12). The last fragment may be
torn: a recorder can be killed at any byte."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

MOST_BOXES = 100_000  # in one file; ours have some hundreds
LARGEST_HEAD = 4 * 1024 * 1024  # a moov or moof longer than this is none of ours

_CODECS = {
    b"avc1": "h264", b"avc3": "h264", b"hvc1": "hevc", b"hev1": "hevc", b"mp4v": "mjpeg",
}  # fmt: skip
_PARENTS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"})


class Extent(NamedTuple):
    """``whole_bytes``: up to the end of the last whole fragment. ``seconds``: of its pictures."""

    codec: str
    seconds: float
    whole_bytes: int


class Box(NamedTuple):
    kind: bytes
    body: bytes


def read_extent(file: BinaryIO) -> Extent | None:
    """None when no picture in the file is whole."""
    head: tuple[str, int, int] | None = None
    end, whole, ticks = file.seek(0, 2), 0, 0
    moof = b""
    for kind, start, size in _outer(file, end):
        if start + size > end:
            break
        if kind in (b"moov", b"moof"):
            if size > LARGEST_HEAD:
                break
            file.seek(start + 8)
            body = file.read(size - 8)
            if kind == b"moov":
                head = _video_track(body)
            moof = body if kind == b"moof" else b""
        elif kind == b"mdat" and moof and head is not None:
            ticks = max(ticks, _fragment_end(moof, head[1]))
            whole, moof = start + size, b""
    if head is None or not whole:
        return None
    return Extent(head[0], ticks / head[2], whole)


def _outer(file: BinaryIO, end: int) -> Iterator[tuple[bytes, int, int]]:
    at = 0
    for _ in range(MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return
        size, kind = struct.unpack_from(">I4s", head)
        if size == 1 and len(head) == 16:
            size = struct.unpack_from(">Q", head, 8)[0]
        if size < 8 or at + size > end + LARGEST_HEAD * 16:
            return
        yield kind, at, size
        at += size


def boxes(body: bytes) -> Iterator[Box]:
    """The boxes in a box, each before what is in it; torn ones are left out."""
    at = 0
    while at + 8 <= len(body):
        size, kind = struct.unpack_from(">I4s", body, at)
        if size < 8 or at + size > len(body):
            return
        inner = body[at + 8 : at + size]
        yield Box(kind, inner)
        if kind in _PARENTS:
            yield from boxes(inner)
        at += size


def _video_track(moov: bytes) -> tuple[str, int, int] | None:
    """Codec, number and ticks a second of the first track with pictures."""
    number, ticks = 0, 0
    for box in boxes(moov):
        try:
            if box.kind == b"tkhd":
                number = struct.unpack_from(">I", box.body, 20 if box.body[0] else 12)[0]
            elif box.kind == b"mdhd":
                ticks = struct.unpack_from(">I", box.body, 20 if box.body[0] else 12)[0]
            elif box.kind == b"stsd" and (codec := _CODECS.get(box.body[12:16])) and ticks:
                return codec, number, ticks
        except (struct.error, IndexError):
            continue
    return None


def _fragment_end(moof: bytes, number: int) -> int:
    """Ticks at which the track's last picture of a fragment ends. Reads what ``mp4.py`` writes and
    what FFmpeg writes."""
    mine, base, default, end = False, 0, 0, 0
    for box in boxes(moof):
        try:
            match box.kind:
                case b"tfhd":
                    flags, track = struct.unpack_from(">II", box.body)
                    mine, default = track == number, _default_duration(box.body, flags)
                case b"tfdt" if mine:
                    base = struct.unpack_from(">Q" if box.body[0] else ">I", box.body, 4)[0]
                case b"trun" if mine:
                    base += _run_length(box.body, default)
                    end = max(end, base)
        except (struct.error, IndexError):
            continue
    return end


def _default_duration(body: bytes, flags: int) -> int:
    if not flags & 0x8:
        return 0
    at = 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0)
    return int(struct.unpack_from(">I", body, at)[0])


def _run_length(body: bytes, default: int) -> int:
    flags, count = struct.unpack_from(">II", body)
    if not flags & 0x100:
        return int(count * default)
    at = 8 + (4 if flags & 0x1 else 0) + (4 if flags & 0x4 else 0)
    step = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
    ends = min(len(body) - 3, at + step * count)
    return sum(int.from_bytes(body[each : each + 4]) for each in range(at, ends, step))
