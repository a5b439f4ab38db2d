"""Words on the program picture."""

from __future__ import annotations

import numpy as np

from media.hub import caption
from media.hub.caption import SMALLEST, fitting, luma_chroma, plate


def test_a_plate_is_even_and_drawn_once() -> None:
    drawn = plate("丁家湾村", 24)
    assert drawn is plate("丁家湾村", 24)
    assert drawn.width % 2 == drawn.height % 2 == 0
    assert [plane.shape for plane in drawn.planes] == [
        (drawn.height, drawn.width),
        (drawn.height // 2, drawn.width // 2),
        (drawn.height // 2, drawn.width // 2),
    ]


def test_chinese_names_are_letters_and_not_boxes() -> None:
    one, other = plate("丁", 40).planes[0], plate("湾", 40).planes[0]
    assert one.shape != other.shape or (one != other).any()


def test_colours_are_those_of_a_camera_picture() -> None:
    assert luma_chroma((0, 0, 0)) == (16, 128, 128)
    assert luma_chroma((255, 255, 255)) == (235, 128, 128)
    ground = plate("x", 20, caption.TEXT, caption.AMBER).planes
    expected = luma_chroma(caption.AMBER)
    for plane, value in zip(ground, expected, strict=True):
        assert abs(int(np.asarray(plane)[0, 0]) - value) <= 1


def test_a_long_text_is_in_smaller_letters_down_to_what_can_be_read() -> None:
    short, long = fitting("防汛", 30, 1264), fitting("防汛会商" * 15, 30, 1264)
    assert short.said == plate("防汛", 30).said
    assert long.width <= 1264
    assert long.said[1] < 30
    assert fitting("防汛会商" * 99, 30, 1264).said[1] == SMALLEST
