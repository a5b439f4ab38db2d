from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cameras.transports import WISH_AGAIN_S, Ways, ways_of
from media.rtsp.outcome import RtspError, by_silence
from media.source import Trouble

LISTS = st.sampled_from([ways_of(each) for each in ("tcp", "udp", "multicast", "rtsps", "any")])
TROUBLES = st.one_of(st.just(Trouble.TRANSPORT), st.sampled_from(list(Trouble)))
OTHER_TROUBLES = st.sampled_from([each for each in Trouble if each is not Trouble.TRANSPORT])
PAUSE_S = 60.0


def refused() -> RtspError:
    return RtspError(Trouble.TRANSPORT, "461")


def other() -> RtspError:
    return RtspError(Trouble.REFUSED, "no")


@pytest.mark.parametrize(
    ("wish", "ways"),
    [
        ("tcp", ("tcp", "udp")), ("udp", ("udp", "tcp")), ("rtsps", ("rtsps",)),
        ("multicast", ("multicast", "udp", "tcp")), ("any", ("any",)),
    ],
)  # fmt: skip
def test_each_wish_has_its_ways(wish: str, ways: tuple[str, ...]) -> None:
    assert ways_of(wish) == ways


def test_the_next_way_is_tried_at_once_and_each_only_once_before_a_pause() -> None:
    ways = Ways(("multicast", "udp", "tcp"))
    taken = [ways.begin(0.0)]
    for _ in range(2):
        assert ways.ended(refused(), 0.0) is None
        taken.append(ways.begin(0.0))
    assert taken == ["multicast", "udp", "tcp"]
    assert ways.ended(refused(), 0.0) is not None
    assert (ways.begin(PAUSE_S), ways.instead_of) == ("multicast", None)


@pytest.mark.parametrize("trouble", [each for each in Trouble if each is not Trouble.TRANSPORT])
def test_no_other_fault_is_a_reason_for_another_way(trouble: Trouble) -> None:
    ways = Ways(("udp", "tcp"))
    ways.begin(0.0)
    error = RtspError(trouble, "x")
    assert ways.ended(error, 0.0) is error
    assert ways.begin(1.0) == "udp"


def test_what_worked_is_kept_until_a_connection_begins_long_after_the_wish_was_given_up() -> None:
    ways = Ways(("udp", "tcp"))
    ways.begin(100.0)
    ways.ended(refused(), 103.0)
    assert (ways.begin(103.0), ways.instead_of) == ("tcp", "udp")
    ways.ended(other(), 500.0)
    assert ways.begin(502.0) == "tcp"
    ways.ended(other(), 103.0 + WISH_AGAIN_S)
    assert (ways.begin(103.0 + WISH_AGAIN_S), ways.instead_of) == ("udp", None)
    ways.ended(refused(), 710.0)
    ways.ended(other(), 720.0)
    assert ways.begin(710.0 + WISH_AGAIN_S - 1) == "tcp"


def test_it_is_since_the_wish_was_given_up_that_time_is_counted() -> None:
    ways = Ways(("multicast", "udp", "tcp"))
    ways.ended(refused(), 0.0)
    ways.ended(other(), 400.0)
    assert ways.begin(401.0) == "udp"
    ways.ended(refused(), 500.0)
    assert ways.begin(500.0) == "tcp"
    ways.ended(other(), WISH_AGAIN_S)
    assert ways.begin(WISH_AGAIN_S) == "multicast"


def test_a_round_goes_on_though_the_wish_would_have_its_turn() -> None:
    ways = Ways(("multicast", "udp", "tcp"))
    ways.ended(refused(), 0.0)
    ways.ended(other(), 500.0)
    ways.begin(501.0)
    ways.ended(refused(), WISH_AGAIN_S)
    assert ways.begin(WISH_AGAIN_S) == "tcp"


def test_a_round_that_began_with_another_way_ends_with_all_of_them() -> None:
    ways = Ways(("multicast", "udp", "tcp"))
    ways.begin(0.0)
    ways.ended(refused(), 0.0)
    assert ways.begin(0.0) == "udp"
    ways.ended(other(), 1.0)
    taken = []
    while True:
        taken.append(ways.begin(WISH_AGAIN_S - 1))
        if ways.ended(refused(), WISH_AGAIN_S - 1):
            break
    assert taken == ["udp", "tcp", "multicast"]


def test_where_none_works_all_are_told_and_only_what_mends_itself_is_tried_soon() -> None:
    ways = Ways(("udp", "tcp"))
    ways.ended(by_silence("by UDP", 3.0), 0.0)
    told = ways.ended(refused(), 3.0)
    assert told is not None
    assert (told.trouble, told.patient) == (Trouble.TRANSPORT, False)
    assert told.detail == "udp: nothing came by UDP within 3 s; tcp: 461"
    ways.ended(refused(), 4.0)
    told = ways.ended(refused(), 4.0)
    assert told is not None
    assert told.patient


def test_one_that_has_no_other_way_tells_its_own_fault() -> None:
    error = refused()
    assert Ways(("any",)).ended(error, 0.0) is error


@given(LISTS, st.data(), st.lists(st.tuples(TROUBLES, st.floats(0.0, 1000.0))))
def test_from_wherever_it_was_the_way_that_works_is_found_with_one_pause_at_most(
    names: tuple[str, ...], data: st.DataObject, history: list[tuple[Trouble, float]]
) -> None:
    ways, now = Ways(names), 0.0
    for trouble, seconds in history:
        ways.begin(now)
        now += seconds
        ways.ended(RtspError(trouble, "x"), now)
    works, pauses, tries = data.draw(st.sampled_from(names)), 0, 1
    while ways.begin(now) != works:
        tries += 1
        if ways.ended(refused(), now) is not None:
            pauses += 1
            now += PAUSE_S
    assert pauses <= 1
    assert tries <= 2 * len(names)


@given(LISTS, st.lists(st.tuples(TROUBLES, st.floats(0.0, 1000.0)), min_size=1))
def test_it_never_goes_on_for_ever_without_a_pause(
    names: tuple[str, ...], history: list[tuple[Trouble, float]]
) -> None:
    ways, now, at_once, tried = Ways(names), 0.0, 0, set[str]()
    for trouble, seconds in history:
        way = ways.begin(now)
        assert way not in tried, "once before a pause"
        tried.add(way)
        now += seconds
        at_once = at_once + 1 if ways.ended(RtspError(trouble, "x"), now) is None else 0
        if at_once == 0:
            tried.clear()
        assert at_once < len(names)


@given(st.sampled_from(["udp", "multicast"]), OTHER_TROUBLES, st.floats(0.0, 1000.0))
def test_a_wish_that_works_again_is_found_whatever_fails_instead(
    wish: str, trouble: Trouble, seconds: float
) -> None:
    ways, now = Ways(ways_of(wish)), seconds
    ways.begin(now)
    ways.ended(refused(), now)
    while ways.begin(now) != wish:
        assert ways.ended(RtspError(trouble, "x"), now) is not None
        now += PAUSE_S
        assert now - seconds <= WISH_AGAIN_S + PAUSE_S
