"""Workers on their way, between the positions that the platform tells. Pure; told the time.

A worker is shown going from where he was shown to where he was heard of last, in the time that lay
between the two reports. Who was not heard of for a while fades, and is gone in the end.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from console.cases.case import Worker
from console.cases.markers import reach_m
from media.calibration import Pose, metres, project

FRESH_S = 180.0  # a position is as good as new
GONE_S = 900.0  # and is not shown any more
FAINTEST = 0.35
LONGEST_WAY_S = 15.0  # however long nobody was told of him
SHORTEST_WAY_S = 1.0
JUMP_M = 300.0  # nobody walks so far between two reports: it is corrected, not walked
MOST_ON_PICTURE = 40
_LEAST_DEGREE_M = 110_500.0

At = tuple[float, float]  # WGS-84 longitude and latitude


@dataclass(frozen=True, slots=True)
class WorkerMarker:
    """One worker on one picture. ``x, y`` as of a case's marker; ``shown`` is 1 where he was heard
    of just now and falls to 0."""

    worker_id: str
    x: float
    y: float
    name: str
    kind: str
    shown: float
    seen_s: float  # since his position was taken
    moving: bool


@dataclass(frozen=True, slots=True)
class _Way:
    worker: Worker
    begin: At
    end: At
    begins_at: float  # monotonic
    ends_at: float

    def at(self, now: float) -> At:
        if now >= self.ends_at:
            return self.end
        part = max(now - self.begins_at, 0.0) / (self.ends_at - self.begins_at)
        return (
            self.begin[0] + (self.end[0] - self.begin[0]) * part,
            self.begin[1] + (self.end[1] - self.begin[1]) * part,
        )


class Walkers:
    """``now`` is monotonic, ``today`` the time of day: positions tell when they were taken."""

    def __init__(self) -> None:
        self._ways: dict[str, _Way] = {}
        self._places: list[tuple[float, float, str]] = []
        self._placed_at = math.nan

    def __len__(self) -> int:
        return len(self._ways)

    def take(self, workers: Mapping[str, Worker], now: float) -> None:
        """These and no others, as the platform tells them."""
        self._placed_at = math.nan
        for gone in self._ways.keys() - workers.keys():
            del self._ways[gone]
        for worker in workers.values():
            way = self._ways.get(worker.id)
            if worker.place is None:
                self._ways.pop(worker.id, None)
            elif way is None or way.worker is not worker:
                self._ways[worker.id] = _next_way(way, worker, now)

    def moving(self, now: float) -> bool:
        """Whether somebody is on his way."""
        return any(way.ends_at > now for way in self._ways.values())

    def near(self, pose: Pose, now: float) -> bool:
        """Whether somebody is within a camera's reach, wherever it looks."""
        return next(self._near(pose, now), None) is not None

    def seen_from(self, pose: Pose, now: float, today: datetime) -> list[WorkerMarker]:
        """Those in the picture of a camera, the nearest last so that they are on top."""
        found: list[tuple[float, WorkerMarker]] = []
        for way, (longitude, latitude) in self._near(pose, now):
            shown, seen_s = _shown(way.worker, today)
            if shown <= 0:
                continue
            seen = project(pose, longitude, latitude)
            if seen.where != "inside":
                continue
            marker = WorkerMarker(
                way.worker.id, seen.x, seen.y, way.worker.name, way.worker.kind, shown, seen_s,
                way.ends_at > now,
            )  # fmt: skip
            found.append((seen.distance_m, marker))
        found.sort(key=lambda pair: (pair[0], pair[1].worker_id))
        return [marker for _, marker in found[:MOST_ON_PICTURE]][::-1]

    def _near(self, pose: Pose, now: float) -> Iterator[tuple[_Way, At]]:
        reach = reach_m(pose)
        up = reach / _LEAST_DEGREE_M
        placed = self._placed(now)
        for at in range(bisect_left(placed, pose.latitude - up, key=_latitude), len(placed)):
            latitude, longitude, worker_id = placed[at]
            if latitude > pose.latitude + up:
                return
            away = metres(longitude, latitude, pose.longitude, pose.latitude)
            if math.hypot(*away) <= reach:
                yield self._ways[worker_id], (longitude, latitude)

    def _placed(self, now: float) -> list[tuple[float, float, str]]:
        """Where all are, from south to north: many cameras ask at one moment."""
        if self._placed_at != now:
            self._placed_at = now
            self._places = sorted((*way.at(now)[::-1], key) for key, way in self._ways.items())
        return self._places


def _latitude(placed: tuple[float, float, str]) -> float:
    return placed[0]


def _next_way(before: _Way | None, worker: Worker, now: float) -> _Way:
    assert worker.place is not None
    end = worker.place.longitude, worker.place.latitude
    begin = before.at(now) if before is not None else end
    far = math.hypot(*metres(*end, *begin))
    if before is None or far > JUMP_M or far < 0.1:
        return _Way(worker, end, end, now, now)
    between = SHORTEST_WAY_S
    if worker.seen_at is not None and before.worker.seen_at is not None:
        between = (worker.seen_at - before.worker.seen_at).total_seconds()
    lasts = min(max(between, SHORTEST_WAY_S), LONGEST_WAY_S)
    return _Way(worker, begin, end, now, now + lasts)


def _shown(worker: Worker, today: datetime) -> tuple[float, float]:
    """How strongly he is drawn, and the age of his position in seconds."""
    if worker.seen_at is None:
        return FAINTEST, GONE_S
    age = max((today - worker.seen_at).total_seconds(), 0.0)
    if age <= FRESH_S:
        return 1.0, age
    if age >= GONE_S:
        return 0.0, age
    part = (age - FRESH_S) / (GONE_S - FRESH_S)
    return 1.0 - (1.0 - FAINTEST) * part, age
