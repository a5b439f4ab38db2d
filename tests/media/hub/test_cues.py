"""What a site is told of how the conference is conducted."""

from __future__ import annotations

from typing import Any

from media.hub import chairing as c
from media.hub import cues
from media.hub import happening as h
from media.hub.room import Room
from media.hub.standing import CUE_S
from tests.media.hub.test_attendance import room_of
from tests.media.hub.test_room import do


def told(room: Room, node: str) -> dict[str, Any]:
    view = room.view()
    found = view.node(node)
    assert found is not None
    return cues.of(view, found)


def test_a_site_knows_its_place_among_the_hands() -> None:
    room = room_of("n01", "n02")
    do(room, h.HandSet("n02", up=True), h.HandSet("n01", up=True))
    assert (told(room, "n01")["hand_place"], told(room, "n02")["hand_place"]) == (2, 1)
    assert told(room, "n05") == {}


def test_the_called_site_counts_and_the_others_know_who_is_called() -> None:
    room = room_of("n01", "n02")
    do(room, c.RollCall(("n01",)))
    assert told(room, "n01")["roll_call"] == {
        "called": True, "name": "村1", "heard": False, "opens_in_ms": 1250,
    }  # fmt: skip
    room.tick(CUE_S)
    assert told(room, "n01")["roll_call"]["heard"]
    assert told(room, "n02")["roll_call"] == {
        "called": False, "name": "村1", "heard": False, "opens_in_ms": 1250,
    }  # fmt: skip
    do(room, c.Cancel(), now=CUE_S)
    assert told(room, "n01")["roll_call"] is None


def test_who_was_muted_by_the_chair_is_told_apart_from_who_muted_itself() -> None:
    room = room_of("n01", "n02")
    do(room, h.Mute("n01"), h.MicSet("n02", open=False), c.SetBanner("防汛"))
    assert [told(room, id_)["muted_by_chair"] for id_ in ("n01", "n02")] == [True, False]
    assert told(room, "n01")["banner"] == "防汛"
    do(room, c.Private("n01"), c.HandOver("n02"), c.Broadcast(c.Source("node:n02", "")))
    assert told(room, "n01")["private"]
    assert told(room, "n02")["chair"]
    assert told(room, "n02")["broadcast"]
