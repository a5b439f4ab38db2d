"""A tour (轮巡): cameras that are shown in turn, in one cell or on whole pages, as a file and as
pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from layouts.format import LARGEST_FILE, LONGEST_NAME, LONGEST_TITLE, WallFaults, dumped, open_table
from layouts.layout import Cell, Fill, Layout
from layouts.numbered import room_for
from layouts.toml_file import Table, TomlFile
from layouts.toml_text import inline_table

KIND = "tour"
DWELL_S = 15.0
SHORTEST_S, LONGEST_S = 2.0, 24 * 3600.0
MOST_CAMERAS = 2000
MOST_PAGES = 500
MOST_ON_A_PAGE = 64
LONGEST_ID = 64

_KEYS = ("format", "kind", "title", "dwell_s", "layout", "skip_lost", "cameras", "pages")
_PAGE_KEYS = ("cameras", "dwell_s")


@dataclass(frozen=True, slots=True)
class Page:
    """Cameras (their ids) that are shown together; without a dwell it has the tour's."""

    cameras: tuple[str, ...]
    dwell_s: float | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Tour:
    """Either ``cameras``, cut into pages as large as there is room, or ``pages`` as they are.

    ``layout`` is what whole pages are shown in; empty: in the layout that the screen has.
    ``skip_lost``: a page whose cameras are all known to be lost is passed over.
    """

    name: str
    cameras: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    dwell_s: float = DWELL_S
    layout: str = ""
    skip_lost: bool = True
    title: str = ""
    origin: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def every_camera(self) -> tuple[str, ...]:
        """All its cameras, none twice, in the order in which they are shown."""
        in_order = chain(self.cameras, *(page.cameras for page in self.pages))
        return tuple(dict.fromkeys(in_order))


@dataclass(frozen=True, slots=True)
class Stop:
    """What is shown at once, and for how long."""

    cameras: tuple[str, ...]
    dwell_s: float


def stops(tour: Tour, room: int) -> tuple[Stop, ...]:
    """A tour with ``room`` cameras at once: 1 in a cell, a layout's number of cells on a page."""
    pages = tour.pages or (Page(tour.cameras),)
    return tuple(
        Stop(page.cameras[n : n + room], page.dwell_s or tour.dwell_s)
        for page in pages
        for n in range(0, len(page.cameras), room)
    )


def unpack(tour: Tour, layouts: Mapping[str, Layout], first: str = "") -> Layout:
    """The tour's cameras all at once in the smallest even layout with room, from ``first`` on.

    Those beyond the largest layout stay out. ValueError when ``layouts`` has no even one.
    """
    cameras = tour.every_camera()
    if first in cameras:
        at = cameras.index(first)
        cameras = cameras[at:] + cameras[:at]
    layout = room_for(layouts, len(cameras))
    if layout is None:
        raise ValueError("there is no layout of even cells")
    sources = [f"camera:{camera}" for camera in cameras[: len(layout.cells)]]
    left = [None] * (len(layout.cells) - len(sources))
    cells = map(_showing, layout.cells, [*sources, *left])
    return replace(layout, name=tour.name, title=tour.title, cells=tuple(cells), origin="")


def parse_tour(text: str, name: str, origin: str = "") -> Tour:
    """The tour a text describes; WallFaults says all that is wrong with it."""
    return tour_in(TomlFile(f"{name}.toml", text.encode(), LARGEST_FILE), name, origin)


def tour_in(file: TomlFile, name: str, origin: str) -> Tour:
    root = open_table(file, name, KIND)
    extra = root.unknown(_KEYS)
    tour = Tour(
        name,
        tuple(root.texts("cameras", MOST_CAMERAS, LONGEST_ID)),
        tuple(_page(table) for table in root.tables("pages", MOST_PAGES)),
        root.number("dwell_s", DWELL_S, SHORTEST_S, LONGEST_S),
        root.text("layout", longest=LONGEST_NAME),
        root.boolean("skip_lost", True),
        root.text("title", longest=LONGEST_TITLE),
        origin,
        extra,
    )
    if tour.cameras and tour.pages:
        root.fault("pages", "stand beside cameras: a tour has one of them")
    if not tour.every_camera() and not file.faults:
        root.fault("cameras", 'is missing: cameras = ["c01", "c02"], or [[pages]]')
    if file.faults:
        raise WallFaults(file.faults)
    return tour


def dump_tour(tour: Tour) -> str:
    """The tour as a file: ``parse_tour`` reads the same again."""
    values = {
        "kind": KIND,
        "title": tour.title,
        "dwell_s": tour.dwell_s,
        "layout": tour.layout,
        "skip_lost": tour.skip_lost,
        "cameras": tour.cameras or None,
    }
    rest = ["pages = [", *(f"    {_dump_page(page)}," for page in tour.pages), "]"]
    return dumped(values, tour.extra, rest if tour.pages else [])


def _dump_page(page: Page) -> str:
    dwell = {} if page.dwell_s is None else {"dwell_s": page.dwell_s}
    return inline_table({"cameras": page.cameras, **dwell, **page.extra})


def _page(table: Table) -> Page:
    extra = table.unknown(_PAGE_KEYS)
    cameras = table.texts("cameras", MOST_ON_A_PAGE, LONGEST_ID)
    if not cameras:
        table.fault("cameras", "is empty: a page shows one camera at least")
    dwell = table.number("dwell_s", DWELL_S, SHORTEST_S, LONGEST_S) if "dwell_s" in table else None
    return Page(tuple(cameras), dwell, extra)


def _showing(cell: Cell, source: str | None) -> Cell:
    return replace(cell, source=source, fill=Fill.CAMERAS if source else Fill.NOTHING)
