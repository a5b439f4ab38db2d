"""Keeps connected what is likely to be looked at next: by cases, tours, alarms, and seen lately."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from console.cases.book import CaseBook
from console.desk.walls import Walls
from console.desk.warmth import Warmth
from media.source import SourceKind


class Warmed(Protocol):
    """A camera worker, as far as warmth goes. ``keep_warm`` runs in the io thread."""

    def keep_warm(self, cameras: frozenset[str]) -> None: ...


class Warming:
    """Lives in the Qt thread. ``coming``: the cameras that tours and alarms show next."""

    def __init__(
        self,
        walls: Walls,
        book: CaseBook,
        coming: Callable[[], list[str]],
        workers: Sequence[Warmed],
        order: Callable[..., None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._walls, self._book, self._coming = walls, book, coming
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
        if self._named is None:  # putting all cases in order is not for every second
            cases = self._book.by_urgency(datetime.now(UTC))
            self._named = [camera for case in cases for camera in case.cameras]
        warm = self._warmth.cameras(self._named, self._coming())
        for worker in self._workers:
            self._order(worker.keep_warm, warm)
