"""SoundBoard: what the command room hears and says, in memory that two processes share.

The console makes the board and hands its file descriptor to the hub, as it does with a FrameBoard.
A board has two *lanes*; each is a ring of blocks of 20 ms, 960 samples of signed 16 bit, mono,
48 kHz. One writer per lane, any number of readers, nobody waits: every reader keeps its own place,
and one that comes too late skips to the newest blocks and counts what it lost.

numpy is loaded with the first block: a console in which nothing is heard spares 10 MB.
"""

from __future__ import annotations

import mmap
import os
import struct
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

RATE_HZ = 48_000
BLOCK_S = 0.02
SAMPLES = 960  # of one block
BLOCKS = 64  # 1.28 s: longer than any pause of a process that is still of use

_MAGIC = b"SNDBRD01"
_BOARD = struct.Struct("<8sIIII")  # magic, lanes, blocks, samples, rate
_NEWEST = struct.Struct("<Q")
_BLOCK = struct.Struct("<Qd")  # turn, monotonic time
_TURN = struct.Struct("<Q")
_HEAD_ROOM = 64
_BLOCK_ROOM = 64 + SAMPLES * 2
_LANE_ROOM = 64 + BLOCKS * _BLOCK_ROOM

Samples: TypeAlias = "npt.NDArray[np.int16]"


class Lane(IntEnum):
    ROOM = 0  # what the command room hears: the hub writes, the console plays
    MICROPHONE = 1  # what it says: the console writes, the hub mixes


@dataclass(frozen=True, slots=True)
class Block:
    """20 ms of sound: a copy of 960 samples. ``taken_at`` is monotonic, when its end was heard."""

    samples: Samples
    turn: int
    taken_at: float


class SoundBoard:
    """One block of shared memory with both lanes.

    Raises ValueError when the descriptor is no board of this version.
    """

    def __init__(self, fd: int) -> None:
        self.fd = fd
        size = os.fstat(fd).st_size
        if size < _HEAD_ROOM + len(Lane) * _LANE_ROOM:
            raise ValueError(f"descriptor {fd} is no sound board: {size} bytes")
        self._map = mmap.mmap(fd, size)
        self._view = memoryview(self._map)
        if _BOARD.unpack_from(self._view) != (_MAGIC, len(Lane), BLOCKS, SAMPLES, RATE_HZ):
            self._unmap()
            raise ValueError(f"descriptor {fd} is no sound board of this version")

    @classmethod
    def create(cls) -> SoundBoard:
        """A new silent board, open in this process; ``fd`` is inheritable only by ``pass_fds``."""
        fd = os.memfd_create("sound-board", os.MFD_CLOEXEC)
        os.ftruncate(fd, _HEAD_ROOM + len(Lane) * _LANE_ROOM)
        os.pwrite(fd, _BOARD.pack(_MAGIC, len(Lane), BLOCKS, SAMPLES, RATE_HZ), 0)
        return cls(fd)

    def close(self) -> None:
        """Give the mapping and the descriptor back; readers of this board end with it."""
        self._unmap()
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def turn(self, lane: Lane) -> int:
        """The number of the newest block; 0 before the first."""
        turn: int = _NEWEST.unpack_from(self._view, _lane_at(lane))[0]
        return turn

    def write(self, lane: Lane, samples: Samples, taken_at: float) -> int:
        """Append 960 samples; their turn is returned. Only one thread writes a lane."""
        if samples.shape != (SAMPLES,) or samples.dtype != "int16":
            raise ValueError(f"a block is {SAMPLES} of int16, not {samples.shape} {samples.dtype}")
        turn = self.turn(lane) + 1
        at = _block_at(lane, turn)
        _TURN.pack_into(self._view, at, 0)
        self._view[at + 64 : at + _BLOCK_ROOM] = samples.tobytes()
        _BLOCK.pack_into(self._view, at, turn, taken_at)
        _NEWEST.pack_into(self._view, _lane_at(lane), turn)
        return turn

    def block(self, lane: Lane, turn: int) -> Block | None:
        """The block of this turn, or None when it is overwritten or still to come."""
        import numpy as np

        at = _block_at(lane, turn)
        found, taken_at = _BLOCK.unpack_from(self._view, at)
        if turn <= 0 or found != turn:
            return None
        samples = np.frombuffer(bytes(self._view[at + 64 : at + _BLOCK_ROOM]), np.int16)
        if _TURN.unpack_from(self._view, at)[0] != turn:  # overwritten while it was copied
            return None
        return Block(samples, turn, taken_at)

    def reader(self, lane: Lane, most: int = BLOCKS // 2) -> SoundReader:
        """A reader that begins with the next block and lies at most ``most`` blocks behind."""
        return SoundReader(self, lane, min(most, BLOCKS // 2), self.turn(lane))

    def _unmap(self) -> None:
        self._view.release()
        self._map.close()


@dataclass
class SoundReader:
    """One reader's place in a lane. Not shared between threads."""

    board: SoundBoard
    lane: Lane
    most: int
    place: int
    skipped: int = field(default=0, init=False)  # blocks lost because this reader came late

    def read(self) -> Block | None:
        """The next block, or None when there is none yet."""
        newest = self.board.turn(self.lane)
        behind = newest - self.place
        if behind < 0:  # a writer that began anew
            self.place, behind = 0, newest
        if behind > self.most:
            self.skipped += behind - self.most
            self.place = newest - self.most
        if self.place == newest:
            return None
        self.place += 1
        block = self.board.block(self.lane, self.place)
        self.skipped += block is None
        return block


def _lane_at(lane: Lane) -> int:
    return _HEAD_ROOM + lane * _LANE_ROOM


def _block_at(lane: Lane, turn: int) -> int:
    return _lane_at(lane) + 64 + turn % BLOCKS * _BLOCK_ROOM
