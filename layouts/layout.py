"""A layout: which cells a wall is divided into, and what each shows.

A layout stands on an integer grid of columns x rows; a cell covers one or more whole squares of it.
Integers, so that no gap and no overlap can arise from rounding. One layout is for one screen; a
scene says which screen has which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

MOST_SQUARES = 16  # in one direction; smaller tiles show nothing anybody could recognise


class Fill(Enum):
    """Where a cell that names nothing gets its source from."""

    CAMERAS = "cameras"  # the catalogue, in its order
    NODES = "nodes"  # the sites of the conference, in theirs
    CASE = "case"  # the cameras of the case that the conference is about, or that is looked at
    NOTHING = "nothing"  # it stays empty


@dataclass(frozen=True, slots=True)
class Cell:
    """One tile's place on the grid, in grid squares, and what it shows when nobody says otherwise.

    ``source`` is the written form (``camera:c01``, ``program`` …), ``tour`` the name of a tour; at
    most one of them is set. With neither the cell takes what ``fill`` says. ``alarm`` is the cell's
    rank among the alarm tiles, 1 the first, None: alarms leave it alone. ``extra`` holds the keys
    of its file that this version does not know.
    """

    column: int
    row: int
    columns: int = 1
    rows: int = 1
    source: str | None = None
    tour: str | None = None
    fill: Fill = Fill.CAMERAS
    alarm: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def squares(self) -> Iterator[tuple[int, int]]:
        """(column, row) of every square it covers."""
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + self.columns):
                yield column, row


@dataclass(frozen=True, slots=True)
class Layout:
    """A named division of one screen. Cells are in reading order; their index is the cell number.

    ``origin`` says where it comes from: ``preset``, the path of the file it was read from, or empty
    when it was never saved. ``extra`` holds the keys of its file that this version does not know.
    """

    name: str
    columns: int
    rows: int
    cells: tuple[Cell, ...]
    title: str = ""
    origin: str = "preset"
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


class Place(NamedTuple):
    """A cell of a certain screen."""

    screen: str
    cell: int


@dataclass(frozen=True, slots=True)
class Rect:
    """Device pixels."""

    x: int
    y: int
    width: int
    height: int


def every_square(columns: int, rows: int) -> tuple[Cell, ...]:
    """A cell for each square of a grid, in reading order."""
    return tuple(Cell(column, row) for row in range(rows) for column in range(columns))


def alarm_places(shown: Iterable[tuple[str, Layout]]) -> list[Place]:
    """The cells that alarms may take, of all screens (name, layout): the first rank first wherever
    it lies, of equal ones that of the screen which is named first."""
    ranked = [
        (cell.alarm, order, number, screen)
        for order, (screen, layout) in enumerate(shown)
        for number, cell in enumerate(layout.cells)
        if cell.alarm is not None
    ]
    return [Place(screen, number) for _, _, number, screen in sorted(ranked)]
