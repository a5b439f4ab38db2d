"""Layouts as TOML files: the presets of this package and a site's own (see FORMAT.md)."""

from __future__ import annotations

import json
from pathlib import Path

from layouts.fault import Fault
from layouts.layout import Cell, Layout
from layouts.toml_file import Table, TomlFile

MOST_SQUARES = 16  # in one direction; smaller tiles show nothing anybody could recognise
LONGEST_NAME = 64
LARGEST_FILE = 64 * 1024

_PRESETS = Path(__file__).parent / "presets"
_LAYOUT_KEYS = ("title", "columns", "rows", "cells")
_CELL_KEYS = ("column", "row", "columns", "rows", "source")


class LayoutFaults(Exception):  # noqa: N818 - it carries faults, it is not one error
    """Layout files with mistakes; ``faults`` holds every one."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def load_layouts(own: Path | None, faults: list[Fault] | None = None) -> dict[str, Layout]:
    """Every layout there is by name: presets by their number of cells, then a folder's own.

    An own layout takes the place of a preset of its name. A faulty own file is left out: its
    mistakes are added to ``faults``, or raised as LayoutFaults when no list is given.
    """
    presets = [read_layout(path, "preset") for path in _PRESETS.glob("*.toml")]
    found = {one.name: one for one in sorted(presets, key=lambda one: (len(one.cells), one.name))}
    noted: list[Fault] = []
    for path in sorted(own.glob("*.toml")) if own is not None else ():
        try:
            found[path.stem] = read_layout(path)
        except LayoutFaults as error:
            noted += error.faults
    if faults is not None:
        faults += noted
    elif noted:
        raise LayoutFaults(noted)
    return found


def read_layout(path: Path, origin: str | None = None) -> Layout:
    """The layout in a file, named by the file; LayoutFaults says all that is wrong with it."""
    file = TomlFile.read(path, largest=LARGEST_FILE)
    return _layout(file, path.stem, origin or str(path))


def parse_layout(text: str, name: str, origin: str = "preset") -> Layout:
    """The layout a text describes."""
    file = TomlFile(f"{name}.toml", text.encode(), LARGEST_FILE)
    return _layout(file, name, origin)


def dump_layout(layout: Layout) -> str:
    """The layout as a file: ``parse_layout`` reads the same again."""
    lines = [f"title = {_quoted(layout.title)}"] if layout.title else []
    lines += [f"columns = {layout.columns}", f"rows = {layout.rows}"]
    if layout.cells != _every_square(layout.columns, layout.rows):
        lines += ["cells = [", *(f"    {_dump_cell(cell)}," for cell in layout.cells), "]"]
    return "\n".join(lines) + "\n"


def _dump_cell(cell: Cell) -> str:
    parts = [f"column = {cell.column}", f"row = {cell.row}"]
    if cell.columns != 1:
        parts.append(f"columns = {cell.columns}")
    if cell.rows != 1:
        parts.append(f"rows = {cell.rows}")
    if cell.source is not None:
        parts.append(f"source = {_quoted(cell.source)}")
    return "{ " + ", ".join(parts) + " }"


def _quoted(text: str) -> str:
    # a JSON string is a TOML one, except for DEL
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _layout(file: TomlFile, name: str, origin: str) -> Layout:
    if not 1 <= len(name) <= LONGEST_NAME:
        file.fault((), f"a layout's name, its file's, has 1 to {LONGEST_NAME} characters")
    layout = None if file.root is None else _read(file.root, name, origin)
    if layout is None or file.faults:
        raise LayoutFaults(file.faults)
    return layout


def _read(root: Table, name: str, origin: str) -> Layout:
    root.known(_LAYOUT_KEYS)
    for key in ("columns", "rows"):
        if key not in root:
            root.fault(key, f"is missing: how many {key} the wall is divided into")
    columns = root.integer("columns", 1, 1, MOST_SQUARES)
    rows = root.integer("rows", 1, 1, MOST_SQUARES)
    title = root.text("title", longest=100)
    if "cells" not in root:
        return Layout(name, columns, rows, _every_square(columns, rows), title, origin)
    whole = not root.file.faults  # a cell is judged by a grid that is right itself
    cells = tuple(_cell(table) for table in root.tables("cells", MOST_SQUARES**2))
    if whole:
        _check_places(root, columns, rows, cells)
    return Layout(name, columns, rows, cells, title, origin)


def _every_square(columns: int, rows: int) -> tuple[Cell, ...]:
    return tuple(Cell(column, row) for row in range(rows) for column in range(columns))


def _cell(table: Table) -> Cell:
    table.known(_CELL_KEYS)
    for key in ("column", "row"):
        if key not in table:
            table.fault(key, "is missing: squares are counted from 0, the upper left one")
    last = MOST_SQUARES - 1
    return Cell(
        table.integer("column", 0, 0, last),
        table.integer("row", 0, 0, last),
        table.integer("columns", 1, 1, MOST_SQUARES),
        table.integer("rows", 1, 1, MOST_SQUARES),
        table.text("source", longest=140) if "source" in table else None,
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
        overlapped = {taken.setdefault(square, number) for square in _squares(cell)} - {number}
        for other in sorted(overlapped):
            root.file.fault(("cells", number), f"lies on cells[{other}]")


def _squares(cell: Cell) -> list[tuple[int, int]]:
    down = range(cell.row, cell.row + cell.rows)
    return [
        (column, row) for row in down for column in range(cell.column, cell.column + cell.columns)
    ]
