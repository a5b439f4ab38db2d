"""How large a picture each site is asked to send."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.hub.uplink import (
    LESS_AFTER_S,
    SCREEN,
    STEPS,
    UNSEEN,
    USUAL,
    Asking,
    Want,
    wanted,
)  # fmt: skip


def test_a_place_gets_the_smallest_step_that_fills_it() -> None:
    assert wanted(310, 174) == Want(320, 180, 150, 15)
    assert wanted(0, 0) == UNSEEN == Want(320, 180, 60, 5)
    assert wanted(426, 240).width == 640
    assert wanted(1280, 720).kbps == 1400
    assert wanted(1920, 1080).width == 1280


def test_more_is_asked_for_at_once_and_less_after_a_while() -> None:
    asking = Asking()
    assert asking.look(0, 0, 0.0) == UNSEEN
    assert asking.look(640, 360, 1.0) == USUAL
    assert asking.look(640, 360, 2.0) is None
    assert asking.look(0, 0, 3.0) is None
    assert asking.look(640, 360, 4.0) is None  # large again: it never shrank
    assert asking.look(0, 0, 5.0) is None
    assert asking.look(0, 0, 5.0 + LESS_AFTER_S) == UNSEEN
    assert asking.look(310, 174, 20.0) == STEPS[0]  # as large, but more pictures
    assert asking.look(0, 0, 21.0) is None


def test_a_screen_that_is_shown_is_asked_for_whole_as_long_as_it_is() -> None:
    asking = Asking()
    assert (SCREEN.width, SCREEN.height, SCREEN.kbps) == (1920, 1080, 1500)
    asking.look(0, 0, 0.0)
    assert asking.look(0, 0, 1.0, screen=True) == SCREEN
    assert asking.look(0, 0, 60.0, screen=True) is None
    assert asking.look(426, 240, 61.0) is None
    assert asking.look(426, 240, 61.0 + LESS_AFTER_S) == USUAL


def test_another_connection_is_told_anew() -> None:
    asking = Asking()
    asking.look(640, 360, 0.0)
    asking.forget()
    assert asking.look(640, 360, 1.0) == USUAL


@given(st.integers(1, 4000), st.integers(1, 4000))
def test_whatever_the_place_a_known_step_is_asked_for(width: int, height: int) -> None:
    assert wanted(width, height) in STEPS
