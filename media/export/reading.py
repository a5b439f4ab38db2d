"""A segment opened for an export, at the stretch that is wanted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from av.error import FFmpegError

from media.archive.reading import OpenSegment
from media.archive.segment import Segment


def read_segment(
    archive: Path, segment: Segment, since: float, take: Callable[[OpenSegment], bool]
) -> bool:
    """What ``take`` says of the file, whose first packet is that of the key picture at or before
    ``since``. False where nothing can be read. OSError of ``take``: the disk, and not the file."""
    try:
        file = OpenSegment(archive / segment.path, segment.began_at, since)
    except OSError:
        return False
    with closing(file):
        try:
            return take(file)
        except FFmpegError:
            return False


def mux(out: Any, packets: Any) -> None:
    """As ``OSError`` what the disk says to it: it is not the fault of what is read."""
    try:
        out.mux(packets)
    except FFmpegError as fault:
        raise OSError(fault.errno, fault.strerror) from fault
