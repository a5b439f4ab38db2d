from __future__ import annotations

import pytest

from media.hub import chairing, message
from media.hub import happening as h
from media.hub.hearing import happening


@pytest.mark.parametrize(
    ("word", "means"),
    [
        (message.Hand(True), h.HandSet("n01", True)),
        (message.Mic(False), h.MicSet("n01", False)),
        (message.Camera(False), h.CameraSet("n01", False)),
        (message.Screen(True), h.ScreenSet("n01", True)),
        (message.Written("收到"), chairing.Wrote("n01", "收到")),
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
