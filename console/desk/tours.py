"""Tours (轮巡) that run: in a cell, or page by page over the whole wall."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.desk.wall import WallDesk
from console.desk.warmth import in_turns
from layouts.patrol import Patrol, PatrolRow
from layouts.tour import Tour, stops, unpack
from layouts.tour_run import TourRun, TourState
from layouts.wall_state import TourPlace

Json = dict[str, Any]

POLL_MS = 250  # how exactly pages change, and how exactly it is known what was live
FLUSH_S = 60.0  # a tour that rests for long is written into the log meanwhile
ACTIONS = ("pause", "resume", "next", "back", "unpack")


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class _Running:
    """``named``: it was begun in somebody's name, who need not be on duty; ``own``: what the tour
    itself put into its cells."""

    tour: Tour
    run: TourRun
    cells: tuple[int, ...]
    patrol: Patrol
    written_at: float
    named: bool
    own: dict[int, str | None] = field(default_factory=dict)


class ToursDesk(QObject):
    """Lives in the Qt thread. A tour over the whole wall has the cell None, and no other beside it.

    ``is_live`` says of a cell whether a live picture of what it shows is seen there now; ``who`` is
    on duty; ``log`` takes the rows of the patrol log. ``changed``: something else is shown or comes
    next; ``told`` carries ``tour`` and what ``docs/control-api.md`` says of it.
    """

    changed = Signal()
    told = Signal(str, dict)

    def __init__(
        self,
        wall: WallDesk,
        tours: Mapping[str, Tour],
        is_live: Callable[[int], bool],
        who: Callable[[], str],
        log: Callable[[list[PatrolRow]], object],
        parent: QObject | None = None,
        now: Callable[[], float] = time.monotonic,
        today: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self.tours = tours
        self._wall, self._is_live, self._who, self._log = wall, is_live, who, log
        self._now, self._today = now, today
        self._running: dict[int | None, _Running] = {}
        self._lost: frozenset[str] = frozenset()
        self.follows = True  # a wall that is opened begins with the tours of its layout
        self._busy = False  # what happens on the wall is of its own doing
        self._clock = QTimer(self)
        self._clock.setInterval(POLL_MS)
        self._clock.timeout.connect(self.tick)
        wall.opened.connect(self._on_opened)
        wall.changed.connect(self._on_wall_changed)

    # -- questions

    def listed(self) -> list[tuple[str, str]]:
        """Name and words of all that can be begun."""
        return [(tour.name, tour.title or tour.name) for tour in self.tours.values()]

    def coming(self) -> list[str]:
        """The cameras of the stops beside those that are shown, of all tours in turns."""
        return in_turns(one.run.near for one in self._running.values())

    def places(self) -> tuple[TourPlace, ...]:
        """What is to be begun again after a restart."""
        return tuple(
            TourPlace(one.tour.name, cell, one.run.at, one.run.state)
            for cell, one in self._running.items()
        )

    def whole(self) -> str | None:
        """The name of the tour over the whole wall."""
        return self._running[None].tour.name if None in self._running else None

    def in_cells(self) -> dict[int, str]:
        """The names of the tours that run in single cells."""
        running = self._running.items()
        return {cell: one.tour.name for cell, one in running if cell is not None}

    def report(self, cell: int | None) -> Json | None:
        """The tour of this cell, or that over the whole wall."""
        for key in (cell, None):
            if key in self._running:
                return self._told(key, self._running[key])
        return None

    def reports(self) -> list[Json]:
        return [self._told(cell, one) for cell, one in self._running.items()]

    # -- wishes

    def start(
        self,
        name: str,
        cell: int | None = None,
        at: int = 0,
        state: TourState = TourState.RUNNING,
        who: str = "",
    ) -> None:
        """Begin a tour in a cell, or over the whole wall; one that is taken leaves there what is.
        KeyError when there is none of the name, IndexError when there is no such cell."""
        tour = self.tours[name]
        cells = range(len(self._wall.arrangement.layout.cells))
        if cell is not None and cell not in cells:
            raise IndexError(f"cell {cell} is not one of 0 to {len(cells) - 1}")
        self.stop(cell)
        if cell is None:
            cells = self._make_room(tour)
        elif None in self._running:
            self.stop(None)
        own = tuple(cells) if cell is None else (cell,)
        now, today = self._now(), self._today()
        run = TourRun(stops(tour, len(own)), now, tour.skip_lost, at, state)
        run.set_lost(self._lost)
        patrol = Patrol(tour.title or name, who or self._who(), tour.every_camera(), today)
        self._running[cell] = _Running(tour, run, own, patrol, now, named=bool(who))
        self._clock.start()
        self._show(cell)

    def begin(self, places: Iterable[TourPlace]) -> None:
        """Those that were on before; what is no more there is left out."""
        for place in places:
            if place.tour in self.tours and self._is_there(place):
                self.start(place.tour, place.cell, place.at, place.state)

    def begin_of_layout(self) -> None:
        """The tours that the layout itself names."""
        for number, cell in enumerate(self._wall.arrangement.layout.cells):
            if cell.tour and cell.tour in self.tours:
                self.start(cell.tour, number)

    def stop(self, cell: int | None) -> bool:
        """End the tour of a cell, or the one over the whole wall (None: that, and all in cells).
        What it shows stays. Whether there was one."""
        ended = [cell] if cell is not None else list(self._running)
        there = [(key, self._running.pop(key)) for key in ended if key in self._running]
        if not self._running:
            self._clock.stop()
        for key, one in there:
            self._log(one.patrol.end(self._today(), self._now()))
            self.told.emit("tour", {"cell": key, "tour": None, "state": None})
        if there:
            self.changed.emit()
        return bool(there)

    def act(self, cell: int | None, action: str) -> bool:
        """One of ``ACTIONS``, or ``toggle``, of the cell's tour or the one over the whole wall:
        whether it changed anything."""
        key = cell if cell in self._running else None
        one = self._running.get(key)
        if one is None:
            return False
        if action == "unpack":
            self._unpack(one)
            return True
        if action == "toggle":
            action = "pause" if one.run.state is TourState.RUNNING else "resume"
        do = {
            "pause": one.run.pause,
            "resume": one.run.resume,
            "next": one.run.next,
            "back": one.run.back,
        }[action]
        did = do(self._now())
        if did:
            self._show(key)
        return did

    # -- what happens

    def hand_over(self) -> None:
        """Another one is on duty: what was seen so far is logged for him who was."""
        for one in self._running.values():
            if not one.named:
                self._look(one)
                self._log(one.patrol.hand_over(self._who(), self._today(), self._now()))
                one.written_at = self._now()

    @Slot(str)
    def ptz_moved(self, camera: str) -> None:
        """Somebody steers a camera: tours that show it stop at it."""
        for cell, one in self._running.items():
            if one.run.ptz_moved(camera):
                self._say(cell, one)

    def take_name(self, before: str, name: str) -> None:
        """A tour has another name: what runs goes on under it."""
        running = [one for one in self._running.values() if one.tour.name == before]
        for one in running:
            one.tour = replace(one.tour, name=name)
        if running:
            self.changed.emit()

    def set_lost(self, cameras: Iterable[str]) -> None:
        """The cameras that are known to bring no picture."""
        self._lost = frozenset(cameras)
        for one in self._running.values():
            one.run.set_lost(self._lost)

    @Slot()
    def tick(self) -> None:
        now = self._now()
        for cell, one in list(self._running.items()):
            self._look(one)
            if one.run.tick(now):
                self._show(cell)
            elif now - one.written_at >= FLUSH_S:
                self._note(one)

    @Slot()
    def _on_opened(self) -> None:
        """The wall is another: so are its tours."""
        if not self._busy:
            self.stop(None)
            if self.follows:
                self.begin_of_layout()

    @Slot()
    def _on_wall_changed(self) -> None:
        """What a tour did not put there was put there by somebody: he has the cell. A camera that
        the room has no more went by itself."""
        if self._busy:
            return
        sources = self._wall.arrangement.sources
        for cell, one in self._running.items():
            foreign = any(
                sources[n] != own and (sources[n] is not None or self._wall.has(own or ""))
                for n, own in one.own.items()
            )
            if foreign and one.run.take():
                one.own = {}
                self._note(one)
                self._say(cell, one)

    # -- inside

    def _is_there(self, place: TourPlace) -> bool:
        """Whether the wall has room for it: its cell, or where somebody has taken the whole wall,
        the layout of its pages without opening that anew."""
        layout = self._wall.arrangement.layout
        if place.cell is not None:
            return place.cell < len(layout.cells)
        pages = self.tours[place.tour].layout
        taken = place.state is TourState.TAKEN
        return not taken or pages == layout.name or pages not in self._wall.layouts

    def _make_room(self, tour: Tour) -> range:
        """The layout of a tour's pages, without tours in its cells."""
        self.stop(None)
        name = tour.layout
        if name in self._wall.layouts and name != self._wall.arrangement.layout.name:
            self._by_itself(lambda: self._wall.set_layout(name))
        return range(len(self._wall.arrangement.layout.cells))

    def _unpack(self, one: _Running) -> None:
        shown = one.run.shown
        layout = unpack(one.tour, self._wall.layouts, shown[0] if shown else "")
        self.stop(None)
        self._by_itself(lambda: self._wall.open(self._wall.filled(layout)))

    def _show(self, cell: int | None) -> None:
        """Put the cameras of its stop into its cells; the rest of a page is empty."""
        one = self._running[cell]
        cameras = one.run.shown
        if cameras:
            rest = [None] * (len(one.cells) - len(cameras))
            sources = [*(f"camera:{camera}" for camera in cameras), *rest]
            one.own = dict(zip(one.cells, sources, strict=True))
            self._by_itself(lambda: self._wall.show(one.own))
        self._note(one)
        self._say(cell, one)

    def _by_itself(self, do: Callable[[], None]) -> None:
        self._busy = True
        try:
            do()
        finally:
            self._busy = False

    def _look(self, one: _Running) -> None:
        """Which of its cameras are really seen now: not those under an alarm's."""
        seen = (
            source
            for cell, source in one.own.items()
            if source and str(self._wall.source(cell)) == source and self._is_live(cell)
        )
        one.patrol.look({source.removeprefix("camera:") for source in seen}, self._now())

    def _note(self, one: _Running) -> None:
        """The rows of the stop before into the log."""
        self._log(one.patrol.show(one.run.shown, self._today(), self._now()))
        one.written_at = self._now()

    def _say(self, cell: int | None, one: _Running) -> None:
        self.told.emit("tour", self._told(cell, one))
        self.changed.emit()

    def _told(self, cell: int | None, one: _Running) -> Json:
        run = one.run
        left_s = None if run.next_at is None else max(0.0, run.next_at - self._now())
        return {
            "tour": one.tour.name,
            "title": one.tour.title or one.tour.name,
            "cell": cell,
            "state": run.state.value,
            "stop": run.at + 1,
            "stops": len(run),
            "next_in_s": None if left_s is None else round(left_s, 1),
            "cameras": list(run.shown),
        }
