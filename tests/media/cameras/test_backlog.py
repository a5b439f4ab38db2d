from __future__ import annotations

from itertools import pairwise
from math import nan

from hypothesis import given
from hypothesis import strategies as st

from media.cameras.backlog import BURST_S, CATCH_UP_S, MOST_LAG_S, MOST_WAITING, Backlog
from media.cameras.effort import Effort
from media.unit import AccessUnit, Arrival


def arrival(number: int, key: bool = False, reference: bool = True) -> Arrival:
    return Arrival(AccessUnit(b"x", key, False, number, None, "h264", reference), 0.0, nan)


def numbers(backlog: Backlog) -> list[int]:
    out = []
    while (each := backlog.take()) is not None:
        out.append(each.unit.timestamp)
    return out


def test_pictures_that_no_other_builds_on_are_left_out_when_less_is_asked_for() -> None:
    backlog = Backlog()
    for number in range(9):
        backlog.put(arrival(number, number == 0, number % 2 == 0), 0.0, Effort.REFERENCES)
    assert numbers(backlog) == [0, 2, 4, 6, 8]
    assert (backlog.skipped, backlog.dropped) == (4, 0)


def test_after_key_pictures_only_the_rest_begins_with_one() -> None:
    backlog = Backlog()
    for number in range(4):
        backlog.put(arrival(number, number == 0), 0.0, Effort.KEYS)
    for number in range(4, 8):
        backlog.put(arrival(number, number == 6), 0.0)
    assert numbers(backlog) == [0, 6, 7]
    assert (backlog.skipped, backlog.dropped) == (3, 0)


def test_what_is_caught_up_with_may_wait_longer_than_what_is_live() -> None:
    backlog = Backlog()
    backlog.catch_up([arrival(0, True)], 0.0, goes_on=True)
    assert backlog.put(arrival(1), CATCH_UP_S, Effort.FULL)
    assert backlog.waits_s(1.0) == 0.0
    assert numbers(backlog) == [0, 1]
    assert backlog.put(arrival(2), 10.0)
    assert backlog.waits_s(10.5) == 0.5
    assert not backlog.put(arrival(3), 10.1 + MOST_LAG_S)
    assert backlog.dropped == 2


def test_of_a_stream_of_key_pictures_only_some_are_taken_when_keys_are_asked_for() -> None:
    backlog = Backlog()
    for number in range(25):
        backlog.put(arrival(number, True), number * 0.04, Effort.KEYS)
    assert numbers(backlog) == [0, 10, 20]


@given(
    st.lists(st.tuples(st.booleans(), st.booleans(), st.floats(0, 3), st.booleans())),
    st.sampled_from(list(Effort)),
)
def test_what_comes_out_can_be_decoded_and_all_that_does_not_is_counted(
    story: list[tuple[bool, bool, float, bool]], effort: Effort
) -> None:
    backlog, now, taken = Backlog(), 0.0, []
    for number, (key, reference, pause_s, take) in enumerate(story):
        now += pause_s
        backlog.put(arrival(number, key, key or reference), now, effort)
        assert len(backlog) <= MOST_WAITING
        if take and (each := backlog.take()):
            taken.append(each)
    while (each := backlog.take()) is not None:
        taken.append(each)
    assert [each.unit.timestamp for each in taken] == sorted(each.unit.timestamp for each in taken)
    missing = [n for n, story_of in enumerate(story) if n not in {t.unit.timestamp for t in taken}]
    before_first_key = next((n for n, each in enumerate(story) if each[0]), len(story))
    assert backlog.dropped + backlog.skipped >= sum(n >= before_first_key for n in missing)
    for one, two in pairwise(taken):
        between = range(one.unit.timestamp + 1, two.unit.timestamp)
        assert two.unit.key or not any(story[n][0] or story[n][1] for n in between)


def test_a_burst_that_takes_too_long_is_no_burst_any_more() -> None:
    backlog = Backlog()
    assert backlog.bursts(9.0)  # nothing came yet
    backlog.catch_up([arrival(0, key=True), arrival(1)], 10.0, goes_on=True)
    assert backlog.bursts(10.0 + BURST_S - 0.1)
    assert backlog.waits_s(11.0) == 0
    assert not backlog.bursts(10.0 + BURST_S)
    assert backlog.waits_s(12.0) == 2.0  # it has fallen behind, and less can be done about it
    assert numbers(backlog) == [0, 1]
    assert not backlog.catching_up
    backlog.begin()
    assert backlog.put(arrival(2, key=True), 20.0)
    assert backlog.bursts(20.5)
