"""Meetings as a file."""

from __future__ import annotations

from datetime import date, time

import pytest

from console.site.invited import Invited
from console.site.meeting import LAST, Rule, parse_meetings
from layouts.format import WallFaults

MEETINGS = """\
format = 1
kind = "meetings"

[[meetings]]
id = "joint"
title = "四平台月度联席会议"
every = "month"
weekday = "mon"
nth = -1
time = "09:00"
move = "after"
kinds = ["station"]
agenda = ["通报", "研判"]
record = true

[[meetings]]
id = "weekly"
title = "综治工作周例会"
every = "week"
weekday = "fri"
time = 15:30:00
minutes = 45
nodes = ["n01"]
remind_min = 30

[[meetings]]
id = "drill"
title = "防汛演练"
on = 2026-12-03
time = "14：00"
groups = ["村"]
"""


def one(text: str) -> list[str]:
    head = '[[meetings]]\nid = "a"\ntitle = "t"\nnodes = ["n01"]\n'
    with pytest.raises(WallFaults) as found:
        parse_meetings(head + text)
    return [str(fault) for fault in found.value.faults]


def test_meetings_of_every_kind_are_read() -> None:
    joint, weekly, drill = parse_meetings(MEETINGS)
    assert joint.rule == Rule("month", 540, weekday=0, nth=LAST, move="after")
    assert joint.invited == Invited(kinds=("station",))
    assert (joint.agenda, joint.record, joint.remind_min) == (("通报", "研判"), True, 15)
    assert weekly.rule == Rule("week", 15 * 60 + 30, weekday=4)
    assert (weekly.minutes, weekly.remind_min) == (45, 30)
    assert drill.rule == Rule("once", 14 * 60, on=date(2026, 12, 3))
    assert time(9) != time(10)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('time = "9"\non = 2026-12-01', 'meetings.toml:5: meetings[0].time: "9" is no time of day'),
        ("on = 2026-12-01", "meetings[0].time: is missing"),
        ('time = "09:00"', "meetings[0].on: is missing"),
        ('time = "09:00"\nevery = "week"', "meetings[0].weekday: is missing"),
        ('time = "09:00"\nevery = "week"\nweekday = "mo"', '"mo" is not one of mon'),
        ('time = "09:00"\nevery = "month"', "meetings[0].day: a month's meeting has a day, or"),
        ('time = "09:00"\nevery = "month"\nday = 3\nweekday = "mon"', "one of them"),
        ('time = "09:00"\nevery = "month"\nday = 3\nnth = 2', "meetings[0].nth: stands beside"),
        ('time = "09:00"\nevery = "month"\nweekday = "mon"\nnth = 0', "nth: is 1 to 4"),
        ('time = "09:00"\nevery = "day"\nnth = 1', "meetings[0].nth: is no key here"),
        ('time = "09:00"\nevery = "yearly"', '"yearly" is not one of once'),
        (
            'time = "09:00"\nevery = "day"\nfirst_day = 2026-02-01\nlast_day = 2026-01-01',
            "is before",
        ),
    ],
)
def test_what_is_wrong_names_line_and_key(text: str, fault: str) -> None:
    assert fault in "\n".join(one(text))


def test_ids_are_there_once_and_somebody_is_invited() -> None:
    with pytest.raises(WallFaults) as found:
        parse_meetings(MEETINGS.replace('"weekly"', '"joint"').replace('groups = ["村"]', ""))
    told = [str(fault) for fault in found.value.faults]
    assert any("meetings[1].id" in text and "twice" in text for text in told)
    assert any("meetings[2].nodes: is missing" in text for text in told)
