"""Which source is in which cell. Pure: sources are written texts, as in layouts and the API."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from layouts.layout import Layout


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A layout and what its cells show, in cell order; None is an empty cell."""

    layout: Layout
    sources: tuple[str | None, ...]

    def put(self, cell: int, source: str | None) -> Arrangement:
        """The same with one cell changed; IndexError names the cells there are."""
        if not 0 <= cell < len(self.sources):
            raise IndexError(f"cell {cell} is not one of 0 to {len(self.sources) - 1}")
        changed = list(self.sources)
        changed[cell] = source
        return Arrangement(self.layout, tuple(changed))


def fill(layout: Layout, catalogue: Iterable[str]) -> Arrangement:
    """A layout as it first opens: what its cells name, the rest from the catalogue in its order."""
    named = {cell.source for cell in layout.cells if cell.source}
    others = (source for source in catalogue if source not in named)
    sources = tuple(cell.source or next(others, None) for cell in layout.cells)
    return Arrangement(layout, sources)


def restore(layout: Layout, remembered: Sequence[str | None]) -> Arrangement | None:
    """A layout with what it showed before; None when the memory does not fit it."""
    if len(remembered) != len(layout.cells):
        return None
    return Arrangement(layout, tuple(remembered))
