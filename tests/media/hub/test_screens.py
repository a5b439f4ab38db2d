"""Whose screen everybody sees: asked, allowed, shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.hub import happening as h
from media.hub import screens
from media.hub.happening import Screen
from media.hub.room import Room
from tests.media.hub.test_room import GATE, do, room

__all__ = ["room"]


def here(room: Room, *nodes: str) -> None:
    do(room, h.Start("k1", tuple(nodes)))
    for node in nodes:
        do(room, h.Arrived(node, standby=False), h.Offered(node))


def screen(room: Room, node: str) -> Screen:
    seen = room.view().node(node)
    assert seen is not None
    return seen.screen


def test_a_site_asks_is_allowed_shows_and_ends(room: Room) -> None:
    here(room, "n01", "n02")
    do(room, h.ScreenSet("n01", on=True))
    assert (screen(room, "n01"), room.view().share) == (Screen.ASKED, None)
    do(room, h.AllowScreen("n01", on=True))
    assert (screen(room, "n01"), room.view().share) == (Screen.ALLOWED, None)
    do(room, h.ScreenSet("n01", on=True))
    assert room.view().share == h.Shared("node:n01", "村1")
    do(room, h.ScreenSet("n01", on=False))
    assert (screen(room, "n01"), room.view().share) == (Screen.ALLOWED, None)


@pytest.mark.parametrize(
    ("end", "left"),
    [
        (h.Share(None), Screen.ALLOWED),
        (h.Share(GATE), Screen.ALLOWED),
        (h.AllowScreen("n01", on=False), Screen.NONE),
        (h.MediaLost("n01"), Screen.NONE),
        (h.LeftCall("n01"), Screen.NONE),
        (h.Remove("n01"), Screen.NONE),
        (h.End(), Screen.NONE),
    ],
)
def test_whatever_ends_it_ends_it_everywhere(room: Room, end: h.Happening, left: Screen) -> None:
    here(room, "n01", "n02")
    do(room, h.AllowScreen("n01", on=True), h.ScreenSet("n01", on=True), end)
    assert screen(room, "n01") is left
    assert room.view().share == (GATE if end == h.Share(GATE) else None)


def test_the_newest_screen_takes_the_place_of_the_one_before(room: Room) -> None:
    here(room, "n01", "n02")
    for node in ("n01", "n02"):
        do(room, h.AllowScreen(node, on=True), h.ScreenSet(node, on=True))
    assert (screen(room, "n01"), screen(room, "n02")) == (Screen.ALLOWED, Screen.SHOWN)
    assert screens.node_of(room.view().share) == "n02"


def test_only_who_takes_part_is_allowed(room: Room) -> None:
    assert do(room, h.AllowScreen("n01", on=True)) == [
        h.Refuse("allow_screen", "n01", "no conference is held")
    ]
    here(room, "n02")
    assert do(room, h.AllowScreen("n01", on=True), h.ScreenSet("n01", on=True)) == [
        h.Refuse("allow_screen", "n01", "does not take part")
    ]
    assert do(room, h.AllowScreen("x", on=True)) == [h.Refuse("allow_screen", "x", "no such node")]


words = st.lists(
    st.tuples(
        st.sampled_from([h.ScreenSet, h.AllowScreen]),
        st.sampled_from(["n01", "n02"]),
        st.booleans(),
    )
)


@given(words)
def test_a_screen_is_shown_if_and_only_if_it_is_what_is_shared(
    said: list[tuple[type[h.ScreenSet | h.AllowScreen], str, bool]],
) -> None:
    made = Room()
    made.apply(h.Roster((h.Seat("n01", "a"), h.Seat("n02", "b"))), 0.0)
    here(made, "n01", "n02")
    for kind, node, on in said:
        do(made, kind(node, on))
        shown = [n.id for n in made.view().nodes if n.screen is Screen.SHOWN]
        assert shown == ([screens.node_of(made.view().share)] if made.view().share else [])
