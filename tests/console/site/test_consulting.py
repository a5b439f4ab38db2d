"""Plans and meetings of a whole site folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from console.site.consulting import presets
from console.site.load import read_site
from console.site.program_layouts import ProgramLayout, write_program_layouts

Write = Callable[[str, str], Path]


def test_the_program_brings_five_plans_that_fit_any_room(site: Path) -> None:
    assert [plan.name for plan in presets()] == ["crowd", "fire", "flood", "missing", "typhoon"]
    found = read_site(site).plans
    assert [plan.title for plan in found] == ["防汛", "防台", "火灾", "人员走失", "群体性事件"]
    assert all(plan.checklist and plan.banner and plan.layout for plan in found)
    assert not any(plan.invited.nodes or plan.cameras for plan in found)


def test_a_plan_of_the_room_takes_the_place_of_its_namesake(site: Path, write: Write) -> None:
    write("plans/flood.toml", 'title = "本镇防汛"\nnodes = ["n01"]\ncameras = ["c02"]\norder = 9\n')
    found = {plan.name: plan for plan in read_site(site).plans}
    assert found["flood"].title == "本镇防汛"
    assert len(found) == 5
    assert list(found)[-1] == "flood"


def test_names_that_lead_nowhere_have_file_line_and_key(
    site: Path, write: Write, faults: Callable[[], list[str]]
) -> None:
    write(
        "plans/flood.toml",
        'nodes = ["n1"]\ncameras = ["c3"]\ncamera_groups = ["河道"]\nlayout = "3x4"\n',
    )
    write("plans/own.toml", 'nodes = ["n01"]\nchecklst = ["x"]\n')
    write(
        "meetings.toml",
        '[[meetings]]\nid = "a"\ntitle = "t"\nevery = "day"\n'
        'time = "09:00"\nnodes = ["n01", "n9"]\n',
    )
    told = faults()
    assert 'plans/flood.toml:1: nodes: there is no node "n1"; did you mean "n01"?' in told
    assert 'plans/flood.toml:3: camera_groups: there is no group "河道"' in told
    assert any(text.startswith("plans/flood.toml:2: cameras: there is no camera") for text in told)
    assert any(
        text.startswith('plans/flood.toml:4: layout: there is no layout "3x4"') for text in told
    )
    assert 'plans/own.toml:2: checklst: is no key here; did you mean "checklist"?' in told
    assert any(text.startswith("meetings.toml:6: meetings[0].nodes: there is no") for text in told)


def test_meetings_are_read_with_the_site(
    site: Path, write: Write, faults: Callable[[], list[str]]
) -> None:
    assert read_site(site).meetings == ()
    write(
        "meetings.toml",
        '[[meetings]]\nid = "a"\ntitle = "t"\non = 2026-12-01\n'
        'time = "9:00"\nkinds = ["village"]\n',
    )
    assert [meeting.id for meeting in read_site(site).meetings] == ["a"]
    write("meetings.toml", "meetings = 3\n")
    assert faults() == ["meetings.toml:1: meetings: needs a list of tables: [{...}, {...}]"]


def test_a_plan_may_name_a_layout_of_the_program_and_one_that_is_gone_stops_nobody(
    site: Path, write: Write
) -> None:
    write("plans/flood.toml", 'kinds = ["village"]\nprogram = "1+5"\n')
    write("plans/own.toml", 'kinds = ["village"]\nprogram = "沿河四村"\n')
    found = read_site(site)
    assert {plan.name: plan.program for plan in found.plans if plan.program} == {
        "flood": "1+5", "own": "沿河四村",
    }  # fmt: skip
    (fault,) = found.left_out
    assert str(fault).startswith('plans/own.toml:2: program: there is no program layout "沿河四村"')
    write_program_layouts(site, [ProgramLayout("沿河四村", "2x2", ("n01",))])
    assert read_site(site).left_out == ()
