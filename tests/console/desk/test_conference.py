from __future__ import annotations

from typing import Any

import pytest

from console.desk.conference import ConferenceDesk, cases_of
from console.site.records import NodeEntry

NODES = [NodeEntry("n01", "杨家埭村", "village"), NodeEntry("n02", "水文站", "station")]
DOOR = {"event": "door", "url": "https://127.0.0.1:1", "ca": "/ca.crt", "links": {"n01": "l1"}}


class Desk:
    """A conference desk with its orders and its signals written down."""

    def __init__(self) -> None:
        self.orders: list[dict[str, Any]] = []
        self.heard: list[Any] = []
        self.desk = ConferenceDesk(NODES, self.orders.append)
        self.desk.changed.connect(lambda state: self.heard.append(state["state"]))
        self.desk.troubled.connect(lambda *said: self.heard.append(said))
        self.desk.door_opened.connect(lambda links, ca: self.heard.append((links, ca)))


@pytest.fixture
def held(qapp: object) -> Desk:
    return Desk()


def test_before_the_hub_speaks_every_site_is_absent(held: Desk) -> None:
    assert [node["state"] for node in held.desk.state["nodes"]] == ["absent", "absent"]


def test_the_doors_links_are_known_with_the_sites(held: Desk) -> None:
    held.desk.take(DOOR)
    assert held.desk.state["nodes"][0]["join_url"] == "l1"
    assert held.heard == ["idle", ({"n01": "l1"}, "/ca.crt")]


def test_a_door_that_cannot_open_is_told_and_refuses_the_start(held: Desk) -> None:
    for _ in range(3):
        held.desk.take({"event": "door", "trouble": "8443 is in use"})
    assert len(held.heard) == 1
    words, site = held.heard[0]
    assert "8443 is in use" in words
    assert site == ""
    assert held.desk.command({"action": "start", "nodes": []}) == words
    assert not held.orders


def test_acts_that_need_a_conference_are_refused_without_one(held: Desk) -> None:
    assert held.desk.command({"action": "mute", "node": "n01"})
    assert not held.orders


def test_a_second_start_is_refused(held: Desk) -> None:
    held.desk.take({"event": "conference", "state": "live", "nodes": []})
    assert held.desk.command({"action": "start", "nodes": []})
    assert held.desk.command({"action": "end"}) == ""
    assert held.orders == [{"action": "end"}]


def test_what_the_hub_refuses_is_said_to_the_operator(held: Desk) -> None:
    told = {"event": "refused", "action": "call", "reason": "is not reachable"}
    name = held.desk.state["nodes"][0]["name"]
    held.desk.take({**told, "node": held.desk.state["nodes"][0]["id"]})
    held.desk.take({**told, "node": None})
    assert held.heard == [("is not reachable", name), ("is not reachable", "")]


def test_the_record_is_handed_on_and_a_chosen_layout_is_an_act(held: Desk) -> None:
    kept: list[dict[str, Any]] = []
    held.desk.recorded.connect(kept.append)
    joined = {"event": "record", "at": "2026-11-26T08:00:00+00:00", "act": "joined", "node": "n01"}
    held.desk.take(joined)
    assert kept == [joined]
    assert held.desk.command({"action": "roll_call", "nodes": ["n01"]}) == "no conference is held"
    live = {**held.desk.state, "event": "conference", "state": "live"}
    held.desk.take({**live, "program": {"layout": "1", "on_air": ["n01"], "chosen": "grid"}})
    turn = held.desk.turn
    held.desk.take({**live, "program": {"layout": "grid", "on_air": [], "chosen": "grid"}})
    assert held.desk.turn == turn
    held.desk.take({**live, "program": {"layout": "grid", "on_air": [], "chosen": "2x2"}})
    assert held.desk.turn == turn + 1


def test_a_layout_that_was_kept_is_asked_of_who_keeps_it(held: Desk) -> None:
    assert held.desk.command({"action": "layout", "saved": "x"}) == "no conference is held"
    held.desk.take({"event": "conference", "state": "live", "nodes": []})
    assert held.desk.command({"action": "layout", "saved": "x"}) == (
        'there is no program layout "x"'
    )
    held.desk.by_saved = lambda name: f"asked for {name}"
    assert held.desk.command({"action": "layout", "saved": "x"}) == "asked for x"
    assert not held.orders


def test_whether_somebody_ordered_a_layout_is_known_until_the_conference_is_over(
    held: Desk,
) -> None:
    live = {"event": "conference", "state": "live", "nodes": []}
    held.desk.command({"action": "layout", "layout": "2x2"})
    held.desk.take(live)
    assert not held.desk.layout_ordered  # it was refused
    held.desk.command({"action": "bell", "node": None})
    assert not held.desk.layout_ordered
    held.desk.command({"action": "layout", "layout": "2x2"})
    held.desk.take(live)
    assert held.desk.layout_ordered
    held.desk.take({**live, "state": "idle"})
    assert not held.desk.layout_ordered


def test_the_cases_a_conference_is_about_are_told_by_a_hub_of_before_too() -> None:
    assert cases_of({"case": "c-2", "cases": ["c-1", "c-2"]}) == ("c-1", "c-2")
    assert cases_of({"case": "c-2"}) == ("c-2",)
    assert cases_of({"case": None, "cases": []}) == ()
