"""Somebody else's message as a case of ours: which field means what is data. Pure.

The message is first written as the contract of ``docs/platform-api.md`` says, then read by the same
reader as the platform's own: one place holds the limits and names what cannot be read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from console.cases.case import Case, CaseId, Unreadable
from console.cases.fields import LONGEST_ID, LONGEST_LINE, WireError, time_of
from console.cases.sources.fence import Fence
from console.cases.sources.pointer import Path, value_at
from console.cases.wire import parse_case

# of a case of ours; point is a GeoJSON geometry, due_at becomes a clock
FIELDS = (
    "id", "rev", "number", "title", "text", "platform", "category", "category_name", "source",
    "channel", "status", "level", "longitude", "latitude", "point", "accuracy_m", "method",
    "address", "grid", "unit", "person", "reporter", "reporter_phone", "cameras", "reported_at",
    "updated_at", "due_at", "simulated",
)  # fmt: skip
VALUED = ("status", "level", "platform", "channel")  # whose codes are translated
OTHERWISE = "*"  # in a table of values: whatever it does not name
BETWEEN = ":"  # a source's id and the native one

_TIMES = ("reported_at", "updated_at", "due_at")
_OUTSIDE = "place: lies outside of the source's geofence"
_MILLISECONDS = 1e11  # a larger number of seconds would be past the year 5000


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One line of a source's category list: their code, and what it is here."""

    code: str
    description: str = ""
    category: str = ""  # our code; empty: theirs
    platform: str = ""
    level: str = ""  # the column priority


@dataclass(frozen=True, slots=True)
class Mapped:
    """Which of their fields mean what, and what their codes are here."""

    fields: Mapping[str, Path] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    categories: Mapping[str, CategoryRow] = field(default_factory=dict)
    platform: str = ""  # of a case that none is told or known for
    datum: str = "wgs84"
    accuracy_m: float | None = None  # where none is told
    utc_offset_h: float = 8.0  # of times that come without one


@dataclass(frozen=True, slots=True)
class From:
    """Where a case comes from, apart from its message."""

    feed: str
    fence: Fence | None = None
    simulated: bool = False


def native_id(message: object, mapped: Mapped, usual: str = "") -> str:
    """The source's own id of a case. WireError where it has none."""
    found = value_at(message, mapped.fields.get("id", ("id",)))
    if type(found) is int:
        found = str(found)
    if found is None:
        found = usual
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST_ID or not found.isprintable():
        raise WireError("id", f"a text of 1 to {LONGEST_ID} characters is wanted")
    return found


def case_id(feed: str, native: str) -> CaseId:
    """Two sources never collide: ``311:77-2``."""
    return CaseId(f"{feed}{BETWEEN}{native}")


def read_case(message: object, mapped: Mapped, origin: From, usual_id: str = "") -> Case:
    """The case of a message; ``rev`` is 0 where it tells none. WireError where it is no case."""
    if not isinstance(message, dict):
        raise WireError("", "an object is wanted")
    native = native_id(message, mapped, usual_id)
    faults: list[str] = []
    written = _written(message, mapped, origin, native, faults)
    case = parse_case(written)
    if case.place is not None and origin.fence is not None and not origin.fence.holds(case.place):
        faults.append(_OUTSIDE)
    return replace(
        case, raw=message, feed=origin.feed, faults=(*faults, *case.faults),
        simulated=case.simulated or origin.simulated,
    )  # fmt: skip


def read_cases(
    messages: Iterable[object], mapped: Mapped, origin: From
) -> tuple[list[Case], list[Unreadable]]:
    """The cases among messages, and what stood in place of the others."""
    cases: list[Case] = []
    unreadable: list[Unreadable] = []
    for message in messages:
        try:
            cases.append(read_case(message, mapped, origin))
        except WireError as fault:
            unreadable.append(unreadable_of(message, mapped, origin.feed, fault))
    return cases, unreadable


def unreadable_of(
    message: object, mapped: Mapped, feed: str, fault: WireError, usual_id: str = ""
) -> Unreadable:
    """With the case's id where the message has one: what is known of that case stays."""
    try:
        known: str = case_id(feed, native_id(message, mapped, usual_id))
    except WireError:
        known = ""
    return Unreadable("case", known, f"{feed}: {fault}")


def is_told(mapped: Mapped, name: str) -> bool:
    """Whether messages of this source have such a field at all."""
    return name in mapped.fields


