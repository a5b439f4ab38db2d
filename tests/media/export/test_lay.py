from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from media.export.lay import MarkLayer
from media.hub.caption import luma_chroma
from media.marks import Mark

RED = np.full((20, 40, 4), (255, 0, 0, 255), np.uint8)


def picture(width: int = 320, height: int = 180) -> np.ndarray:
    return np.full((height * 3 // 2, width), 100, np.uint8)


def test_a_mark_is_seen_from_its_moment_on() -> None:
    layer = MarkLayer([Mark(0.5, 0.5, 0.1, 0.1, RED, since=1000.0)])
    early, late = picture(), picture()
    layer.lay(early, 999.9)
    layer.lay(late, 1000.0)
    assert (early == 100).all()
    luma, chroma = late[:180], late[180:].reshape(2, 90, 160)
    y, u, v = luma_chroma((255, 0, 0))
    assert abs(int(luma[95, 170]) - y) <= 2
    assert abs(int(chroma[0, 48, 85]) - u) <= 2
    assert abs(int(chroma[1, 48, 85]) - v) <= 2
    assert (luma[:88] == 100).all()
    assert (luma[:, :158] == 100).all()


def test_what_is_clear_in_a_mark_leaves_the_picture() -> None:
    clear = RED.copy()
    clear[..., 3] = 0
    shown = picture()
    MarkLayer([Mark(0.2, 0.2, 0.3, 0.3, clear)]).lay(shown, 0.0)
    assert (shown == 100).all()


@given(
    st.floats(-0.5, 1.5), st.floats(-0.5, 1.5), st.floats(0.001, 0.8), st.floats(0.001, 0.8),
    st.integers(1, 40), st.integers(1, 30),
)  # fmt: skip
def test_a_mark_beyond_the_frame_is_cut_off(
    x: float, y: float, wide: float, high: float, half_width: int, half_height: int
) -> None:
    shown = picture(half_width * 2, half_height * 2)
    MarkLayer([Mark(x, y, wide, high, RED)]).lay(shown, 0.0)
    assert shown.shape == (half_height * 3, half_width * 2)
