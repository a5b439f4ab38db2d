"""What a camera sent twice: connected anew, many send their last group of pictures again, and a
recording that is begun anew begins with it. It belongs into a film once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from av.error import FFmpegError

from media.archive.reading import OpenSegment
from media.archive.segment import Segment
from media.export.stretch import JOINED_S

SOUGHT_S = 30.0  # so far before its time the picture may have been recorded: clocks are set


def once(archive: Path, segments: Sequence[Segment]) -> Iterator[tuple[Segment, float]]:
    """Each with the moment (Unix seconds) before which it ends: where the next one, which begins
    before its end, begins with a picture of it. Infinity where it is to be read to its end."""
    for segment, following in pairwise(segments):
        overlaps = following.began_at < segment.ended_at - JOINED_S
        yield segment, _sent_again(archive, segment, following) if overlaps else math.inf
    yield from ((segment, math.inf) for segment in segments[-1:])


def _sent_again(archive: Path, segment: Segment, following: Segment) -> float:
    """When in ``segment`` the key picture comes with which ``following`` begins."""
    first = next(_keys(archive, following, following.began_at), None)
    if first is None:
        return math.inf
    for at, data in _keys(archive, segment, following.began_at - SOUGHT_S):
        if data == first[1]:
            return at
    return math.inf


def _keys(archive: Path, segment: Segment, since: float) -> Iterator[tuple[float, bytes]]:
    """The key pictures from that at or before ``since`` on, and their moments."""
    try:
        file = OpenSegment(archive / segment.path, segment.began_at, since)
    except OSError:
        return
    with closing(file):
        try:
            for packet in file.packets([file.video]):
                if packet.is_keyframe and packet.pts is not None:
                    yield file.zero + float(packet.pts * packet.time_base), bytes(packet)
        except FFmpegError:
            return
