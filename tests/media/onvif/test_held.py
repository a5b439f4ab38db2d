from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.onvif.held import GAP_S, LEASE_S, MOST_STOPS, PATIENCE_S, RENEW_S, Held, Move, Stop
from media.onvif.words import Motion

RIGHT, LEFT = Motion(0.5), Motion(-0.5)


def test_it_is_renewed_while_it_is_held_and_stopped_when_let_go() -> None:
    held = Held()
    held.hold(RIGHT, 0.0)
    assert held.due(0.0) == Move(RIGHT, LEASE_S)
    held.sent(Move(RIGHT, LEASE_S), True, 0.0)
    assert held.due(0.1) is None
    held.hold(RIGHT, 0.3)
    assert held.next_at(0.3) == RENEW_S
    assert held.due(RENEW_S) == Move(RIGHT, LEASE_S)
    held.release()
    assert held.due(RENEW_S) == Stop()
    held.sent(Stop(), True, RENEW_S)
    assert (held.due(1.0), held.next_at(1.0), held.moving) == (None, None, False)


def test_another_speed_goes_out_soon_but_not_faster_than_a_device_answers() -> None:
    held = Held()
    held.hold(RIGHT, 0.0)
    held.sent(Move(RIGHT, LEASE_S), True, 0.0)
    held.hold(LEFT, 0.01)
    assert held.due(0.01) is None
    assert held.due(GAP_S) == Move(LEFT, LEASE_S)


def test_who_is_not_heard_any_more_has_let_go() -> None:
    held = Held()
    held.hold(RIGHT, 0.0)
    held.sent(Move(RIGHT, LEASE_S), True, 0.0)
    assert held.due(PATIENCE_S) == Stop()


def test_a_movement_of_a_given_length_needs_nobody_and_ends() -> None:
    held = Held()
    held.hold(RIGHT, 0.0, 2.0)
    held.sent(Move(RIGHT, LEASE_S), True, 0.0)
    assert held.due(1.5) == Move(RIGHT, 0.5)  # no longer than is left
    held.sent(Move(RIGHT, 0.5), True, 1.5)
    assert held.due(2.0) == Stop()


def test_a_stop_is_sent_until_it_is_answered_or_cannot_matter() -> None:
    held = Held()
    held.hold(RIGHT, 0.0)
    held.sent(Move(RIGHT, LEASE_S), False, 0.0)  # it may have been heard all the same
    held.release()
    now = 0.0
    for _ in range(MOST_STOPS):
        now = held.next_at(now) or now
        assert held.due(now) == Stop()
        held.sent(Stop(), False, now)
    assert held.due(now + 1) is None


def test_no_speed_is_letting_go() -> None:
    held = Held()
    held.hold(RIGHT, 0.0)
    held.sent(Move(RIGHT, LEASE_S), True, 0.0)
    held.hold(Motion(), 0.2)
    assert held.due(0.2) == Stop()


HAND = st.lists(
    st.tuples(st.sampled_from([RIGHT, LEFT, None]), st.floats(0.001, 3.0), st.booleans()),
    max_size=30,
)


@given(HAND)
def test_whatever_the_hand_does_the_device_never_moves_longer_than_it_may(
    hand: list[tuple[Motion | None, float, bool]],
) -> None:
    held, now, heard = Held(), 0.0, 0.0
    for wish, passes, arrives in [*hand, (None, 5.0, True), (None, 5.0, True)]:
        if wish is None:
            held.release()
        else:
            held.hold(wish, now)
            heard = now
        ends = now + passes
        while (at := held.next_at(now)) is not None and at <= ends:
            now = at
            act = held.due(now)
            if act is None:
                break
            held.sent(act, arrives, now)
            if isinstance(act, Move):
                assert now <= heard + PATIENCE_S
                assert now + act.timeout_s <= heard + PATIENCE_S + LEASE_S
        now = ends
    assert not held.moving
