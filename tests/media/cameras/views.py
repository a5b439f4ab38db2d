"""Films of a device whose picture is good, or spoiled."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import av
import numpy as np

from tests.media.diagnosis.scenes import made
from tests.media.rtsp.film import nals
from tests.stage.spoil import Picture, blur, grain

GOP = 5


@cache
def view(kind: str = "good", pictures: int = 20) -> tuple[tuple[bytes, ...], ...]:
    """``good``, ``black``, ``blurred``, ``elsewhere``: another place, or ``frozen``: the same key
    picture again and again."""
    chance = np.random.default_rng(3)
    scene = made(9 if kind == "elsewhere" else 5)
    if kind == "black":
        scene = np.full_like(scene, 10)
    if kind == "blurred":
        scene = blur(scene, 6)
    shown = [scene if kind == "black" else grain(scene, 3, chance) for _ in range(pictures)]
    coded = encoded(shown)
    return coded[:1] * pictures if kind == "frozen" else coded


def encoded(shown: list[Picture]) -> tuple[tuple[bytes, ...], ...]:
    codec = av.CodecContext.create("libx264", "w")
    codec.width, codec.height, codec.pix_fmt = 640, 360, "yuv420p"
    codec.time_base, codec.framerate = Fraction(1, 25), Fraction(25)
    codec.thread_count = 1
    codec.options = {
        "preset": "ultrafast",
        "tune": "zerolatency",
        "x264-params": f"keyint={GOP}:min-keyint={GOP}:scenecut=0:repeat-headers=1:annexb=1",
    }
    units = []
    for number, picture in enumerate(shown):
        frame = av.VideoFrame.from_ndarray(picture, "bgr24").reformat(format="yuv420p")
        frame.pts = number
        units += [nals(bytes(packet)) for packet in codec.encode(frame)]
    units += [nals(bytes(packet)) for packet in codec.encode(None)]
    return tuple(units)
