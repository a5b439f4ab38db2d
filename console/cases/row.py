"""What a row of the inbox says of a case, without words of any language but its own. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.cases.case import Case
from console.cases.clocks import Lamp, lamp, left_s, running

SUPERVISED = "supervise"  # the action by which a case is under supervision (督办)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """``longitude``, ``latitude``: WGS-84, None where the place is not known."""

    id: str
    rev: int
    title: str
    place: str
    platform: str
    level: str | None
    lamp: Lamp
    left_min: int | None  # whole minutes, so that a row changes once a minute at most
    status: str
    unit: str = ""
    grid: str = ""
    reported_at: datetime | None = None
    longitude: float | None = None
    latitude: float | None = None
    supervised: bool = False
    unseen: bool = False  # came while the room was open, and nobody looked yet
    acknowledged: bool = True
    away_m: float | None = None  # from the camera that is asked about
    feed: str = ""  # the case source that tells of it
    number: str = ""  # said where the case was found to be several
    working_until: datetime | None = None  # the limit's end, where it counts working time


def row_of(case: Case, now: datetime, unseen: bool = False, acknowledged: bool = True) -> CaseRow:
    left, place = left_s(case, now), case.place
    grid = (place.grid if place else "") or case.grid
    address = (place.address if place else "") or case.address
    return CaseRow(
        case.id,
        case.rev,
        case.title,
        address or grid,
        case.platform,
        case.level,
        lamp(case, now),
        None if left is None else int(left // 60),
        case.status,
        case.unit,
        grid if address else "",
        case.reported_at,
        place.longitude if place else None,
        place.latitude if place else None,
        is_supervised(case),
        unseen,
        acknowledged,
        feed=case.feed,
        number=case.number if case.joined else "",
        working_until=_working_until(case),
    )


def _working_until(case: Case) -> datetime | None:
    first = min(running(case), key=lambda clock: clock.due_at, default=None)
    return first.due_at if first is not None and first.unit == "working" else None


def is_supervised(case: Case) -> bool:
    return any(step.action == SUPERVISED for step in case.timeline)
