"""The program layouts that the chair keeps."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from console.desk.conference import ConferenceDesk
from console.desk.program_layouts import ProgramLayoutsDesk, places_now
from console.site.invited import Invited
from console.site.plan import Plan
from console.site.program_layouts import FILE, MOST, ProgramLayout, read_program_layouts
from console.site.records import NodeEntry
from tests.console.desk.disks import HungDisk, quick_disk

NODES = [NodeEntry(id_, id_, "village") for id_ in ("n01", "n02", "n03")]
PROGRAM = {"layout": "2x2", "chosen": "2x2", "on_air": ["n02", "n01"], "places": []}


class Picture(QObject):
    keep_wished = Signal(str)
    forget_wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[ProgramLayout] = []

    def set_saved(self, saved: list[ProgramLayout]) -> None:
        self.saved = saved


class Room:
    def __init__(self, folder: Path, **site: Any) -> None:
        self.orders: list[dict[str, Any]] = []
        self.told: list[str] = []
        self.picture = Picture()
        self.conference = ConferenceDesk(NODES, self.orders.append)
        self.hear(PROGRAM)
        window: Any = SimpleNamespace(
            chair=SimpleNamespace(picture=self.picture), tell=self.told.append
        )
        self.folder = folder
        disk = quick_disk(self.told.append)
        self.desk = ProgramLayoutsDesk(window, self.site(**site), disk, self.conference)

    def site(self, **changed: Any) -> Any:
        return SimpleNamespace(**{"folder": self.folder, "nodes": NODES, "plans": (), **changed})

    def hear(self, program: dict[str, Any], **more: Any) -> None:
        told = {"event": "conference", "state": "live", "mode": "free", "nodes": [], **more}
        self.conference.take({**told, "program": program})

    def keep(self, name: str) -> None:
        self.picture.keep_wished.emit(name)


@pytest.fixture
def room(qapp: object, tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_who_stands_where_is_kept_and_brought_back_by_one_choice(room: Room) -> None:
    room.keep("沿河")
    assert room.picture.saved == [ProgramLayout("沿河", "2x2", ("n02", "n01"))]
    again = Room(room.folder)
    assert [one.name for one in again.picture.saved] == ["沿河"]
    assert again.conference.command({"action": "layout", "saved": "沿河"}) == ""
    assert again.orders == [{"action": "layout", "layout": "2x2", "places": ["n02", "n01"]}]
    assert again.told == []


def test_the_same_name_is_kept_anew_and_another_choice_is_known_by_the_names(room: Room) -> None:
    room.keep("沿河")
    room.hear({**PROGRAM, "layout": "side", "chosen": "side"})
    room.keep("沿河")
    assert room.picture.saved == [ProgramLayout("沿河", "side", ("n02", "n01"))]
    refusal = room.conference.command({"action": "layout", "saved": "圩区"})
    assert refusal == 'there is no program layout "圩区"; there are: 沿河'
    assert room.orders == []


def test_who_left_the_list_leaves_its_place_to_others_and_that_is_said(room: Room) -> None:
    room.keep("沿河")
    room.desk.set_site(room.site(nodes=NODES[:1]))
    assert room.desk.recall("沿河") == ""
    assert room.orders[-1]["places"] == [None, "n01"]
    assert room.told[-1] == "沿河: 1 of its sites are in the list no more"


@pytest.mark.parametrize("name", ["", "2x2", "x" * 25])
def test_a_name_that_is_none_is_said_and_nothing_is_kept(room: Room, name: str) -> None:
    room.keep(name)
    assert room.picture.saved == []
    assert len(room.told) == 1


def test_no_more_are_kept_than_can_be_chosen_from(room: Room) -> None:
    for number in range(MOST + 1):
        room.keep(f"第{number}组")
    assert len(room.picture.saved) == len(read_program_layouts(room.folder)) == MOST
    assert room.told[-1] == f"{MOST} program layouts are kept at most: remove one first"


def test_one_that_a_plan_names_is_not_removed(room: Room) -> None:
    plan = Plan("flood", "防汛", 1, Invited(kinds=("village",)), program="沿河")
    room.keep("沿河")
    room.desk.set_site(room.site(plans=(plan,)))
    room.picture.forget_wished.emit("沿河")
    assert "防汛" in room.told[-1]
    assert len(room.picture.saved) == 1
    room.desk.set_site(room.site())
    room.picture.forget_wished.emit("沿河")
    assert read_program_layouts(room.folder) == []


def test_a_disk_that_refuses_is_told_and_what_was_kept_stays(room: Room) -> None:
    room.keep("沿河")
    (room.folder / FILE).parent.rename(room.folder / "elsewhere")
    (room.folder / FILE).parent.write_text("no folder")
    room.keep("圩区")
    assert [one.name for one in room.picture.saved] == ["沿河"]
    assert room.told[-1].startswith("state/program-layouts.json cannot be written: ")
    assert len(room.told) == 2


def test_the_disk_is_not_waited_for_and_what_it_refuses_goes_again(room: Room) -> None:
    hung = HungDisk()
    hung.disk._tell = room.told.append
    room.desk._disk = hung.disk
    room.keep("沿河")
    room.keep("圩区")
    assert ([one.name for one in room.picture.saved], room.told) == (["沿河", "圩区"], [])
    hung.waiting.pop(0)()
    assert room.told == ["Kept as a program layout: 沿河"]
    assert [one.name for one in room.picture.saved] == ["沿河", "圩区"]
    (room.folder / FILE).parent.rename(room.folder / "elsewhere")
    (room.folder / FILE).parent.write_text("no folder")
    hung.go_on()
    assert "cannot be written" in room.told[-1]
    assert [one.name for one in room.picture.saved] == ["沿河"]


@pytest.mark.parametrize(
    ("program", "more", "places"),
    [
        ({"places": [None, "n03"]}, {}, ("n02", "n03", "n01")),
        ({"places": ["n03"], "on_air": ["n03", "n01"]}, {}, ("n03", "n01")),
        ({"places": ["n09", None]}, {}, ("n09", "n02", "n01")),
        ({"on_air": ["n01", "room", "n02", "n03", "n04"]}, {}, ("n01", "room", "n02", "n03")),
        ({"on_air": []}, {}, ()),
        ({"layout": "1", "on_air": ["n03"], "places": [None, "n01"]}, {}, (None, "n01")),
        ({"on_air": ["n03"]}, {"mode": "roll_call"}, ()),
        ({"places": [None, "n01", None]}, {"voice_switch": {"on": True}}, (None, "n01")),
    ],
)
def test_who_is_seen_in_the_layout_stands_there(
    program: dict[str, Any], more: dict[str, Any], places: tuple[str | None, ...]
) -> None:
    conference = {"mode": "free", "program": {**PROGRAM, **program}, **more}
    assert places_now(conference) == places
