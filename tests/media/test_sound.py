"""The sound board between two processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from media.sound import BLOCKS, SAMPLES, Lane, Samples, SoundBoard

SPEAK = """
import sys, numpy as np
from media.sound import SoundBoard, Lane
board = SoundBoard(int(sys.argv[1]))
for n in range(3):
    board.write(Lane.MICROPHONE, np.full(960, n + 1, np.int16), float(n))
board.close()
"""


@pytest.fixture
def board() -> Iterator[SoundBoard]:
    board = SoundBoard.create()
    yield board
    board.close()


def level(value: int) -> Samples:
    return np.full(SAMPLES, value, np.int16)


def test_a_reader_gets_every_block_once_and_in_order(board: SoundBoard) -> None:
    reader = board.reader(Lane.ROOM)
    for value in range(5):
        board.write(Lane.ROOM, level(value), value / 50)
    heard = []
    while block := reader.read():
        heard.append((int(block.samples[0]), block.turn, block.taken_at))
    assert heard == [(value, value + 1, value / 50) for value in range(5)]
    assert reader.read() is None
    assert reader.skipped == 0


def test_lanes_do_not_mix(board: SoundBoard) -> None:
    room, microphone = board.reader(Lane.ROOM), board.reader(Lane.MICROPHONE)
    board.write(Lane.MICROPHONE, level(7), 0.0)
    assert room.read() is None
    said = microphone.read()
    assert said is not None
    assert said.samples.tolist() == [7] * SAMPLES


def test_a_late_reader_skips_to_the_newest_and_counts(board: SoundBoard) -> None:
    reader = board.reader(Lane.ROOM, most=3)
    for value in range(10):
        board.write(Lane.ROOM, level(value), 0.0)
    heard = [int(block.samples[0]) for block in iter(reader.read, None)]
    assert heard == [7, 8, 9]
    assert reader.skipped == 7


def test_a_reader_a_whole_ring_behind_still_hears_only_whole_blocks(board: SoundBoard) -> None:
    reader = board.reader(Lane.ROOM)
    total = BLOCKS * 3 + 5
    for value in range(total):
        board.write(Lane.ROOM, level(value), 0.0)
    heard = [int(block.samples[0]) for block in iter(reader.read, None)]
    assert heard == list(range(total - len(heard), total))
    assert len(heard) + reader.skipped == total


def test_each_reader_keeps_its_own_place(board: SoundBoard) -> None:
    first = board.reader(Lane.ROOM)
    board.write(Lane.ROOM, level(1), 0.0)
    second = board.reader(Lane.ROOM)
    board.write(Lane.ROOM, level(2), 0.0)
    assert [int(block.samples[0]) for block in iter(first.read, None)] == [1, 2]
    assert [int(block.samples[0]) for block in iter(second.read, None)] == [2]


def test_a_block_that_was_overwritten_is_none(board: SoundBoard) -> None:
    for value in range(BLOCKS + 1):
        board.write(Lane.ROOM, level(value), 0.0)
    assert board.block(Lane.ROOM, 1) is None
    assert board.block(Lane.ROOM, 0) is None
    assert board.block(Lane.ROOM, BLOCKS + 2) is None
    assert board.block(Lane.ROOM, BLOCKS + 1) is not None


def test_another_process_speaks_into_it(board: SoundBoard) -> None:
    reader = board.reader(Lane.MICROPHONE)
    subprocess.run(
        [sys.executable, "-c", SPEAK, str(board.fd)], pass_fds=[board.fd], check=True, timeout=20
    )
    assert [int(block.samples[0]) for block in iter(reader.read, None)] == [1, 2, 3]


@pytest.mark.parametrize("wrong", [np.zeros(480, np.int16), np.zeros(SAMPLES, np.float32)])
def test_what_is_no_block_is_refused(board: SoundBoard, wrong: Samples) -> None:
    with pytest.raises(ValueError, match="a block is 960 of int16"):
        board.write(Lane.ROOM, wrong, 0.0)


@pytest.mark.parametrize("size", [0, 10, 1_000_000])
def test_a_descriptor_that_is_no_board_is_refused(size: int) -> None:
    fd = os.memfd_create("no-board")
    try:
        os.ftruncate(fd, size)
        with pytest.raises(ValueError, match="is no sound board"):
            SoundBoard(fd)
    finally:
        os.close(fd)
