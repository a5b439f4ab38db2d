"""One replay on one channel: the picture that is due by its clock, decoded in a thread of its own.

What a clock orders is decided in ``work``; the loop only hands over clocks and rings the bell when
the next picture is due.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from media.board import Mark
from media.cameras.canvas import Canvas, Outlet
from media.cameras.kept import JOINED_S, Kept, Memory
from media.cameras.play_clock import PlayClock
from media.cameras.pool import Urgency
from media.cameras.replay_pace import Effort, Pace
from media.cameras.replay_reader import ReplayReader, Shown
from media.cameras.scale import Pixels, Scaler, fit
from media.parent import Message
from media.source import stale_after_s
from media.view import View

TURN_S = 0.03  # of decoding, then other channels have theirs
LOOK_S = 0.25  # how often it is looked whether more was kept
JUMP_S = 2.0  # forward so far is read through at once; beyond, it begins at a key picture there
SAME_S = 0.0005
MOST_AHEAD = 64  # decoded pictures that wait, above what any stream reorders
STEP_S = 0.001


class Player:
    """``work`` belongs to a pool thread, ``report`` and the orders to the loop.

    ``again(at)`` asks for another ``work`` at a monotonic time, ``changed`` tells that there is
    news, ``remember(since)`` that a fresh look at the memory is wanted; ``view`` tells how pictures
    of a stream are seen; all from the pool thread.
    """

    def __init__(
        self,
        kept: Kept,
        canvas: Canvas,
        view: Callable[[str | None], View],
        again: Callable[[float], None],
        changed: Callable[[], None],
        remember: Callable[[], None],
    ) -> None:
        self.camera = kept.camera
        self.kept = kept
        self.closed = False
        self._canvas, self._view = canvas, view
        self._again, self._changed, self._remember = again, changed, remember
        self._lock = threading.Lock()
        # handed over by the loop
        self._ordered: tuple[Outlet, PlayClock, bool] | None = None
        self._steps = 0
        self._memory: Memory | None = None
        # the pool thread's; ``report`` reads what is replaced in one piece
        self._reader = ReplayReader(kept)
        self._outlet: Outlet | None = None
        self._clock = PlayClock(0.0, 0.0, 0.0)
        self._skip_gaps = False
        self._since = 0.0  # of the clock last ordered: tells which order an event answers
        self._pace = Pace(0.0, 0.0)
        self._shown: Shown | None = None
        self._candidate: Shown | None = None
        self._seeking = False
        self._stepping = 0
        self._looked_at = float("-inf")
        self._next_at: float | None = None
        self._state = "seeking"

    # -- the loop's side

    def order(self, outlet: Outlet, clock: PlayClock, skip_gaps: bool) -> None:
        with self._lock:
            self._ordered = outlet, clock, skip_gaps
            self._steps = 0

    def step(self, pictures: int) -> None:
        with self._lock:
            self._steps += pictures

    def look(self, memory: Memory | None) -> None:
        """A fresh look at the memory, as ``remember`` asked for."""
        self._memory = memory

    def close(self) -> None:
        self.closed = True

    def report(self, now: float) -> Message:
        """The ``replay`` event, without its channel."""
        state, shown, clock = self._state, self._shown, self._clock
        at = shown.at if state == "paused" and shown is not None else clock.now(now)
        stands = shown.at if shown is not None and state in ("gap", "end") else None
        return {
            "event": "replay", "camera": self.camera, "at": at, "state": state,
            "rate": clock.rate, "next_at": self._next_at, "since": self._since,
            "dropped": self._reader.dropped, "shown_at": stands,
        }  # fmt: skip

    # -- the pool thread's side

    @property
    def urgency(self) -> Urgency:
        """A seek the operator waits for before what merely plays on."""
        return (0, 0) if self._seeking else (1, 0)

    def work(self, scaler: Scaler) -> bool:
        if self.closed:
            self._reader.close()
            return False
        self._take_orders(scaler)
        if self._outlet is None:
            return False
        until = time.monotonic() + TURN_S
        while not self.closed:
            now = time.monotonic()
            if self._settle(now, scaler):
                return False
            if now >= until:
                self._judge(now)
                if not self._seeking:
                    self._show(scaler)
                return True
            if not self._reader.decode() and not self._follow(now):
                self._stand(now, scaler)
                return False
        return True

    def broke(self) -> None:
        """Something unexpected: begin anew behind the piece that did it."""
        if self._reader.piece is not None:
            self.kept.leave_out(self._reader.piece)
        self._reader.close()
        self._seeking = True

    def _take_orders(self, scaler: Scaler) -> None:
        with self._lock:
            ordered, self._ordered = self._ordered, None
            steps, self._steps = self._steps, 0
        self.kept.memory = self._memory
        now = time.monotonic()
        if ordered is not None:
            outlet, clock, self._skip_gaps = ordered
            self._since = clock.since
            before, self._outlet = self._outlet, outlet
            if before is not outlet and self._shown is not None:
                self._paint(self._shown, scaler)
            self._take_clock(clock, now)
        if steps and self._clock.paused and self._shown is not None:
            self._stepping = 1 if steps > 0 else 0
            if steps < 0:
                here = self._clock.now(now) if self._seeking else self._shown.at
                self._seek(self._clock.sought(here - STEP_S, now), now)

    def _take_clock(self, clock: PlayClock, now: float) -> None:
        if clock == self._clock:
            return
        self._stepping = 0
        target, newest = clock.now(now), self._shown.at if self._shown else float("inf")
        if clock.rate != self._clock.rate:
            self._pace = Pace(clock.rate, now)
            self._reader.effort = self._pace.effort
        if target < newest - SAME_S or target > self._reader.position + JUMP_S:
            self._seek(clock, now)
        else:
            # what lies between is passed over unseen, and where nothing does the picture stays
            self._seeking = target > self._clock.now(now) + SAME_S
            self._clock, self._candidate = clock, self._shown
            self._become(self._word())

    def _seek(self, clock: PlayClock, now: float) -> None:
        self._clock, self._seeking, self._candidate = clock, True, None
        self._pace = Pace(clock.rate, now)
        self._reader.effort = self._pace.effort
        self._become("seeking")
        self._reader.seek(clock.now(now))
        self._looked_at = float("-inf")

    def _settle(self, now: float, scaler: Scaler) -> bool:
        """Whether the picture that is due is found, because one after it is decoded already."""
        ready = self._reader.ready
        target = self._clock.now(now) + SAME_S
        while ready and (ready[0].at <= target or len(ready) > MOST_AHEAD):
            self._candidate = ready.popleft()
        if not ready:
            return False
        if self._stepping:
            self._stepping = 0
            self._candidate = ready.popleft()
            self._clock = self._clock.sought(self._candidate.at, now)
            self._show(scaler)
            self._become("paused")
            return True
        if self._seeking and self._candidate is None:
            # what is kept begins after the moment: its first picture waits for its time
            self._become("gap", ready[0].at)
        elif self._candidate is not None or self._state not in ("gap", "end"):
            self._show(scaler)
            self._become(self._word())
        self._judge(now)
        self._call_again(self._over_hole(ready[0].at, now), now)
        return True

    def _over_hole(self, next_at: float, now: float) -> float:
        """It is a gap once the picture shown has stood for longer than pictures do: those that
        follow are missing, or were spoilt. The moment for which there is something to do again."""
        limit_s = stale_after_s(self._reader.interval_s)
        if self._shown is None or next_at - self._shown.at <= limit_s:
            return next_at
        if self._clock.now(now) < self._shown.at + limit_s:
            return self._shown.at + limit_s
        if self._skip_gaps:
            self._clock = self._clock.sought(next_at, now)
        else:
            self._become("gap", next_at)
        return next_at

    def _judge(self, now: float) -> None:
        if self._clock.paused:
            return
        target = self._clock.now(now)
        if self._pace.judge((target - self._reader.position) / self._clock.rate, now):
            self._reader.pass_over()
            self._seeking = True
            self._reader.seek(target)
        self._reader.effort = self._pace.effort

    def _call_again(self, moment: float, now: float) -> None:
        due = self._clock.due(moment)
        if due is not None:
            interval = 1 / self._outlet.rate if self._outlet is not None else 0.0
            self._again(max(due, now + min(interval / 2, 0.02)))

    def _follow(self, now: float) -> bool:
        """Go on with the next piece; False when there is none, or its time has not come."""
        soon = self._next_at is None or self._next_at > self._clock.now(now)
        standing = self._state in ("gap", "end") and not self._stepping
        if standing and soon and now - self._looked_at < LOOK_S / 2:
            return False
        self._looked_at = now
        reader, target = self._reader, self._clock.now(now)
        position = reader.position if reader.piece is not None else target
        piece = self.kept.after(position, reader.piece)
        if piece is None:
            self._remember()
            self._next_at = None
            return False
        if piece.began_at > max(position + JOINED_S, target + SAME_S) and not self._stepping:
            if not self._skip_gaps:
                self._next_at = piece.began_at
                return False
            self._clock = self._clock.sought(piece.began_at, now)
        self._next_at = None
        if target > position + JUMP_S or reader.piece is None:
            return reader.jump(piece, max(target, piece.began_at))
        return reader.enter(piece)

    def _stand(self, now: float, scaler: Scaler) -> None:
        """There is no later picture for now: the last one stays."""
        self._reader.finish()
        self._show_last(now, scaler)
        reached = self._reader.position + JOINED_S < self._clock.now(now)
        if self._next_at is not None:
            self._become("gap", self._next_at)
        elif self._clock.paused and not reached and self._shown is not None:
            self._become("paused")
        else:
            self._become("end" if reached or self._shown is None else self._word())
        if not self._clock.paused:
            due = self._clock.due(self._next_at) if self._next_at is not None else None
            self._again(min(now + LOOK_S, max(due, now + STEP_S) if due else now + LOOK_S))

    def _show_last(self, now: float, scaler: Scaler) -> None:
        target = self._clock.now(now) + SAME_S
        while self._reader.ready and self._reader.ready[0].at <= target:
            self._candidate = self._reader.ready.popleft()
        self._stepping = 0
        self._show(scaler)

    def _word(self) -> str:
        return "paused" if self._clock.paused else "playing"

    def _become(self, state: str, next_at: float | None = None) -> None:
        if (state, next_at) != (self._state, self._next_at):
            self._state, self._next_at = state, next_at
            self._changed()

    # -- pictures

    def _show(self, scaler: Scaler) -> None:
        found, self._candidate = self._candidate, None
        if found is None:
            return
        self._seeking = False
        if self._shown is not None and self._shown.at == found.at:
            return
        self._shown = found
        self._paint(found, scaler)
        if self._clock.paused:
            self._changed()

    def _paint(self, shown: Shown, scaler: Scaler) -> None:
        assert self._outlet is not None
        outlet, frame = self._outlet, shown.frame
        coded, box = (frame.width, frame.height), (outlet.width, outlet.height)
        view = self._view(shown.stream)
        size = fit(coded, view.pixel_aspect(coded, shown.aspect), box, view.rotate)
        marks = Mark.REPLAY | (Mark.SUB if shown.stream == "sub" else Mark.NONE)
        if self._reader.effort is Effort.KEYS:
            marks |= Mark.KEYS_ONLY
        # the age of a replayed picture is that of what it shows
        age_s = datetime.now(UTC).timestamp() - shown.at
        at = time.monotonic() - age_s

        def draw(pixels: Pixels) -> None:
            scaler.draw(frame, pixels, view.rotate)

        self._canvas.paint(outlet, size, draw, marks, at, at)
