"""A layout on the editor's table: which cells are chosen, what was done, what can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from layouts import edit
from layouts.history import History
from layouts.layout import Cell, Fill, Layout
from layouts.neighbours import Direction, neighbour

TOUR, FILL = "tour:", "fill:"


class Draft:
    """Changes raise ValueError in words where they cannot be done; then nothing has changed.

    ``chosen`` holds cell numbers, the one that keys go on from first. It follows its place through
    every change.
    """

    def __init__(self, layout: Layout, selected: int = 0) -> None:
        self._history = History(layout)
        self._saved = layout
        self.chosen: tuple[int, ...] = (min(max(selected, 0), len(layout.cells) - 1),)

    @property
    def layout(self) -> Layout:
        return self._history.value

    @property
    def selected(self) -> int:
        return self.chosen[0]

    @property
    def cell(self) -> Cell:
        """The selected one."""
        return self.layout.cells[self.selected]

    @property
    def changed(self) -> bool:
        """Whether no file has it as it is."""
        return self.layout.cells != self._saved.cells or _grid(self.layout) != _grid(self._saved)

    @property
    def can_undo(self) -> bool:
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        return self._history.can_redo

    def note_saved(self, layout: Layout) -> None:
        """A file has it like this; it may have been changed since it was given to be written."""
        self._saved = layout

    # -- choosing

    def choose(self, cell: int, besides: bool = False) -> None:
        """This cell; ``besides``: added to those chosen, or taken away from them."""
        self._check(cell)
        if not besides:
            self.chosen = (cell,)
        elif cell not in self.chosen:
            self.chosen = (cell, *self.chosen)
        elif len(self.chosen) > 1:
            self.chosen = tuple(n for n in self.chosen if n != cell)

    def choose_all(self, cells: Iterable[int]) -> None:
        """These; nothing happens when they are none."""
        wanted = tuple(dict.fromkeys(cells))
        for cell in wanted:
            self._check(cell)
        self.chosen = wanted or self.chosen

    def go(self, direction: Direction, extend: bool = False) -> None:
        """To the cell beside; nothing at the edge. ``extend``: it is chosen besides."""
        there = neighbour(self.layout, self.selected, direction)
        if there is not None:
            self.chosen = (there, *(n for n in self.chosen if extend and n != there))

    # -- changes

    def merge(self) -> None:
        """The chosen cells become one."""
        if len(self.chosen) < 2:
            raise ValueError("one cell alone cannot be merged: choose those that are to be one")
        self._do(edit.merge(self.layout, self.chosen))

    def split(self, columns: int, rows: int) -> None:
        self._do(edit.split(self.layout, self.selected, columns, rows))

    def split_to_squares(self) -> None:
        if self.cell.columns == self.cell.rows == 1:
            raise ValueError("the cell is one square of the grid already")
        self._do(edit.split_to_squares(self.layout, self.selected))

    def put(self, piece: str, cell: int | None = None) -> None:
        """What the cell shows: a written source, ``tour:NAME``, ``fill:nodes`` and so on, or
        empty: nothing. The selected cell, when none is named."""
        cell = self.selected if cell is None else cell
        self._check(cell)
        if piece.startswith(TOUR):
            self._do(edit.put_tour(self.layout, cell, piece.removeprefix(TOUR)))
        elif piece.startswith(FILL):
            self._do(edit.put_fill(self.layout, cell, Fill(piece.removeprefix(FILL))))
        else:
            self._do(edit.put(self.layout, cell, piece or None))

    def clear(self) -> None:
        """All chosen cells show nothing."""
        layout = self.layout
        for cell in self.chosen:
            layout = edit.put(layout, cell, None)
        self._do(layout)

    def rank(self, alarm: int | None) -> None:
        self._do(edit.rank(self.layout, self.selected, alarm))

    def free_rank(self) -> int:
        """The first rank that no cell has."""
        taken = {cell.alarm for cell in self.layout.cells}
        return next(n for n in range(1, len(taken) + 2) if n not in taken)

    def swap(self, one: int, other: int) -> None:
        """Two cells exchange what they show; the selection goes with the first."""
        self._do(edit.swap(self.layout, one, other))
        self.chosen = (other,)

    def swap_towards(self, direction: Direction) -> None:
        """The selected cell's content goes to the cell beside, and that one's here."""
        there = neighbour(self.layout, self.selected, direction)
        if there is not None:
            self.swap(self.selected, there)

    def resize(self, columns: int, rows: int) -> None:
        self._do(edit.resize(self.layout, columns, rows))

    def begin_with(self, shape: Layout) -> None:
        """The shape of another layout. Cells of it that show nothing of their own get what is shown
        now, in its order; what finds no room is left out."""
        named = {_content(cell) for cell in shape.cells}
        rest = [c for c in self.layout.cells if _content(c) and _content(c) not in named]
        waiting = iter(rest)
        cells = tuple(
            cell if _content(cell) or (kept := next(waiting, None)) is None
            else replace(cell, source=kept.source, tour=kept.tour)
            for cell in shape.cells
        )  # fmt: skip
        self._do(replace(self.layout, columns=shape.columns, rows=shape.rows, cells=cells))

    def undo(self) -> None:
        self._follow(self._history.undo)

    def redo(self) -> None:
        self._follow(self._history.redo)

    # -- inside

    def _do(self, layout: Layout) -> None:
        self._follow(lambda: self._history.do(layout))

    def _follow(self, step: Callable[[], object]) -> None:
        """What is selected after a step is what lies where the selection was."""
        before, cell = self.layout, self.cell
        step()
        if self.layout.cells != before.cells:
            self.chosen = (_nearest(self.layout, before, cell),)

    def _check(self, cell: int) -> None:
        if not 0 <= cell < len(self.layout.cells):
            raise IndexError(f"cell {cell} is not one of 0 to {len(self.layout.cells) - 1}")


def piece_of(cell: Cell) -> str:
    """What a cell shows, as ``Draft.put`` takes it."""
    if cell.tour:
        return f"{TOUR}{cell.tour}"
    if cell.source:
        return cell.source
    return "" if cell.fill is Fill.NOTHING else f"{FILL}{cell.fill.value}"


def _grid(layout: Layout) -> tuple[int, int]:
    return layout.columns, layout.rows


def _content(cell: Cell) -> tuple[str | None, str | None] | None:
    return (cell.source, cell.tour) if cell.source or cell.tour else None


def _nearest(layout: Layout, before: Layout, cell: Cell) -> int:
    """The cell over the upper left corner of a cell of ``before``, which may have another grid."""
    column = min(cell.column * layout.columns // before.columns, layout.columns - 1)
    row = min(cell.row * layout.rows // before.rows, layout.rows - 1)
    for number, one in enumerate(layout.cells):
        if (
            one.column <= column < one.column + one.columns
            and one.row <= row < one.row + one.rows
        ):  # fmt: skip
            return number
    return 0
