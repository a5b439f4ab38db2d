"""The platform's JSON, to and from our values: the only file that knows its field names.

``docs/platform-api.md`` is the contract. What a message cannot be without raises WireError; a part
that cannot be read is left empty and noted in ``Case.faults``. Unknown fields stay in ``raw``,
unknown codes stay the text they came as. Places become WGS-84 here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from console.cases.case import (
    About,
    Case,
    CaseChanged,
    CaseGone,
    CaseId,
    Category,
    Clock,
    Named,
    Place,
    PlatformKind,
    PublicWarning,
    Step,
    Unreadable,
    WarningChanged,
    WarningGone,
    Worker,
    WorkerMoved,
)
from console.cases.datum import DATUMS, to_wgs84
from console.cases.fields import LONGEST_ID, LONGEST_TEXT, Fields, WireError, load_json

MOST_CAMERAS = 64  # of one case
MOST_CLOCKS = 16
MOST_STEPS = 500
MOST_CODES = 5000  # platforms, sources, categories
MOST_ROWS = 20_000  # workers or warnings in one answer
MOST_POINTS = 10_000  # of a warning's area
LONGEST_CURSOR = 1024

ABOUT, CASES, STREAM, WORKERS, WARNINGS = "about", "cases", "cases/stream", "workers", "warnings"
RESYNC: Literal["resync"] = "resync"

T = TypeVar("T")
Told = CaseChanged | CaseGone | WarningChanged | WarningGone | WorkerMoved | Unreadable


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the snapshot. ``unreadable``: what stood there and is no case."""

    cases: tuple[Case, ...]
    unreadable: tuple[Unreadable, ...]
    next: str | None
    cursor: str


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A page of which is known where it goes on, and whose cases were not looked at yet."""

    rows: list[Any]
    next: str | None
    cursor: str

    def read(self) -> Page:
        cases, unreadable = _sorted_out(self.rows, "case", parse_case)
        return Page(cases, unreadable, self.next, self.cursor)


def page_query(limit: int, page: str | None) -> dict[str, str]:
    """What to ask for a page of the open cases."""
    query = {"state": "open", "limit": str(limit)}
    return query if page is None else {**query, "page": page}


def parse_about(body: bytes) -> About:
    fields = Fields(load_json(body))
    platforms = [
        PlatformKind(each.need_id("id"), each.text("name"), each.text("colour", 16))
        for each in fields.each("platforms", MOST_CODES)
    ]
    return About(
        fields.text("name"),
        fields.flag("simulated"),
        tuple(platforms),
        fields.texts("levels", MOST_CODES),
        tuple(
            Named(each.need_id("id"), each.text("name"))
            for each in fields.each("sources", MOST_CODES)
        ),
        tuple(
            Category(each.text("code"), each.text("name"), each.text("platform"))
            for each in fields.each("categories", MOST_CODES)
        ),
        fields.time("time"),
    )


def open_page(body: bytes) -> OpenedPage:
    """A page of ``GET /cases``. Only a page without a list or a cursor is an error."""
    fields = Fields(load_json(body))
    listed = fields.raw.get("cases")
    if not isinstance(listed, list):
        raise WireError("cases", "a list is wanted")
    cursor = _cursor(fields, "cursor")
    if cursor is None:
        raise WireError("cursor", "is missing: the stream cannot follow this snapshot")
    return OpenedPage(listed, _cursor(fields, "next"), cursor)


def parse_workers(body: bytes) -> tuple[tuple[Worker, ...], tuple[Unreadable, ...]]:
    return _sorted_out(_rows(load_json(body), WORKERS), "worker", parse_worker)


def parse_warnings(body: bytes) -> tuple[tuple[PublicWarning, ...], tuple[Unreadable, ...]]:
    return _sorted_out(_rows(load_json(body), WARNINGS), "warning", parse_warning)


def parse_event(kind: str, data: str, received_at: float) -> Told | Literal["resync"] | None:
    """What a stream event tells; None for a kind that is not known here. Never raises."""
    if kind == RESYNC:
        return RESYNC
    reader = _EVENTS.get(kind)
    if reader is None:
        return None
    raw: object = None
    try:
        raw = load_json(data)
        told = reader(raw)
    except WireError as fault:
        return _unreadable(kind.partition(".")[0], raw, fault)
    return CaseChanged(told, received_at) if isinstance(told, Case) else told


def parse_case(raw: object) -> Case:
    fields = Fields(raw)
    code, category = _code_and_name(fields, "category", "code")
    source, _ = _code_and_name(fields, "source", "id")
    place = fields.below("place")
    assignee, reporter = fields.below("assignee"), fields.below("reporter")
    if not fields.raw.get("status"):
        fields.fault("status", "is missing")
    return Case(
        id=CaseId(fields.need_id("id")),
        rev=fields.need_whole("rev"),
        status=fields.text("status"),
        number=fields.text("number"),
        title=fields.text("title"),
        text=fields.text("text", LONGEST_TEXT),
        platform=fields.text("platform"),
        category_code=code,
        category=category,
        source=source,
        channel=fields.text("channel"),
        level=fields.text("level") or None,
        place=_place(place),
        address=place.text("address") if place else "",
        grid=place.text("grid") if place else "",
        clocks=tuple(_clocks(fields)),
        unit=assignee.text("unit") if assignee else "",
        person=assignee.text("person") if assignee else "",
        worker=assignee.text("worker") if assignee else "",
        reporter=reporter.text("name") if reporter else "",
        reporter_phone=reporter.text("phone") if reporter else "",
        cameras=fields.texts("cameras", MOST_CAMERAS),
        timeline=tuple(_steps(fields)),
        reported_at=fields.time("reported_at"),
        updated_at=fields.time("updated_at"),
        simulated=fields.flag("simulated"),
        raw=fields.raw,
        faults=tuple(fields.faults),
    )


def parse_gone(raw: object) -> CaseGone:
    fields = Fields(raw)
    return CaseGone(CaseId(fields.need_id("id")), fields.need_whole("rev"))


def parse_worker(raw: object) -> Worker:
    fields = Fields(raw)
    return Worker(
        fields.need_id("id"),
        fields.text("name"),
        fields.text("kind"),
        fields.text("grid"),
        _place(fields.below("place")),
        fields.time("seen_at"),
        fields.text("phone"),
    )


def parse_warning(raw: object) -> PublicWarning:
    fields = Fields(raw)
    return PublicWarning(
        fields.need_id("id"),
        fields.text("level"),
        fields.text("title"),
        fields.text("text", LONGEST_TEXT),
        fields.time("effective"),
        fields.time("expires"),
        fields.flag("exercise"),
        _rings(fields.below("area")),
    )


def parse_warning_gone(raw: object) -> WarningGone:
    return WarningGone(Fields(raw).need_id("id"))


_EVENTS: dict[str, Callable[[object], Case | Told]] = {
    "case.upsert": parse_case,
    "case.gone": parse_gone,
    "worker.position": lambda raw: WorkerMoved(parse_worker(raw)),
    "warning.upsert": lambda raw: WarningChanged(parse_warning(raw)),
    "warning.gone": parse_warning_gone,
}


# parts


def _place(fields: Fields | None) -> Place | None:
    """The place in WGS-84; None where it has no position that can be."""
    if fields is None:
        return None
    longitude, latitude = fields.number("longitude"), fields.number("latitude")
    datum = (fields.text("datum") or "wgs84").lower()
    if longitude is None or latitude is None:
        return None
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        fields.fault("latitude", "longitude or latitude is out of bounds")
        return None
    if datum not in DATUMS:
        # drawn where it is not would be worse than not drawn
        fields.fault("datum", f"{datum[:20]!r} is none of {', '.join(DATUMS)}")
        return None
    longitude, latitude = to_wgs84(datum, longitude, latitude)
    return Place(
        longitude,
        latitude,
        _radius(fields),
        fields.text("method"),
        fields.text("address"),
        fields.text("grid"),
    )


def _radius(fields: Fields) -> float | None:
    radius = fields.number("accuracy_m")
    if radius is not None and radius < 0:
        fields.fault("accuracy_m", "is below 0")
        return None
    return radius


def _clocks(fields: Fields) -> Iterator[Clock]:
    for each in fields.each("clocks", MOST_CLOCKS):
        due_at = each.time("due_at")
        if due_at is None:
            each.fault("due_at", "is missing, the clock is left out")
            continue
        unit = each.text("unit") or "natural"
        yield Clock(each.text("kind"), due_at, unit, each.flag("paused"), each.time("done_at"))


def _steps(fields: Fields) -> Iterator[Step]:
    for each in fields.each("timeline", MOST_STEPS):
        at = each.time("at")
        if at is None:
            each.fault("at", "is missing, the entry is left out")
            continue
        yield Step(
            at,
            each.text("actor"),
            each.text("unit"),
            each.text("action"),
            each.text("text", LONGEST_TEXT),
        )


def _code_and_name(fields: Fields, key: str, code: str) -> tuple[str, str]:
    """``{"code","name"}``, or a plain code as poor platforms send it."""
    if isinstance(fields.raw.get(key), str):
        plain = fields.text(key)
        return plain, plain
    below = fields.below(key)
    if below is None:
        return "", ""
    found = below.text(code)
    return found, below.text("name") or found


def _rings(area: Fields | None) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The outer rings of a GeoJSON Polygon, MultiPolygon or Feature of these."""
    if area is not None and area.raw.get("type") == "Feature":
        area = area.below("geometry")
    if area is None:
        return ()
    shape: Any = area.raw.get("coordinates")
    try:
        polygons = [shape] if area.raw.get("type") == "Polygon" else shape
        rings = tuple(_ring(polygon[0]) for polygon in polygons)
        if sum(map(len, rings)) <= MOST_POINTS:
            return rings
    except (TypeError, ValueError, LookupError, OverflowError):
        pass
    area.fault("coordinates", f"a polygon or several of {MOST_POINTS} points are wanted")
    return ()


