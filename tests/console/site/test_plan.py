"""Plans as files."""

from __future__ import annotations

import pytest

from console.site.invited import Invited
from console.site.plan import parse_plan
from layouts.format import WallFaults

FLOOD = """\
format = 1
kind = "plan"
title = "防汛"
order = 1
nodes = ["n01"]
kinds = ["station"]
cameras = ["c01"]
camera_groups = ["河道"]
nearest = 4
layout = "3x3"
program = "1+5"
banner = "防汛会商"
checklist = ["通知", "转移"]
record = true
"""


def faults(text: str) -> list[str]:
    with pytest.raises(WallFaults) as found:
        parse_plan(text, "flood")
    return [str(fault) for fault in found.value.faults]


def test_a_plan_says_who_what_and_where() -> None:
    plan = parse_plan(FLOOD, "flood")
    assert (plan.name, plan.title, plan.order, plan.record) == ("flood", "防汛", 1, True)
    assert plan.invited == Invited(("n01",), (), ("station",))
    assert (plan.cameras, plan.camera_groups, plan.nearest) == (("c01",), ("河道",), 4)
    assert (plan.layout, plan.banner, plan.checklist) == ("3x3", "防汛会商", ("通知", "转移"))
    assert plan.program == "1+5"


def test_a_plan_needs_no_more_than_somebody_to_call() -> None:
    plan = parse_plan('kinds = ["village"]', "flood")
    assert (plan.title, plan.order, plan.layout, plan.record) == ("flood", 100, "", False)


def test_what_is_wrong_is_told_by_line_and_key() -> None:
    assert faults('titel = "x"\nnodes = ["n01"]\n') == [
        'flood.toml:1: titel: is no key here; did you mean "title"?'
    ]
    assert faults('title = "x"\n') == [
        "flood.toml: nodes: is missing: nodes, groups or kinds say who is called"
    ]
    assert faults('nodes = ["n01"]\nnearest = 99\nchecklist = ["a", "a"]\nrecord = "yes"\n') == [
        "flood.toml:2: nearest: 99 is not between 0 and 16",
        'flood.toml:4: record: needs true or false, not "yes"',
        "flood.toml:3: checklist: has an entry twice",
    ]
    assert "no TOML" in faults("nodes = [")[0]
    assert "newer" in faults('format = 2\nnodes = ["n01"]')[0]
