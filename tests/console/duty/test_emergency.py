"""The timers of an emergency's reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from console.duty.emergency import Emergency, emergencies, received, worst
from console.duty.entry import Entry


@pytest.fixture
def call(entry_of: Callable[..., Entry], eight: datetime) -> Entry:
    fields = {"emergency": "yes", "received_at": eight.isoformat(), "place": "石埠桥"}
    return entry_of("call", id=1, at=eight + timedelta(minutes=2), fields=fields)


@pytest.fixture
def report(entry_of: Callable[..., Entry], eight: datetime) -> Callable[..., Entry]:
    def make(kind: str, minute: int, number: int) -> Entry:
        at = eight + timedelta(minutes=minute)
        return entry_of("report", at=at, about=1, id=number, fields={"report": kind})

    return make


@pytest.mark.parametrize(
    ("minute", "phone", "written"),
    [
        (0, "green", "green"), (14, "green", "green"), (15, "amber", "green"),
        (20, "amber", "green"), (21, "red", "green"), (30, "red", "amber"), (41, "red", "red"),
    ],
)  # fmt: skip
def test_twenty_minutes_by_phone_and_forty_in_writing(
    call: Entry, eight: datetime, minute: int, phone: str, written: str
) -> None:
    now = eight + timedelta(minutes=minute)
    timers = Emergency(call).timers(20, 40)
    assert [timer.lamp(now) for timer in timers] == [phone, written]
    order = ("red", "amber", "green")
    assert worst(Emergency(call), now, 20, 40) == min(phone, written, key=order.index)


def test_a_report_ends_its_timer_and_the_final_one_the_emergency(
    call: Entry, report: Callable[..., Entry], eight: datetime
) -> None:
    late = eight + timedelta(hours=9)
    (one,) = emergencies([call, report("first_phone", 10, 2)])
    phone, written = one.timers(20, 40)
    assert phone.done_at == eight + timedelta(minutes=10)
    assert (phone.lamp(late), written.lamp(late)) == ("grey", "red")
    assert one.is_open
    assert one.next_follow_up == 1
    told = [call, report("first_phone", 10, 2), report("follow_up", 60, 3),
            report("follow_up", 90, 4), report("final", 200, 5)]  # fmt: skip
    (one,) = emergencies(reversed(told))
    assert one.next_follow_up == 3
    assert not one.is_open
    assert worst(one, late, 20, 40) == "grey"


def test_only_emergencies_have_timers(entry_of: Callable[..., Entry], call: Entry) -> None:
    plain = entry_of("call", id=9, fields={"place": "大桥"})
    other = entry_of("report", id=10, about=9)
    stray = entry_of("note", id=11, about=1)
    assert emergencies([call, plain, other, stray]) == [Emergency(call, (stray,))]


def test_the_time_of_the_call_is_that_of_the_form_unless_it_cannot_be(
    entry_of: Callable[..., Entry], eight: datetime
) -> None:
    def told(written: str) -> datetime:
        return received(entry_of("call", fields={"received_at": written}))

    before = eight - timedelta(minutes=5)
    assert told(before.isoformat()) == before
    assert told((eight + timedelta(minutes=5)).isoformat()) == eight
    assert told("a while ago") == told("2026-11-26T07:00:00") == eight
