"""Sends every picture to those who watch, in step with the monotonic clock.

Picture ``i`` of camera ``k`` is taken when ``floor((t - phase) * 25) mod N == i``,
``phase = (k mod 64) / 64 / 25`` s, and is sent at once.
"""

from __future__ import annotations

import asyncio
import heapq
import math
import random
from datetime import UTC, datetime

from console.town.cameras.darkroom import Stream
from console.town.cameras.murmur import Microphone
from console.town.cameras.packets import TICKS, Ready, sender_report
from console.town.world.blocks.loop import RATE

PHASES = 64
REPORT_EACH = 4 * RATE  # pictures between two sender reports
LARGEST_BACKLOG = 2 * 1024 * 1024  # bytes a slow client may leave unread before it loses pictures
SINCE_1900_S = 2_208_988_800  # from 1900 to 1970


def turn_at(now: float, number: int) -> int:
    """How many pictures a camera has taken at a monotonic time: the newest one's count."""
    return math.floor((now - phase_of(number)) * RATE + 1e-6)


def taken_at(turn: int, number: int) -> float:
    """Monotonic time at which a picture is taken."""
    return phase_of(number) + turn / RATE


def phase_of(number: int) -> float:
    """Seconds by which a camera is behind the first one."""
    return (number % PHASES) / PHASES / RATE


class Viewer:
    """One client of one stream. It loses pictures up to the next key picture when it is slow."""

    def __init__(
        self,
        writer: asyncio.StreamWriter,
        stream: Stream,
        number: int,
        channel: int,
        source: int,
        microphone: Microphone | None = None,
    ) -> None:
        self._writer = writer
        self._transport = writer.transport
        self._stream = stream
        self._channel = channel
        self._source = source
        self._microphone = microphone
        self._sequence = random.getrandbits(16)
        self._base = random.getrandbits(32)
        self._packets = self._octets = 0
        self._waits_for_key = False
        self.number = number
        self.dropped = 0

    def begin(self, turn: int) -> None:
        """The pictures since the last key picture, then that of ``turn``; sound comes with the
        next one."""
        self._stream.join()
        self._report(turn)
        for earlier, picture in self._stream.since_key(turn):
            self._send_picture(earlier, picture)

    def end(self) -> None:
        """It watches no more."""
        self._stream.leave()

    def send(self, turn: int) -> None:
        """What is seen in a turn, and what is heard."""
        for taken, picture in self._stream.due(turn):
            self._send_picture(taken, picture)
        if self._microphone is None or self._transport.is_closing():
            return
        if self._transport.get_write_buffer_size() <= LARGEST_BACKLOG:
            self._transport.write(self._microphone.frame(turn))

    def _send_picture(self, turn: int, picture: Ready) -> None:
        if self._transport.is_closing() or self._is_behind(picture):
            self.dropped += 1
            return
        stamp = (self._base + turn * (TICKS // RATE)) & 0xFFFFFFFF
        frames = picture.patched(self._channel, self._sequence, stamp, self._source)
        count = len(picture.offsets)
        self._sequence = (self._sequence + count) & 0xFFFF
        self._packets += count
        self._octets += len(frames) - 16 * count
        self._transport.write(frames)
        if turn % REPORT_EACH == 0:
            self._report(turn)

    def _is_behind(self, picture: Ready) -> bool:
        if self._waits_for_key and picture.key:
            self._waits_for_key = False
        if self._transport.get_write_buffer_size() > LARGEST_BACKLOG:
            self._waits_for_key = True
        return self._waits_for_key

    def _report(self, turn: int) -> None:
        loop = asyncio.get_running_loop()
        age = loop.time() - taken_at(turn, self.number)
        seconds = datetime.now(UTC).timestamp() - age + SINCE_1900_S
        stamp = (self._base + turn * (TICKS // RATE)) & 0xFFFFFFFF
        self._transport.write(
            sender_report(
                self._channel + 1, self._source, seconds, stamp, self._packets, self._octets
            )
        )


class Pacer:
    """One timer for all viewers: it wakes once for each phase that somebody watches."""

    def __init__(self) -> None:
        self._by_phase: dict[int, dict[Viewer, None]] = {}
        self._turns: dict[int, int] = {}  # last picture sent, by phase
        self._due: list[tuple[float, int]] = []  # a heap: when the next picture of a phase is taken
        self._timer: asyncio.TimerHandle | None = None

    @property
    def watched(self) -> int:
        return sum(len(viewers) for viewers in self._by_phase.values())

    def join(self, viewer: Viewer) -> None:
        """From the next picture on; it gets those since the last key picture at once."""
        phase = viewer.number % PHASES
        if phase not in self._by_phase:
            self._by_phase[phase] = {}
            self._turns[phase] = turn_at(asyncio.get_running_loop().time(), phase)
            if all(due[1] != phase for due in self._due):
                heapq.heappush(self._due, (taken_at(self._turns[phase] + 1, phase), phase))
        viewer.begin(self._turns[phase])
        self._by_phase[phase][viewer] = None
        self._wait()

    def leave(self, viewer: Viewer) -> None:
        phase = viewer.number % PHASES
        viewers = self._by_phase.get(phase, {})
        if viewer in viewers:
            del viewers[viewer]
            viewer.end()
        if phase in self._by_phase and not viewers:
            del self._by_phase[phase], self._turns[phase]

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for viewer in [v for viewers in self._by_phase.values() for v in viewers]:
            viewer.end()
        self._by_phase.clear()
        self._due.clear()

    def _wait(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._due:
            self._timer = asyncio.get_running_loop().call_at(self._due[0][0], self._tick)

    def _tick(self) -> None:
        now = asyncio.get_running_loop().time()
        self._timer = None
        while self._due and self._due[0][0] <= now + 1e-4:
            _, phase = self._due[0]
            if phase not in self._by_phase:
                heapq.heappop(self._due)
                continue
            turn = self._turns[phase] + 1
            newest = max(turn, turn_at(now, phase))
            for missed in range(max(turn, newest - RATE), newest + 1):
                for viewer in list(self._by_phase[phase]):
                    viewer.send(missed)
            self._turns[phase] = newest
            heapq.heapreplace(self._due, (taken_at(newest + 1, phase), phase))
        self._wait()
