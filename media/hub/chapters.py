"""Chapters of an MP4 whose head is written long before they are known. Pure.

The head keeps a ``free`` box at its end; when the film is over a list of chapters (``chpl``, the
one most players read) takes its place, and no other byte of the file moves.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from media.archive.mp4 import box

ROOM = 8192  # bytes kept free in the head
MOST = 255
LONGEST_TITLE = 255  # bytes
_TICKS = 10_000_000  # a second, in the list


class Chapter(NamedTuple):
    seconds: float
    title: str


class Roomy(NamedTuple):
    """A head with room for chapters, and where in the file that room lies."""

    data: bytes
    at: int


def with_room(data: bytes) -> Roomy:
    """The beginning of a fragmented MP4 (``ftyp``, ``moov`` and what follows), with room.

    ValueError when it does not begin so. Fragments count from themselves, so they may move.
    """
    files = _size(data, 0, b"ftyp")
    end = files + _size(data, files, b"moov")
    head = data[files + 8 : end] + box(b"free", bytes(ROOM - 8))
    return Roomy(data[:files] + box(b"moov", head) + data[end:], end)


def chapter_list(chapters: Sequence[Chapter]) -> bytes:
    """``ROOM`` bytes to lie over the room; chapters that do not fit in are left out."""
    entries: list[bytes] = []
    left = ROOM - 8 - 8 - 17  # what is left free is a box too
    for chapter in chapters[:MOST]:
        title = _cut(chapter.title)
        entry = struct.pack(">QB", round(max(chapter.seconds, 0) * _TICKS), len(title)) + title
        if len(entry) > left:
            break
        entries.append(entry)
        left -= len(entry)
    head = struct.pack(">IIB", 0x01000000, 0, len(entries))
    told = box(b"udta", box(b"chpl", head, *entries))
    return told + box(b"free", bytes(ROOM - len(told) - 8))


def _cut(title: str) -> bytes:
    return title.encode()[:LONGEST_TITLE].decode(errors="ignore").encode()


def _size(data: bytes, at: int, kind: bytes) -> int:
    size, found = struct.unpack_from(">I4s", data, at)
    if found != kind or at + size > len(data):
        raise ValueError(f"no {kind.decode()} at byte {at}")
    return int(size)
