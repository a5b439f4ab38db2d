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
    """A FrameBoard with one holder per channel. ``give`` and ``take`` belong to the loop, ``paint``
    to the decode threads; a channel's lock keeps two of them off one channel."""

    def __init__(self, board: FrameBoard) -> None:
        self._board = board
        self._locks = [threading.Lock() for _ in range(board.channels)]
        self._holders: list[Outlet | None] = [None] * board.channels

    def check(self, outlet: Outlet) -> None:
        """ValueError when the board has no such channel. A size beyond a slot is made smaller."""
        if not 0 <= outlet.channel < self._board.channels:
            raise ValueError(f"channel {outlet.channel} is not one of {self._board.channels}")
        pixels, room = outlet.width * outlet.height, self._board.slot_bytes // 4 - SLACK_PX
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
                self._board.trim(outlet.channel)

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
            draw(self._board.begin(outlet.channel, width, height))
            self._board.publish(
                outlet.channel, outlet.epoch, width, height, marks,
                captured_at, received_at, time.monotonic(),
            )  # fmt: skip
