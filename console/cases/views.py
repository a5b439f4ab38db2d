"""Which cases the inbox shows, and in which order: filters, sorts and named views. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from console.cases.case import Case, CaseId
from console.cases.clocks import is_open, lamp, running
from console.cases.notices import Acknowledged
from console.cases.row import is_supervised
from console.cases.row_order import Key
from media.calibration import metres

SORTS = ("urgency", "due", "newest", "updated", "level", "distance", "unit")
LAMPS = ("green", "amber", "red", "grey")
LEVELS = ("red", "orange", "yellow", "blue", "")  # "": without a level
OWNS = ("", "mine", "unacknowledged")
MOST_VIEWS = 50
MOST_CHOSEN = 500  # codes of one filter
LONGEST_NAME, LONGEST_WORDS, LONGEST_CODE = 40, 100, 200
_RANKS = {level: rank for rank, level in enumerate(LEVELS[:-1])}


@dataclass(frozen=True, slots=True)
class Filter:
    """Empty sets let everything pass. ``hidden``: platforms that are not shown (what the platform
    adds tomorrow is). ``areas``: grids, or villages by name. ``own``: one of ``OWNS``."""

    hidden: frozenset[str] = frozenset()
    lamps: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    supervised: bool = False
    own: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A filter with a sort, and its name where it was saved."""

    name: str = ""
    filter: Filter = field(default_factory=Filter)
    sort: str = "urgency"


@dataclass(frozen=True, slots=True)
class Beside:
    """What the room knows besides the platform: who acknowledged which case, which wait for that,
    who sits here, which village a grid belongs to, and from where distances count (longitude,
    latitude)."""

    acknowledged: Mapping[CaseId, Acknowledged] = field(default_factory=dict)
    waiting: Collection[CaseId] = frozenset()
    who: str = ""
    villages: Mapping[str, str] = field(default_factory=dict)
    origin: tuple[float, float] | None = None


PRESETS = (
    View("all"),
    View("urgent", Filter(levels=frozenset(("red", "orange")))),
    View("due_soon", Filter(lamps=frozenset(("amber",))), "due"),
    View("overdue", Filter(lamps=frozenset(("red",))), "due"),
    View("to_accept", Filter(statuses=frozenset(("reported", "reopened"))), "newest"),
    View("supervised", Filter(supervised=True)),
)


def passes(case: Case, wanted: Filter, beside: Beside, now: datetime) -> bool:
    """Whether an open case is shown; a closed one never is. ``words`` are the search's business."""
    return (
        is_open(case)
        and case.platform not in wanted.hidden
        and _among(case.level or "", wanted.levels)
        and _among(case.status, wanted.statuses)
        and _among(case.unit, wanted.units)
        and _among(case.channel, wanted.channels)
        and (not wanted.lamps or lamp(case, now) in wanted.lamps)
        and (not wanted.supervised or is_supervised(case))
        and (not wanted.areas or _in_areas(case, wanted.areas, beside))
        and _is_own(case, wanted.own, beside)
    )


def order_key(case: Case, sort: str, beside: Beside, now: datetime) -> Key:
    """What to sort by; for ``urgency`` the order is that of ``clocks.urgency``, and as the key
    holds no time left it stays true until a limit passes."""
    match sort:
        case "due":
            return (_due(case), *_by_level(case))
        case "newest":
            return (-_moment(case.reported_at), case.id)
        case "updated":
            return (-_moment(case.updated_at or case.reported_at), case.id)
        case "level":
            return (_level(case), _due(case), case.id)
        case "distance":
            return (away_m(case, beside.origin), *_by_level(case))
        case "unit":
            return (not case.unit, case.unit, *_urgency(case, now))
        case _:
            return _urgency(case, now)


def away_m(case: Case, origin: tuple[float, float] | None) -> float:
    """Metres from ``origin``; infinite where one of the places is not known."""
    if origin is None or case.place is None:
        return math.inf
    return math.hypot(*metres(case.place.longitude, case.place.latitude, *origin))


def is_narrow(wanted: Filter) -> bool:
    """Whether it leaves something out."""
    return wanted != Filter()


def _urgency(case: Case, now: datetime) -> Key:
    due = _due(case)
    return (due >= now.timestamp(), _level(case), due, case.id)


def _by_level(case: Case) -> Key:
    return (_level(case), case.id)


def _level(case: Case) -> int:
    """An unknown level is shown before none."""
    return len(_RANKS) + 1 if case.level is None else _RANKS.get(case.level, len(_RANKS))


def _due(case: Case) -> float:
    """When its next limit is; infinite where no clock runs."""
    return min((clock.due_at.timestamp() for clock in running(case)), default=math.inf)


def _moment(at: datetime | None) -> float:
    return at.timestamp() if at is not None else -math.inf


def _among(value: str, wanted: Collection[str]) -> bool:
    return not wanted or value in wanted


def _in_areas(case: Case, areas: Collection[str], beside: Beside) -> bool:
    grid = (case.place.grid if case.place else "") or case.grid
    return grid in areas or beside.villages.get(grid, "") in areas


def _is_own(case: Case, own: str, beside: Beside) -> bool:
    if own == "mine":
        by = beside.acknowledged.get(case.id)
        return bool(beside.who) and beside.who in (case.person, by.who if by is not None else "")
    return own != "unacknowledged" or case.id in beside.waiting


# named views as JSON


def view_json(view: View) -> dict[str, Any]:
    told = {each.name: getattr(view.filter, each.name) for each in fields(Filter)}
    kept = {key: sorted(v) if isinstance(v, frozenset) else v for key, v in told.items() if v}
    return {"name": view.name, "sort": view.sort, "filter": kept}


def view_of(told: object) -> View:
    """What ``view_json`` told; ValueError names what is wrong."""
    if not isinstance(told, dict) or not isinstance(told.get("filter"), dict):
        raise ValueError("a view is an object with a filter")
    name, sort = told.get("name"), told.get("sort")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
        raise ValueError(f"name: 1 to {LONGEST_NAME} characters are wanted")
    if sort not in SORTS:
        raise ValueError(f"sort: one of {', '.join(SORTS)} is wanted")
    return View(name, _filter_of(told["filter"]), sort)


def _filter_of(told: Mapping[str, Any]) -> Filter:
    usual, read = Filter(), dict[str, Any]()
    for each in fields(Filter):
        if each.name in told:
            read[each.name] = _value(each.name, told[each.name], getattr(usual, each.name))
    found = Filter(**read)
    if found.own not in OWNS:
        raise ValueError(f"own: one of {', '.join(OWNS)} is wanted")
    return found


def _value(name: str, value: object, usual: object) -> object:
    if isinstance(usual, frozenset):
        if not isinstance(value, list) or len(value) > MOST_CHOSEN:
            raise ValueError(f"{name}: a list of at most {MOST_CHOSEN} codes is wanted")
        if not all(isinstance(each, str) and len(each) <= LONGEST_CODE for each in value):
            raise ValueError(f"{name}: a code is a text of at most {LONGEST_CODE} characters")
        return frozenset(value)
    if type(value) is not type(usual):
        raise ValueError(f"{name}: is of another kind")
    return value[:LONGEST_WORDS] if isinstance(value, str) else value
