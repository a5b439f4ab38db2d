"""What was kept around a moment that is gone: its picture, and its film."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from media.cameras.before import stretch
from media.cameras.choice import STREAMS
from media.cameras.clip import Clip
from media.cameras.kept import Archive, Kept, Memory
from media.cameras.player import SAME_S
from media.cameras.replay_reader import ReplayReader, Shown
from media.cameras.scribe import Ended
from media.cameras.snapshot import Caption, write

NOTHING_KEPT = "nothing was kept of this moment"


def kept_at(
    camera: str, archive: Archive | None, memories: Sequence[Memory], moment: float
) -> Kept:
    """The stream of a camera that holds a moment (Unix seconds) or comes closest before it, the
    larger of two that do. ValueError: neither."""
    found = []
    for stream in STREAMS:
        memory = next((each for each in memories if each.stream == stream), None)
        kept = Kept(camera, archive, stream, memory)
        if (piece := kept.at(moment)) is not None:
            found.append((min(piece.ended_at, moment), stream == "main", kept))
    if not found:
        raise ValueError(NOTHING_KEPT)
    return max(found, key=lambda each: each[:2])[2]


def picture_at(kept: Kept, moment: float) -> Shown:
    """What a replay shows at a moment: the last picture up to it. Slow. ValueError: none."""
    reader, shown = ReplayReader(kept), None
    try:
        reader.seek(moment)
        more = True
        while more and not reader.ready:
            more = reader.decode()
            if not more:
                reader.finish(for_good=True)
            while reader.ready and reader.ready[0].at <= moment + SAME_S:
                shown = reader.ready.popleft()
    finally:
        reader.close()
    if shown is None:
        raise ValueError(NOTHING_KEPT)
    return shown


def take_at(
    kept: Kept, moment: float, path: Path, caption: Caption
) -> tuple[float, tuple[int, int]]:
    """Write the picture of a moment; its Unix time and its size. Slow. Raises OSError and
    ValueError."""
    shown = picture_at(kept, moment)
    pixels = np.asarray(shown.frame.to_ndarray(format="rgb24"), np.uint8)
    return shown.at, write(pixels, shown.aspect, shown.at, path, caption)


def film_of(
    kept: Kept, since: float, until: float, zero: float, clip: Clip, goes_on: Callable[[], bool]
) -> None:
    """Put all of a stretch of Unix time into a clip and end it. Slow."""
    for item in stretch(kept, since, until, zero):
        if not goes_on():
            clip.take(Ended(whole=False))
            return
        clip.take(item)
    clip.take(Ended())
