"""The platform's JSON: the contract's own case, poor ones, and any at all."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases import wire
from console.cases.case import (
    Case,
    CaseChanged,
    CaseGone,
    Category,
    Clock,
    Named,
    Place,
    PlatformKind,
    Step,
    Unreadable,
    WarningChanged,
    WarningGone,
    WorkerMoved,
)
from console.cases.datum import from_wgs84
from console.cases.fields import WireError

Message = Callable[..., dict[str, Any]]

KINDS = ["case.upsert", "case.gone", "worker.position", "warning.upsert", "warning.gone"]
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(), below, max_size=4),
    max_leaves=12,
)
FIELDS = [
    "id", "rev", "number", "title", "text", "platform", "category", "source", "channel", "status",
    "level", "place", "clocks", "assignee", "reporter", "cameras", "timeline", "reported_at",
    "updated_at", "simulated",
]  # fmt: skip


def test_a_case_of_the_contract_is_read_whole(message_of: Message) -> None:
    case = wire.parse_case(message_of(extra=1))
    assert case.raw["extra"] == 1
    assert case.raw["attachments"][0]["name"] == "a.jpg"
    assert case == Case(
        id="c-20261123-0007", rev=12, number="2026-1123-0007", title="河道漂浮物",
        text="桥下有漂浮物", platform="governance", category_code="0113", category="河道污染",
        source="pingan", channel="grid_worker", status="handling", level="orange",
        place=Place(120.19, 30.47, 15.0, "gps", "石埠桥东", "330113100201003"),
        clocks=(
            Clock("handle", datetime(2026, 11, 23, 8, tzinfo=UTC), "working"),
            Clock(
                "respond", datetime(2026, 11, 23, 6, 30, tzinfo=UTC), "natural",
                done_at=datetime(2026, 11, 23, 6, 10, 0, 250_000, tzinfo=UTC),
            ),
        ),
        unit="综合执法中队", person="陈**", worker="w-12",
        reporter="张**", reporter_phone="138****0000", cameras=("c01", "c05"),
        timeline=(Step(datetime(2026, 11, 23, 6, tzinfo=UTC), "李**", "三网格", "受理", ""),),
        reported_at=datetime(2026, 11, 23, 5, 55, tzinfo=UTC),
        updated_at=datetime(2026, 11, 23, 6, 10, tzinfo=UTC),
        simulated=True, address="石埠桥东", grid="330113100201003",
    )  # fmt: skip


def test_a_case_of_three_fields_is_a_case() -> None:
    case = wire.parse_case({"id": "c-1", "rev": 0, "status": "reported"})
    assert (case.id, case.place, case.level, case.clocks, case.faults) == (
        "c-1",
        None,
        None,
        (),
        (),
    )


@pytest.mark.parametrize("datum", ["wgs84", "cgcs2000", "gcj02", "bd09", "GCJ02"])
def test_a_place_becomes_wgs84(message_of: Message, datum: str) -> None:
    longitude, latitude = from_wgs84(datum.lower(), 120.19, 30.47)
    told = {"longitude": longitude, "latitude": latitude, "datum": datum}
    place = wire.parse_case(message_of(place=told)).place
    assert place is not None
    assert (place.longitude, place.latitude) == pytest.approx((120.19, 30.47), abs=1e-8)
    assert place.accuracy_m is None


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ({"longitude": 30.47, "latitude": 120.19}, "place.latitude: longitude or latitude is out"),
        ({"longitude": 120.19, "latitude": 30.47, "datum": "xian80"}, "place.datum: 'xian80'"),
        ({"longitude": "120", "latitude": 30.47}, "place.longitude: a number is wanted"),
        ("桥东", "place: an object is wanted"),
    ],
)
def test_a_place_that_cannot_be_costs_the_place_and_not_the_case(
    message_of: Message, place: object, fault: str
) -> None:
    case = wire.parse_case(message_of(place=place))
    assert case.place is None
    assert case.faults[0].startswith(fault)


def test_an_accuracy_below_nothing_is_not_taken(message_of: Message) -> None:
    case = wire.parse_case(
        message_of(place={"longitude": 120.1, "latitude": 30.4, "accuracy_m": -3})
    )
    assert case.place is not None
    assert case.place.accuracy_m is None
    assert case.faults == ("place.accuracy_m: is below 0",)


def test_a_place_without_a_position_keeps_its_address(message_of: Message) -> None:
    case = wire.parse_case(message_of(place={"address": "石埠桥东", "grid": "g"}))
    assert (case.place, case.address, case.grid, case.faults) == (None, "石埠桥东", "g", ())


def test_unknown_codes_are_kept_as_their_text(message_of: Message) -> None:
    case = wire.parse_case(
        message_of(platform="water", status="核实中", level="violet", channel="x")
    )
    assert (case.platform, case.status, case.level, case.channel) == (
        "water", "核实中", "violet", "x",
    )  # fmt: skip
    assert case.faults == ()


def test_plain_codes_are_taken_where_objects_are_wanted(message_of: Message) -> None:
    case = wire.parse_case(message_of(category="0113", source="grid"))
    assert (case.category_code, case.category, case.source) == ("0113", "0113", "grid")


def test_a_clock_without_an_end_and_a_step_without_a_time_are_left_out(message_of: Message) -> None:
    case = wire.parse_case(message_of(clocks=[{"kind": "close"}], timeline=[{"actor": "a"}, 7]))
    assert case.clocks == ()
    assert case.timeline == ()
    assert [fault.partition(":")[0] for fault in case.faults] == [
        "clocks[0].due_at", "timeline[1]", "timeline[0].at",
    ]  # fmt: skip


def test_a_case_without_a_status_says_so(message_of: Message) -> None:
    assert wire.parse_case(message_of(status=None)).faults == ("status: is missing",)


@given(st.sampled_from(FIELDS), anything)
def test_any_value_in_any_field_gives_a_case_or_names_the_field(
    message_of: Message, field: str, value: object
) -> None:
    message = message_of(**{field: value})
    told = wire.parse_event("case.upsert", json.dumps(message), 0)
    if isinstance(told, Unreadable):
        assert field in ("id", "rev")
        assert told.fault.startswith(field)
    else:
        assert isinstance(told, CaseChanged)
        assert all(fault.startswith(field) for fault in told.case.faults)


@given(st.sampled_from([*KINDS, "resync", "case.moved", ""]), st.text() | anything.map(json.dumps))
def test_any_event_gives_a_value(kind: str, data: str) -> None:
    told = wire.parse_event(kind, data, 1.0)
    if kind == "resync":
        assert told == "resync"
    elif kind in KINDS:
        assert told is not None
    else:
        assert told is None


@given(st.binary(max_size=300) | anything.map(lambda value: json.dumps(value).encode()))
def test_any_body_gives_a_value_or_a_wire_error(body: bytes) -> None:
    for parse in (wire.open_page, wire.parse_about, wire.parse_workers, wire.parse_warnings):
        with contextlib.suppress(WireError):
            parse(body)


def test_the_events_of_the_stream_are_read(message_of: Message) -> None:
    def told(event: str, /, **fields: Any) -> Any:
        return wire.parse_event(event, json.dumps(fields), 5.0)

    changed = told("case.upsert", **message_of())
    assert isinstance(changed, CaseChanged)
    assert (changed.case.rev, changed.received_at) == (12, 5.0)
    assert told("case.gone", id="c-1", rev=3) == CaseGone("c-1", 3)
    moved = told("worker.position", id="w-1", seen_at="2026-11-23T06:00:00Z", kind="guard")
    assert isinstance(moved, WorkerMoved)
    assert moved.worker.seen_at == datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert isinstance(told("warning.upsert", id="x"), WarningChanged)
    assert told("warning.gone", id="x") == WarningGone("x")


def test_what_is_no_case_is_told_as_unreadable_with_its_id(message_of: Message) -> None:
    told = wire.parse_event("case.upsert", json.dumps(message_of(rev="12")), 0)
    assert told == Unreadable(
        "case", "c-20261123-0007", "rev: a whole number from 0 is wanted, not a text"
    )
    assert wire.parse_event("case.upsert", "{", 0) == Unreadable(
        "case",
        "",
        wire.parse_event("case.upsert", "{", 0).fault,  # type: ignore[union-attr]
    )


def test_a_bad_case_does_not_cost_its_page(message_of: Message) -> None:
    body = {"cases": [message_of(), 7, message_of(id=None)], "next": "p2", "cursor": "c"}
    page = wire.open_page(json.dumps(body).encode()).read()
    assert (len(page.cases), page.next, page.cursor) == (1, "p2", "c")
    assert [each.id for each in page.unreadable] == ["", ""]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"cases": {}, "cursor": "c"}, "cases"),
        ({"cases": []}, "cursor"),
        ({"cases": [], "cursor": "a\nb"}, "cursor"),
        ({"cases": [], "cursor": "c", "next": 7}, "next"),
        ([], ""),
    ],
)
def test_a_page_that_is_none_names_the_field(body: object, field: str) -> None:
    with pytest.raises(WireError) as fault:
        wire.open_page(json.dumps(body).encode())
    assert fault.value.field == field


def test_about_tells_the_platforms() -> None:
    about = wire.parse_about(
        json.dumps(
            {
                "name": "演示镇", "simulated": True, "time": "2026-11-23T06:00:00Z",
                "platforms": [{"id": "governance", "name": "综治工作", "colour": "#5B8DEF"}],
                "levels": ["red"], "sources": [{"id": "pingan", "name": "平安"}],
                "categories": [{"code": "0113", "name": "河道污染", "platform": "governance"}],
            }
        ).encode()
    )  # fmt: skip
    assert about.platforms == (PlatformKind("governance", "综治工作", "#5B8DEF"),)
    assert about.sources == (Named("pingan", "平安"),)
    assert about.categories == (Category("0113", "河道污染", "governance"),)
    assert (about.simulated, about.levels) == (True, ("red",))
    assert about.time == datetime(2026, 11, 23, 6, tzinfo=UTC)


def test_workers_come_bare_or_wrapped() -> None:
    row = {"id": "w-1", "name": "陈**", "place": {"longitude": 120.1, "latitude": 30.4}}
    for body in ([row], {"workers": [row]}):
        (workers, bad) = wire.parse_workers(json.dumps(body).encode())
        assert (workers[0].id, bad) == ("w-1", ())


RING = [[120.1, 30.4], [120.2, 30.4], [120.2, 30.5], [120.1, 30.4]]


@pytest.mark.parametrize(
    "area",
    [
        {"type": "Polygon", "coordinates": [RING, [[0, 0]]]},
        {"type": "MultiPolygon", "coordinates": [[RING]]},
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [RING]}},
    ],
)
def test_a_warning_has_the_outer_rings_of_its_area(area: object) -> None:
    warning = wire.parse_warning({"id": "x", "level": "red", "area": area})
    assert warning.rings == (tuple((east, north) for east, north in RING),)


@pytest.mark.parametrize(
    "area",
    [
        {"type": "Polygon", "coordinates": [[[120.1]]]},
        {"type": "Polygon", "coordinates": [[[1200, 30]]]},
        {"type": "Polygon", "coordinates": [[[1, 2]] * 10_001]},
        {"type": "Point", "coordinates": 7},
        {"type": "Feature"},
        "everywhere",
    ],
)
def test_an_area_that_is_none_leaves_the_warning(area: object) -> None:
    assert wire.parse_warning({"id": "x", "area": area}).rings == ()
