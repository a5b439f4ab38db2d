"""Films whose pictures say on the screen which they are: the mark of tests/stage/mark.py."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt

from tests.media.rtsp.film import drawing, nals
from tests.stage.mark import CELLS, mark_cells

PICTURES = 100  # of key pictures, where each second one is lost, another stands all the same
GOP = 25  # key pictures differ, so that a tile that shows nothing else is seen to move


def marked_film(
    camera: int, width: int, height: int, pictures: int = PICTURES
) -> tuple[tuple[bytes, ...], ...]:
    """Four seconds, a key picture first; each picture's NAL units."""
    codec = av.CodecContext.create("libx264", "w")
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.time_base, codec.framerate = Fraction(1, 25), Fraction(25)
    codec.thread_count = 1
    codec.options = {
        "preset": "ultrafast",
        "tune": "zerolatency",
        "x264-params": f"keyint={GOP}:min-keyint={GOP}:scenecut=0:repeat-headers=1:annexb=1",
    }
    out = []
    reformatter = av.video.reformatter.VideoReformatter()
    for number in range(pictures):
        pixels = drawing(width, height, number)
        _stamp(pixels, camera, number)
        frame = av.VideoFrame.from_ndarray(pixels, "gray")
        frame = reformatter.reformat(frame, format="yuv420p")
        frame.pts = number
        out += [nals(bytes(packet)) for packet in codec.encode(frame)]
    return tuple(out)


def _stamp(pixels: npt.NDArray[np.uint8], camera: int, number: int) -> None:
    """White and black cells along the lower edge, as ``read_mark`` reads them."""
    height, width = pixels.shape
    row, columns = mark_cells((0, 0, width, height))
    half = height // 90
    written = f"10{camera:08b}{number:010b}{(camera + number) % 8:03b}1"
    for column, bit in zip(columns, written, strict=True):
        light = 235 if bit == "1" else 16
        pixels[row - half : row + half, column - half : column + half] = light
    assert len(written) == CELLS
