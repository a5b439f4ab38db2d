"""Fragmented MP4 files made by FFmpeg, for the tests: another writer than ours."""

from __future__ import annotations

import io
from fractions import Fraction
from functools import cache

import av
import numpy as np


@cache
def fragmented(pictures: int = 50, gop: int = 10, codec: str = "libx264") -> bytes:
    """25 pictures a second, a fragment for each key picture."""
    kept = io.BytesIO()
    options = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    with av.open(kept, "w", format="mp4", options=options) as file:
        stream = file.add_stream(codec, rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        stream.codec_context.thread_count = 1
        stream.codec_context.gop_size = gop
        stream.codec_context.max_b_frames = 0
        stream.codec_context.time_base = Fraction(1, 25)
        for number in range(pictures):
            grey = np.full((144, 160), number * 4 % 200 + 20, np.uint8)
            frame = av.VideoFrame.from_ndarray(grey, "yuv420p")
            frame.pts = number
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return kept.getvalue()
