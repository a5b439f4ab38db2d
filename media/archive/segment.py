"""One recorded file of a camera and its name in the archive. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

STREAMS = ("main", "sub")

_PATH = re.compile(
    r"(?P<camera>[A-Za-z0-9_-]{1,64})/(?P<day>\d{4}-\d\d-\d\d)/"
    r"(?P<time>\d{6}\.\d{3})Z-(?P<stream>main|sub)\.mp4"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one stream in one file. Times are Unix seconds; ``path`` is relative to the
    archive's folder. ``ended_at`` and ``bytes`` grow until it is ``closed``; a ``locked`` one is
    never deleted by the program."""

    id: int
    camera: str
    stream: str
    path: str
    began_at: float
    ended_at: float
    bytes: int
    codec: str
    closed: bool
    locked: bool


def path_of(camera: str, stream: str, began_at: float) -> str:
    """``c01/2026-11-25/204011.123Z-main.mp4``, in UTC and whole milliseconds."""
    moment = _EPOCH + timedelta(milliseconds=round(began_at * 1000))
    clock = f"{moment:%H%M%S}.{moment.microsecond // 1000:03}"
    return f"{camera}/{moment:%Y-%m-%d}/{clock}Z-{stream}.mp4"


def parse_path(path: str) -> tuple[str, str, float] | None:
    """Camera, stream and beginning of a file in the archive; None when it is none of ours."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    try:
        written = f"{found['day']} {found['time']} +0000"
        moment = datetime.strptime(written, "%Y-%m-%d %H%M%S.%f %z")
    except ValueError:
        return None
    return found["camera"], found["stream"], moment.timestamp()
