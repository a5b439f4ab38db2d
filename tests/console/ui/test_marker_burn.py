from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from console.cases.markers import PictureMarker
from console.ui.marker_burn import drawn_marks
from console.ui.theme import DARK

Maker = Callable[..., PictureMarker]


@pytest.mark.parametrize(("width", "height"), [(640, 360), (1920, 1080), (3840, 2160)])
def test_signs_are_as_large_as_the_picture_wants_and_lie_within_it(
    qapp: QApplication, make_marker: Maker, width: int, height: int
) -> None:
    marks = drawn_marks([make_marker("a", x=0.3), make_marker("b", x=0.99)], width, height)
    assert len(marks) == 2
    for mark in marks:
        assert 0 <= mark.x < mark.x + mark.width <= 1
        assert 0 <= mark.y < mark.y + mark.height <= 1
        assert mark.height > 0.08
        high, wide, _ = mark.pixels.shape
        assert (round(mark.width * width), round(mark.height * height)) == (wide, high)
        assert mark.pixels[..., 3].max() == 255


def test_a_mark_has_its_colours_its_number_and_its_moment(
    qapp: QApplication, make_marker: Maker
) -> None:
    since = {"c-1": 1000.0}
    (mark,) = drawn_marks([make_marker(level="red")], 1280, 720, since)
    assert (mark.since, mark.what) == (1000.0, "2026-1123-0031")
    red = tuple(int(DARK.levels["red"][n : n + 2], 16) for n in (1, 3, 5))
    assert (mark.pixels[..., :3] == red).all(axis=2).any()
    assert mark.pixels[0, 0, 3] == 0
    assert drawn_marks([], 1280, 720) == []
