from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from media.hub import happening as h
from media.hub.chair_acts import ChairActs
from media.hub.room import Room


class Site:
    def __init__(self, node: str) -> None:
        self.node = node
        self.heard: list[str] = []

    def say(self, text: str) -> None:
        self.heard.append(text)


class Desk:
    """A room with two sites and what comes of the chair's orders."""

    def __init__(self, may: frozenset[str] = frozenset()) -> None:
        self.room = Room()
        self.room.apply(h.Roster((h.Seat("n01", "丁家湾村"), h.Seat("n02", "桥头村"))), 0.0)
        self.ordered: list[h.Order] = []
        self.turns = 0
        recorder = SimpleNamespace(order=lambda _order, id_: "" if id_ else "no conference is held")
        self.acts = ChairActs(
            self.room, cast(Any, recorder), self.ordered.append, self._happened, may.__contains__
        )

    def _happened(self) -> None:
        self.turns += 1


def test_the_consoles_order_goes_to_the_room_and_what_it_refuses_is_told() -> None:
    desk = Desk()
    desk.acts.of_console({"action": "start", "nodes": ["n01"], "id": "k7"})
    assert (desk.room.view().id, desk.turns) == ("k7", 1)
    desk.acts.of_console({"action": "mute", "node": "n09"})
    assert desk.ordered[-1] == h.Refuse("mute", "n09", "no such node")


def test_what_cannot_be_recorded_is_refused_with_its_reason() -> None:
    desk = Desk()
    desk.acts.of_console({"action": "record", "on": True})
    assert desk.ordered == [h.Refuse("record", None, "no conference is held")]


def test_an_order_that_is_none_is_a_fault() -> None:
    with pytest.raises(ValueError, match="dance"):
        Desk().acts.of_console({"action": "dance"})


def test_who_does_not_hold_the_chair_is_told_so_and_nothing_happens() -> None:
    desk, site = Desk(), Site("n01")
    desk.acts.of_site(cast(Any, site), {"action": "mute_all"})
    assert "does not hold the chair" in site.heard[0]
    assert desk.turns == 0


def test_a_leaders_order_is_carried_out_and_its_refusal_is_told_to_him_alone() -> None:
    desk, leader = Desk(frozenset({"n01"})), Site("n01")
    desk.acts.of_console({"action": "start", "nodes": ["n01", "n02"]})
    desk.acts.of_site(cast(Any, leader), {"action": "mute", "node": "n02"})
    muted = desk.room.view().node("n02")
    assert muted is not None
    assert muted.mic is h.MicState.FORCED
    desk.acts.of_site(cast(Any, leader), {"action": "mute", "node": "n09"})
    assert "no such node" in leader.heard[0]
    assert not any(isinstance(one, h.Refuse) for one in desk.ordered)
