"""Which source is in which cell. Pure: sources are written texts, as in layouts and the API."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from layouts.layout import Cell, Fill, Layout


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

    def as_layout(self) -> Layout:
        """The layout whose cells name what is shown now: what an editor begins with, or saves.

        Cells with a tour keep it; an empty one stays empty.
        """
        cells = map(_showing, self.layout.cells, self.sources)
        return replace(self.layout, cells=tuple(cells))


def fill(
    layout: Layout,
    catalogue: Iterable[str],
    nodes: Iterable[str] = (),
    case: Iterable[str] = (),
) -> Arrangement:
    """A layout as it first opens: what its cells name, the rest from where ``Fill`` says.

    ``catalogue``, ``nodes`` and ``case`` are written sources in their order; none that the layout
    names itself is taken again. A cell with a tour is empty until the tour shows something.
    """
    named = {cell.source for cell in layout.cells if cell.source}
    taken = {
        Fill.CAMERAS: _besides(named, catalogue),
        Fill.NODES: _besides(named, nodes),
        Fill.CASE: _besides(named, case),
        Fill.NOTHING: iter(()),
    }
    sources = tuple(
        None if cell.tour else cell.source or next(taken[cell.fill], None) for cell in layout.cells
    )
    return Arrangement(layout, sources)


def restore(layout: Layout, remembered: Sequence[str | None]) -> Arrangement | None:
    """A layout with what it showed before; None when the memory does not fit it."""
    if len(remembered) != len(layout.cells):
        return None
    return Arrangement(layout, tuple(remembered))


def _besides(named: set[str], sources: Iterable[str]) -> Iterator[str]:
    return (source for source in sources if source not in named)


def _showing(cell: Cell, source: str | None) -> Cell:
    if cell.tour:
        return cell
    return replace(cell, source=source, fill=cell.fill if source else Fill.NOTHING)
