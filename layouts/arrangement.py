"""Which source is in which cell. Pure: sources are written texts, as in layouts and the API."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from layouts.layout import Cell, Fill, Layout


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A layout and what its cells show, in cell order; None is an empty cell.

    ``by_rule``: the cells that follow the conference or the case, as their ``fill`` says.
    """

    layout: Layout
    sources: tuple[str | None, ...]
    by_rule: frozenset[int] = frozenset()

    def put(self, cell: int, source: str | None) -> Arrangement:
        """The same with one cell changed by hand: it follows no rule from then on. An emptied one
        does again. IndexError names the cells there are."""
        if not 0 <= cell < len(self.sources):
            raise IndexError(f"cell {cell} is not one of 0 to {len(self.sources) - 1}")
        changed = list(self.sources)
        changed[cell] = source
        freed = {cell} & ruled(self.layout) if source is None else set()
        return Arrangement(self.layout, tuple(changed), (self.by_rule - {cell}) | freed)

    def take(self, cells: Collection[int]) -> Arrangement:
        """The same, but these cells follow no rule, empty ones neither."""
        return replace(self, by_rule=self.by_rule - set(cells))

    def follow(self, nodes: Iterable[str] | None, case: Iterable[str] | None) -> Arrangement:
        """The cells ``by_rule`` show these, the first as many as there is room for; all others are
        as they were. What such a cell shows stays in it while it is among them; none that another
        cell shows is taken again. None: not known, its cells stay too."""
        others = {s for n, s in enumerate(self.sources) if s and n not in self.by_rule}
        sources = list(self.sources)
        for rule, found in ((Fill.NODES, nodes), (Fill.CASE, case)):
            if found is None:
                continue
            cells = [n for n in sorted(self.by_rule) if self.layout.cells[n].fill is rule]
            wanted = list(dict.fromkeys(_besides(others, found)))[: len(cells)]
            shown = {sources[n] for n in cells}
            coming = (source for source in wanted if source not in shown)
            for cell in cells:
                if sources[cell] not in wanted:
                    sources[cell] = next(coming, None)
        return replace(self, sources=tuple(sources))

    def as_layout(self, tours: Mapping[int, str]) -> Layout:
        """The layout whose cells name what is shown now: what an editor begins with, or saves.

        ``tours``: those that run in cells. Cells that follow a rule keep that; an empty one stays
        empty.
        """
        shown = zip(self.layout.cells, self.sources, strict=True)
        cells = (
            cell if number in self.by_rule else _showing(cell, source, tours.get(number))
            for number, (cell, source) in enumerate(shown)
        )  # fmt: skip
        return replace(self.layout, cells=tuple(cells))


def fill(
    layout: Layout,
    catalogue: Iterable[str],
    nodes: Iterable[str] | None = None,
    case: Iterable[str] | None = None,
) -> Arrangement:
    """A layout as it first opens: what its cells name, the rest from where ``Fill`` says.

    ``catalogue``, ``nodes`` and ``case`` are written sources in their order; none that the layout
    names itself is taken again. A cell with a tour is empty until the tour shows something.
    """
    named = {cell.source for cell in layout.cells if cell.source}
    cameras = _besides(named, catalogue)
    sources = [None if cell.tour else cell.source for cell in layout.cells]
    for number, cell in enumerate(layout.cells):
        if cell.fill is Fill.CAMERAS and not cell.tour and not cell.source:
            sources[number] = next(cameras, None)
    return Arrangement(layout, tuple(sources), ruled(layout)).follow(nodes, case)


def restore(
    layout: Layout, remembered: Sequence[str | None], by_rule: Collection[int] | None = None
) -> Arrangement | None:
    """A layout with what it showed before; None when the memory does not fit it. ``by_rule``: the
    cells that followed the conference or the case; None: not known, then the empty ones do."""
    if len(remembered) != len(layout.cells):
        return None
    if by_rule is None:
        by_rule = [number for number, source in enumerate(remembered) if source is None]
    return Arrangement(layout, tuple(remembered), ruled(layout) & set(by_rule))


def ruled(layout: Layout) -> frozenset[int]:
    """The cells that follow the conference or the case until a hand fills them."""
    return frozenset(
        number
        for number, cell in enumerate(layout.cells)
        if cell.fill in (Fill.NODES, Fill.CASE) and not cell.source and not cell.tour
    )


def _besides(named: set[str], sources: Iterable[str]) -> Iterator[str]:
    return (source for source in sources if source not in named)


def _showing(cell: Cell, source: str | None, tour: str | None) -> Cell:
    if tour:
        return (
            cell if tour == cell.tour else replace(cell, source=None, tour=tour, fill=Fill.CAMERAS)
        )
    return replace(cell, source=source, tour=None, fill=cell.fill if source else Fill.NOTHING)