def _written(
    message: Mapping[str, Any], mapped: Mapped, origin: From, native: str, faults: list[str]
) -> dict[str, Any]:
    """The message as the contract would have it."""
    at = {name: value_at(message, path) for name, path in mapped.fields.items()}
    row = mapped.categories.get(_code(at.get("category")))
    times = {name: _time(name, at.get(name), mapped, faults) for name in _TIMES}
    level = _translated("level", at, mapped) or (row.level if row else "")
    platform = _translated("platform", at, mapped) or (row.platform if row else "")
    place = _place(at, mapped)
    return {
        "id": case_id(origin.feed, native),
        "rev": at["rev"] if type(at.get("rev")) is int else 0,
        "number": at.get("number") or native,
        "title": at.get("title") or at.get("category_name") or (row.description if row else ""),
        "text": at.get("text"),
        "platform": platform or mapped.platform,
        "category": _category(at, row),
        "source": at.get("source") or origin.feed,
        "channel": _translated("channel", at, mapped),
        "status": _translated("status", at, mapped),
        "level": level or None,
        "place": place,
        "clocks": [{"kind": "handle", "due_at": times["due_at"]}] if times["due_at"] else [],
        "assignee": {"unit": at.get("unit"), "person": at.get("person")},
        "reporter": {"name": at.get("reporter"), "phone": at.get("reporter_phone")},
        "cameras": _listed(at.get("cameras")),
        "reported_at": times["reported_at"],
        "updated_at": times["updated_at"],
        "simulated": at.get("simulated"),
    }


def _translated(name: str, at: Mapping[str, Any], mapped: Mapped) -> str:
    """A code in our words; one that no table names stays as it came."""
    code = _code(at.get(name))
    table = mapped.values.get(name, {})
    return table.get(code, table.get(OTHERWISE, code))


def _code(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)[:LONGEST_LINE] if isinstance(value, str | int | float) else ""


def _category(at: Mapping[str, Any], row: CategoryRow | None) -> dict[str, str]:
    code = _code(at.get("category"))
    name = _code(at.get("category_name"))
    if row is None:
        return {"code": code, "name": name or code}
    return {"code": row.category or code, "name": row.description or name or code}


def _listed(value: object) -> object:
    """Camera ids as a list, or as one text with commas."""
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def _time(name: str, value: object, mapped: Mapped, faults: list[str]) -> str | None:
    """An RFC 3339 time: of seconds or milliseconds since 1970, or of a time without an offset."""
    if value is None or value == "":
        return None
    found: datetime | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        found = _since_1970(float(value))
    elif isinstance(value, str):
        found = time_of(value) or _local(value, mapped.utc_offset_h)
    if found is None:
        faults.append(f"{name}: {_code(value)[:40]!r} is no time")
        return None
    return found.astimezone(UTC).isoformat()


def _since_1970(value: float) -> datetime | None:
    if not math.isfinite(value) or value < 0:
        return None
    try:
        return datetime.fromtimestamp(value / 1000 if value > _MILLISECONDS else value, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _local(text: str, offset_h: float) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip()[:40])
    except ValueError:
        return None
    zone = timezone(timedelta(hours=offset_h))
    try:
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:
        return None


def _place(at: Mapping[str, Any], mapped: Mapped) -> dict[str, Any]:
    longitude, latitude = _number(at.get("longitude")), _number(at.get("latitude"))
    accuracy = _number(at.get("accuracy_m"))
    if longitude is None or latitude is None:
        longitude, latitude, spread_m = _middle(at.get("point"))
        accuracy = accuracy if accuracy is not None else spread_m
    return {
        "longitude": longitude,
        "latitude": latitude,
        "datum": mapped.datum,
        "accuracy_m": accuracy if accuracy is not None else mapped.accuracy_m,
        "method": at.get("method"),
        "address": at.get("address"),
        "grid": at.get("grid"),
    }


def _number(value: object) -> object:
    """A number that may be written as a text, as XML has it; what is none stays, to be named."""
    if isinstance(value, str):
        try:
            return float(value) if value.strip() else None
        except ValueError:
            return value
    return value


def _middle(geometry: object) -> tuple[Any, Any, float | None]:
    """(longitude, latitude, radius in metres) of a GeoJSON geometry; a point has no radius."""
    if not isinstance(geometry, dict):
        return None, None, None
    points: list[tuple[float, float]] = []
    _gather(geometry.get("coordinates"), points)
    if not points:
        return None, None, None
    east, north = [x for x, _ in points], [y for _, y in points]
    x, y = (min(east) + max(east)) / 2, (min(north) + max(north)) / 2
    if len(points) == 1:
        return x, y, None
    across = (max(east) - min(east)) * 111_320 * math.cos(math.radians(y))
    return x, y, math.hypot(across, (max(north) - min(north)) * 110_574) / 2


_MOST_POINTS = 10_000


def _gather(coordinates: object, points: list[tuple[float, float]], depth: int = 0) -> None:
    if not isinstance(coordinates, list) or depth > 4 or len(points) >= _MOST_POINTS:
        return
    if len(coordinates) >= 2 and all(type(each) in (int, float) for each in coordinates[:2]):
        points.append((float(coordinates[0]), float(coordinates[1])))
        return
    for each in coordinates:
        _gather(each, points, depth + 1)
