"""Lockstep: which picture is taken when, and what a slow client loses."""

from __future__ import annotations

import asyncio
import math
import struct
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from console.town.cameras.darkroom import Stream
from console.town.cameras.pacer import LARGEST_BACKLOG, Pacer, Viewer, phase_of, taken_at, turn_at
from console.town.film.reel import Reel

SETS = (bytes([0x67, 100, 0, 31]), bytes([0x68, 2]))


def stream(pictures: int = 200, key_each: int = 50) -> Stream:
    units = [bytes([0x65 if i % key_each == 0 else 0x41, i]) for i in range(pictures)]
    return Stream(Reel(SETS, tuple((u,) for u in units)))


class Line:
    """A writer that keeps what is written, and says how much nobody has read."""

    def __init__(self) -> None:
        self.backlog = 0
        self.written: list[bytes] = []
        self.transport: Any = SimpleNamespace(
            is_closing=lambda: False,
            get_write_buffer_size=lambda: self.backlog,
            write=lambda data: self.written.append(bytes(data)),
        )

    def pictures(self) -> list[int]:
        """Numbers of the pictures sent, from their one byte of content."""
        return [data[-1] for data in self.written if data[1] == 0]

    def stamps(self) -> list[int]:
        return [struct.unpack_from(">I", data, 8)[0] for data in self.written if data[1] == 0]


def viewer(line: Line, number: int = 0) -> Viewer:
    return Viewer(line, stream(), number, 0, 7)  # type: ignore[arg-type] - a line is all it writes to


@given(st.floats(0, 1e6), st.integers(0, 255))
def test_the_newest_picture_is_the_one_of_the_protocol(now: float, number: int) -> None:
    turn = turn_at(now, number)
    phase = (number % 64) / 64 / 25
    assert phase_of(number) == phase
    assert turn in (math.floor((now - phase) * 25), math.floor((now - phase) * 25 + 1e-5))
    assert taken_at(turn, number) <= now + 1e-6 < taken_at(turn + 1, number) + 2e-6


def test_a_newcomer_gets_the_pictures_since_the_key_picture_first() -> None:
    async def play() -> None:
        line = Line()
        viewer(line).begin(1063)  # picture 63 of the loop; the key picture is 50
        assert line.pictures() == list(range(50, 64))
        stamps = line.stamps()
        assert {(b - a) & 0xFFFFFFFF for a, b in pairwise(stamps)} == {3600}
        assert line.written[0][1] == 1  # a sender report comes before them

    asyncio.run(play())


def test_a_slow_client_loses_pictures_up_to_the_next_key_picture() -> None:
    async def play() -> None:
        line = Line()
        slow = viewer(line)
        slow.send(98)
        line.backlog = LARGEST_BACKLOG + 1
        slow.send(99)
        line.backlog = 0
        for turn in range(101, 153):
            slow.send(turn)
        assert line.pictures() == [98, 150, 151, 152]
        assert slow.dropped == 50

    asyncio.run(play())


def test_the_pacer_sends_each_picture_once_to_each_and_forgets_who_left() -> None:
    async def play() -> None:
        pacer, lines = Pacer(), [Line(), Line()]
        viewers = [viewer(lines[0], 3), viewer(lines[1], 67)]  # of the same phase
        for one in viewers:
            pacer.join(one)
        enough, taken = asyncio.Event(), list[int]()
        lines[1].transport.write = lambda data: (
            lines[1].written.append(bytes(data)), taken.append(1), len(taken) > 12 and enough.set(),
        )  # fmt: skip
        async with asyncio.timeout(60):
            await enough.wait()
        pacer.leave(viewers[0])
        assert pacer.watched == 1
        pacer.leave(viewers[1])
        pacer.stop()
        for line in lines:
            pictures = line.pictures()
            steps = {(b - a) % 200 for a, b in pairwise(pictures)}
            assert steps == {1}

    asyncio.run(play())