def _ring(points: Any) -> tuple[tuple[float, float], ...]:
    ring = tuple((float(point[0]), float(point[1])) for point in points)
    if any(not (-180 <= east <= 180 and -90 <= north <= 90) for east, north in ring):
        raise ValueError
    return ring


def _cursor(fields: Fields, key: str) -> str | None:
    value = fields.raw.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > LONGEST_CURSOR or not value.isprintable():
        raise WireError(key, f"a text of at most {LONGEST_CURSOR} characters is wanted")
    return value


def _rows(whole: object, key: str) -> list[object]:
    """A list, bare or as the one field of an object."""
    listed = whole.get(key) if isinstance(whole, dict) else whole
    if not isinstance(listed, list):
        raise WireError(key, "a list is wanted")
    return listed[:MOST_ROWS]


def _sorted_out(
    rows: list[Any], what: str, parse: Callable[[object], T]
) -> tuple[tuple[T, ...], tuple[Unreadable, ...]]:
    """The readable rows, and what stood in place of the others."""
    good: list[T] = []
    bad: list[Unreadable] = []
    for row in rows:
        try:
            good.append(parse(row))
        except WireError as fault:
            bad.append(_unreadable(what, row, fault))
    return tuple(good), tuple(bad)


def _unreadable(what: str, raw: object, fault: WireError) -> Unreadable:
    known = raw.get("id") if isinstance(raw, dict) else None
    return Unreadable(what, known[:LONGEST_ID] if isinstance(known, str) else "", str(fault))
