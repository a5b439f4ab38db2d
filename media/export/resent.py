"""What a camera sent twice: connected anew, many send their last group of pictures again, and a
recording that is begun anew begins with it. It belongs into a film once, and nothing else is left
out: what is cut away of one segment is, picture by picture, in another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from av.error import FFmpegError

from media.archive.reading import OpenSegment
from media.archive.segment import Segment

SEAM_S = 0.1  # segments that overlap by less follow on each other
SOUGHT_S = 30.0  # so far before its time a picture may have been recorded: clocks are set


class _Picture(NamedTuple):
    at: float  # Unix seconds
    key: bool
    what: tuple[int, int]  # size and check sum


def once(archive: Path, segments: Sequence[Segment]) -> Iterator[tuple[Segment, float]]:
    """Each with the moment (Unix seconds) before which it ends: where the next one, which begins
    before its end, has all that follows. Infinity where it is to be read to its end."""
    for segment, following in pairwise(segments):
        overlaps = following.began_at < segment.ended_at - SEAM_S
        yield segment, _sent_again(archive, segment, following) if overlaps else math.inf
    yield from ((segment, math.inf) for segment in segments[-1:])


def distinct(archive: Path, segments: Sequence[Segment]) -> list[Segment]:
    """Without those that lie within one before them which has all their pictures."""
    found: list[Segment] = []
    longest: Segment | None = None
    for each in segments:
        if longest is None or each.ended_at > longest.ended_at:
            longest = each
        elif _has_all(archive, longest, each):
            continue
        found.append(each)
    return found


def _sent_again(archive: Path, segment: Segment, following: Segment) -> float:
    """When in ``segment`` the key picture comes with which ``following`` begins."""
    before = list(_pictures(archive, segment, following.began_at - SOUGHT_S))
    after = list(_pictures(archive, following, following.began_at))
    there = _laid_out(after, 0)
    for number in _places(before, after):
        if _laid_out(before, number) <= there:
            return before[number].at
    return math.inf


def _has_all(archive: Path, whole: Segment, part: Segment) -> bool:
    pictures = list(_pictures(archive, part, part.began_at))
    there = list(_pictures(archive, whole, part.began_at - SOUGHT_S))
    wanted = _laid_out(pictures, 0)
    return any(wanted <= _laid_out(there, number) for number in _places(there, pictures))


def _places(pictures: Sequence[_Picture], others: Sequence[_Picture]) -> list[int]:
    """Where the key picture lies with which the others begin."""
    first = others[0].what if others else None
    return [at for at, each in enumerate(pictures) if each.key and each.what == first]


def _laid_out(pictures: Sequence[_Picture], first: int) -> set[tuple[int, tuple[int, int]]]:
    """From the first one on, each with its distance to that in hundredths of a second: pictures in
    which nothing moves may look the same."""
    return {(round((each.at - pictures[first].at) * 100), each.what) for each in pictures[first:]}


def _pictures(archive: Path, segment: Segment, since: float) -> Iterator[_Picture]:
    """From the key picture at or before ``since`` on, in decoding order."""
    try:
        file = OpenSegment(archive / segment.path, segment.began_at, since)
    except OSError:
        return
    with closing(file):
        try:
            for packet in file.packets([file.video]):
                if packet.pts is not None and packet.size:
                    at = file.zero + float(packet.pts * packet.time_base)
                    yield _Picture(at, packet.is_keyframe, (packet.size, crc32(packet)))
        except FFmpegError:
            return
