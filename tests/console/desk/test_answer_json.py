from __future__ import annotations

import math

import jsonschema_rs

from console.cases.case import Case, CaseId
from console.control.openapi import CALLS
from console.desk.answer_json import case_json, layout_json, losses_json, tile_json
from console.ui.feed import Figures
from layouts.store import load_layouts
from media.source import Live, Lost, Replaying, Source, Stale, Trouble
from tests.console.desk.small_desk import report
from tests.console.desk.test_answers import NOW


def test_a_tile_is_told_in_the_contracts_fields() -> None:
    told = tile_json(report(Live(0.031), 0.031), Source.parse("camera:gate"))
    assert told == {
        "cell": 0, "source": "camera:gate", "rect": [4, 8, 640, 360], "state": "live",
        "reason": None, "fps": 25.0, "age_ms": 31, "stream": "sub",
        "transport": "tcp", "instead_of": "udp", "codec": "h264",
        "size": [640, 360], "kbps": 501, "dropped": 2, "errors": 5, "lost_packets": 30,
        "reconnects": 1, "markers": 2,
        "skipped": 0, "effort": None, "delay_ms": None, "held_back": 0, "key_interval_s": None,
        "replay": None,
    }  # fmt: skip


def test_what_a_camera_has_lost_is_not_known_before_it_was_connected() -> None:
    assert losses_json(Figures()) is None
    told = losses_json(Figures("sub", dropped=2, errors=5, lost_packets=30, reconnects=1))
    assert told == {"dropped": 2, "errors": 5, "lost_packets": 30, "reconnects": 1}


def test_a_tile_that_is_not_live_has_a_reason_and_never_an_impossible_number() -> None:
    assert tile_json(report(Stale(19.2), 19.2), None)["reason"]
    assert tile_json(report(Lost(Trouble.UNAUTHORIZED), math.nan), None)["age_ms"] is None


def test_a_tile_that_replays_says_of_when_its_picture_is() -> None:
    tile = tile_json(report(Replaying(60.0, 0.0, "gap", 90.0, 52.5), 0.1), None)
    assert tile["state"] == "replay"
    assert tile["replay"] == {
        "at": "1970-01-01T00:01:00.000Z", "rate": 0.0, "state": "gap",
        "next_at": "1970-01-01T00:01:30.000Z", "shown_at": "1970-01-01T00:00:52.500Z",
    }  # fmt: skip


def test_cases_and_layouts_are_told_in_the_contracts_fields() -> None:
    case = Case(
        CaseId("c-1"), 4, "2026-1", "河道漂浮物", "", "governance", "", "", "grid", "pc",
        "accepted", "red", None,
    )  # fmt: skip
    assert case_json(case, NOW) == {
        "id": "c-1", "rev": 4, "status": "accepted", "platform": "governance", "lamp": "grey",
        "level": "red", "title": "河道漂浮物", "reported_at": None,
    }  # fmt: skip
    told = layout_json(load_layouts(None)["1+5"])
    assert (told["name"], len(told["cells"]), told["origin"]) == ("1+5", 6, "preset")


def test_every_field_of_a_layout_is_in_the_document() -> None:
    schema = CALLS["GET", "/v1/layouts"].answer
    assert schema is not None
    told = [layout_json(layout) for layout in load_layouts(None).values()]
    jsonschema_rs.validate(schema, told)
    one = schema["items"]["properties"]
    assert set(told[0]) == set(one)
    assert set(told[0]["cells"][0]) == set(one["cells"]["items"]["properties"])
