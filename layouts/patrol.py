"""The patrol log (视频巡查): which cameras a tour really showed live, to whom, for how long. Pure.

What it is told of cameras are the wall's own reports; that a tour ran proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

LEAST_LIVE_S = 3.0  # somebody who looks at a picture for less has not patrolled there
LONGEST_LOOK_S = 2.0  # between two looks: of a longer gap (a machine that slept) nobody knows more


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

    @property
    def told_s(self) -> float:
        """Its seconds in tenths, cut off: 2.98 that do not count are not told as 3."""
        return math.floor(self.live_s * 10) / 10


@dataclass(frozen=True, slots=True)
class PatrolPage:
    """Some rows of a day, those written last first. ``before`` is what those that follow are asked
    for with; None where there are none."""

    rows: tuple[PatrolRow, ...]
    before: int | None = None


class Patrol:
    """One tour from its start to its end. ``who``: the operator on duty, empty where nobody knows;
    ``cameras``: all of it.

    The caller tells it what is shown, looks several times a second which pictures are live, and
    stores the rows it gives. Telling it to show the same again gives the rows so far: for a tour
    that is paused for long. The clock's time dates rows; how long a camera was live is counted by
    the looks, whose seconds nobody sets.
    """

    def __init__(self, tour: str, who: str, cameras: Iterable[str], at: datetime) -> None:
        self.began = at
        self._tour, self._who = tour, who
        self._cameras = frozenset(cameras)
        self._live: frozenset[str] = frozenset()  # at the last look
        self._looked = 0.0
        self._since = at
        self._shown: dict[str, float] = {}  # camera -> seconds live at this stop

    def show(self, cameras: Collection[str], at: datetime, now: float) -> list[PatrolRow]:
        """Another stop (or nothing): the rows of the one before. ``now`` as in ``look``."""
        self._count(now)
        rows = self._rows(at)
        self._since = at
        self._shown = {camera: 0.0 for camera in cameras if camera in self._cameras}
        return rows

    def look(self, live: Collection[str], now: float) -> None:
        """These cameras' pictures are seen live at ``now`` (monotonic seconds); those that were at
        the look before, too, have been meanwhile. Cameras that are not of the tour are passed
        over."""
        seen = self._cameras.intersection(live)
        self._live &= seen
        self._count(now)
        self._live = seen

    def hand_over(self, who: str, at: datetime, now: float) -> list[PatrolRow]:
        """Another operator is on duty from now on: the rows so far of the one before."""
        rows = self.show(tuple(self._shown), at, now) if at != self._since else []
        self._who = who
        return rows

    def end(self, at: datetime, now: float) -> list[PatrolRow]:
        """The tour ends: its last rows."""
        return self.show((), at, now)

    def _count(self, now: float) -> None:
        """What is seen has been since the last look."""
        meanwhile = min(now - self._looked, LONGEST_LOOK_S)
        for camera in self._live & self._shown.keys():
            self._shown[camera] += meanwhile
        self._looked = now

    def _rows(self, at: datetime) -> list[PatrolRow]:
        longest = timedelta(seconds=max(self._shown.values(), default=0.0))
        until = at if at > self._since else self._since + longest  # the clock was set back
        most_s = (until - self._since).total_seconds()
        return [
            PatrolRow(
                self.began, self._tour, self._who, camera, self._since, until, min(live_s, most_s)
            )
            for camera, live_s in self._shown.items()
        ]


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
