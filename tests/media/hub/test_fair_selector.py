"""A little at a time, and everybody in turn."""

from __future__ import annotations

import asyncio
import selectors
import socket
from collections.abc import Iterator

import pytest

from media.hub.fair_selector import MOST, FairSelector, fair_loop

SOCKETS = 2 * MOST + 5


@pytest.fixture
def pairs() -> Iterator[list[tuple[socket.socket, socket.socket]]]:
    made = [socket.socketpair() for _ in range(SOCKETS)]
    yield made
    for each in (end for pair in made for end in pair):
        each.close()


def test_all_that_are_ready_come_in_turn_though_the_first_stay_ready(
    pairs: list[tuple[socket.socket, socket.socket]],
) -> None:
    selector = FairSelector()
    for near, far in pairs:
        selector.register(near, selectors.EVENT_READ)
        far.send(b"x")  # and nobody reads it
    rounds = [[key.fileobj for key, _ in selector.select(0)] for _ in range(6)]
    selector.close()
    assert [len(found) for found in rounds] == [MOST] * 6
    assert {each for found in rounds[:3] for each in found} == {near for near, _ in pairs}


def test_what_is_asked_for_is_told_and_nothing_else(
    pairs: list[tuple[socket.socket, socket.socket]],
) -> None:
    selector = FairSelector()
    (reads, far), (writes, _), (gone, other) = pairs[:3]
    selector.register(reads, selectors.EVENT_READ)
    selector.register(writes, selectors.EVENT_READ | selectors.EVENT_WRITE)
    selector.register(gone, selectors.EVENT_READ)
    far.send(b"x")
    other.close()
    found = {key.fileobj: events for key, events in selector.select(None)}
    selector.unregister(gone)
    rest = {key.fileobj for key, _ in selector.select(0)}
    selector.close()
    assert found == {
        reads: selectors.EVENT_READ, writes: selectors.EVENT_WRITE, gone: selectors.EVENT_READ,
    }  # fmt: skip
    assert rest == {reads, writes}


def test_a_loop_sees_to_its_threads_between_two_handfuls(
    pairs: list[tuple[socket.socket, socket.socket]],
) -> None:
    told: list[str] = []
    loop = fair_loop()

    def read(near: socket.socket) -> None:
        near.recv(1)
        told.append("read")
        if len(told) == 1:
            loop.call_soon_threadsafe(told.append, "thread")
        if len(told) > SOCKETS:
            loop.stop()

    for near, far in pairs:
        near.setblocking(False)
        loop.add_reader(near, read, near)
        far.send(b"x")
    loop.run_forever()
    loop.close()
    assert told.index("thread") <= MOST + 1
    assert isinstance(loop, asyncio.SelectorEventLoop)
