from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from layouts.fault import Fault
from layouts.format import WallFaults
from layouts.layout import Cell, Layout
from layouts.store import dump_layout, load_layouts, parse_layout, read_layout


def faults_of(text: str) -> list[str]:
    with pytest.raises(WallFaults) as caught:
        parse_layout(text, "x")
    return [str(fault) for fault in caught.value.faults]


def test_the_presets_come_by_their_number_of_cells() -> None:
    counted = {name: len(layout.cells) for name, layout in load_layouts(None).items()}
    assert list(counted.items()) == [
        ("1x1", 1), ("side-by-side", 2), ("2x2", 4), ("leaders", 4), ("speaker+row", 5), ("1+5", 6),
        ("3x2", 6),
        ("1+7", 8), ("4x2", 8), ("program+case", 8), ("3x3", 9), ("1+9", 10), ("2+8", 10),
        ("1+12", 13), ("4x4", 16), ("speaker+gallery", 17), ("5x4", 20), ("5x5", 25), ("6x6", 36),
        ("8x8", 64),
    ]  # fmt: skip


@pytest.mark.parametrize("layout", load_layouts(None).values(), ids=lambda one: one.name)
def test_a_preset_leaves_no_square_empty(layout: Layout) -> None:
    covered = sum(cell.columns * cell.rows for cell in layout.cells)
    assert covered == layout.columns * layout.rows


def test_a_layout_without_cells_has_one_for_every_square() -> None:
    layout = parse_layout("columns = 2\nrows = 2\n", "four")
    assert layout.cells == (Cell(0, 0), Cell(1, 0), Cell(0, 1), Cell(1, 1))


def test_a_misspelt_key_is_answered_by_the_right_one() -> None:
    assert faults_of("columns = 3\nrow = 2\n") == [
        'x.toml:2: row: is no key here; did you mean "rows"?',
        "x.toml: rows: is missing: how many rows the wall is divided into",
    ]


def test_cells_that_overlap_or_leave_the_grid_are_faults() -> None:
    text = (
        "columns = 2\nrows = 2\ncells = [\n"
        "  { column = 0, row = 0, columns = 2 },\n"
        "  { column = 1, row = 0 },\n"
        "  { column = 1, row = 1, rows = 2 },\n]\n"
    )
    assert faults_of(text) == [
        "x.toml:5: cells[1]: lies on cells[0]",
        "x.toml:6: cells[2]: reaches beyond the grid of 2 x 2",
    ]


def test_a_cell_lacking_its_place_and_a_list_without_a_cell_are_faults() -> None:
    assert faults_of("columns = 1\nrows = 1\ncells = [{ column = 0 }]\n") == [
        "x.toml:3: cells[0].row: is missing: squares are counted from 0, the upper left one"
    ]
    assert faults_of("columns = 1\nrows = 1\ncells = []\n") == [
        "x.toml:3: cells: is empty: a layout has at least one cell"
    ]


def test_a_cell_with_a_source_and_a_tour_and_two_of_one_rank_are_faults() -> None:
    both = 'columns = 1\nrows = 1\ncells = [{ column=0, row=0, source="map", tour="night" }]\n'
    assert faults_of(both) == [
        "x.toml:3: cells[0].tour: stands beside a source: a cell shows one of them"
    ]
    ranked = (
        "columns = 2\nrows = 1\ncells = [\n"
        "  { column = 0, row = 0, alarm = 1 },\n  { column = 1, row = 0, alarm = 1 },\n]\n"
    )
    assert faults_of(ranked) == ["x.toml:5: cells[1].alarm: 1 is the rank of cells[0] already"]


def test_a_newer_format_is_refused_and_nothing_else_is_said_of_it() -> None:
    assert faults_of("format = 2\nsquares = 9\n") == [
        "x.toml:1: format: 2 is newer than this program reads (1); the file is left as it is"
    ]


def test_keys_nobody_knows_are_kept() -> None:
    layout = parse_layout(
        "columns = 1\nrows = 1\nbezel = { mm = 3 }\n"
        'cells = [{ column = 0, row = 0, "x-name" = "门口" }]\n', "x",
    )  # fmt: skip
    assert layout.extra == {"bezel": {"mm": 3}}
    assert layout.cells[0].extra == {"x-name": "门口"}
    assert parse_layout(dump_layout(layout), "x") == layout


def test_a_tour_in_the_folder_is_no_layout(tmp_path: Path) -> None:
    (tmp_path / "night.toml").write_text('kind = "tour"\ncameras = ["c01"]\n')
    assert "night" not in load_layouts(tmp_path)


def test_sizes_are_limited() -> None:
    assert faults_of("columns = 99\nrows = 0\n") == [
        "x.toml:1: columns: 99 is not between 1 and 16",
        "x.toml:2: rows: 0 is not between 1 and 16",
    ]
    with pytest.raises(match="1 to 64 characters"):
        parse_layout("columns = 1\nrows = 1\n", "n" * 65)


def test_an_own_layout_takes_the_place_of_a_preset(tmp_path: Path) -> None:
    (tmp_path / "3x3.toml").write_text("columns = 1\nrows = 1\n")
    layouts = load_layouts(tmp_path)
    assert len(layouts["3x3"].cells) == 1
    assert layouts["3x3"].origin == str(tmp_path / "3x3.toml")
    assert layouts["2x2"].origin == "preset"


def test_a_faulty_own_file_leaves_the_others_usable(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("columns = \n")
    (tmp_path / "good.toml").write_text("columns = 1\nrows = 1\n")
    faults: list[Fault] = []
    layouts = load_layouts(tmp_path, faults)
    assert "bad" not in layouts
    assert {"good", "3x3"} <= set(layouts)
    assert [fault.file for fault in faults] == [str(tmp_path / "bad.toml")]
    with pytest.raises(WallFaults):
        load_layouts(tmp_path)


def test_a_site_without_own_layouts_has_the_presets(tmp_path: Path) -> None:
    assert load_layouts(tmp_path / "none") == load_layouts(None)


def test_a_file_is_named_by_its_stem(tmp_path: Path) -> None:
    path = tmp_path / "夜间.toml"
    path.write_text('title = "夜"\ncolumns = 1\nrows = 1\n', encoding="utf-8")
    assert read_layout(path) == Layout("夜间", 1, 1, (Cell(0, 0),), "夜", str(path))


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    columns, rows = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    source = st.none() | st.text(max_size=20)
    squares = [(c, r) for c in range(columns) for r in range(rows)]
    chosen = draw(st.lists(st.sampled_from(squares), min_size=1, unique=True))
    cells = tuple(Cell(c, r, 1, 1, draw(source)) for c, r in chosen)
    if draw(st.booleans()):
        cells = (Cell(0, 0, columns, rows, draw(source)),)
    return Layout("any", columns, rows, cells, draw(st.text(max_size=20)))


@given(layouts())
@example(Layout("any", 1, 1, (Cell(0, 0, 1, 1, "\x7f"),), "\x7f\u2028"))
def test_what_is_written_is_read_again(layout: Layout) -> None:
    assert parse_layout(dump_layout(layout), "any") == layout
