"""What fills cells by rule, at a real wall: a conference and a case come and go."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from console.cases.case import CaseId
from console.desk.conference import ConferenceDesk
from console.desk.filling import FillingDesk, came, sites_in_order
from console.desk.wall import WallDesk
from console.site.records import CameraEntry, NodeEntry
from console.ui.theme import DARK, Look
from console.ui.wall import Wall
from media.source import Source
from tests.console.desk.case_room import CAMERAS, POSES, Room, a_case
from tests.console.desk.walls import CATALOGUE, PRESETS, a_screen, shown

NODES = [NodeEntry(f"n{n}", f"村{n}", "village") for n in range(1, 7)]


class Filled:
    """A room with a wall, a conference that a hub tells of, and cases."""

    def __init__(self, room: Room, feed: Callable[[Source], Any], qtbot: QtBot) -> None:
        self.room, self._feed, self._qtbot = room, feed, qtbot
        self.conference = ConferenceDesk(NODES, lambda _order: None)
        self.desk = FillingDesk(
            room.walls, self.conference, room.cases, room.window.case_selected, room.site
        )
        self.wall = room.walls.own.desk
        self._feeds(self.wall)
        self.opened: list[str] = []

    def _feeds(self, wall: WallDesk) -> WallDesk:
        def opened(source: Source) -> Any:
            self.opened.append(str(source))
            return self._feed(source)

        wall._opener = opened
        wall._nodes, wall._case = lambda: self.desk.nodes, lambda: self.desk.case
        return wall

    def plug(self) -> WallDesk:
        """Another screen."""
        widget = Wall(Look(DARK, "wall"))
        self._qtbot.addWidget(widget)
        wall = self._feeds(WallDesk(widget, PRESETS, CATALOGUE, self._feed, str, widget))
        wall.set_layout("speaker+row")
        self.room.walls.add(a_screen(wall, "HDMI-1"))
        return wall

    def hear(self, state: str = "live", case: str | None = None, **states: str) -> None:
        """What the hub tells: the sites' states by id, those not named are absent."""
        nodes = [
            {"id": n.id, "name": n.name, "state": (where := states.get(n.id, "absent")),
             "invited": where != "absent"}
            for n in NODES
        ]  # fmt: skip
        told = {"event": "conference", "state": state, "case": case, "nodes": nodes, "program": {}}
        self.conference.take(told)

    def take(self, name: str, **fields: Any) -> None:
        cases = self.room.cases
        cases.take([a_case(name, **fields)])
        self._qtbot.waitUntil(lambda: cases.book.case(CaseId(name)) is not None)

    def choose(self, name: str, **fields: Any) -> None:
        self.take(name, **fields)
        self.room.window.case_selected.emit(name)


@pytest.fixture
def filled(case_room: Room, quiet_feed: Callable[[Source], Any], qtbot: QtBot) -> Filled:
    return Filled(case_room, quiet_feed, qtbot)


def test_a_layout_on_the_wall_follows_the_conference_from_its_beginning_to_its_end(
    filled: Filled,
) -> None:
    filled.wall.set_layout("speaker+row")
    filled.hear(n1="calling", n2="live")
    assert shown(filled.wall) == ["", "n2", "n1", None, None]
    filled.hear(n1="live", n2="live", n3="live")
    assert shown(filled.wall) == ["", "n2", "n1", "n3", None]
    filled.wall.put(1, "camera:gate")
    filled.opened.clear()
    filled.hear(n1="live", n2="left", n3="live", n4="live")
    assert shown(filled.wall) == ["", "gate", "n1", "n3", "n4"]
    assert filled.opened == ["node:n4"]
    filled.hear("idle")
    assert shown(filled.wall) == ["", "gate", None, None, None]


@pytest.mark.parametrize("layout", ["speaker+row", "speaker+gallery", "side-by-side"])
def test_a_layout_that_is_chosen_in_a_conference_has_its_sites(filled: Filled, layout: str) -> None:
    filled.hear(n3="live")
    filled.wall.set_layout(layout)
    assert shown(filled.wall)[:2] == ["", "n3"]


@pytest.mark.parametrize("layout", ["program+case", "leaders"])
def test_a_case_that_is_opened_brings_the_cameras_that_see_its_place_first(
    filled: Filled, layout: str
) -> None:
    filled.wall.set_layout(layout)
    assert "gate" not in shown(filled.wall)
    filled.choose("c-1")
    assert [name for name in shown(filled.wall) if name] == ["gate", "hall"]
    filled.choose("c-2", cameras=("hall",))
    assert set(filter(None, shown(filled.wall))) == {"gate", "hall"}
    assert filled.opened.count("camera:gate") == 1


def test_the_case_of_the_conference_goes_before_the_one_that_is_looked_at(
    filled: Filled,
) -> None:
    filled.choose("c-1")
    filled.wall.set_layout("program+case")
    filled.take("c-2", cameras=("lost", "far"))
    far = CameraEntry("far", "远处", "rtsp://x/", longitude=120.3, latitude=30.5)
    site: Any = SimpleNamespace(cameras=(*CAMERAS, far), poses=POSES)
    filled.desk.set_site(site)
    assert "far" not in shown(filled.wall)
    filled.hear(case="c-2")
    assert "far" in shown(filled.wall)
    filled.hear("idle")
    assert "far" not in shown(filled.wall)
    site.cameras = CAMERAS[1:]
    filled.desk.set_site(site)
    assert [name for name in shown(filled.wall) if name] == ["hall"]


def test_before_anything_is_known_cells_are_as_they_were_restored(filled: Filled) -> None:
    filled.wall.set_layout("speaker+row")
    filled.wall.open(filled.wall.arrangement.follow(["node:n5"], ()))
    filled.hear("idle")
    filled.choose("c-1")
    assert shown(filled.wall)[1] == "n5"
    filled.hear(n1="live")
    assert shown(filled.wall)[1:] == ["n1", None, None, None]


def test_a_screen_that_is_plugged_in_follows_at_once(filled: Filled) -> None:
    filled.hear(n1="live")
    wall = filled.plug()
    assert shown(wall)[1] == "n1"
    filled.hear(n1="live", n2="live")
    assert shown(wall)[1:3] == ["n1", "n2"]


def test_those_with_a_place_on_the_program_are_first_then_those_who_came_first() -> None:
    def told(places: list[str | None], **states: str) -> dict[str, Any]:
        nodes = [{"id": name, "state": state} for name, state in states.items()]
        return {"state": "live", "nodes": nodes, "program": {"places": places}}

    first = came((), told([], a="calling", b="live", c="waiting"))
    now = told([None, "d", "x"], a="live", b="live", c="waiting", d="live", e="calling")
    then = came(first, now)
    assert then == ("b", "a", "d")
    assert sites_in_order(then, now) == ("d", "b", "a", "e")
    assert sites_in_order(then, {"state": "idle", "nodes": [], "case": None}) == ()


states = st.sampled_from(["absent", "calling", "waiting", "live", "left"])


@given(st.lists(st.lists(states, min_size=4, max_size=4), max_size=6))
def test_whoever_stays_in_the_conference_keeps_his_turn(times: list[list[str]]) -> None:
    before: tuple[str, ...] = ()
    for each in times:
        nodes = [{"id": str(n), "state": state} for n, state in enumerate(each)]
        now = came(before, {"state": "live", "nodes": nodes})
        live = {str(n) for n, state in enumerate(each) if state == "live"}
        assert set(now) == live
        assert now[: len(live & set(before))] == tuple(one for one in before if one in live)
        before = now
