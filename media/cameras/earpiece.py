"""The thread that makes one camera's coded sound heard: decoded, evened out, onto the board."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable

import numpy as np

from media.cameras.jitter import JitterBuffer
from media.cameras.sound_decoder import SoundDecoder
from media.sound import BLOCK_S, Lane, Samples, SoundBoard
from media.unit import SoundFormat, SoundUnit

MOST_WAITING = 128  # units
TELL_S = 0.5
SILENT_S = 3.0  # a camera that announced sound and brings none for so long
FULL = 32768.0

Told = Callable[[str, float, str], None]  # state (waiting, playing, none, fault), level, reason

NO_SOUND = "the camera sends no sound"
BRINGS_NONE = "the camera announced sound and brings none"

log = logging.getLogger(__name__)


class Earpiece:
    """``begin`` and ``put`` are for the loop; ``told`` is called in the thread, each half second
    and at changes. Level 0 to 1 is the root mean square of what was played, of the full scale."""

    def __init__(self, board: SoundBoard, told: Told) -> None:
        self.dropped = 0  # units the thread had no time for
        self._board = board
        self._told = told
        self._waiting: deque[SoundUnit | SoundFormat | None] = deque()
        self._ends = threading.Event()
        self._decoder: SoundDecoder | None = None
        self._jitter = JitterBuffer()
        self._came_at = time.monotonic()
        self._state = ("waiting", "")
        self._power, self._blocks = 0.0, 0
        self._tell_at = 0.0
        self._thread = threading.Thread(target=self._run, name="earpiece", daemon=True)
        self._thread.start()

    def begin(self, sound: SoundFormat | None) -> None:
        """A connection stands; None: it has no sound."""
        self._waiting.clear()  # what is not heard yet of the one before
        self._waiting.append(sound)

    def put(self, unit: SoundUnit) -> None:
        if len(self._waiting) >= MOST_WAITING:
            self.dropped += 1
            with contextlib.suppress(IndexError):  # the thread took them all meanwhile
                oldest = self._waiting.popleft()
                if not isinstance(oldest, SoundUnit):
                    self._waiting.appendleft(oldest)  # what the rest is decoded by
                    return
        self._waiting.append(unit)

    def close(self) -> None:
        """Nothing is written to the board after this."""
        self._ends.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._ends.wait(BLOCK_S / 2):
                self._turn(time.monotonic())
        except Exception:
            # one camera's strangeness must not end the worker
            log.exception("listening broke")
            self._told("fault", 0.0, "a fault of this program; its log says more")

    def _turn(self, now: float) -> None:
        self._take_over(now)
        for block in self._jitter.take(now):
            self._board.write(Lane.ROOM, block, now)
            self._weigh(block)
        if self._state[0] == "playing" and now - self._came_at > SILENT_S:
            self._state = ("waiting", "")
        elif self._decoder and self._state[0] == "waiting" and now - self._came_at > SILENT_S:
            self._state = ("none", BRINGS_NONE)
        if now >= self._tell_at:
            self._tell(now)

    def _take_over(self, now: float) -> None:
        with contextlib.suppress(IndexError):  # none waits
            while True:
                item = self._waiting.popleft()
                if isinstance(item, SoundUnit):
                    self._decode(item, now)
                else:
                    self._connect(item, now)

    def _connect(self, sound: SoundFormat | None, now: float) -> None:
        self._decoder, self._came_at = None, now
        try:
            self._decoder = SoundDecoder(sound) if sound is not None else None
            self._state = ("none", NO_SOUND) if sound is None else ("waiting", "")
        except ValueError as fault:
            self._state = ("fault", str(fault))
        self._tell_at = now

    def _decode(self, unit: SoundUnit, now: float) -> None:
        if self._decoder is None:
            return
        samples = self._decoder.decode(unit)
        if len(samples):
            self._came_at = now
            self._jitter.put(samples)
            if self._state[0] != "playing":
                self._state, self._tell_at = ("playing", ""), now
        elif self._decoder.refusing and self._state[0] != "fault":
            self._state, self._tell_at = ("fault", "its sound cannot be decoded"), now

    def _weigh(self, block: Samples) -> None:
        self._power += float(np.mean((block / FULL) ** 2))
        self._blocks += 1

    def _tell(self, now: float) -> None:
        level = (self._power / self._blocks) ** 0.5 if self._blocks else 0.0
        self._power, self._blocks = 0.0, 0
        self._tell_at = now + TELL_S
        self._told(self._state[0], round(level, 4), self._state[1])
