"""The clips of a worker: each from before the wish, and those of a moment that is gone."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from media.archive.shelf import wall_clock
from media.cameras.before import ENOUGH_S, LiveTap, evenly, look, looks, reach, stream_for, stretch
from media.cameras.camera import Camera
from media.cameras.choice import StreamName
from media.cameras.clip import Clip, Outcome
from media.cameras.kept import Archive, Kept
from media.cameras.recall import NOTHING_KEPT, film_of, kept_at
from media.cameras.recorder import Recorder, Recording
from media.cameras.scribe import Scribe
from media.cameras.wish import ClipWish
from media.parent import Message
from media.view import View

MOST_CLIPS = 32
A_FAULT = "a fault of this program; its log says more"
FRESH_S = 2.0  # what is so new is not on the disk yet

log = logging.getLogger(__name__)


@dataclass(slots=True)
class RunningRecording:
    camera: Camera
    stream: StreamName
    recorder: Recorder
    recording: Recording


@dataclass(slots=True)
class _Running:
    wish: ClipWish
    camera: Camera
    stream: StreamName
    recorder: Recorder
    tap: LiveTap
    since: float  # monotonic
    until: float


class Clips:
    """Lives in the loop. ``recordings`` are those that run, by camera; ``archive`` is where they
    are read, None where there is none."""

    def __init__(
        self,
        scribe: Scribe,
        recordings: Mapping[str, RunningRecording],
        archive: Callable[[], Archive | None],
        tell: Callable[[Message], None],
        tasks: asyncio.TaskGroup,
    ) -> None:
        self._scribe, self._recordings, self._archive = scribe, recordings, archive
        self._tell, self._tasks = tell, tasks
        self._loop = asyncio.get_running_loop()
        self._running: list[_Running] = []
        self._past: set[asyncio.Task[None]] = set()
        self._one_film = asyncio.Semaphore(1)
        self._ends = False

    def order(self, wish: ClipWish, camera: Camera) -> None:
        """ValueError when it cannot be begun."""
        if len(self._running) + len(self._past) >= MOST_CLIPS:
            raise ValueError(f"{MOST_CLIPS} clips are being made already")
        now = wall_clock()
        at = now if wish.at is None else min(wish.at, now)
        ends_in = at + wish.after_s - now
        if wish.at is None or ends_in > -FRESH_S:
            self._begin(wish, camera, at - wish.before_s - now, max(ends_in, 0.0))
            return
        zero = wall_clock() - time.monotonic()
        memories = [evenly(each) for each in looks(camera, zero)]
        kept = kept_at(wish.camera, self._archive(), memories, at)
        past = self._film(wish, camera.view(kept.stream), kept, at, zero)
        task = self._tasks.create_task(past, name=f"clip:{wish.camera}")
        self._past.add(task)
        task.add_done_callback(self._past.discard)

    def check(self, cameras: Mapping[str, Camera]) -> None:
        """Each second: which are whole, and how far the others are. ``cameras`` as they are now."""
        now = time.monotonic()
        for clip in list(self._running):
            gone = cameras.get(clip.wish.camera) is not clip.camera
            if now >= clip.until or gone:
                self._end(clip, gone)
            else:
                self._tell(_progress(clip, now))

    def stop(self) -> None:
        """The worker ends: what is there is kept."""
        self._ends = True
        for clip in list(self._running):
            self._end(clip, True)

    def _begin(self, wish: ClipWish, camera: Camera, begins_in: float, ends_in: float) -> None:
        now = time.monotonic()
        since, zero = now + begins_in, wall_clock() - now
        stream = stream_for(camera, since)
        running = self._recordings.get(wish.camera)
        if running is not None and reach(camera, stream, now) > since + ENOUGH_S:
            stream = running.stream
        records = running is not None and running.stream == stream
        memory = look(camera, stream, zero, since)
        remembered = evenly(memory) if memory is not None else None
        kept = Kept(wish.camera, self._archive(), stream, remembered)
        cut = running.recording.cut if running is not None and records else None
        done = partial(self._from_thread, self._done, wish, stream)
        recorder = Recorder(self._scribe, Clip(wish.path, camera.view(stream), done))
        tap = LiveTap(recorder)
        tap.deaf, tap.goes_on = records or memory is not None, memory is not None
        recorder.earlier(partial(stretch, kept, since + zero, math.inf, zero, cut))
        try:
            camera.tap(stream, tap)
        except ValueError:
            recorder.end(whole=False)
            raise
        if tap.deaf:
            recorder.join()
        tap.deaf = False
        clip = _Running(wish, camera, stream, recorder, tap, since, now + ends_in)
        self._running.append(clip)

    async def _film(self, wish: ClipWish, view: View, kept: Kept, at: float, zero: float) -> None:
        done = partial(self._from_thread, self._done, wish, kept.stream or "")
        clip = Clip(wish.path, view, done, NOTHING_KEPT)
        since, until = at - wish.before_s, at + wish.after_s
        try:
            async with self._one_film:
                await asyncio.to_thread(
                    film_of, kept, since, until, zero, clip, lambda: not self._ends
                )
        except Exception:
            log.exception("a clip of %s broke", wish.camera)
            self._fail(wish.ticket, A_FAULT)

    def _end(self, clip: _Running, gone: bool) -> None:
        self._running.remove(clip)
        if not gone:
            clip.camera.untap(clip.tap)
        clip.recorder.end()

    def _done(self, wish: ClipWish, stream: str, outcome: Outcome) -> None:
        if isinstance(outcome, str):
            self._fail(wish.ticket, outcome)
            return
        seconds, began_at, size = outcome
        self._tell(
            {
                "event": "done",
                "ticket": wish.ticket,
                "camera": wish.camera,
                "path": str(wish.path),
                "began_at": rfc3339(began_at),
                "seconds": round(seconds, 2),
                "bytes": size,
                "stream": stream,
            }
        )

    def _fail(self, ticket: str, reason: str) -> None:
        self._tell({"event": "failed", "ticket": ticket, "reason": reason})

    def _from_thread(self, call: Callable[..., None], *given: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: the worker ends
            self._loop.call_soon_threadsafe(call, *given)


def _progress(clip: _Running, now: float) -> Message:
    return {
        "event": "progress",
        "ticket": clip.wish.ticket,
        "seconds": round(now - clip.since, 1),
        "of": round(clip.until - clip.since, 1),
    }


def rfc3339(unix_s: float) -> str:
    text = datetime.fromtimestamp(unix_s, UTC).isoformat(timespec="milliseconds")
    return text.removesuffix("+00:00") + "Z"
