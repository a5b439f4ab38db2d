"""How a conference is conducted, told and read again."""

from __future__ import annotations

import json

import pytest

from media.hub import chairing as c
from media.hub import conduct_report

WHOLE = c.Conduct(
    layout="2x2",
    places=(None, "n02"),
    seated=("n01",),
    roll_call=c.RollCallView(
        (
            c.Entry("n01", c.Result.PRESENT, 1_764_000_000.125, 1.25, by_hand=True),
            c.Entry("n02"),
        ),
        1,
        was_open=False,
    ),
    broadcast=c.Source("camera:c07", "村口"),
    polling=c.Polling(("n01", "n02"), 7.5),
    polled=1,
    voice_switch=c.VoiceSwitch(on=True, hold_s=4.0),
    banner="防汛会商",
    caption="请各村汇报水位",
    floor="n01",
    floor_was_forced=True,
    floor_was_open=False,
    private="n02",
    chair="n01",
    messages=(c.Letter(1_764_000_001.0, "n01", None, "收到"),),
)


def test_what_is_told_is_read_again() -> None:
    told = json.loads(json.dumps(conduct_report.report(WHOLE, ("n01",))))
    assert conduct_report.read(told) == WHOLE
    assert told["roll_call"]["node"] == "n02"
    assert told["roll_call"]["sheet"][0]["at"] == "2025-11-24T16:00:00.125+00:00"


def test_a_hub_of_before_tells_less_and_is_read_too() -> None:
    assert conduct_report.read({"program": {"layout": "grid", "on_air": []}}) == c.Conduct()
    assert conduct_report.read({"program": {"chosen": "9x9"}}).layout == "grid"


@pytest.mark.parametrize(
    ("record", "more"),
    [
        (c.Record(0.0, "joined", "n01"), {"act": "joined", "node": "n01", "text": ""}),
        (c.Record(0.0, "roll_call", "n01", result="present"), {"result": "present"}),
        (
            c.Record(0.0, "roll_call_began", nodes=("n01", "n02")),
            {"act": "roll_call_began", "more": {"nodes": ["n01", "n02"]}},
        ),
        (c.Record(0.0, "message", "n01", "收到", by_site=True), {"text": "收到", "by": "site"}),
    ],
)
def test_a_record_is_one_event(record: c.Record, more: dict[str, object]) -> None:
    told = conduct_report.record(record)
    assert told["event"] == "record"
    assert told["at"] == "1970-01-01T00:00:00.000+00:00"
    assert more.items() <= told.items()
    assert ("result" in told) == ("result" in more)
