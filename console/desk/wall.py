"""The wall as the operator arranges it: layouts, what is in each cell, the feeds of its tiles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from console.ui.feed import Feed
from console.ui.wall import Wall
from layouts.arrangement import Arrangement, fill, restore
from layouts.layout import Layout
from media.source import Source


class FeedOpener(Protocol):
    def __call__(self, source: Source) -> Feed | None: ...


class WallDesk(QObject):
    """Decides what the tiles show. Lives in the Qt thread.

    ``changed`` is emitted after every change of layout or cells; before it ``opened`` when the
    whole wall is another, ``taken`` when an operator put something into a cell, ``swapped`` where
    two cells changed places. ``opener`` makes feeds, ``title_of`` the words over a tile. A tile
    closes the feed that it no longer shows.

    ``arrangement`` is what the wall shows without alarms; a cell that is covered shows something
    else meanwhile. ``nodes`` and ``case`` give the written sources of the conference and of the
    case, in their order, or None: not known; ``follow`` when they are others.
    """

    changed = Signal()
    opened = Signal()
    taken = Signal(int)
    swapped = Signal(int, int)

    def __init__(
        self,
        wall: Wall,
        layouts: Mapping[str, Layout],
        catalogue: Sequence[str],
        opener: FeedOpener,
        title_of: Callable[[Source], str],
        parent: QObject | None = None,
        nodes: Callable[[], Sequence[str] | None] = tuple,
        case: Callable[[], Sequence[str] | None] = tuple,
    ) -> None:
        super().__init__(parent)
        self.layouts = layouts
        self.wall = wall
        self._catalogue = catalogue
        self._opener = opener
        self._title_of = title_of
        self._nodes, self._case = nodes, case
        self._remembered: dict[str, Arrangement] = {}
        self._covers: dict[int, str] = {}
        # by the last ``put``: the cell that was cleared of what covered it; the one that only went
        # between a camera's past and its present
        self.cleared: int | None = None
        self.in_time: int | None = None
        self.arrangement = Arrangement(Layout("", 1, 1, ()), ())

    @Slot(str)
    def set_layout(self, name: str) -> None:
        """Switch; a layout shown before comes back as it was, but for the cells that follow the
        conference or the case. KeyError when there is none."""
        layout, before = self.layouts[name], self._remembered.get(name)
        remembered = restore(layout, before.sources, before.by_rule) if before else None
        self.open(self._followed(remembered) if remembered else self.filled(layout))

    def filled(self, layout: Layout) -> Arrangement:
        """A layout as it opens for the first time."""
        return fill(layout, self._catalogue, self._nodes(), self._case())

    @Slot()
    def follow(self) -> None:
        """The conference or the case is another: the cells that follow it do; no other, and none
        whose source stays, is touched."""
        followed = self._followed(self.arrangement)
        if followed != self.arrangement:
            before = self._shown()
            self._adopt(followed)
            self._refresh(before)

    @Slot(int, str)
    def put(self, cell: int, source: str) -> None:
        """Show a source in a cell (empty text: nothing).

        IndexError when there is no such cell, ValueError when it is no source.
        """
        written = str(Source.parse(source)) if source else None
        arrangement = self.arrangement.put(cell, written)
        cover, self.cleared = self._covers.get(cell), None
        self.in_time = cell if _is_in_time(self._shown()[cell], written) else None
        if cover is not None and written is None:
            del self._covers[cell]
            self.cleared = cell  # what an alarm brought goes, what it covered is there again
        elif cover is not None and written is not None and _is_of(cover, written):
            self._covers[cell] = written  # going back in time with what an alarm brought
        else:
            self._covers.pop(cell, None)
            self._adopt(arrangement)
        self._set_feed(cell, self._opened(self._shown()[cell]))
        self.taken.emit(cell)
        self.changed.emit()

    def show(self, contents: Mapping[int, str | None]) -> None:
        """Put sources into cells by themselves, as a tour does: no operator's choice."""
        before = self._shown()
        arrangement = self.arrangement
        for cell, source in contents.items():
            arrangement = arrangement.put(cell, source)
        self._adopt(arrangement.take(contents))
        self._refresh(before)

    @Slot(int, int)
    def swap(self, one: int, other: int) -> None:
        """Two cells exchange what they show; their feeds go on, and what an alarm brought is the
        operator's from then on. IndexError for a cell that is not."""
        first, second = self._shown()[one], self._shown()[other]
        arrangement = self.arrangement.put(one, second).put(other, first)
        for cell in (one, other):
            self._covers.pop(cell, None)
        self._adopt(arrangement)
        self.cleared = self.in_time = None
        self.wall.swap(one, other)
        self.swapped.emit(one, other)
        for cell in (one, other):
            self.taken.emit(cell)
        self.changed.emit()

    def forget(self, name: str) -> None:
        """A layout is another: it opens as its file says."""
        self._remembered.pop(name, None)

    def take_name(self, before: str, name: str) -> None:
        """The layout that is shown, or was, has another name."""
        if before in self._remembered:
            self._remembered[name] = self._remembered.pop(before)
        if self.arrangement.layout.name == before:
            self.arrangement = replace(self.arrangement, layout=self.layouts[name])
            self.changed.emit()

    def set_catalogue(self, catalogue: Sequence[str]) -> None:
        """What fills layouts that are shown for the first time. What is shown, covered or
        remembered of cameras that are none of these goes, and nobody has put anything there."""
        before, there = self._shown(), set(catalogue)
        self._catalogue = catalogue
        self._covers = {n: source for n, source in self._covers.items() if _kept(source, there)}
        self._remembered = {
            name: replace(of, sources=tuple(_kept(source, there) for source in of.sources))
            for name, of in self._remembered.items()
        }
        kept = tuple(_kept(source, there) for source in self.arrangement.sources)
        self._adopt(replace(self.arrangement, sources=kept))
        self._refresh(before)

    def has(self, source: str) -> bool:
        """Whether the room has a camera, as a written source."""
        return source in self._catalogue

    def rename(self, cell: int) -> None:
        """Say anew what a cell shows: its source has another name."""
        self._set_feed(cell, self.wall.feed(cell))

    def cover(self, covers: Mapping[int, str]) -> None:
        """Let these cells show something else for a while, and all others what is theirs."""
        before = self._shown()
        self._covers = dict(covers)
        self._refresh(before)

    def source(self, cell: int) -> Source | None:
        """What a cell shows now, what covers it included. IndexError for a cell that is not."""
        written = self._covers.get(cell, self.arrangement.sources[cell])
        return Source.parse(written) if written else None

    def sources(self) -> list[Source | None]:
        return [Source.parse(s) if s else None for s in self._shown()]

    def open(self, arrangement: Arrangement) -> None:
        """The whole wall anew. What covered its cells is gone."""
        # opened before the old feeds close: who stays on the wall is not cut
        feeds = [self._opened(source) for source in arrangement.sources]
        self._covers = {}
        self._adopt(arrangement)
        self.wall.set_layout(arrangement.layout)
        for cell, feed in enumerate(feeds):
            self._set_feed(cell, feed)
        self.opened.emit()
        self.changed.emit()

    def _shown(self) -> list[str | None]:
        return [self._covers.get(n, source) for n, source in enumerate(self.arrangement.sources)]

    def _refresh(self, before: Sequence[str | None]) -> None:
        """The feeds of the cells that show something else now; those come before others go."""
        now = self._shown()
        others = [cell for cell, source in enumerate(now) if source != before[cell]]
        feeds = [self._opened(now[cell]) for cell in others]
        for cell, feed in zip(others, feeds, strict=True):
            self._set_feed(cell, feed)
        if others:
            self.changed.emit()

    def _adopt(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
        self._remembered[arrangement.layout.name] = arrangement

    def _followed(self, arrangement: Arrangement) -> Arrangement:
        return arrangement.follow(self._nodes(), self._case())

    def _opened(self, source: str | None) -> Feed | None:
        return self._opener(Source.parse(source)) if source else None

    def _set_feed(self, cell: int, feed: Feed | None) -> None:
        source = self._shown()[cell]
        self.wall.set_feed(cell, feed, self._title_of(Source.parse(source)) if source else "")


def _kept(source: str | None, cameras: Collection[str]) -> str | None:
    """What was shown, unless it is of a camera that is none of these, live or of the past."""
    if source and source.startswith(("camera:", "replay:")):
        return source if f"camera:{Source.parse(source).name}" in cameras else None
    return source


def _is_in_time(before: str | None, source: str | None) -> bool:
    """Whether one is the past of the other, or both are a camera's past."""
    replayed = any(each and each.startswith("replay:") for each in (before, source))
    return replayed and before is not None and source is not None and _is_of(before, source)


def _is_of(cover: str, source: str) -> bool:
    """Whether both are of one camera, live or of the past."""
    return Source.parse(cover).name == Source.parse(source).name != ""
