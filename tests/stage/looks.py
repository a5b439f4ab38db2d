"""What the diagnosis measures of a picture that lies in an array."""

from __future__ import annotations

import threading

import av
import numpy as np

from media.cameras.shrinker import Shrinker
from media.diagnosis.measure import Measures, measure
from tests.stage.spoil import Picture

_own = threading.local()


def measured(picture: Picture) -> Measures:
    """Of a picture in BGR."""
    if not hasattr(_own, "shrinker"):
        _own.shrinker = Shrinker()
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), "bgr24")
    small = _own.shrinker.shrink(frame)
    assert small is not None
    return measure(*small)
