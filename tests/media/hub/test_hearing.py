from __future__ import annotations

import pytest

from media.hub import chairing as c
from media.hub import happening as h
from media.hub import message
from media.hub.hearing import happening, in_turn
from tests.media.hub.test_attendance import room_of
from tests.media.hub.test_room import do


@pytest.mark.parametrize(
    ("word", "means"),
    [
        (message.Hand(True), h.HandSet("n01", True)),
        (message.Mic(False), h.MicSet("n01", False)),
        (message.Camera(False), h.CameraSet("n01", False)),
        (message.Screen(True), h.ScreenSet("n01", True)),
        (message.Written("收到"), c.Wrote("n01", "收到")),
        (message.Leave(), h.LeftCall("n01")),
    ],
)
def test_a_word_of_a_site_is_something_that_happens(
    word: message.FromSite, means: h.Happening
) -> None:
    assert happening("n01", word) == means


def test_media_and_the_line_itself_are_no_matter_of_the_rooms() -> None:
    assert happening("n01", message.Ping(1.0)) is None
    assert happening("n01", message.Offer("v=0")) is None


@pytest.mark.parametrize(
    ("before", "speaking", "told"),
    [
        ((), {"n09", "n02"}, ("n02", "n09")),
        (("n09",), {"n09", "n02"}, ("n09", "n02")),  # the newest, whatever it is called
        (("n09", "n02"), {"n09"}, ("n09",)),
        (("n09", "n02", "n05"), {"n05", "n09", "n01"}, ("n09", "n05", "n01")),
        (("n09",), frozenset(), ()),
    ],
)
def test_who_goes_on_speaking_keeps_its_place_and_who_begins_is_the_newest(
    before: tuple[str, ...], speaking: set[str], told: tuple[str, ...]
) -> None:
    assert in_turn(before, speaking) == told


def test_the_picture_follows_who_began_last_and_goes_back_to_who_goes_on() -> None:
    room = room_of("n01", "n02", "n03")
    do(room, c.Layout("1"), c.VoiceSwitch(on=True, hold_s=1.0))
    order: tuple[str, ...] = ()
    seen = []
    for second, speaking in enumerate([{"n03"}, {"n03", "n01"}, {"n03", "n01", "n02"}, {"n03"}]):
        order = in_turn(order, speaking)
        do(room, *(h.Spoke(node) for node in order), now=2.0 * second)
        room.tick(2.0 * second + 1.0)
        seen.append(*room.view().on_air)
    assert seen == ["n03", "n01", "n02", "n03"]
