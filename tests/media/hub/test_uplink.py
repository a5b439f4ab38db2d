"""How large a picture each site is asked to send."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.hub.uplink import LESS_AFTER_S, SCREEN, STEPS, Asking, Want, wanted


def test_a_place_gets_the_smallest_step_that_fills_it() -> None:
    assert wanted(310, 174) == Want(320, 180, 150)
    assert wanted(426, 240).width == 640
    assert wanted(1280, 720).kbps == 1400
    assert wanted(1920, 1080).width == 1280


def test_more_is_asked_for_at_once_and_less_after_a_while() -> None:
    asking = Asking()
    assert asking.look(0, 0, 0.0) == Want(320, 180, 150)
    assert asking.look(640, 360, 1.0) == Want(640, 360, 500)
    assert asking.look(640, 360, 2.0) is None
    assert asking.look(0, 0, 3.0) is None
    assert asking.look(640, 360, 4.0) is None  # large again: it never shrank
    assert asking.look(0, 0, 5.0) is None
    assert asking.look(0, 0, 5.0 + LESS_AFTER_S) == Want(320, 180, 150)


def test_a_screen_that_is_shown_is_asked_for_whole_as_long_as_it_is() -> None:
    asking = Asking()
    assert (SCREEN.width, SCREEN.height, SCREEN.kbps) == (1920, 1080, 1500)
    asking.look(0, 0, 0.0)
    assert asking.look(0, 0, 1.0, screen=True) == SCREEN
    assert asking.look(0, 0, 60.0, screen=True) is None
    assert asking.look(426, 240, 61.0) is None
    assert asking.look(426, 240, 61.0 + LESS_AFTER_S) == Want(640, 360, 500)


def test_another_connection_is_told_anew() -> None:
    asking = Asking()
    asking.look(640, 360, 0.0)
    asking.forget()
    assert asking.look(640, 360, 1.0) == Want(640, 360, 500)


@given(st.integers(0, 4000), st.integers(0, 4000))
def test_whatever_the_place_a_known_step_is_asked_for(width: int, height: int) -> None:
    want = wanted(width, height)
    assert (want.width, want.height, want.kbps) in STEPS
