"""The board as the decode threads see it: who may paint which channel, how big and how often."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from media.board import FrameBoard, Mark

SLACK_PX = 64  # behind a picture: what scales it writes many pixels at a time


@dataclass(eq=False)
class Outlet:
    """One ``show`` order: where a camera's pictures go. ``rate`` is pictures a second at most,
    infinite for each of them."""

    channel: int
    epoch: int
    width: int
    height: int
    rate: float
    _next_at: float = field(default=float("-inf"), init=False)

    def due(self, now: float) -> bool:
        """Whether a picture may be painted now. Half an interval of jitter costs no picture."""
        interval = 1 / self.rate
        if now < self._next_at - interval / 2:
            return False
        self._next_at = max(self._next_at, now - interval / 2) + interval
        return True


class Canvas:
    """A FrameBoard with one holder per channel; behind its own come the channels of ``share``, that
    the hub reads. ``give`` and ``take`` belong to the loop, ``paint`` to the decode threads; a
    channel's lock keeps two of them off one channel."""

    def __init__(self, board: FrameBoard, share: FrameBoard | None = None) -> None:
        self._board, self._share = board, share
        self._channels = board.channels + (share.channels if share is not None else 0)
        self._locks = [threading.Lock() for _ in range(self._channels)]
        self._holders: list[Outlet | None] = [None] * self._channels

    def check(self, outlet: Outlet) -> None:
        """ValueError when the board has no such channel. A size beyond a slot is made smaller."""
        if not 0 <= outlet.channel < self._channels:
            raise ValueError(f"channel {outlet.channel} is not one of {self._channels}")
        board, _ = self._lies(outlet.channel)
        pixels, room = outlet.width * outlet.height, board.slot_bytes // 4 - SLACK_PX
        if pixels > room:
            scale = math.sqrt(room / pixels)
            outlet.width = max(int(outlet.width * scale), 2)
            outlet.height = max(int(outlet.height * scale), 2)

    def give(self, outlet: Outlet) -> None:
        """From now on only this outlet paints its channel."""
        self._holders[outlet.channel] = outlet

    def take(self, outlet: Outlet) -> None:
        """The channel is free, and its memory goes back, unless somebody else has it already."""
        with self._locks[outlet.channel]:
            if self._holders[outlet.channel] is outlet:
                self._holders[outlet.channel] = None
                board, channel = self._lies(outlet.channel)
                board.trim(channel)

    def paint(
        self,
        outlet: Outlet,
        size: tuple[int, int],
        draw: Callable[[npt.NDArray[np.uint8]], None],
        marks: Mark,
        captured_at: float,
        received_at: float,
    ) -> None:
        """Publish a picture of ``size`` (width, height) if the outlet holds its channel. ``draw``
        fills the board's own pixels, shape (height, width, 4), all of them."""
        width, height = size
        with self._locks[outlet.channel]:
            if self._holders[outlet.channel] is not outlet:
                return
            board, channel = self._lies(outlet.channel)
            draw(board.begin(channel, width, height))
            board.publish(
                channel, outlet.epoch, width, height, marks,
                captured_at, received_at, time.monotonic(),
            )  # fmt: skip

    def _lies(self, channel: int) -> tuple[FrameBoard, int]:
        """The board of a channel, and which it is there."""
        if self._share is not None and channel >= self._board.channels:
            return self._share, channel - self._board.channels
        return self._board, channel
