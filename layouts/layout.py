"""A layout: which cells a wall is divided into, and what each shows.

A layout stands on an integer grid of columns x rows; a cell covers one or more whole squares of it.
Integers, so that no gap and no overlap can arise from rounding.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One tile's place on the grid, in grid squares, and what it shows when nobody says otherwise.

    ``source`` is the written form (``camera:c01``, ``program`` …) or None: filled from the
    catalogue in its order.
    """

    column: int
    row: int
    columns: int = 1
    rows: int = 1
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A named division of the wall. Cells are in reading order; their index is the cell number.

    ``origin`` says where it comes from: ``preset`` or the path of the file it was read from.
    """

    name: str
    columns: int
    rows: int
    cells: tuple[Cell, ...]
    title: str = ""
    origin: str = "preset"


@dataclass(frozen=True, slots=True)
class Rect:
    """Device pixels."""

    x: int
    y: int
    width: int
    height: int
