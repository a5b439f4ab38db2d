"""Fragmented MP4 (ISO/IEC 14496-12), written box by box: a head, then fragments that each stand by
themselves. A file that ends after any fragment plays. Pure.

FFmpeg's writer would need each track's extra data before its first packet, which PyAV cannot give
it for pictures it did not encode itself.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_EPOCH_1904 = 2_082_844_800
_KEY, _NO_KEY = 0x02000000, 0x01010000
_TURNED = {
    0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Track:
    """``entry`` is its sample entry box; sound has no width. ``rotate`` is clockwise."""

    number: int
    hz: int
    entry: bytes
    width: int = 0
    height: int = 0
    rotate: int = 0


class Sample(NamedTuple):
    """``at`` is when it is shown, in the track's ticks; samples come in decoding order."""

    data: bytes
    at: int
    key: bool


class Run(NamedTuple):
    """A track's samples in one fragment, which ends at ``until``."""

    track: Track
    samples: Sequence[Sample]
    begin: int
    until: int


def box(kind: bytes, *parts: bytes) -> bytes:
    return struct.pack(">I4s", 8 + sum(map(len, parts)), kind) + b"".join(parts)


def full(kind: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def opening(tracks: Sequence[Track], began_at: float) -> bytes:
    """The head of a file whose first picture was received at ``began_at`` (Unix seconds)."""
    created = max(int(began_at), 0) + _EPOCH_1904
    brands = b"isom\0\0\2\0isomiso6iso5mp41"
    head = full(
        b"mvhd", 1, 0, struct.pack(">QQIQ", created, created, 1000, 0),
        struct.pack(">IHHQ", 0x10000, 0x100, 0, 0), _matrix(0), bytes(24),
        struct.pack(">I", len(tracks) + 1),
    )  # fmt: skip
    extends = box(
        b"mvex",
        *(full(b"trex", 0, 0, struct.pack(">5I", each.number, 1, 0, 0, 0)) for each in tracks),
    )
    return box(b"ftyp", brands) + box(
        b"moov", head, *(_trak(each, created) for each in tracks), extends
    )


def _trak(track: Track, created: int) -> bytes:
    sound = not track.width
    head = full(
        b"tkhd", 1, 3, struct.pack(">QQIIQ", created, created, track.number, 0, 0), bytes(8),
        struct.pack(">HHHH", 0, 0, 0x100 if sound else 0, 0), _matrix(track.rotate),
        struct.pack(">II", track.width << 16, track.height << 16),
    )  # fmt: skip
    media = full(b"mdhd", 1, 0, struct.pack(">QQIQHH", created, created, track.hz, 0, 0x55C4, 0))
    kind = b"soun" if sound else b"vide"
    handler = full(b"hdlr", 0, 0, bytes(4), kind, bytes(12), b"\0")
    special = full(b"smhd", 0, 0, bytes(4)) if sound else full(b"vmhd", 0, 1, bytes(8))
    where = box(b"dinf", full(b"dref", 0, 0, struct.pack(">I", 1), full(b"url ", 0, 1)))
    tables = box(
        b"stbl",
        full(b"stsd", 0, 0, struct.pack(">I", 1), track.entry),
        full(b"stts", 0, 0, bytes(4)), full(b"stsc", 0, 0, bytes(4)),
        full(b"stsz", 0, 0, bytes(8)), full(b"stco", 0, 0, bytes(4)),
    )  # fmt: skip
    return box(b"trak", head, box(b"mdia", media, handler, box(b"minf", special, where, tables)))


def _matrix(rotate: int) -> bytes:
    a, b, c, d = _TURNED[rotate]
    one = 0x10000
    return struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, 0, 0, 0x40000000)


def fragment(number: int, runs: Sequence[Run]) -> bytes:
    """One fragment; runs without samples are left out."""
    runs = [run for run in runs if run.samples]
    tables = [_times(run) for run in runs]
    size = len(_moof(number, runs, tables, [0] * len(runs)))
    offsets, at = [], size + 8
    for run in runs:
        offsets.append(at)
        at += sum(len(sample.data) for sample in run.samples)
    content = (sample.data for run in runs for sample in run.samples)
    return _moof(number, runs, tables, offsets) + box(b"mdat", *content)


def _times(run: Run) -> bytes:
    """Duration, size, flags and display offset of each sample. The decoding times are the display
    times in order, so that pictures shown out of order keep both."""
    shown = [sample.at for sample in run.samples]
    decoded: list[int] = []
    for at in sorted(shown):
        decoded.append(max(at, decoded[-1] + 1 if decoded else run.begin))
    ends = [*decoded[1:], max(run.until, decoded[-1] + 1)]
    return b"".join(
        struct.pack(
            ">IIIi", end - begin, len(sample.data), _KEY if sample.key else _NO_KEY,
            sample.at - begin,
        )
        for sample, begin, end in zip(run.samples, decoded, ends, strict=True)
    )  # fmt: skip


def _moof(
    number: int, runs: Sequence[Run], tables: Sequence[bytes], offsets: Sequence[int]
) -> bytes:
    parts = [full(b"mfhd", 0, 0, struct.pack(">I", number))]
    for run, table, offset in zip(runs, tables, offsets, strict=True):
        first = max(run.begin, min(sample.at for sample in run.samples))
        trun = struct.pack(">II", len(run.samples), offset)
        parts.append(
            box(
                b"traf",
                full(b"tfhd", 0, 0x20000, struct.pack(">I", run.track.number)),
                full(b"tfdt", 1, 0, struct.pack(">Q", first)),
                full(b"trun", 1, 0xF01, trun, table),
            )
        )
    return box(b"moof", *parts)
