"""What is shared into the conference: pictures that another process writes to a board of its own.

The console makes that board and hands it to whoever may write (the camera workers) and to the hub,
which reads it: the hub sees what is shared and no other camera.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import av

from media.board import FrameBoard, Mark, Picture
from media.hub.orders import Lie
from media.source import stale_after_s

SLOWEST_S = 15.0  # a longer gap between two pictures is no rhythm but an interruption


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest picture of what is shared. ``frame`` lies on the board: use it, then ask
    ``valid()``. ``number`` tells one from another."""

    frame: av.VideoFrame
    number: tuple[int, int]
    valid: Callable[[], bool]


@dataclass
class SharedPictures:
    """``look`` in the loop, everything else in the loop and in the program's thread."""

    board: FrameBoard | None
    _lie: Lie | None = field(default=None, init=False)
    _newest: Newest | None = field(default=None, init=False)
    _received_at: float = field(default=0.0, init=False)
    _interval_s: float = field(default=0.0, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def look(self, lie: Lie) -> None:
        """Where the pictures of a source lie from now on. ValueError: there is no such place."""
        channels = 0 if self.board is None else self.board.channels
        if not 0 <= lie.channel < channels:
            raise ValueError(f"channel: {lie.channel} is none of {channels} of --share")
        with self._lock:
            self._lie, self._newest = lie, None
            self._received_at = self._interval_s = 0.0

    def newest(self, source: str) -> Newest | None:
        """The newest picture, None before the first one and for another source."""
        with self._lock:
            self._read(source)
            return self._newest if self._is(source) else None

    def state(self, source: str, now: float | None = None) -> str:
        """``connecting``, ``live`` or ``stale``: by the age of the newest picture, as on a tile."""
        with self._lock:
            self._read(source)
            if not self._is(source) or self._newest is None:
                return "connecting"
            age_s = (time.monotonic() if now is None else now) - self._received_at
        return "live" if age_s < stale_after_s(self._interval_s) else "stale"

    def _is(self, source: str) -> bool:
        return self._lie is not None and self._lie.source == source

    def _read(self, source: str) -> None:
        if self.board is None or self._lie is None or not self._is(source):
            return
        lie, before = self._lie, self._newest
        if before is not None and self.board.turn(lie.channel) == before.number[1]:
            return
        picture = self.board.picture(lie.channel, lie.epoch)
        if picture is None or (before is None and picture.marks & Mark.PREVIEW):
            return
        if before is not None:
            turns = picture.turn - before.number[1]
            gap_s = (picture.received_at - self._received_at) / max(turns, 1)
            self._interval_s = gap_s if 0 < gap_s < SLOWEST_S else 0.0
        self._received_at = picture.received_at
        self._newest = Newest(_framed(picture), (lie.epoch, picture.turn), picture.valid)


def _framed(picture: Picture) -> av.VideoFrame:
    """The pixels as they lie, not a copy."""
    return av.VideoFrame.from_numpy_buffer(picture.array(), format="bgra")
