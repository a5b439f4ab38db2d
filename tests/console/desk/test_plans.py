"""A plan carried out: who is called, what comes up, what is ordered once the conference lives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.cases.case import CaseId
from console.desk.conference import ConferenceDesk
from console.desk.minutes import MinutesDesk
from console.desk.plans import PlansDesk
from console.site.invited import Invited
from console.site.plan import Plan
from console.ui.plan_sheet import PlanSheet
from console.ui.stowed import Stowed
from console.ui.theme import DARK, Look
from layouts.store import load_layouts
from tests.console.desk.test_consultation import CAMERAS, GRIDS, NODES, case

FLOOD = Plan(
    "flood", "防汛", 1, Invited(kinds=("village",)), ("far",), (), 1, "2x2", "防汛会商",
    ("通知", "转移"), True, program="1+5",
)  # fmt: skip
KEPT = Plan("kept", "圩区", 3, Invited(kinds=("village",)), program="沿河四村")
EMPTY = Plan("empty", "空", 2, Invited(kinds=("leader",)))


class Wall:
    def __init__(self) -> None:
        self.layout, self.shown = "3x3", dict[int, Any]()

    def set_layout(self, name: str) -> None:
        self.layout = name

    def show(self, contents: dict[int, Any]) -> None:
        self.shown = contents

    @property
    def arrangement(self) -> Any:
        return SimpleNamespace(layout=load_layouts(None)[self.layout])


class Room:
    def __init__(self, state: Path, qtbot: QtBot) -> None:
        self.over = QWidget()
        qtbot.addWidget(self.over)
        self.over.resize(1200, 800)
        self.over.show()
        self.orders: list[dict[str, Any]] = []
        self.told: list[str] = []
        self.sheet = PlanSheet(Look(DARK), self.over)
        self.conference = ConferenceDesk(NODES, self.orders.append)
        self.minutes = MinutesDesk(
            state, "室", lambda id_: {"id": id_}, lambda _: None, lambda: True
        )
        self.conference.changed.connect(lambda c: self.minutes.take({"event": "conference", **c}))
        self.wall = Wall()
        self.cases = SimpleNamespace(book=SimpleNamespace(case={"c-1": case()}.get), shown=None)
        site: Any = SimpleNamespace(
            plans=(FLOOD, EMPTY, KEPT), nodes=NODES, grids=GRIDS, cameras=CAMERAS, poses={}
        )
        window: Any = SimpleNamespace(
            sheets=SimpleNamespace(plans=Stowed(lambda: self.sheet)), tell=self.told.append
        )
        walls: Any = SimpleNamespace(target=SimpleNamespace(desk=self.wall))
        cases: Any = self.cases
        self.desk = PlansDesk(
            window, site, self.conference, cases, walls, load_layouts(None), self.minutes,
            lambda: "王",
        )  # fmt: skip
        window.sheets.plans()
        self.conference.by_plan = self.desk.start

    def hear(self, state: str = "live") -> None:
        nodes = [{"id": n.id, "name": n.name, "state": "live"} for n in NODES]
        told = {"id": "k1" if state == "live" else None, "case": None, "nodes": nodes}
        self.conference.take({"event": "conference", "state": state, **told})


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, qtbot)
    yield made
    made.minutes.close()


def test_a_plan_without_a_case_calls_its_own_and_shows_its_cameras(room: Room) -> None:
    assert room.conference.command({"action": "start", "plan": "flood"}) == ""
    assert room.orders == [{"action": "start", "nodes": ["n01", "n02"]}]
    assert room.wall.layout == "2x2"
    assert room.wall.shown == {0: "program", 1: "camera:far"}


def test_a_plan_begins_when_the_conference_that_is_held_has_ended(room: Room) -> None:
    room.hear()
    room.sheet.open_for("flood")
    room.sheet.start_wished.emit("flood")
    assert room.orders == [{"action": "end"}]
    room.hear()
    for _ in range(2):
        room.hear("idle")
    assert room.orders[1:] == [{"action": "start", "nodes": ["n01", "n02"]}]
    assert (room.told, room.wall.layout) == ([], "2x2")


def test_the_key_that_begins_says_that_a_conference_ends_by_it(room: Room) -> None:
    room.sheet.open_for("flood")
    begin = room.sheet._start
    assert (begin.text(), begin.property("kind")) == ("Begin by this plan", "likely")
    room.hear()
    assert begin.text() == "End the conference, begin by this plan"
    assert (begin.isEnabled(), begin.property("kind")) == (True, "danger")
    room.sheet.set_running("flood", ())
    assert not begin.isEnabled()
    room.hear("idle")
    assert begin.text() == "Begin by this plan"


def test_a_case_brings_its_stations_and_the_camera_beside_it(room: Room) -> None:
    assert room.desk.start("flood", "c-1") == ""
    assert room.orders == [{"action": "start", "nodes": ["n01", "n02", "s01"], "case": "c-1"}]
    assert room.wall.shown == {0: "program", 1: "camera:near", 2: "camera:far"}
    room.hear()
    assert room.orders[1] == {"action": "share", "source": "case"}


def test_recording_and_banner_are_ordered_once_when_it_lives(room: Room) -> None:
    room.desk.start("flood")
    room.hear()
    room.hear()
    assert room.orders[1:] == [
        {"action": "layout", "layout": "1+5"}, {"action": "record", "on": True},
        {"action": "banner", "text": "防汛会商"},
    ]  # fmt: skip
    assert room.minutes.minutes().title == "防汛会商"


def test_a_plan_brings_a_layout_that_the_chair_has_kept_or_says_that_it_is_gone(room: Room) -> None:
    room.desk.start("kept")
    room.hear()
    assert room.told == ["there is no program layout 沿河四村"]
    recalled: list[str] = []
    room.hear("idle")
    room.conference.by_saved = lambda name: recalled.append(name) or ""  # type: ignore[func-returns-value]
    room.desk.start("kept")
    room.hear()
    assert recalled == ["沿河四村"]


@pytest.mark.parametrize(
    ("plan", "case_id", "words"),
    [("flod", None, "flood"), ("empty", None, "calls nobody"), ("flood", "c-9", "no case")],
)
def test_what_cannot_be_is_said_and_nothing_is_done(
    room: Room, plan: str, case_id: str | None, words: str
) -> None:
    assert words in room.desk.start(plan, case_id)
    assert room.orders == []
    assert room.wall.shown == {}


def test_one_key_about_a_case_needs_no_plan(room: Room) -> None:
    found = case()
    assert room.desk.consult(found, room.desk.called_for(found)) == ""
    assert room.orders == [{"action": "start", "nodes": ["n01", "s01"], "case": "c-1"}]
    assert room.wall.layout == "3x3"
    assert room.wall.shown == {0: "program", 1: "camera:near", 2: "camera:mid"}


def test_a_refused_start_leaves_the_wall_as_it_is(room: Room) -> None:
    room.hear()
    assert room.desk.start("flood") == "a conference is held already"
    assert room.desk.consult(case(), ["n01"]) == "a conference is held already"
    assert room.wall.shown == {}


def test_the_sheet_begins_a_plan_and_its_ticks_are_in_the_minutes(room: Room) -> None:
    room.cases.shown = CaseId("c-1")
    room.sheet.open_sheet()
    assert room.sheet.chosen() == "flood"
    room.sheet._start.click()
    assert room.orders[0]["case"] == "c-1"
    room.hear()
    item = room.sheet._checklist.item(0)
    assert item is not None
    item.setCheckState(item.checkState().Checked)
    checks = room.minutes.minutes().checks
    assert [(one.text, one.who) for one in checks] == [("通知", "王"), ("转移", "")]
    assert "1" in room.sheet._list_title.text()
    room.cases.shown = None
    room.desk.show()
    room.sheet._list.setCurrentRow(1)
    assert not room.sheet._start.isEnabled()
