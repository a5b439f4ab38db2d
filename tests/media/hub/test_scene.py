"""Where pictures lie: within, apart, even."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.hub.scene import LAYOUTS, STRIP, Cell, arranged, beside, cells, fit, moved, within


@given(st.integers(0, 40), st.sampled_from([(1280, 720), (640, 360), (1920, 1080)]))
def test_cells_lie_within_apart_and_even(count: int, size: tuple[int, int]) -> None:
    found = cells(count, *size)
    assert len(found) == count
    lie_well(found, size)


@given(st.integers(0, 40), st.sampled_from([(1280, 720), (640, 360), (1920, 1080)]))
def test_what_is_shared_has_most_of_the_picture_and_the_sites_a_column(
    count: int, size: tuple[int, int]
) -> None:
    large, column = beside(count, *size)
    assert len(column) == min(count, STRIP)
    assert large.width * large.height >= 0.7 * size[0] * size[1]
    lie_well([large, *column], size)


@given(st.integers(0, 40), st.sampled_from([(1280, 720), (640, 360), (1920, 1080), (1280, 624)]))
def test_a_page_has_more_of_it_and_alone_every_pixel(count: int, size: tuple[int, int]) -> None:
    page, column = beside(count, *size, page=True)
    assert len(column) == min(count, STRIP)
    assert page.width >= 0.85 * size[0]
    lie_well([page, *column], size)
    if not count:
        assert page == Cell(0, 0, *size)


@given(
    st.sampled_from([name for name in LAYOUTS if name != "pip"]),
    st.integers(0, 40),
    st.sampled_from([(1280, 720), (1280, 672), (640, 360), (1920, 1080)]),
)
def test_layouts_hold_what_they_are_called_after(
    layout: str, count: int, size: tuple[int, int]
) -> None:
    found = arranged(layout, count, *size, 8)
    assert len(found) == min(count, LAYOUTS[layout])
    lie_well(found, size)
    if layout not in ("grid", "1", "side"):
        assert found == arranged(layout, LAYOUTS[layout], *size, 8)[: len(found)]  # none moves


def test_one_large_picture_has_four_ninths_and_five_small_ones_the_rest() -> None:
    large, *small = arranged("1+5", 6, 1280, 720, 8)
    assert large.width * large.height >= 0.42 * 1280 * 720
    assert len({(cell.width, cell.height) for cell in small}) == 1


def test_a_picture_in_a_picture_lies_in_its_lower_right_corner() -> None:
    large, small = arranged("pip", 2, 1280, 720, 8)
    assert large.x + large.width - small.x - small.width == 24
    assert large.y + large.height - small.y - small.height == 24
    lie_well([large], (1280, 720))
    lie_well([small], (1280, 720))
    assert moved(small, 48) == Cell(small.x, small.y + 48, small.width, small.height)


def lie_well(found: list[Cell], size: tuple[int, int]) -> None:
    for cell in found:
        assert 0 <= cell.x <= cell.x + cell.width <= size[0]
        assert 0 <= cell.y <= cell.y + cell.height <= size[1]
        assert not any(value % 2 for value in (cell.x, cell.y, cell.width, cell.height))
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            apart = (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert apart


def test_one_picture_fills_the_program_and_two_lie_side_by_side() -> None:
    assert cells(1, 1280, 720, 0) == [Cell(0, 0, 1280, 720)]
    left, right = cells(2, 1280, 720, 0)
    assert (left.y, left.x, right.x) == (right.y, 0, 640)


@given(st.integers(16, 4000), st.integers(16, 4000))
def test_a_picture_keeps_its_shape_within_its_cell(width: int, height: int) -> None:
    cell = Cell(10, 20, 640, 360)
    found = fit(cell, width, height)
    assert cell.x <= found.x <= found.x + found.width <= cell.x + cell.width
    assert cell.y <= found.y <= found.y + found.height <= cell.y + cell.height
    scale = min(640 / width, 360 / height)
    assert abs(found.width - width * scale) <= 2
    assert abs(found.height - height * scale) <= 2


@given(st.integers(2, 4000), st.integers(2, 4000), st.integers(2, 4000), st.integers(2, 4000))
def test_a_tile_never_enlarges(width: int, height: int, most_w: int, most_h: int) -> None:
    found = within(width, height, most_w, most_h)
    assert found[0] <= max(min(width, most_w), 2)
    assert found[1] <= max(min(height, most_h), 2)
