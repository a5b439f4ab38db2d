from __future__ import annotations

import pytest

from media.hub import happening as h
from media.hub.room import Room


@pytest.fixture
def room() -> Room:
    """A conference with two sites in it."""
    made = Room()
    made.apply(h.Roster((h.Seat("n01", "丁家湾村"), h.Seat("n02", "桥头村"))), 0.0)
    made.apply(h.Start("k1"), 0.0)
    for node in ("n01", "n02"):
        made.apply(h.Arrived(node, standby=False), 0.0)
        made.apply(h.Offered(node), 0.0)
    return made


def screen(room: Room, node: str) -> h.Screen:
    seen = room.view().node(node)
    assert seen is not None
    return seen.screen


def test_a_site_asks_the_chair_allows_and_everybody_sees_it(room: Room) -> None:
    room.apply(h.ScreenSet("n01", True), 1.0)
    assert screen(room, "n01") is h.Screen.ASKED
    assert room.view().share is None
    room.apply(h.AllowScreen("n01", True), 2.0)
    room.apply(h.ScreenSet("n01", True), 3.0)
    assert room.view().share == h.Shared("node:n01", "丁家湾村")
    assert "shared" in [record.act for record in room.take_records()]


def test_what_is_shared_instead_ends_it_and_the_site_may_again(room: Room) -> None:
    room.apply(h.AllowScreen("n01", True), 1.0)
    room.apply(h.ScreenSet("n01", True), 2.0)
    room.apply(h.Share(h.Shared("camera:c1", "桥")), 3.0)
    assert screen(room, "n01") is h.Screen.ALLOWED


def test_who_goes_takes_the_screen_along(room: Room) -> None:
    room.apply(h.AllowScreen("n01", True), 1.0)
    room.apply(h.ScreenSet("n01", True), 2.0)
    room.apply(h.LeftCall("n01"), 3.0)
    assert (screen(room, "n01"), room.view().share) == (h.Screen.NONE, None)


def test_only_who_takes_part_is_allowed(room: Room) -> None:
    (refused,) = room.apply(h.AllowScreen("n09", True), 1.0)
    assert refused == h.Refuse("allow_screen", "n09", "no such node")
    room.apply(h.LeftCall("n01"), 2.0)
    (refused,) = room.apply(h.AllowScreen("n01", True), 3.0)
    assert refused == h.Refuse("allow_screen", "n01", "does not take part")


def test_what_the_chair_says_of_a_screen_and_its_end_are_in_the_record(room: Room) -> None:
    room.take_records()
    room.apply(h.ScreenSet("n01", True), 1.0)
    room.apply(h.AllowScreen("n01", True), 2.0)
    room.apply(h.AllowScreen("n01", True), 2.5)
    room.apply(h.ScreenSet("n01", True), 3.0)
    room.apply(h.AllowScreen("n01", False), 4.0)
    assert [(r.act, r.node) for r in room.take_records()] == [
        ("screen_allowed", "n01"), ("shared", "n01"), ("screen_forbidden", "n01"),
        ("unshared", "n01"),
    ]  # fmt: skip
