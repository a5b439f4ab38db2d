"""A segment opened for an export, at the stretch that is wanted."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
from av.error import FFmpegError

from media.archive.segment import Segment

Take = Callable[[Any, Any, float], bool]


def read_segment(archive: Path, segment: Segment, since: float, take: Take) -> bool:
    """What ``take`` says of the container, its video stream, and the moment (Unix seconds) at which
    that stream's clock is 0; the first packet is that of the key picture at or before ``since``.
    False where nothing can be read."""
    try:
        with av.open(os.fspath(archive / segment.path), format="mp4") as container:
            video = container.streams.video[0]
            zero = segment.began_at - float((video.start_time or 0) * (video.time_base or 0))
            if since > segment.began_at and video.time_base:
                container.seek(int((since - zero) / video.time_base), stream=video)
            return take(container, video, zero)
    except (FFmpegError, IndexError, FileNotFoundError):
        return False
