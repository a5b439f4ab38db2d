from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from layouts.grid import rects
from layouts.layout import Rect
from layouts.screens import Screen, united
from layouts.store import dump_layout, parse_layout
from tests.layouts.made import described, full_layout, seeds


def disjoint(rectangles: list[Rect]) -> bool:
    """Whether no two share a pixel: swept from left to right."""
    open_ones: list[Rect] = []
    for rect in sorted(rectangles, key=lambda r: r.x):
        open_ones = [r for r in open_ones if r.x + r.width > rect.x]
        if any(r.y < rect.y + rect.height and rect.y < r.y + r.height for r in open_ones):
            return False
        open_ones.append(rect)
    return True


@settings(max_examples=10_000)
@given(seeds)
def test_ten_thousand_walls_have_no_gap_no_overlap_and_are_read_as_they_were_written(
    seed: int,
) -> None:
    chance = Random(seed)
    screens, shown, right = [], {}, chance.randint(-4000, 4000)
    for number in range(chance.randint(1, 3)):
        width, height = chance.randint(16, 4000), chance.randint(16, 2200)
        screens.append(Screen(str(number), right, chance.randint(-500, 500), width, height))
        shown[str(number)] = described(full_layout(chance, chance.choice((3, 5, 9, 16))), chance)
        right += width
    for screen in screens:
        layout = shown[screen.name]
        cells = [
            Rect(r.x + screen.x, r.y + screen.y, r.width, r.height)
            for r in rects(layout, screen.width, screen.height, 0)
        ]
        # all inside, none over another, and together as large as the screen: every pixel once
        assert all(
            screen.x <= r.x <= r.x + r.width <= screen.x + screen.width
            and screen.y <= r.y <= r.y + r.height <= screen.y + screen.height
            for r in cells
        )
        assert disjoint(cells)
        assert sum(r.width * r.height for r in cells) == screen.width * screen.height
        assert parse_layout(dump_layout(layout), layout.name) == layout


def test_one_window_over_all_covers_the_box_around_the_screens() -> None:
    screens = [Screen("a", -1080, 0, 1080, 1920), Screen("b", 0, 300, 1920, 1080)]
    assert united(screens) == Screen("all", -1080, 0, 3000, 1920)
    with pytest.raises(ValueError, match="no screen"):
        united([])
