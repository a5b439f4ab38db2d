"""Layouts as TOML files: the presets of this package and a site's own (see FORMAT.md)."""

from __future__ import annotations

from pathlib import Path

from layouts.fault import Fault
from layouts.format import LARGEST_FILE, LONGEST_TITLE, WallFaults, dumped, open_table
from layouts.layout import MOST_SQUARES, Cell, Fill, Layout, every_square
from layouts.toml_file import Table, TomlFile
from layouts.toml_text import inline_table

_PRESETS = Path(__file__).parent / "presets"
PRESET = "preset"  # the origin of those that come with the program
_LAYOUT_KEYS = ("format", "kind", "title", "columns", "rows", "cells")
_CELL_KEYS = ("column", "row", "columns", "rows", "source", "tour", "fill", "alarm")
_FILLS = {fill.value: fill for fill in Fill}


def load_layouts(own: Path | None, faults: list[Fault] | None = None) -> dict[str, Layout]:
    """Every layout there is by name: presets by their number of cells, then a folder's own.

    An own layout takes the place of a preset of its name; the folder's tours are passed over. A
    faulty own file is left out: its mistakes are added to ``faults``, or raised as WallFaults when
    no list is given.
    """
    presets = [read_layout(path, PRESET) for path in _PRESETS.glob("*.toml")]
    found = {one.name: one for one in sorted(presets, key=lambda one: (len(one.cells), one.name))}
    noted: list[Fault] = []
    for path in sorted(own.glob("*.toml")) if own is not None else ():
        file = TomlFile.read(path, largest=LARGEST_FILE)
        if file.root is not None and file.root.raw("kind") == "tour":
            continue
        try:
            found[path.stem] = layout_in(file, path.stem, str(path))
        except WallFaults as error:
            noted += error.faults
    if faults is not None:
        faults += noted
    elif noted:
        raise WallFaults(noted)
    return found


def is_preset(layout: Layout) -> bool:
    """Whether it came with the program: no file of a room has it."""
    return layout.origin == PRESET


def read_layout(path: Path, origin: str | None = None) -> Layout:
    """The layout in a file, named by the file; WallFaults says all that is wrong with it."""
    return layout_in(TomlFile.read(path, largest=LARGEST_FILE), path.stem, origin or str(path))


def parse_layout(text: str, name: str, origin: str = PRESET) -> Layout:
    """The layout a text describes."""
    return layout_in(TomlFile(f"{name}.toml", text.encode(), LARGEST_FILE), name, origin)


def layout_in(file: TomlFile, name: str, origin: str) -> Layout:
    """The layout a file that is read already describes; WallFaults says what is wrong."""
    layout = _read(open_table(file, name, "layout"), name, origin)
    if file.faults:
        raise WallFaults(file.faults)
    return layout


def dump_layout(layout: Layout) -> str:
    """The layout as a file: ``parse_layout`` reads the same again."""
    rest = []
    if layout.cells != every_square(layout.columns, layout.rows):
        rest = ["cells = [", *(f"    {_dump_cell(cell)}," for cell in layout.cells), "]"]
    values = {"title": layout.title, "columns": layout.columns, "rows": layout.rows}
    return dumped(values, layout.extra, rest)


def _dump_cell(cell: Cell) -> str:
    values = {
        "columns": (cell.columns, 1),
        "rows": (cell.rows, 1),
        "source": (cell.source, None),
        "tour": (cell.tour, None),
        "fill": (cell.fill.value, Fill.CAMERAS.value),
        "alarm": (cell.alarm, None),
    }
    told = {key: value for key, (value, usual) in values.items() if value != usual}
    return inline_table({"column": cell.column, "row": cell.row, **told, **cell.extra})


def _read(root: Table, name: str, origin: str) -> Layout:
    extra = root.unknown(_LAYOUT_KEYS)
    for key in ("columns", "rows"):
        if key not in root:
            root.fault(key, f"is missing: how many {key} the wall is divided into")
    columns = root.integer("columns", 1, 1, MOST_SQUARES)
    rows = root.integer("rows", 1, 1, MOST_SQUARES)
    title = root.text("title", longest=LONGEST_TITLE)
    if "cells" not in root:
        return Layout(name, columns, rows, every_square(columns, rows), title, origin, extra)
    whole = not root.file.faults  # a cell is judged by a grid that is right itself
    cells = tuple(_cell(table) for table in root.tables("cells", MOST_SQUARES**2))
    if whole:
        _check_places(root, columns, rows, cells)
        _check_ranks(root, cells)
    return Layout(name, columns, rows, cells, title, origin, extra)


def _cell(table: Table) -> Cell:
    extra = table.unknown(_CELL_KEYS)
    for key in ("column", "row"):
        if key not in table:
            table.fault(key, "is missing: squares are counted from 0, the upper left one")
    if "source" in table and "tour" in table:
        table.fault("tour", "stands beside a source: a cell shows one of them")
    last = MOST_SQUARES - 1
    return Cell(
        table.integer("column", 0, 0, last),
        table.integer("row", 0, 0, last),
        table.integer("columns", 1, 1, MOST_SQUARES),
        table.integer("rows", 1, 1, MOST_SQUARES),
        table.text("source", longest=140) if "source" in table else None,
        table.text("tour", longest=140) if "tour" in table else None,
        _FILLS[table.choice("fill", _FILLS, Fill.CAMERAS.value)],
        table.integer("alarm", 1, 1, MOST_SQUARES**2) if "alarm" in table else None,
        extra,
    )


def _check_places(root: Table, columns: int, rows: int, cells: tuple[Cell, ...]) -> None:
    if root.file.faults:
        return
    if not cells:
        root.fault("cells", "is empty: a layout has at least one cell")
    taken: dict[tuple[int, int], int] = {}
    for number, cell in enumerate(cells):
        if cell.column + cell.columns > columns or cell.row + cell.rows > rows:
            root.file.fault(("cells", number), f"reaches beyond the grid of {columns} x {rows}")
        overlapped = {taken.setdefault(square, number) for square in cell.squares()} - {number}
        for other in sorted(overlapped):
            root.file.fault(("cells", number), f"lies on cells[{other}]")


def _check_ranks(root: Table, cells: tuple[Cell, ...]) -> None:
    if root.file.faults:
        return
    first: dict[int, int] = {}
    for number, cell in enumerate(cells):
        if cell.alarm is not None and first.setdefault(cell.alarm, number) != number:
            text = f"{cell.alarm} is the rank of cells[{first[cell.alarm]}] already"
            root.file.fault(("cells", number, "alarm"), text)
