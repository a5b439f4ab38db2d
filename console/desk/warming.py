"""Keeps connected what is likely to be looked at next: by cases, tours, alarms, and seen lately."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Protocol

from console.cases.case import Case
from console.desk.walls import Walls
from console.desk.warmth import Warmth
from media.source import SourceKind

MOST_CASES = 500  # whose cameras are thought of: no room has so many connections


class Warmed(Protocol):
    """A camera worker, as far as warmth goes. ``keep_warm`` runs in the io thread."""

    def keep_warm(self, cameras: frozenset[str]) -> None: ...


class Warming:
    """Lives in the Qt thread. ``pressing``: the open cases, the most urgent first; ``coming``: the
    cameras that tours and alarms show next."""

    def __init__(
        self,
        walls: Walls,
        pressing: Callable[[], Iterable[Case]],
        coming: Callable[[], list[str]],
        workers: Sequence[Warmed],
        order: Callable[..., None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._walls, self._pressing, self._coming = walls, pressing, coming
        self._workers, self._order, self._now = workers, order, now
        self._warmth = Warmth()
        self._named: list[str] | None = None  # cameras of open cases; None: to be asked anew

    def cases_changed(self) -> None:
        self._named = None

    def keep(self) -> None:
        """To be called each second, and when something else comes next."""
        shown = [source for screen in self._walls.all() for source in screen.desk.sources()]
        cameras = [s.name for s in shown if s is not None and s.kind is SourceKind.CAMERA]
        self._warmth.note(cameras, self._now())
        if self._named is None:
            cases = islice(self._pressing(), MOST_CASES)
            self._named = [camera for case in cases for camera in case.cameras]
        warm = self._warmth.cameras(self._named, self._coming())
        for worker in self._workers:
            self._order(worker.keep_warm, warm)
