"""The conference's recorder as the hub's loop sees it: switched, given packets, never waited for.

A thread of its own writes. What the disk is too slow for is dropped and counted; the film then
goes on at the next key picture.
"""

from __future__ import annotations

import asyncio
import logging
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from media.hub.encoding import VideoPacket
from media.hub.mixer import AudioPacket
from media.hub.record_state import RecordState
from media.hub.recording import (
    SOUND_HZ,
    VIDEO_HZ,
    Closed,
    Item,
    Noted,
    Picture,
    Recording,
    Voice,
)

CODEC = "H264"  # of the program; it is opened for the recording where no site wants it
MOST_BYTES = 16 * 1024 * 1024  # that wait for the disk
MOST_ITEMS = 4000
PACE_S = 0.2  # what came meanwhile is written together

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

log = logging.getLogger(__name__)


class Recorder:
    """Lives in the hub's loop. ``changed`` is called there with every new state."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.state = RecordState()
        self.dropped = 0
        self.folder: Path | None = None
        self._changed = changed
        self._loop = asyncio.get_running_loop()
        self._writer: _Writer | None = None
        self._conference = ""
        self._paused = False
        self._needs_key = self._joins = False

    @property
    def on(self) -> bool:
        """Whether what is said and shown is kept at this moment, or is meant to be."""
        return self._writer is not None and not self._paused

    @property
    def codecs(self) -> frozenset[str]:
        """What the program has to be encoded in for the recording."""
        return frozenset({CODEC}) if self.on else frozenset()

    def order(self, fields: Mapping[str, Any], conference: str) -> str:
        """``record {"on":bool}`` or ``{"pause":bool}``; why it cannot be, else empty."""
        if not conference:
            return "no conference is held"
        if "pause" in fields:
            if self._writer is None:
                return "nothing is recorded"
            self._pause(bool(fields["pause"]))
        elif fields.get("on"):
            if self._writer is None:
                return self._begin(conference)
            self._pause(False)
        else:
            self.end()
        self._changed()
        return ""

    def follow(self, conference: str) -> None:
        """The conference that is held, empty for none: a recording ends with its conference."""
        if self._writer is not None and conference != self._conference:
            self.end()

    def picture(self, codec: str, packet: VideoPacket, key: bool) -> bool:
        """A packet of the program; False when a key picture is needed before anything is kept."""
        if not self.on or codec != CODEC:
            return True
        if self._needs_key and not key:
            return False
        item = Picture(bytes(packet), key, (packet.pts or 0) / VIDEO_HZ, self._joins)
        if not self._put(item, len(item.data)):
            self.dropped += 1
            self._needs_key = True
            return True
        self._needs_key = self._joins = False
        return True

    def sound(self, packet: AudioPacket) -> None:
        """20 ms of what everybody hears."""
        if self.on and not self._needs_key:
            self._put(Voice(bytes(packet), (packet.pts or 0) / SOUND_HZ), packet.size)

    def mark(self, what: Mapping[str, Any]) -> None:
        """Something to be found again in the recording. Nothing is recorded: nothing is marked."""
        if self._writer is not None:
            self._put(Noted(dict(what), time.monotonic()), 0)

    def end(self) -> None:
        """Close the film. Returns at once; the writer writes what waits."""
        writer, self._writer, self._paused = self._writer, None, False
        if writer is not None:
            writer.put(Closed(), 0)

    def close(self) -> None:
        """End, and wait for what is still to be written."""
        writer = self._writer
        self.end()
        if writer is not None:
            writer.join()

    def _begin(self, conference: str) -> str:
        if self.folder is None:
            return "no folder for recordings is set"
        name = conference if _ID.fullmatch(conference) else "unnamed"
        self._conference, self._paused = conference, False
        self._needs_key, self._joins = True, False
        self.state = RecordState("waiting")
        recording = Recording(self.folder, name, self._hear)
        self._writer = _Writer(recording)
        self._changed()
        return ""

    def _pause(self, paused: bool) -> None:
        if paused == self._paused:
            return
        self._paused = paused
        self._needs_key = self._joins = True
        state = "paused" if paused else "waiting"
        self.state = RecordState(state, "", self.state.file, self.state.seconds)

    def _put(self, item: Item, size: int) -> bool:
        return self._writer is not None and self._writer.put(item, size)

    def _hear(self, state: RecordState) -> None:
        """In the writer's thread."""
        try:
            self._loop.call_soon_threadsafe(self._take, state)
        except RuntimeError:
            log.debug("the loop is over before the last state was told")

    def _take(self, state: RecordState) -> None:
        if self._paused and state.state == "on":
            state = RecordState("paused", "", state.file, state.seconds)
        if state.state == "off" and self._writer is not None:
            return  # of the recording before this one
        self.state = state
        self._changed()


class _Writer:
    """The thread and its queue."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._lock = threading.Lock()
        self._items: deque[tuple[Item, int]] = deque()
        self._bytes = 0
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="conference-recording")
        self._thread.start()

    def put(self, item: Item, size: int) -> bool:
        with self._lock:
            full = self._bytes + size > MOST_BYTES or len(self._items) >= MOST_ITEMS
            if full and not isinstance(item, Closed):
                return False
            self._items.append((item, size))
            self._bytes += size
        if isinstance(item, Closed):
            self._wake.set()
        return True

    def join(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._lock:
                items, self._items = self._items, deque()
                self._bytes = 0
            for item, _ in items:
                try:
                    self._recording.take(item)
                except Exception:  # top of the thread: one strange packet must not end the film
                    log.exception("recording the conference broke")
            if any(isinstance(item, Closed) for item, _ in items):
                return
            self._wake.wait(PACE_S)
