"""One stream's decoder: coded pictures in, pictures on the canvas out, late ones left out."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

import av
from av.error import FFmpegError

from media.board import Mark
from media.cameras.canvas import Canvas, Outlet
from media.cameras.pool import DecodePool
from media.cameras.scale import Scaler, picture_for
from media.unit import Arrival

MOST_WAITING = 600  # units
MOST_LAG_S = 1.0  # what waits longer is left out up to a key frame; a short stall is made good
CATCH_UP_S = 2.5  # the same for the pictures since the last key frame that come in one burst
TURN_S = 0.02  # of decoding, then the other streams have theirs
PAINT_AT_LEAST_S = 0.2  # while behind, pictures are decoded but only so often scaled
MOST_PENDING = 32  # pictures that B frames hold back

_OPTIONS = {"flags": "low_delay"}


@dataclass
class Tally:
    """What a decoder did. Counters only grow; a reader takes differences."""

    pictures: int = 0
    dropped: int = 0  # units never decoded, because decoding fell behind
    errors: int = 0  # units the decoder refused, and pictures it calls corrupt
    busy_s: float = 0.0  # of a processor, decoding


class Decoder:
    """Decodes one stream while it is shown.

    The loop calls ``put``, ``catch_up``, ``paint_on`` and ``close``; a pool thread calls ``work``.
    ``decoded`` is called in a pool thread for the first picture after each ``expect``.
    """

    def __init__(
        self,
        pool: DecodePool,
        canvas: Canvas,
        mark: Mark,
        pixel_aspect: Callable[[], Fraction],
        rotate: int = 0,
    ) -> None:
        self.tally = Tally()
        self.size: tuple[int, int] | None = None
        self._pool = pool
        self._canvas = canvas
        self._mark = mark
        self._pixel_aspect = pixel_aspect
        self._rotate = rotate
        self._waiting: deque[tuple[Arrival, float]] = deque()  # and since when
        self._catching_up = True  # until the first time that nothing waits
        self._needs_key = True
        self._shedding = False  # a key frame is needed because decoding fell behind
        self._outlets: tuple[Outlet, ...] = ()
        self._fresh: set[Outlet] = set()  # outlets that have nothing of this stream yet
        self._closed = False
        self._decoded: Callable[[], None] | None = None
        # below: only touched by the pool thread at work
        self._codec: av.VideoCodecContext | None = None
        self._sps: bytes | None = None
        self._pts = 0
        self._pending: dict[int, Arrival] = {}
        self._newest: tuple[av.VideoFrame, Arrival] | None = None
        self._painted_at = 0.0

    # -- the loop's side

    def expect(self, decoded: Callable[[], None]) -> None:
        """A new connection: begin with a key frame, and tell of the first picture."""
        self._needs_key = self._catching_up = True
        self._decoded = decoded

    def put(self, arrival: Arrival) -> None:
        if self._needs_key and not arrival.unit.key:
            self.tally.dropped += self._shedding
            return
        self._needs_key = self._shedding = False
        now = time.monotonic()
        if self._late(now):
            self._shed(arrival)
        if self._needs_key:
            self.tally.dropped += 1
            return
        self._waiting.append((arrival, now))
        self._pool.ready(self)

    def catch_up(self, arrivals: Iterable[Arrival], goes_on: bool) -> None:
        """Decode what was kept since the last key frame; only the newest is worth painting."""
        now = time.monotonic()
        self._waiting.extend((arrival, now) for arrival in arrivals)
        self._needs_key = not (goes_on and self._waiting)
        self._pool.ready(self)

    def lose(self) -> None:
        """A unit is missing: what builds on it is not worth decoding."""
        self._needs_key = True

    def paint_on(self, outlets: Iterable[Outlet]) -> None:
        """From now on pictures go here; the newest one at once."""
        before, self._outlets = self._outlets, tuple(outlets)
        fresh = [outlet for outlet in self._outlets if outlet not in before]
        if fresh:
            self._fresh.update(fresh)
            self._pool.ready(self)

    def close(self) -> None:
        self._closed = True
        self._outlets = ()
        self._waiting.clear()

    def _late(self, now: float) -> bool:
        try:
            waiting_s = now - self._waiting[0][1]
        except IndexError:
            return False
        most_s = CATCH_UP_S if self._catching_up else MOST_LAG_S
        return waiting_s > most_s or len(self._waiting) >= MOST_WAITING

    def _shed(self, arrival: Arrival) -> None:
        """Go on at the newest key frame if it waits already, else with the next."""
        waiting = list(self._waiting)
        self._waiting.clear()
        keys = [at for at, (each, _) in enumerate(waiting) if each.unit.key and at]
        keep = waiting[keys[-1] :] if keys and not arrival.unit.key else []
        self.tally.dropped += len(waiting) - len(keep)
        self._waiting.extend(keep)
        self._needs_key = self._shedding = not keep and not arrival.unit.key

    # -- a pool thread's side

    def work(self, scaler: Scaler) -> bool:
        until = time.monotonic() + TURN_S
        while not self._closed and time.monotonic() < until:
            try:
                arrival, _ = self._waiting.popleft()
            except IndexError:
                self._catching_up = False
                break
            if self._decode(arrival):
                self._show(scaler)
        if self._fresh and not self._waiting:
            self._paint(scaler, [each for each in self._outlets if each in self._fresh])
        return bool(self._waiting) and not self._closed

    def broke(self) -> None:
        self.tally.errors += 1
        self._codec = None
        self._sps = None

    def _decode(self, arrival: Arrival) -> bool:
        """Whether a picture came out."""
        unit = arrival.unit
        if unit.key and (self._codec is None or unit.sps != self._sps):
            # a decoder that meets another size in mid-stream has crashed before
            self._codec, self._sps = _open(unit.codec), unit.sps
            self._pending.clear()
        if self._codec is None:
            return False
        self._pts += 1
        packet = av.Packet(unit.data)
        packet.pts = self._pts
        self._pending[self._pts] = arrival
        begun_at = time.thread_time()
        try:
            frames = self._codec.decode(packet)
        except FFmpegError:
            self.tally.errors += 1
            self._pending.pop(self._pts, None)
            return False
        finally:
            self.tally.busy_s += time.thread_time() - begun_at
        return self._take(frames, arrival)

    def _take(self, frames: list[av.VideoFrame], arrival: Arrival) -> bool:
        whole = [frame for frame in frames if not frame.is_corrupt]
        self.tally.errors += len(frames) - len(whole)
        self.tally.pictures += len(whole)
        if not whole:
            while len(self._pending) > MOST_PENDING:
                del self._pending[next(iter(self._pending))]
            return False
        frame = whole[-1]
        pts = frame.pts or self._pts
        self._newest = frame, self._pending.get(pts, arrival)
        for old in [each for each in self._pending if each <= pts]:
            del self._pending[old]
        self.size = frame.width, frame.height
        decoded, self._decoded = self._decoded, None
        if decoded:
            decoded()
        return True

    def _show(self, scaler: Scaler) -> None:
        now = time.monotonic()
        if self._waiting:  # behind: newer ones are about to come
            if now - self._painted_at >= PAINT_AT_LEAST_S:
                self._painted_at = now
                self._paint(scaler, self._outlets)
            return
        self._painted_at = now
        due = [each for each in self._outlets if each.due(now) or each in self._fresh]
        self._paint(scaler, due)

    def _paint(self, scaler: Scaler, outlets: Iterable[Outlet]) -> None:
        if self._newest is None:
            return
        frame, arrival = self._newest
        early = self._needs_key or (self._catching_up and self._waiting)
        marks = self._mark | (Mark.PREVIEW if early else Mark.NONE)
        aspect, rotate = self._pixel_aspect(), self._rotate
        for outlet in outlets:
            self._fresh.discard(outlet)
            pixels = picture_for(scaler, frame, aspect, (outlet.width, outlet.height), rotate)
            self._canvas.paint(outlet, pixels, marks, arrival.captured_at, arrival.received_at)


def _open(name: str) -> av.VideoCodecContext:
    codec = av.CodecContext.create(name, "r")
    assert isinstance(codec, av.VideoCodecContext)
    codec.thread_count = 1  # slices are few, and a thread per core and camera is many
    codec.options = dict(_OPTIONS)
    codec.open()
    return codec
