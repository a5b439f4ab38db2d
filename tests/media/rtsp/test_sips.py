from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.sips import LARGEST_SIP, Sips

seconds = st.lists(st.integers(0, 2_000_000), min_size=3, max_size=20)


def after(*brought: int, sip_s: float = 0.25) -> int:
    """The sip's size when so many bytes came in each second."""
    sips, received, size = Sips(), 0, 1
    for second, count in enumerate((0, *brought)):
        received += count
        size = sips.size(received, 100.0 + second, sip_s)
    return size


def test_a_sip_is_what_comes_in_its_time() -> None:
    assert after(40_000, 40_000) == 10_000


def test_before_a_rate_is_known_everything_is_read_at_once() -> None:
    assert after(40_000) == 1


def test_what_somebody_waits_for_is_read_at_once() -> None:
    assert after(40_000, 40_000, sip_s=0.0) == 1


def test_a_key_picture_among_small_ones_makes_no_sip_larger() -> None:
    assert after(20_000, 70_000) == after(70_000, 20_000) == after(20_000, 20_000)


def test_a_silent_camera_is_read_at_once_so_that_silence_is_silence() -> None:
    assert after(40_000, 40_000, 0) == 1


def test_a_look_soon_after_another_changes_nothing() -> None:
    sips = Sips()
    for second in range(3):
        size = sips.size(second * 40_000, 100.0 + second, 0.25)
    assert sips.size(80_000, 102.1, 0.25) == size


@given(seconds, st.floats(0, 10))
def test_a_sip_leaves_the_socket_room_whatever_comes(brought: list[int], sip_s: float) -> None:
    assert 1 <= after(*brought, sip_s=sip_s) <= LARGEST_SIP


@given(seconds, st.floats(0.01, 1.0))
def test_no_sip_takes_longer_than_it_should_at_the_rate_of_the_last_second(
    brought: list[int], sip_s: float
) -> None:
    assert after(*brought, sip_s=sip_s) <= max(1, brought[-1] * sip_s)
