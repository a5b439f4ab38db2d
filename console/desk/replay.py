"""Replays on the wall: tiles go back in time, together on one clock, and back to live."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Slot

from console.desk.wall import WallDesk
from console.feeds import Feeds
from media.cameras.play_clock import PlayClock
from media.source import Replaying, Source, SourceKind

LEAST_S, MOST_S = 1.0, 86400.0  # of going back in one go
JUMPED_S = 1.0  # a worker that skipped a gap is ahead of the others


def unix_now() -> float:
    return datetime.now(UTC).timestamp()


class ReplayDesk(QObject):
    """Lives in the Qt thread. ``cells`` of one call share one clock from then on; tiles whose
    clocks are equal are in step. ValueError says which cell cannot be replayed, and why."""

    def __init__(
        self,
        wall: WallDesk,
        feeds: Feeds,
        parent: QObject | None = None,
        now: Callable[[], float] = time.monotonic,
        today: Callable[[], float] = unix_now,
    ) -> None:
        super().__init__(parent)
        self._wall, self._feeds, self._now, self._today = wall, feeds, now, today
        self._stepped: tuple[Source, ...] = ()  # the first leads: its picture gives the moment

    def clock(self, cell: int) -> PlayClock | None:
        """The clock of a cell's replay, None while it shows something else."""
        source = self._wall.source(cell)  # what an alarm brought is replayed too
        return self._feeds.clock(source) if source is not None else None

    def obey(self, order: dict[str, Any]) -> None:
        """An order of ``PUT /v1/wall/replay``."""
        cells, skip_gaps = order["cells"], order.get("skip_gaps")
        if order.get("live"):
            self.live(cells)
        elif "step" in order:
            self.step(cells, int(order["step"]))
        else:
            if "back_s" in order:
                self.back(cells, order["back_s"])
            elif "at" in order:
                self.seek(cells, order["at"], skip_gaps)
            if "rate" in order:
                self.pace(cells, order["rate"])

    def back(self, cells: Sequence[int], seconds: float) -> None:
        """So many seconds back from what the first of the cells shows now."""
        if not LEAST_S <= seconds <= MOST_S:
            raise ValueError(f"back by {LEAST_S:g} to {MOST_S:g} seconds")
        clock, now = self._first_clock(cells), self._now()
        here = clock.now(now) if clock is not None else self._today()
        self.seek(cells, here - seconds)

    def seek(self, cells: Sequence[int], at: float, skip_gaps: bool | None = None) -> None:
        """To a moment (Unix seconds), at the pace there is; a live tile begins to replay."""
        clock = self._first_clock(cells)
        moved = PlayClock(at, self._now(), clock.rate if clock is not None else 1.0)
        for cell in cells:
            self._replayed_camera(cell)
        going = []
        for cell in cells:
            camera = self._replayed_camera(cell)
            if self.clock(cell) is None:
                self._wall.put(cell, f"replay:{camera}@{written(at)}")
            if self.clock(cell) is None:
                self._wall.put(cell, f"camera:{camera}")  # a tile without a picture helps nobody
                break
            going.append(cell)
        self._give(going, moved, skip_gaps)
        if len(going) < len(cells):
            refused = cells[len(going)]
            raise ValueError(f"cell {refused} cannot be replayed: too many replays are open")

    def pause(self, cells: Sequence[int]) -> None:
        self.pace(cells, 0.0)

    def resume(self, cells: Sequence[int]) -> None:
        self.pace(cells, 1.0)

    def pace(self, cells: Sequence[int], rate: float) -> None:
        """0 pauses, else 0.5 to 8 times."""
        self._give(cells, self._needed_clock(cells).paced(rate, self._now()))

    def step(self, cells: Sequence[int], pictures: int) -> None:
        """One picture on (1) or back (-1) in the first cell; the others go to its moment."""
        self.pause(cells)
        sources = self._replays(cells)
        self._stepped = tuple(dict.fromkeys(sources))
        self._feeds.step(sources[0], pictures)

    def live(self, cells: Sequence[int]) -> None:
        """Back to the present."""
        for cell in cells:
            self._wall.put(cell, f"camera:{self._replayed_camera(cell)}")

    def catch_up(self) -> list[int]:
        """Cells whose clock has come to the present go live: faster than real time it would run on
        into what has not been yet. Which they were."""
        now, today = self._now(), self._today()
        cells = range(len(self._wall.sources()))
        over = [
            cell
            for cell in cells
            if (clock := self.clock(cell)) is not None and clock.now(now) >= today
        ]
        self.live(over)
        return over

    @Slot(object, object)
    def hear(self, source: Source, state: Replaying) -> None:
        """What a worker says of a replay: the others in step follow where it leads."""
        clock, now = self._feeds.clock(source), self._now()
        if clock is None:
            return
        if self._stepped[:1] == (source,) and state.word == "paused" and clock.paused:
            if state.at != clock.at:
                self._give_sources(self._stepped, clock.sought(state.at, now))
        elif state.word == "playing" and state.at - clock.now(now) > JUMPED_S:
            jumped = clock.sought(state.at, now)
            self._give_sources(self._feeds.in_step(source), jumped)

    def _give(self, cells: Sequence[int], clock: PlayClock, skip_gaps: bool | None = None) -> None:
        self._stepped = ()
        self._give_sources(self._replays(cells), clock, skip_gaps)

    def _give_sources(
        self, sources: Sequence[Source], clock: PlayClock, skip_gaps: bool | None = None
    ) -> None:
        for source in dict.fromkeys(sources):
            self._feeds.set_clock(source, clock, skip_gaps)

    def _replays(self, cells: Sequence[int]) -> list[Source]:
        found = []
        for cell in cells:
            source = self._wall.source(cell)
            if source is None or self._feeds.clock(source) is None:
                raise ValueError(f"cell {cell} shows no replay")
            found.append(source)
        return found

    def _first_clock(self, cells: Sequence[int]) -> PlayClock | None:
        clocks = (self.clock(cell) for cell in cells)
        return next((clock for clock in clocks if clock is not None), None)

    def _needed_clock(self, cells: Sequence[int]) -> PlayClock:
        self._replays(cells)
        clock = self._first_clock(cells)
        assert clock is not None
        return clock

    def _replayed_camera(self, cell: int) -> str:
        source = self._wall.source(cell)
        if source is None or source.kind not in (SourceKind.CAMERA, SourceKind.REPLAY):
            raise ValueError(f"cell {cell} shows no camera")
        return source.name


def written(at: float) -> str:
    """Unix seconds as RFC 3339 in UTC, to the millisecond."""
    moment = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
    return moment.replace("+00:00", "Z")
