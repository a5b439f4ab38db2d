"""What one visitor may ask of the door."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.hub.limits import (
    ADDRESSES,
    FAILURES,
    LOCKED_S,
    WINDOW_S,
    Bucket,
    Connections,
    Lockout,
)  # fmt: skip


@given(st.lists(st.floats(0, 0.2), min_size=1, max_size=400))
def test_a_bucket_never_gives_more_than_its_rate_and_its_room(pauses: list[float]) -> None:
    bucket, now, given_out = Bucket(rate=50, room=20), 0.0, 0
    for pause in pauses:
        now += pause
        given_out += bucket.take(now)
    assert given_out <= 20 + now * 50 + 1e-6


def test_a_bucket_fills_again() -> None:
    bucket = Bucket(rate=50, room=2)
    assert [bucket.take(0.0) for _ in range(3)] == [True, True, False]
    assert bucket.take(0.02)


def test_an_address_has_so_many_connections_and_the_exempt_any() -> None:
    connections = Connections(most=2, exempt=frozenset({"127.0.0.1"}))
    assert [connections.enter("10.0.0.1") for _ in range(3)] == [True, True, False]
    assert connections.enter("10.0.0.2")
    connections.leave("10.0.0.1")
    assert connections.enter("10.0.0.1")
    assert all(connections.enter("127.0.0.1") for _ in range(50))


def test_who_guesses_is_locked_out_for_a_while() -> None:
    lockout = Lockout()
    for number in range(FAILURES):
        assert not lockout.locked("10.0.0.1", number)
        lockout.failed("10.0.0.1", number)
    last = FAILURES - 1
    assert lockout.locked("10.0.0.1", last)
    assert not lockout.locked("10.0.0.2", last)
    assert not lockout.locked("10.0.0.1", last + LOCKED_S)


def test_failures_far_apart_lock_nobody_out_and_memory_is_bounded() -> None:
    lockout = Lockout()
    for number in range(3 * FAILURES):
        lockout.failed("10.0.0.1", number * WINDOW_S)
        assert not lockout.locked("10.0.0.1", number * WINDOW_S)
    for number in range(ADDRESSES + 10):
        lockout.failed(f"address {number}", 0.0)
    assert len(lockout._failures) == ADDRESSES
