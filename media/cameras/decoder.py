"""One stream's decoder: coded pictures in, pictures on the canvas out, late ones left out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import av

from media.board import Mark
from media.cameras.backlog import Backlog
from media.cameras.canvas import Canvas, Outlet
from media.cameras.codec import Codec
from media.cameras.device import Device
from media.cameras.effort import Effort
from media.cameras.judged_decoder import JudgedDecoder
from media.cameras.pool import Pool, Urgency
from media.cameras.scale import Pixels, Scaler, fit, turned
from media.cameras.shape import Shape
from media.unit import Arrival

TURN_S = 0.02  # of decoding, then the other streams have theirs
PAINT_AT_LEAST_S = 0.2  # while behind, pictures are decoded but only so often scaled
SELDOM_S = 0.1  # between two shown pictures from Effort.SELDOM on
WEIGH_EACH = 7  # of so many pictures one's decoding is timed; no divisor of usual GOP lengths
CHEAP_BELOW = 0.8  # shown smaller than this, of its own size, a picture is decoded the cheap way

_PREVIEW, _LIVE, _BURST = 0, 1, 2  # who is served first


@dataclass
class Tally:
    """What a decoder did. Counters only grow; a reader takes differences."""

    pictures: int = 0
    dropped: int = 0  # units never decoded: decoding fell behind, or they build on a spoilt picture
    skipped: int = 0  # units never decoded, because less effort was asked for
    errors: int = 0  # units the decoder refused, and pictures that came out spoilt
    busy_s: float = 0.0  # of a processor, decoding


class Decoder:
    """Decodes one stream while it is shown.

    The loop calls ``put``, ``catch_up``, ``paint_on``, ``spend`` and ``close``; a pool thread calls
    ``work``. ``decoded`` is called in a pool thread for the first picture after each ``expect``.
    ``shows_damage``: spoilt pictures are shown as they are, with a mark, instead of the last whole
    one.
    """

    def __init__(
        self,
        pool: Pool,
        canvas: Canvas,
        mark: Mark,
        shape: Callable[[], Shape],
        device: Device | None = None,
        shows_damage: bool = False,
    ) -> None:
        self.size: tuple[int, int] | None = None  # as coded, of the newest picture
        self._pool = pool
        self._canvas = canvas
        self._mark = mark
        self._shape = shape
        self._backlog = Backlog()
        self._effort = Effort.FULL
        self._outlets: tuple[Outlet, ...] = ()
        self._fresh: set[Outlet] = set()  # outlets that have nothing of this stream yet
        self._closed = False
        self._decoded: Callable[[], None] | None = None
        # below: only touched by the pool thread at work
        self._done = Tally()
        self._judged: JudgedDecoder[Arrival] = JudgedDecoder(Codec(device), shows_damage)
        self._newest: tuple[av.VideoFrame, Arrival] | None = None
        self._painted_at = 0.0
        self._fits: dict[Outlet, tuple[tuple[object, ...], tuple[int, int]]] = {}
        self._small: tuple[tuple[object, ...], bool] = ((), False)

    # -- the loop's side

    @property
    def tally(self) -> Tally:
        done, backlog, judged = self._done, self._backlog, self._judged
        dropped, errors = backlog.dropped + judged.dropped, done.errors + judged.errors
        return Tally(done.pictures, dropped, backlog.skipped, errors, done.busy_s)

    @property
    def by_device(self) -> bool:
        return self._judged.codec.by_device

    @property
    def held_back(self) -> int:
        """Pictures, to put B frames in order."""
        return self._judged.codec.held_back

    @property
    def effort(self) -> Effort:
        return self._effort

    def expect(self, decoded: Callable[[], None]) -> None:
        """A new connection: begin with a key frame, and tell of the first picture."""
        self._backlog.begin()
        self._decoded = decoded

    def put(self, arrival: Arrival) -> None:
        if self._backlog.put(arrival, time.monotonic(), self._effort):
            self._pool.ready(self)

    def catch_up(self, arrivals: Iterable[Arrival], goes_on: bool) -> None:
        """Decode what was kept since the last key frame; only the newest is worth painting."""
        self._backlog.catch_up(arrivals, time.monotonic(), goes_on)
        self._pool.ready(self)

    def lose(self) -> None:
        """A unit is missing: what builds on it is not worth decoding."""
        self._backlog.lose()

    def spend(self, effort: Effort) -> None:
        """From now on this much is done of what comes."""
        self._effort = effort

    def paint_on(self, outlets: Iterable[Outlet]) -> None:
        """From now on pictures go here; the newest one at once."""
        before, self._outlets = self._outlets, tuple(outlets)
        fresh = [outlet for outlet in self._outlets if outlet not in before]
        if fresh:
            self._fresh.update(fresh)
            self._pool.ready(self)

    def waits_s(self, now: float) -> float:
        """How long the oldest unit has been waiting for a thread."""
        return self._backlog.waits_s(now)

    def newest(self) -> tuple[av.VideoFrame, float] | None:
        """The newest picture that was decoded and when it was received: to look at, in any thread.
        FFmpeg writes to no picture that somebody holds. None while it is a damaged one."""
        found = self._newest
        return None if found is None or self._judged.damaged else (found[0], found[1].received_at)

    def close(self) -> None:
        self._closed = True
        self._outlets = ()
        self._backlog.clear()

    # -- a pool thread's side

    @property
    def urgency(self) -> Urgency:
        """Every tile's first picture, then what is live, then the bursts of those that become it,
        large tiles before small ones."""
        largest = max((each.width * each.height for each in self._outlets), default=0)
        if self._fresh and self._outlets:
            return _PREVIEW, -largest
        bursts = self._backlog.bursts(time.monotonic())
        return (_BURST, -largest) if bursts else (_LIVE, 0)

    def work(self, scaler: Scaler) -> bool:
        until = time.monotonic() + TURN_S
        while not self._closed:
            arrival = self._backlog.take()
            if arrival is None:
                break
            if self._decode(arrival) and self._show(scaler):
                break  # a key picture stands where nothing was: the others get theirs first
            if time.monotonic() >= until:
                break
        if self._fresh and not self._backlog:
            self._paint(scaler, [each for each in self._outlets if each in self._fresh])
        return bool(self._backlog) and not self._closed

    def broke(self) -> None:
        self._done.errors += 1
        self._judged.forget()

    def _decode(self, arrival: Arrival) -> bool:
        """Whether a picture came out."""
        weighed = self._done.pictures % WEIGH_EACH == 0  # asking for a thread's time is not free
        begun_at = time.thread_time() if weighed else 0.0
        came = self._judged.decode(arrival.unit, arrival, self._is_small())
        if not came:
            return False
        if weighed:
            self._done.busy_s += (time.thread_time() - begun_at) * WEIGH_EACH
        self._done.pictures += len(came)
        frame, ticket = came[-1]
        self._newest = frame, ticket
        self.size = frame.width, frame.height
        decoded, self._decoded = self._decoded, None
        if decoded:
            decoded()
        return True

    def _is_small(self) -> bool:
        """Whether every tile shows it so small that cheap decoding cannot be seen."""
        shape, outlets = self._shape(), self._outlets
        if self._small[0] != (shape, outlets):
            self._small = (shape, outlets), _are_small(outlets, shape)
        return self._small[1]

    def _show(self, scaler: Scaler) -> bool:
        """Paint if it is time to; whether this was some tile's first picture with more waiting."""
        now = time.monotonic()
        if self._backlog:  # behind: newer ones are about to come
            first = bool(self._fresh)
            if first or now - self._painted_at >= PAINT_AT_LEAST_S:
                self._painted_at = now
                self._paint(scaler, self._outlets)
            return first
        if self._effort >= Effort.SELDOM and now - self._painted_at < SELDOM_S and not self._fresh:
            return False
        self._painted_at = now
        self._paint(
            scaler, [each for each in self._outlets if each.due(now) or each in self._fresh]
        )
        return False

    def _paint(self, scaler: Scaler, outlets: Iterable[Outlet]) -> None:
        if self._newest is None:
            return
        frame, arrival = self._newest
        shape, marks = self._shape(), self._marks()
        size, times = (frame.width, frame.height), (arrival.captured_at, arrival.received_at)

        def draw(pixels: Pixels) -> None:
            scaler.draw(frame, pixels, shape.rotate)

        for outlet in outlets:
            self._fresh.discard(outlet)
            shown = self._fitted(outlet, size, shape)
            self._canvas.paint(outlet, shown, draw, marks, *times)

    def _fitted(self, outlet: Outlet, size: tuple[int, int], shape: Shape) -> tuple[int, int]:
        """The picture's size on this outlet; worked out once, for it is asked for each picture."""
        key, shown = self._fits.get(outlet, ((), (0, 0)))
        if key != (size, shape):
            shown = fit(size, shape.pixel_aspect, (outlet.width, outlet.height), shape.rotate)
            self._fits = {each: self._fits[each] for each in self._outlets if each in self._fits}
            self._fits[outlet] = (size, shape), shown
        return shown

    def _marks(self) -> Mark:
        backlog, marks = self._backlog, self._mark
        if self._judged.damaged:
            marks |= Mark.DAMAGED
        if self._effort is Effort.KEYS:
            marks |= Mark.KEYS_ONLY
        elif backlog.needs_key or (backlog.catching_up and backlog):
            marks |= Mark.PREVIEW
        return marks


def _are_small(outlets: tuple[Outlet, ...], shape: Shape) -> bool:
    if shape.size is None or not outlets:
        return False
    width, height = turned(shape.size, shape.rotate)
    return all(min(each.width / width, each.height / height) < CHEAP_BELOW for each in outlets)
