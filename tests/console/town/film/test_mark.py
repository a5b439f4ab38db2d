"""The mark survives drawing at any size, and says nothing when it is not there."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.town.film.mark import CELLS, cells_of, draw_mark, read_mark

CAMERA, PICTURE = st.integers(0, 255), st.integers(0, 1023)


@given(CAMERA, PICTURE)
def test_the_cells_are_as_the_protocol_has_them(camera: int, picture: int) -> None:
    cells = cells_of(camera, picture)
    text = "".join(map(str, cells))
    assert len(cells) == CELLS
    assert text == f"10{camera:08b}{picture:010b}{(camera + picture) % 8:03b}1"


@given(CAMERA, PICTURE, st.sampled_from([(1080, 1920), (360, 640), (180, 320)]))
def test_what_is_drawn_is_read(camera: int, picture: int, size: tuple[int, int]) -> None:
    image = np.full((*size, 3), 128, np.uint8)
    draw_mark(image, camera, picture)
    assert read_mark(image) == (camera, picture)


@pytest.mark.parametrize("size", [(626, 352), (320, 180)])
def test_it_is_read_after_scaling(size: tuple[int, int]) -> None:
    image = np.full((360, 640, 3), 200, np.uint8)
    draw_mark(image, 63, 199)
    assert read_mark(cv2.resize(image, size)) == (63, 199)


@given(st.integers(0, 255))
def test_a_plain_picture_has_no_mark(grey: int) -> None:
    assert read_mark(np.full((360, 640, 3), grey, np.uint8)) is None
