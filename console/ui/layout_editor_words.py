"""What the layout editor says: of cells and what they show, and of what cannot be done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from console.ui.words import N, say
from layouts.draft import FILL, TOUR, piece_of
from layouts.layout import Cell

FILLS: Mapping[str, str] = {
    "cameras": N("Cameras in order"),
    "nodes": N("Conference sites"),
    "case": N("Case cameras"),
    "nothing": N("Nothing"),
}
_FAULTS: Mapping[str, str] = {
    r"a name has 1 to (?P<n>\d+) characters": N("The name needs 1 to {n} characters"),
    r"a name begins with no dot, and has no blank at its ends": N(
        "The name cannot begin with a dot, nor begin or end with a blank"
    ),
    r"a name holds none of .*": N('The name cannot hold / \\ : * ? " < > |'),
    r"there is one of that name": N("There is one of that name already: choose another"),
    r"is not written over, mend or remove it first: (?P<why>.*)": N(
        "The file is faulty, so it is not written over: {why}"
    ),
    r"is too long for one file": N("Too much for one file: make two of it"),
    r"one cell alone cannot be merged.*": N(
        "Choose two or more cells: drag over them, or Shift and an arrow"
    ),
    r"the cell is one square of the grid already": N(
        "The cell is one square already: split it in two or four"
    ),
    r"the grid would become (?P<grid>\d+ x \d+); (?P<n>\d+) columns and rows are the most": N(
        "No finer: the grid would become {grid}, and {n} is the most"
    ),
}


def fault_text(fault: str) -> str:
    """Why something cannot be done, in the language spoken now; of a file, without its name."""
    for pattern, words in _FAULTS.items():
        found = re.search(rf"(?:^|: )(?:{pattern})$", fault)
        if found is not None:
            return say(words).format(**found.groupdict())
    return fault


def piece_text(piece: str, title_of: Callable[[str], str]) -> str:
    """What a cell shows; ``title_of`` names a written source."""
    if piece.startswith(TOUR):
        return say("Tour {name}").format(name=piece.removeprefix(TOUR))
    if piece.startswith(FILL):
        return say(FILLS[piece.removeprefix(FILL)])
    return title_of(piece) if piece else say(FILLS["nothing"])


def cell_text(cell: Cell, number: int, title_of: Callable[[str], str]) -> str:
    """The whole of a cell, for screen readers."""
    words = [
        say("Cell {n}").format(n=number + 1),
        piece_text(piece_of(cell), title_of),
        f"{cell.columns} × {cell.rows}",
    ]
    if cell.alarm is not None:
        words.append(say("Alarm {n}").format(n=cell.alarm))
    return ", ".join(words)
