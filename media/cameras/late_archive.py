"""An archive opened by the thread that first asks it: a slow disk must not hold the loop."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from media.archive.index import ArchiveIndex
from media.archive.segment import Segment

AGAIN_S = 5.0  # after a failure

log = logging.getLogger(__name__)


class LateArchive:
    """As much of an ``ArchiveIndex`` as a replay asks for, from any thread. One that cannot be read
    has nothing, is told once, and tried again after a while."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic) -> None:
        self.folder = folder
        self._now = now
        self._lock = threading.Lock()
        self._index: ArchiveIndex | None = None
        self._closed = False
        self._again_at = float("-inf")
        self._told = ""

    def find(
        self, camera: str, since: float, until: float, stream: str | None = None
    ) -> list[Segment]:
        with self._lock:
            if self._closed or self._now() < self._again_at:
                return []
            try:
                self._leave_displaced()
                self._index = self._index or ArchiveIndex(self.folder, check=False)
                return self._index.find(camera, since, until, stream)
            except (OSError, sqlite3.Error) as fault:
                self._again_at = self._now() + AGAIN_S
                if str(fault) != self._told:
                    self._told = str(fault)
                    log.error("the archive in %s cannot be read: %s", self.folder, fault)
                return []

    def _leave_displaced(self) -> None:
        if self._index is not None and self._index.displaced():
            self._index.close()
            self._index = None

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._index is not None:
                self._index.close()
