"""Layouts made by chance: a grid that cells of any spans cover completely, and what they hold."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from layouts.layout import Cell, Fill, Layout

TEXTS = ("", "a", '"', "\\", "丁家湾", "\x7f", "\u2028", "\n\t", "#", "'", "🙂", "a = 1 ]}")
VALUES = (1, -5, 2.5, float("inf"), True, "x", ["a", 1, [{"b": "c"}]], {"k x": {"deep": [1.0]}})


def full_layout(chance: Random, most: int = 16) -> Layout:
    columns, rows = chance.randint(1, most), chance.randint(1, most)
    free = {(c, r) for r in range(rows) for c in range(columns)}
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (column, row) not in free:
                continue
            wide = chance.randint(1, min(4, columns - column))
            high = chance.randint(1, min(4, rows - row))
            while any((column + n, row) not in free for n in range(wide)):
                wide -= 1  # what is taken in this row reaches down, so the first row tells
            cells.append(Cell(column, row, wide, high))
            free.difference_update(cells[-1].squares())
    return Layout("made", columns, rows, tuple(cells))


def described(layout: Layout, chance: Random) -> Layout:
    """The same, with titles, sources, tours, fills, ranks and strange keys."""
    ranks = list(range(1, len(layout.cells) + 1))
    chance.shuffle(ranks)
    cells = []
    for cell, rank in zip(layout.cells, ranks, strict=True):
        what = chance.randrange(4)
        cells.append(
            replace(
                cell,
                source=chance.choice(("program", "camera:c01", *TEXTS)) if what == 1 else None,
                tour=chance.choice(TEXTS) if what == 2 else None,
                fill=chance.choice(list(Fill)),
                alarm=rank if chance.random() < 0.3 else None,
                extra=extra(chance),
            )
        )
    return replace(layout, cells=tuple(cells), title=chance.choice(TEXTS), extra=extra(chance))


def extra(chance: Random) -> dict[str, object]:
    if chance.random() < 0.8:
        return {}
    return {chance.choice(("zzz", "x-maker", "丁", "a b")): chance.choice(VALUES)}


seeds = st.integers(0, 2**48)
full_layouts = seeds.map(lambda seed: full_layout(Random(seed)))
small_layouts = seeds.map(lambda seed: full_layout(Random(seed), 6))
described_layouts = seeds.map(lambda seed: described(full_layout(Random(seed)), Random(seed + 1)))


def is_full(layout: Layout) -> bool:
    """Whether every square is covered exactly once."""
    squares = [square for cell in layout.cells for square in cell.squares()]
    return sorted(squares) == sorted(
        (c, r) for c in range(layout.columns) for r in range(layout.rows)
    )
