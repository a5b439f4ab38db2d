from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import CaseId
from console.cases.fields import WireError
from console.cases.places import Bounds, suspects
from console.cases.sources.fence import Fence
from console.cases.sources.mapping import FIELDS, CategoryRow, From, Mapped, read_case, read_cases

ORIGIN = From("wangge")
MAPPED = Mapped(
    fields={
        "id": ("eventId",), "title": ("事件名称",), "status": ("state",), "level": ("grade",),
        "category": ("typeCode",), "longitude": ("pos", "lng"), "latitude": ("pos", "lat"),
        "reported_at": ("time",), "updated_at": ("changed",), "due_at": ("limit",),
        "address": ("pos", "addr"), "point": ("geometry",), "rev": ("version",),
    },
    values={"status": {"0": "reported", "9": "closed", "*": "handling"}, "level": {"1": "red"}},
    categories={"X1": CategoryRow("X1", "河道污染", "0113", "governance", "orange")},
    platform="service",
    accuracy_m=40.0,
)  # fmt: skip


def read(message: dict[str, Any], mapped: Mapped = MAPPED, origin: From = ORIGIN) -> Any:
    return read_case({"eventId": "77", **message}, mapped, origin)


def test_a_foreign_message_becomes_a_case_of_its_source() -> None:
    case = read({
        "事件名称": "桥下漂浮物", "state": 0, "grade": "1", "typeCode": "X1",
        "pos": {"lng": "120.19", "lat": 30.47, "addr": "石埠桥东"}, "version": 4,
        "time": "2026-11-23 14:05:00", "changed": 1795413900000, "limit": "2026-11-23T16:00:00Z",
        "theirs": "kept",
    })  # fmt: skip
    assert (case.id, case.feed, case.rev, case.number) == ("wangge:77", "wangge", 4, "77")
    assert (case.status, case.level, case.platform) == ("reported", "red", "governance")
    assert (case.category_code, case.category, case.source) == ("0113", "河道污染", "wangge")
    assert (case.place.longitude, case.place.accuracy_m, case.address) == (120.19, 40.0, "石埠桥东")
    assert case.reported_at == datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
    assert case.updated_at == datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
    assert case.clocks[0].due_at == datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert case.raw["theirs"] == "kept"
    assert not case.faults


def test_what_no_table_names_has_the_tables_otherwise_or_its_own_text() -> None:
    case = read({"state": 5, "grade": "special", "typeCode": "Z9"})
    assert (case.status, case.level, case.category_code) == ("handling", "special", "Z9")
    assert case.platform == "service"


def test_the_category_list_gives_a_level_where_none_is_told() -> None:
    assert read({"typeCode": "X1", "state": "0"}).level == "orange"


def test_a_time_that_is_none_is_named_and_not_swallowed() -> None:
    case = read({"changed": "gestern", "time": -1, "state": "0"})
    assert case.updated_at is None
    assert sorted(case.faults) == [
        "reported_at: '-1' is no time",
        "updated_at: 'gestern' is no time",
    ]


def test_a_place_outside_of_the_fence_is_suspect_and_the_case_is_there() -> None:
    origin = replace(ORIGIN, fence=Fence(Bounds(120, 30, 121, 31)))
    inside = read({"pos": {"lng": 120.2, "lat": 30.4}}, origin=origin)
    outside = read({"pos": {"lng": 121.2, "lat": 30.4}}, origin=origin)
    assert suspects([inside, outside], None) == [outside]


def test_the_datum_of_a_source_is_turned_into_wgs84() -> None:
    case = read({"pos": {"lng": 120.19, "lat": 30.47}}, replace(MAPPED, datum="gcj02"))
    assert 0.004 < 120.19 - case.place.longitude < 0.006


def test_an_area_is_its_middle_with_its_spread() -> None:
    ring = [[120.0, 30.0], [120.002, 30.0], [120.002, 30.002], [120.0, 30.0]]
    case = read({"geometry": {"type": "Polygon", "coordinates": [ring]}})
    assert (case.place.longitude, case.place.latitude) == pytest.approx((120.001, 30.001))
    assert 140 < case.place.accuracy_m < 150


def test_a_message_without_an_id_is_unreadable_and_costs_no_other() -> None:
    cases, bad = read_cases([{"eventId": ""}, 5, {"eventId": 7}, {"eventId": "8", "version": -1}],
                            MAPPED, ORIGIN)  # fmt: skip
    assert [case.id for case in cases] == ["wangge:7"]
    assert [each.id for each in bad] == ["", "", "wangge:8"]


def test_two_sources_with_the_same_native_id_do_not_collide() -> None:
    ids = {read({}, origin=From(feed)).id for feed in ("pingan", "wangge")}
    assert ids == {CaseId("pingan:77"), CaseId("wangge:77")}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_value_in_any_field_gives_a_case_or_a_wire_error(message: dict[str, Any]) -> None:
    mapped = Mapped(fields={name: (name,) for name in FIELDS})
    try:
        case = read_case(message, mapped, ORIGIN)
    except WireError:
        return
    assert case.id.startswith("wangge:")
