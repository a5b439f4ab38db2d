"""What one visitor may ask of the door."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.hub.limits import (
    ADDRESSES,
    FAILURES,
    LOCKED_S,
    OWN,
    SHARED,
    WINDOW_S,
    Bucket,
    Connections,
    Lockout,
)  # fmt: skip

ROUTER = "10.0.0.1"  # all villages of a township come by it


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


def test_every_address_has_a_few_connections_and_many_only_while_there_is_room() -> None:
    connections = Connections(own=2, shared=5, room=4)
    assert [connections.enter(ROUTER) for _ in range(6)] == [True] * 5 + [False]
    assert [connections.enter("10.0.0.2") for _ in range(4)] == [True, True, True, False]
    assert [connections.enter("10.0.0.3") for _ in range(3)] == [True, True, False]
    connections.leave(ROUTER)
    assert connections.enter("10.0.0.2")


def test_a_township_behind_one_router_comes_in_with_all_its_pages_at_once() -> None:
    connections = Connections()
    assert all(connections.enter(ROUTER) for _ in range(27 * 6))
    assert all(connections.vouch(ROUTER, f"n{site:02}") for site in range(27))
    assert sum(connections.enter(ROUTER) for _ in range(500)) == SHARED - 27 * 5
    assert [connections.enter("10.0.0.2") for _ in range(OWN)] == [True] * OWN


def test_who_has_shown_a_link_counts_as_its_site_and_no_more_as_its_address() -> None:
    connections = Connections(own=1, shared=1, per_site=2)
    for site in ("n01", "n02", "n01"):
        assert connections.enter(ROUTER)
        assert connections.vouch(ROUTER, site)
    assert connections.enter(ROUTER)
    assert not connections.vouch(ROUTER, "n01")
    assert not connections.enter(ROUTER)  # the one that was not vouched for is still there
    connections.leave("10.0.0.2", "n01")  # from wherever it came
    assert connections.vouch(ROUTER, "n01")


def test_the_exempt_have_any() -> None:
    connections = Connections(exempt=frozenset({"127.0.0.1"}), own=1, shared=1, per_site=1)
    assert all(connections.enter("127.0.0.1") for _ in range(50))
    assert all(connections.vouch("127.0.0.1", "n01") for _ in range(50))
    connections.leave("127.0.0.1", "n01")
    assert connections.enter(ROUTER)
    assert connections.vouch(ROUTER, "n01")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["enter", "vouch", "leave"]))))
def test_whoever_comes_and_goes_nobody_is_forgotten_and_none_is_counted_twice(
    acts: list[tuple[str, str]],
) -> None:
    connections = Connections(own=1, shared=3, room=2, per_site=2)
    here: dict[str, list[str | None]] = {address: [] for address in "abc"}
    for address, act in acts:
        strangers = [at for at, site in enumerate(here[address]) if site is None]
        if act == "enter" and connections.enter(address):
            here[address].append(None)
        elif act == "vouch" and strangers and connections.vouch(address, "n01"):
            here[address][strangers[0]] = "n01"
        elif act == "leave" and here[address]:
            connections.leave(address, here[address].pop(0))
        held = [sites.count(None) for sites in here.values()]
        assert max(held) <= 3
        assert sum(max(0, count - 1) for count in held) <= 2
        assert sum(sites.count("n01") for sites in here.values()) <= 2
    for address, sites in here.items():
        for site in sites:
            connections.leave(address, site)
    assert sum(connections.enter("a") for _ in range(9)) == 3
    assert connections.vouch("a", "n01")
    assert connections.vouch("a", "n01")


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
