"""From a demuxing thread into the loop: bounded, in order, what does not fit is left out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from math import nan

from media.unit import AccessUnit, Sink, SoundFormat, SoundUnit, VideoFormat

MOST_UNITS = 256
MOST_BYTES = 16 * 1024 * 1024

log = logging.getLogger(__name__)


class Outbox:
    """The thread calls ``begin``, ``unit`` and ``sound``, the loop the rest.

    When the loop falls behind pictures are left out up to the next key picture, and counted in
    ``lost``. ``broke`` is called in the loop when the sink raises.
    """

    def __init__(self, sink: Sink, begun: Callable[[], None], broke: Callable[[], None]) -> None:
        self.lost = 0
        self._sink = sink
        self._begun = begun
        self._broke = broke
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._waiting: list[tuple[Callable[[], None], int]] = []  # and its bytes
        self._bytes = 0
        self._shedding = False
        self._closed = False

    def begin(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        def give() -> None:
            self._sink.described(video, sound)
            self._begun()

        self._put(give, 0)

    def unit(self, unit: AccessUnit, received_at: float) -> None:
        if self._shedding and not unit.key:
            self.lost += 1
            return
        size = len(unit.data)
        self._shedding = not self._put(lambda: self._sink.unit(unit, received_at, nan), size)
        self.lost += self._shedding

    def sound(self, unit: SoundUnit, received_at: float) -> None:
        self._put(lambda: self._sink.sound(unit, received_at), len(unit.data))

    def close(self) -> None:
        """Nothing more comes to the sink."""
        self._closed = True

    def _put(self, give: Callable[[], None], size: int) -> bool:
        """Whether it fitted."""
        with self._lock:
            full = self._bytes + size > MOST_BYTES or len(self._waiting) >= MOST_UNITS
            if full or self._closed:
                return False
            self._waiting.append((give, size))
            self._bytes += size
            first = len(self._waiting) == 1
        if first:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the worker ends
                self._loop.call_soon_threadsafe(self._drain)
        return True

    def _drain(self) -> None:
        with self._lock:
            waiting, self._waiting, self._bytes = self._waiting, [], 0
        try:
            for give, _ in waiting:
                if self._closed:
                    return
                give()
        except Exception:
            log.exception("what takes a camera's units broke")
            self._closed = True
            self._broke()
