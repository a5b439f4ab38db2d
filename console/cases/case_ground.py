"""The open cases by where they are, who names them and how urgent they are: kept so change by
change, so that a change costs the same among ten cases and among ten thousand. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TypeVar

from console.cases.case import Case, CaseId, Place
from console.cases.clocks import Lamp, is_open, lamp
from console.cases.markers import SEEN_M
from console.cases.row_order import Order
from console.cases.views import Beside, order_key
from media.calibration import Pose, metres

SQUARE = 0.004  # degrees: a few hundred metres, so that few squares hold what is within SEEN_M
AGED = 100  # cases that one call of ``ageing`` looks at
_DEGREE_M = 110_500  # of latitude, at least
_BESIDE = Beside()

Square = tuple[int, int]
K = TypeVar("K", str, tuple[int, int])


@dataclass(slots=True)
class Trail:
    """What changes touched: cameras that a case names or named, and places where one is or was."""

    cameras: set[str] = field(default_factory=set)
    places: list[tuple[float, float]] = field(default_factory=list)

    def concerns(self, camera: str, pose: Pose | None) -> bool:
        """Whether the picture of a camera may show something else now."""
        if camera in self.cameras:
            return True
        return pose is not None and any(_is_seen(x, y, pose) for x, y in self.places)


class Ground:
    """Open cases only."""

    def __init__(self) -> None:
        self._cases: dict[CaseId, Case] = {}
        self._naming: dict[str, set[CaseId]] = {}
        self._squares: dict[Square, set[CaseId]] = {}
        self._lamps: dict[CaseId, Lamp] = {}
        self._order = Order()
        self._ageing: Iterator[CaseId] = iter(())

    def __len__(self) -> int:
        return len(self._cases)

    def apply(self, changed: Iterable[Case], gone: Iterable[CaseId], now: datetime) -> Trail:
        trail = Trail()
        for case in changed:
            self._leave(case.id, trail)
            if is_open(case):
                self._come(case, trail, now)
        for case_id in gone:
            self._leave(case_id, trail)
        return trail

    def around(self, camera: str, pose: Pose | None) -> list[Case]:
        """The cases that name the camera, and those within ``SEEN_M`` of where it stands."""
        near = self._near(pose) if pose is not None else ()
        return [self._cases[i] for i in {*self._naming.get(camera, ()), *near}]

    def concerns(self, camera: str, pose: Pose) -> bool:
        """Whether some case names the camera or is near it, wherever it looks."""
        return bool(self._naming.get(camera)) or next(self._near(pose), None) is not None

    def pressing(self) -> Iterator[Case]:
        """All of them, the most urgent first, as far as time has been looked at."""
        return (self._cases[case_id] for case_id in self._order)

    def ageing(self, now: datetime, most: int = AGED) -> list[Case]:
        """Look at the next cases again: those whose lamp is another now, though nothing of them
        was told."""
        looked_at = list(islice(self._ageing, most))
        if len(looked_at) < most:
            self._ageing = iter(list(self._cases))
            looked_at += islice(self._ageing, most - len(looked_at))
        return [case for i in dict.fromkeys(looked_at) if (case := self._turned(i, now))]

    # -- inside

    def _come(self, case: Case, trail: Trail, now: datetime) -> None:
        self._cases[case.id] = case
        self._lamps[case.id] = lamp(case, now)
        self._order.put(case.id, order_key(case, "urgency", _BESIDE, now))
        for camera in case.cameras:
            self._naming.setdefault(camera, set()).add(case.id)
        if case.place is not None:
            self._squares.setdefault(_square(case.place), set()).add(case.id)
        _note(case, trail)

    def _leave(self, case_id: CaseId, trail: Trail) -> None:
        case = self._cases.pop(case_id, None)
        if case is None:
            return
        self._lamps.pop(case_id, None)
        self._order.put(case_id, None)
        for camera in set(case.cameras):
            _take_out(self._naming, camera, case_id)
        if case.place is not None:
            _take_out(self._squares, _square(case.place), case_id)
        _note(case, trail)

    def _turned(self, case_id: CaseId, now: datetime) -> Case | None:
        case = self._cases.get(case_id)
        if case is None:
            return None
        self._order.put(case_id, order_key(case, "urgency", _BESIDE, now))
        seen = lamp(case, now)
        if seen == self._lamps[case_id]:
            return None
        self._lamps[case_id] = seen
        return case

    def _near(self, pose: Pose) -> Iterator[CaseId]:
        up = SEEN_M / _DEGREE_M
        across = up / max(math.cos(math.radians(pose.latitude)), 0.01)
        west, south = _cell(pose.longitude - across), _cell(pose.latitude - up)
        east, north = _cell(pose.longitude + across), _cell(pose.latitude + up)
        for x in range(west, east + 1):
            for y in range(south, north + 1):
                for case_id in self._squares.get((x, y), ()):
                    place = self._cases[case_id].place
                    if place is not None and _is_seen(place.longitude, place.latitude, pose):
                        yield case_id


def _note(case: Case, trail: Trail) -> None:
    trail.cameras.update(case.cameras)
    if case.place is not None:
        trail.places.append((case.place.longitude, case.place.latitude))


def _take_out(table: dict[K, set[CaseId]], key: K, case_id: CaseId) -> None:
    held = table.get(key)
    if held is not None:
        held.discard(case_id)
        if not held:
            del table[key]


def _is_seen(longitude: float, latitude: float, pose: Pose) -> bool:
    if abs(latitude - pose.latitude) * _DEGREE_M > SEEN_M * 1.02:
        return False
    return math.hypot(*metres(longitude, latitude, pose.longitude, pose.latitude)) <= SEEN_M


def _square(place: Place) -> Square:
    return _cell(place.longitude), _cell(place.latitude)


def _cell(degrees: float) -> int:
    return math.floor(degrees / SQUARE)
