"""What a worker keeps of its cameras: snapshots, clips and recordings."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from media.archive.shelf import Shelf, in_words, wall_clock
from media.cameras.before import looks
from media.cameras.camera import Camera
from media.cameras.choice import StreamName
from media.cameras.clips import A_FAULT, Clips, RunningRecording, rfc3339
from media.cameras.late_archive import LateArchive
from media.cameras.recall import kept_at, take_at
from media.cameras.recorder import Recorder, Recording
from media.cameras.scribe import Scribe
from media.cameras.snapshot import Caption, NewestGop, take
from media.cameras.wish import (
    ArchiveWish,
    RecordWish,
    SnapshotWish,
    parse_archive,
    parse_clip,
    parse_record,
    parse_snapshot,
    parse_ticket,
)
from media.parent import Message
from media.unit import Arrival

ORDERS = ("archive", "snapshot", "clip", "record")
MAIN_WITHIN_S = 3.0  # a snapshot waits so long for the large picture,
SUB_WITHIN_S = 5.0  # and then for the small one
MOST_SNAPSHOTS = 128
NO_LARGE = "the large stream brought no picture"
ONLY_SMALL = "only the small stream was kept of this moment"

log = logging.getLogger(__name__)


class Keeping:
    """Lives in the loop. ``patience``: a factor on how long it waits, for a picture or a disk."""

    def __init__(
        self,
        cameras: Callable[[], Mapping[str, Camera]],
        tell: Callable[[Message], None],
        tasks: asyncio.TaskGroup,
        patience: float = 1.0,
    ) -> None:
        self._patience = patience
        self._cameras = cameras
        self._tell = tell
        self._tasks = tasks
        self._loop = asyncio.get_running_loop()
        self._scribe = Scribe(self._shelf_news)
        self._archive: ArchiveWish | None = None
        self._shelf: Shelf | None = None
        self._kept: LateArchive | None = None  # the same folder, to read in
        self._by_hand: set[str] = set()
        self._recordings: dict[str, RunningRecording] = {}
        self._unable: dict[str, str] = {}  # cameras that cannot be recorded, and why
        self._snapshots: set[asyncio.Task[None]] = set()
        self._one_at_a_time = asyncio.Semaphore(1)
        self._clips = Clips(self._scribe, self._recordings, lambda: self._kept, tell, tasks)

    def obey(self, order: Message) -> None:
        """One of ``ORDERS``. ValueError and KeyError where there is no ticket to answer to."""
        if order["do"] == "archive":
            self._use(parse_archive(order))
            return
        ticket = parse_ticket(order)
        try:
            match order["do"]:
                case "snapshot":
                    self._order_snapshot(parse_snapshot(order))
                case "clip":
                    wish = parse_clip(order)
                    self._clips.order(wish, self._camera(wish.camera))
                case _:
                    self._order_record(parse_record(order))
        except (ValueError, KeyError, TypeError) as fault:
            self._fail(ticket, f"{fault} is missing" if isinstance(fault, KeyError) else str(fault))

    def check(self) -> None:
        """Each second: schedules, and how far the clips are."""
        self._check_recordings()
        self._clips.check(self._cameras())

    def stop(self) -> None:
        """The worker ends: what is there is kept."""
        for task in self._snapshots:
            task.cancel()
        self._clips.stop()
        for running in self._recordings.values():
            running.recorder.end()
        self._recordings.clear()

    def close(self) -> None:
        """After ``stop``; waits for the disk."""
        self._scribe.close()
        if self._kept is not None:
            self._kept.close()

    # -- recordings

    def _use(self, wish: ArchiveWish) -> None:
        if self._archive is not None and self._archive.place == wish.place:
            self._archive = wish
            return
        for identity in list(self._recordings):
            self._end_recording(identity)
        self._archive, self._shelf = wish, Shelf(wish.place, patience=self._patience)
        if self._kept is not None:
            self._kept.close()
        self._kept = LateArchive(wish.place.folder)
        self._scribe.use(self._shelf)
        self._check_recordings()

    def _order_record(self, wish: RecordWish) -> None:
        camera = self._camera(wish.camera)
        if wish.on and self._shelf is None:
            raise ValueError("there is no folder to record to")
        if wish.on:
            self._by_hand.add(wish.camera)
        else:
            self._by_hand.discard(wish.camera)
        self._check_recordings()
        if wish.on and wish.camera in self._unable:
            self._by_hand.discard(wish.camera)
            raise ValueError(self._unable[wish.camera])
        on = wish.camera in self._recordings
        by = "hand" if wish.on else "schedule" if on else None
        self._tell({"event": "done", "ticket": wish.ticket, "camera": camera.entry.id,
                    "recording": on, "by": by})  # fmt: skip

    def _check_recordings(self) -> None:
        cameras, local = self._cameras(), datetime.now(UTC).astimezone()
        self._by_hand &= cameras.keys()
        for identity, running in list(self._recordings.items()):
            if cameras.get(identity) is not running.camera:
                del self._recordings[identity]  # its streams are stopped already
                running.recorder.end()
        if self._shelf is None:
            return
        for identity, camera in cameras.items():
            wanted = identity in self._by_hand or camera.entry.record.on(local)
            if wanted and identity not in self._recordings:
                self._begin_recording(identity, camera, self._shelf)
            elif not wanted and identity in self._recordings:
                self._end_recording(identity)
            elif not wanted:
                self._unable.pop(identity, None)

    def _begin_recording(self, identity: str, camera: Camera, shelf: Shelf) -> None:
        stream = camera.small if camera.entry.record_stream == "sub" else "main"
        told = partial(self._from_thread, self._told, identity, stream)
        if identity in self._unable:
            return
        recording = Recording(identity, stream, partial(camera.view, stream), shelf, told)
        recorder = Recorder(self._scribe, recording)
        try:
            camera.tap(stream, recorder, waits=False)
        except ValueError as fault:
            self._unable[identity] = str(fault)
            self._told(identity, stream, "paused", str(fault))
            return
        self._recordings[identity] = RunningRecording(camera, stream, recorder, recording)

    def _end_recording(self, identity: str) -> None:
        running = self._recordings.pop(identity)
        running.camera.untap(running.recorder)
        running.recorder.end()

    def _told(self, camera: str, stream: str, state: str, reason: str) -> None:
        self._tell({"event": "recording", "camera": camera, "stream": stream, "state": state,
                    "reason": reason})  # fmt: skip

    def _shelf_news(self, shelf: Shelf) -> None:
        news = {
            "event": "archive",
            "state": "fault" if shelf.fault else "ready",
            "reason": shelf.fault or shelf.notice,
            "kept_bytes": shelf.disk.kept,
            "free_bytes": shelf.disk.free,
        }
        self._from_thread(self._tell, news)

    # -- snapshots

    def _order_snapshot(self, wish: SnapshotWish) -> None:
        camera = self._camera(wish.camera)
        if len(self._snapshots) >= MOST_SNAPSHOTS:
            raise ValueError(f"{MOST_SNAPSHOTS} snapshots are being taken already")
        task = self._tasks.create_task(self._snapshot(wish, camera), name=f"snapshot:{wish.camera}")
        self._snapshots.add(task)
        task.add_done_callback(self._snapshots.discard)

    async def _snapshot(self, wish: SnapshotWish, camera: Camera) -> None:
        site = self._archive.site if self._archive else ""
        caption = Caption(wish.camera, wish.name, site, wish.place)
        try:
            told = await self._take(wish, camera, caption)
        except (ValueError, OSError) as fault:
            self._fail(wish.ticket, in_words(fault))
            return
        except Exception:
            # one picture's strangeness must not end the worker
            log.exception("a snapshot of %s broke", wish.camera)
            self._fail(wish.ticket, A_FAULT)
            return
        about = {"ticket": wish.ticket, "camera": wish.camera, "path": str(wish.path)}
        self._tell({"event": "done", **about, **told})

    async def _take(self, wish: SnapshotWish, camera: Camera, caption: Caption) -> Message:
        """What ``done`` says of the picture."""
        stream: str | None
        if wish.at is not None:
            memories = looks(camera, wall_clock() - time.monotonic())
            kept = kept_at(wish.camera, self._kept, memories, wish.at)
            stream, small, write = kept.stream, ONLY_SMALL, partial(take_at, kept, wish.at)
        else:
            stream, units = await self._picture(camera)
            small, write = NO_LARGE, partial(take, units, wall_clock() - time.monotonic())
        small = small if stream == "sub" else ""
        caption = replace(caption, view=camera.view(stream), small=small)
        async with self._one_at_a_time:
            taken_at, size = await asyncio.to_thread(write, wish.path, caption)
        return {
            "taken_at": rfc3339(taken_at), "size": list(size), "stream": stream,
            "why_small": small or None,
        }  # fmt: skip

    async def _picture(self, camera: Camera) -> tuple[StreamName, list[Arrival]]:
        """The units of the newest picture: of the main stream if it can be had soon."""
        if units := await _first(camera, "main", MAIN_WITHIN_S * self._patience):
            return "main", units
        within_s = SUB_WITHIN_S * self._patience
        if camera.small == "sub" and (units := await _first(camera, "sub", within_s)):
            return "sub", units
        raise ValueError("the camera brought no picture")

    # -- all of them

    def _camera(self, identity: str) -> Camera:
        if identity not in self._cameras():
            raise ValueError(f"no camera {identity} in this worker")
        return self._cameras()[identity]

    def _fail(self, ticket: str, reason: str) -> None:
        self._tell({"event": "failed", "ticket": ticket, "reason": reason})

    def _from_thread(self, call: Callable[..., None], *given: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: the worker ends
            self._loop.call_soon_threadsafe(call, *given)


async def _first(camera: Camera, stream: StreamName, within_s: float) -> list[Arrival]:
    gop = NewestGop()
    camera.tap(stream, gop)
    try:
        async with asyncio.timeout(within_s):
            await gop.came.wait()
    except TimeoutError:
        pass
    finally:
        camera.untap(gop)
    return gop.units
