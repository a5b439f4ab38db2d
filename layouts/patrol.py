"""The patrol log (视频巡查): which cameras a tour really showed live, to whom, for how long. Pure.

What it is told of cameras are the wall's own reports; that a tour ran proves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

LEAST_LIVE_S = 3.0  # somebody who looks at a picture for less has not patrolled there


@dataclass(frozen=True, slots=True)
class PatrolRow:
    """One camera at one stop of one tour. ``live_s``: seconds of live picture, of all between
    ``since`` and ``until`` (aware). ``patrol`` is the moment at which the tour was started."""

    patrol: datetime
    tour: str
    who: str
    camera: str
    since: datetime
    until: datetime
    live_s: float

    @property
    def counts(self) -> bool:
        """Whether it is a video patrol of this camera."""
        return self.live_s >= LEAST_LIVE_S


class Patrol:
    """One tour from its start to its end. ``who``: the operator on duty, empty where nobody knows;
    ``cameras``: all of it.

    The caller tells it what is shown and what is live, and stores the rows it gives. Telling it to
    show the same again gives the rows so far: for a tour that is paused for long.
    """

    def __init__(self, tour: str, who: str, cameras: Iterable[str], at: datetime) -> None:
        self.began = at
        self._tour, self._who = tour, who
        self._cameras = frozenset(cameras)
        self._live: set[str] = set()
        self._since = at
        self._shown: dict[str, float] = {}  # camera -> seconds live at this stop
        self._live_since: dict[str, datetime] = {}  # of those shown that are live now

    def show(self, cameras: Collection[str], at: datetime) -> list[PatrolRow]:
        """Another stop (or nothing): the rows of the one before."""
        rows = self._rows(at)
        self._since = at
        self._shown = {camera: 0.0 for camera in cameras if camera in self._cameras}
        self._live_since = {camera: at for camera in self._shown if camera in self._live}
        return rows

    def live(self, camera: str, is_live: bool, at: datetime) -> None:
        """A camera's picture became live, or is no more. Cameras of no stop are passed over."""
        if camera not in self._cameras or is_live == (camera in self._live):
            return
        if is_live:
            self._live.add(camera)
            if camera in self._shown:
                self._live_since[camera] = at
            return
        self._live.discard(camera)
        if camera in self._shown:
            self._shown[camera] += _seconds(self._live_since.pop(camera), at)

    def hand_over(self, who: str, at: datetime) -> list[PatrolRow]:
        """Another operator is on duty from now on: the rows so far of the one before."""
        rows = self.show(tuple(self._shown), at) if at != self._since else []
        self._who = who
        return rows

    def end(self, at: datetime) -> list[PatrolRow]:
        """The tour ends: its last rows."""
        return self.show((), at)

    def _rows(self, at: datetime) -> list[PatrolRow]:
        until = max(at, self._since)  # a clock set back makes a row short, not negative
        return [
            PatrolRow(
                self.began, self._tour, self._who, camera, self._since, until,
                live_s + (_seconds(live, at) if (live := self._live_since.get(camera)) else 0.0),
            )
            for camera, live_s in self._shown.items()
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CameraPatrols:
    """One camera's day: how often it was patrolled, for how many seconds live, when last."""

    camera: str
    patrols: int
    live_s: float
    last: datetime | None


@dataclass(frozen=True, slots=True)
class DayOfPatrols:
    """A day's report. ``tours``: how many were run; ``patrols``: video patrols of single cameras
    that count; ``cameras``: every one that was to be seen, those that never were live first."""

    day: date
    tours: int
    patrols: int
    cameras: tuple[CameraPatrols, ...]
    who: tuple[str, ...]

    @property
    def seen(self) -> int:
        """How many different cameras were patrolled."""
        return sum(camera.patrols > 0 for camera in self.cameras)


def report_of(day: date, rows: Iterable[PatrolRow]) -> DayOfPatrols:
    """The report of a day, made of its rows."""
    kept = list(rows)
    by_camera: dict[str, list[PatrolRow]] = {}
    for row in kept:
        by_camera.setdefault(row.camera, []).append(row)
    cameras = [_of_camera(camera, of_it) for camera, of_it in by_camera.items()]
    return DayOfPatrols(
        day,
        len({(row.patrol, row.tour) for row in kept}),
        sum(row.counts for row in kept),
        tuple(sorted(cameras, key=lambda one: (one.patrols > 0, one.camera))),
        tuple(sorted({row.who for row in kept if row.who})),
    )


def _of_camera(camera: str, rows: list[PatrolRow]) -> CameraPatrols:
    counted = [row for row in rows if row.counts]
    last = max((row.until for row in counted), default=None)
    return CameraPatrols(camera, len(counted), sum(row.live_s for row in rows), last)


def _seconds(since: datetime, until: datetime) -> float:
    return max(0.0, (until - since).total_seconds())
