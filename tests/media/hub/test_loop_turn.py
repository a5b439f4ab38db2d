"""A thread that waits for what its loop has not read yet."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator

import pytest

from media.hub.loop_turn import LoopTurn
from tests.media.hub.conftest import PATIENCE_S


class Standing:
    """A loop in a thread of its own that stands still until it is let go on."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.read: list[bytes] = []
        self.go_on = threading.Event()
        self.near, self.far = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.near.setblocking(False)
        self.loop.add_reader(self.near, lambda: self.read.append(self.near.recv(99)))
        self.loop.call_soon(self.go_on.wait, PATIENCE_S)
        self._thread = threading.Thread(target=self.loop.run_forever)
        self._thread.start()

    def close(self) -> None:
        self.go_on.set()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()
        self.near.close()
        self.far.close()


@pytest.fixture
def standing() -> Iterator[Standing]:
    standing = Standing()
    yield standing
    standing.close()


def test_after_a_turn_what_had_come_is_read(standing: Standing) -> None:
    standing.far.send(b"a voice")
    turn = LoopTurn(standing.loop)
    standing.loop.call_soon_threadsafe(standing.read.append, b"before")
    standing.go_on.set()
    assert turn.wait(PATIENCE_S)
    assert sorted(standing.read) == [b"a voice", b"before"]


def test_a_loop_that_stands_for_longer_is_not_waited_for(standing: Standing) -> None:
    assert not LoopTurn(standing.loop).wait(0)


def test_a_closed_loop_is_not_waited_for() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    assert not LoopTurn(loop).wait(PATIENCE_S)
