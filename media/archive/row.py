"""A file of the archive as a row of its index, and the lock that says that it is being written."""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path

from media.archive.extent import Extent, read_extent
from media.archive.segment import parse_path

# camera, stream, path, began_at, ended_at, bytes, codec, closed, locked
Row = tuple[str, str, str, float, float, int, str, bool, bool]


def row_of(folder: Path, file: Path) -> Row | None:
    """What a file in the archive's folder says of itself; None when it is none of ours or nothing
    in it is whole."""
    path = file.relative_to(folder).as_posix()
    named = parse_path(path)
    if named is None:
        return None
    try:
        with open(file, "rb") as content:
            extent = read_extent(content)
        status = file.stat()
    except OSError:
        return None
    if extent is None:
        return None
    camera, stream, began_at = named
    locked = not status.st_mode & stat.S_IWUSR
    ended_at, open_still = began_at + extent.seconds, is_being_written(file)
    return (
        camera, stream, path, began_at, ended_at, status.st_size, extent.codec,
        not open_still, locked,
    )  # fmt: skip


def hold(descriptor: int) -> None:
    """Mark a file as being written by this process, for as long as it is open."""
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_being_written(file: Path) -> bool:
    try:
        with open(file, "rb") as looked_at:
            fcntl.flock(looked_at, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def mend(file: Path) -> Extent | None:
    """What is whole in a file, from now on all of it; None when nothing is."""
    with open(file, "rb") as content:
        extent = read_extent(content)
    if extent is not None and extent.whole_bytes < file.stat().st_size:
        os.truncate(file, extent.whole_bytes)
    return extent
