"""FrameBoard: the newest picture of every shown source, in memory that two processes share.

The console makes a board and hands its file descriptor to a child (``pass_fds``); the child writes,
the console reads. The memory has no name, so nothing is left behind whoever is killed, and because
the console owns it the last picture outlives the child that wrote it.

A board has *channels*; a channel is a ring of ``SLOTS`` slots and the number of its newest turn.
One writer per channel, any number of readers, the newest wins, nobody waits. A reader compares a
slot's turn before and after use: when it changed, the pixels were overwritten meanwhile.

An *epoch* is the number under which a channel was last given to a source. A picture carries the
epoch of the order it answers, so a picture of the source before is never taken for the new one's.

numpy is loaded by those who write: the console, which wraps the pixels as they lie, spares 10 MB.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
from enum import IntFlag
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SLOTS = 2  # one that is shown, one that is written: a picture is painted in less than its interval
CHANNELS = 96  # a wall of 64, a full screen, previews and the conference strip
LARGEST = 3840 * 2160 * 4  # bytes; untouched pages of a slot cost nothing

_MAGIC = b"FRMBRD01"
_BOARD = struct.Struct("<8sIIQ")  # magic, channels, slots, bytes of a slot
_SLOT = struct.Struct("<QIIIIIIddd")
_TURN = struct.Struct("@Q")  # native: written in one piece, where "<Q" goes byte by byte
_SLOT_ROOM = 128
_CHANNEL_ROOM = 64 + SLOTS * _SLOT_ROOM


class Mark(IntFlag):
    """What is to be known of a picture besides its pixels."""

    NONE = 0
    PREVIEW = 1  # the newest key picture, shown until the live one arrives
    SUB = 2  # from the small stream
    KEYS_ONLY = 4  # only key pictures are decoded: the source fell behind
    REPLAY = 8  # from a recording or from memory: never to be taken for the present
    DAMAGED = 16  # spoilt, or built on what is; shown because the camera's entry asks for it


_MARKS = tuple(map(Mark, range(32)))  # calling an enum is slow


class Picture(NamedTuple):  # it is made a thousand times a second: a frozen dataclass costs thrice
    """One picture as it lies on the board.

    ``pixels`` is a view of ``height * stride`` bytes, rows of BGRA (alpha unused), not a copy: hold
    the Picture while painting, then ask ``valid()``. Times are monotonic seconds, a clock which
    all processes of a machine share; ``captured_at`` is NaN where the source does not tell.
    """

    pixels: memoryview
    width: int
    height: int
    stride: int
    turn: int
    epoch: int
    marks: Mark
    captured_at: float
    received_at: float
    decoded_at: float
    board: FrameBoard
    slot_at: int

    def valid(self) -> bool:
        """Whether the pixels are still those of this turn; not told any more of a closed board."""
        return self.board.fd >= 0 and self.board.slot_turn(self.slot_at) == self.turn

    def array(self) -> npt.NDArray[np.uint8]:
        """The pixels as (height, width, 4), still a view."""
        import numpy as np

        flat = np.frombuffer(self.pixels, np.uint8)
        return flat.reshape(self.height, self.stride // 4, 4)[:, : self.width]


class FrameBoard:
    """One block of shared memory; see the module for how it is read and written.

    Raises ValueError when the descriptor is no board of this version, or a size does not fit.
    """

    def __init__(self, fd: int) -> None:
        self.fd = fd
        size = os.fstat(fd).st_size
        if size < _BOARD.size:
            raise ValueError(f"descriptor {fd} is no frame board: {size} bytes")
        self.channels: int
        self.slot_bytes: int
        self._map = mmap.mmap(fd, size)
        self._view = memoryview(self._map)
        self._turns = self._view[:0]
        magic, self.channels, slots, self.slot_bytes = _BOARD.unpack_from(self._view)
        self._pixels_at = _pages(64 + self.channels * _CHANNEL_ROOM)
        whole = self._pixels_at + self.channels * SLOTS * self.slot_bytes
        if magic != _MAGIC or slots != SLOTS or size < whole:
            self.close()
            raise ValueError(f"descriptor {fd} is no frame board of this version")
        numbers = self._view[: 64 + self.channels * _CHANNEL_ROOM].cast("Q")
        self._turns = numbers[64 // 8 :: _CHANNEL_ROOM // 8]
        self._writing: dict[int, int] = {}

    @classmethod
    def create(cls, channels: int = CHANNELS, slot_bytes: int = LARGEST) -> FrameBoard:
        """A new empty board, open in this process; ``fd`` is inheritable only by ``pass_fds``."""
        fd = os.memfd_create("frame-board", os.MFD_CLOEXEC)
        slot_bytes = _pages(slot_bytes)
        room = _pages(64 + channels * _CHANNEL_ROOM) + channels * SLOTS * slot_bytes
        os.ftruncate(fd, room)
        os.pwrite(fd, _BOARD.pack(_MAGIC, channels, SLOTS, slot_bytes), 0)
        return cls(fd)

    def close(self) -> None:
        """Give the mapping back. Pictures still held keep their pixels; the last one frees them."""
        self._turns.release()
        self._view.release()
        with contextlib.suppress(BufferError):
            self._map.close()
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    # -- reading

    def turn(self, channel: int) -> int:
        """The number of the newest picture; 0 before the first. Cheap: asked at every tick."""
        turn: int = _TURN.unpack_from(self._view, self._channel_at(channel))[0]
        return turn

    def turns(self) -> list[int]:
        """The same of all channels at once, as cheap as two of them."""
        return self._turns.tolist()

    def picture(self, channel: int, epoch: int) -> Picture | None:
        """The newest picture of this epoch, or None when there is none (yet)."""
        turn = self.turn(channel)
        if turn == 0:
            return None
        slot = turn % SLOTS
        at = self._slot_at(channel, slot)
        found, stamped, marks, width, height, stride, _, captured, received, decoded = (
            _SLOT.unpack_from(self._view, at)
        )
        if found != turn or stamped != epoch:
            return None
        start = self._pixel_at(channel, slot)
        return Picture(
            self._view[start : start + height * stride],
            width, height, stride, turn, stamped, _MARKS[marks & 31], captured, received, decoded,
            self, at,
        )  # fmt: skip

    def slot_turn(self, slot_at: int) -> int:
        turn: int = _TURN.unpack_from(self._view, slot_at)[0]
        return turn

    # -- writing

    def begin(self, channel: int, width: int, height: int) -> npt.NDArray[np.uint8]:
        """The next slot's pixels, shape (height, width, 4) BGRA, for the writer to fill.

        Only one thread writes a channel. Until ``publish`` no reader sees the slot.
        """
        import numpy as np

        if not 0 < width * height * 4 <= self.slot_bytes:
            raise ValueError(f"a picture of {width}x{height} does not fit a slot")
        turn = self.turn(channel) + 1
        slot = turn % SLOTS
        _TURN.pack_into(self._view, self._slot_at(channel, slot), 0)
        start = self._pixel_at(channel, slot)
        flat = np.frombuffer(self._view[start : start + width * height * 4], np.uint8)
        self._writing[channel] = turn
        return flat.reshape(height, width, 4)

    def publish(
        self,
        channel: int,
        epoch: int,
        width: int,
        height: int,
        marks: Mark,
        captured_at: float,
        received_at: float,
        decoded_at: float,
    ) -> int:
        """Make the slot given by the last ``begin`` the newest; its turn is returned."""
        turn = self._writing.pop(channel)
        at = self._slot_at(channel, turn % SLOTS)
        _SLOT.pack_into(
            self._view, at, 0, epoch, int(marks), width, height, width * 4, 0,
            captured_at, received_at, decoded_at,
        )  # fmt: skip
        _TURN.pack_into(self._view, at, turn)
        _TURN.pack_into(self._view, self._channel_at(channel), turn)
        return turn

    def trim(self, channel: int) -> None:
        """Give the channel's pixel memory back to the system; its pictures become invalid."""
        for slot in range(SLOTS):
            _TURN.pack_into(self._view, self._slot_at(channel, slot), 0)
        start = self._pixel_at(channel, 0)
        self._map.madvise(mmap.MADV_REMOVE, start, SLOTS * self.slot_bytes)

    def _channel_at(self, channel: int) -> int:
        if not 0 <= channel < self.channels:
            raise ValueError(f"channel {channel} is not one of {self.channels}")
        return 64 + channel * _CHANNEL_ROOM

    def _slot_at(self, channel: int, slot: int) -> int:
        return self._channel_at(channel) + 64 + slot * _SLOT_ROOM

    def _pixel_at(self, channel: int, slot: int) -> int:
        return self._pixels_at + (channel * SLOTS + slot) * self.slot_bytes


def _pages(count: int) -> int:
    return -(-count // mmap.PAGESIZE) * mmap.PAGESIZE
