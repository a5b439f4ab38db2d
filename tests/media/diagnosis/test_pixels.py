"""OpenCV is the other side: what it gives is what these give."""

from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from media.diagnosis.pixels import Grey, bends, halved, means, slopes, softened

SIDES = st.tuples(st.integers(3, 12), st.integers(3, 12)).map(lambda s: (2 * s[0], 2 * s[1]))
GREYS = SIDES.flatmap(lambda size: arrays(np.uint8, size))


@given(GREYS)
def test_half_the_size_is_the_mean_of_four(grey: Grey) -> None:
    height, width = grey.shape
    small = cv2.resize(grey, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    assert (halved(grey) == small).all()


@given(GREYS)
def test_a_bell_of_five_pixels(grey: Grey) -> None:
    assert (softened(grey) == cv2.GaussianBlur(grey, (5, 5), 0)).all()


@given(GREYS)
def test_slopes_across_and_down(grey: Grey) -> None:
    across, down = slopes(grey)
    assert (across == cv2.Sobel(grey, cv2.CV_16S, 1, 0)).all()
    assert (down == cv2.Sobel(grey, cv2.CV_16S, 0, 1)).all()


@given(GREYS)
def test_bends_are_blind_to_straight_slopes(grey: Grey) -> None:
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    assert (bends(grey) == cv2.filter2D(grey, cv2.CV_16S, kernel)).all()


def test_the_mean_of_each_block() -> None:
    grey = np.arange(4 * 6, dtype=np.uint8).reshape(4, 6)
    assert means(grey, 3, 2).tolist() == [[3.5, 5.5, 7.5], [15.5, 17.5, 19.5]]
