"""A decoded picture made as small as the diagnosis looks at it."""

from __future__ import annotations

import av
import numpy as np
from av.video.reformatter import Interpolation, VideoReformatter
from numpy.typing import NDArray

from media.diagnosis.measure import COLOURS, GREY
from media.diagnosis.pixels import Colours, Grey

_SMALLEST = 16  # pixels high or wide: of less nothing can be told


class Shrinker:
    """Each pixel is the mean of those it stands for. One thread uses it at a time."""

    def __init__(self) -> None:
        self._grey = VideoReformatter()
        self._colours = VideoReformatter()

    def shrink(self, frame: av.VideoFrame) -> tuple[Grey, Colours] | None:
        """None for a picture that is too small. Raises FFmpegError or ValueError for a format that
        cannot be converted."""
        if min(frame.width, frame.height) < _SMALLEST:
            return None
        grey = _drawn(self._grey, frame, GREY, "gray")
        return grey, _drawn(self._colours, frame, COLOURS, "bgr24")


def _drawn(
    by: VideoReformatter, frame: av.VideoFrame, size: tuple[int, int], kind: str
) -> NDArray[np.uint8]:
    small = by.reformat(frame, *size, kind, interpolation=Interpolation.AREA, threads=1)
    return np.asarray(small.to_ndarray(), np.uint8)
