"""The decode threads. A job is done by one thread at a time, in the order it was asked for."""

from __future__ import annotations

import logging
import os
import threading
from queue import SimpleQueue
from typing import Protocol

from media.cameras.scale import Scaler

MOST_THREADS = 2  # beyond, Python's interpreter lock is what they wait for

log = logging.getLogger(__name__)


class Job(Protocol):
    """Something with a backlog, such as a decoder."""

    def work(self, scaler: Scaler) -> bool:
        """Do a part, in a pool thread; True when there is more to do."""

    def broke(self) -> None:
        """``work`` raised what it should not; it will not be called again before ``ready``."""


class DecodePool:
    """A few threads that serve many decoders, whoever is ready first."""

    def __init__(self, threads: int | None = None) -> None:
        count = threads or min(MOST_THREADS, os.cpu_count() or 1)
        self._ready: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._again: dict[Job, bool] = {}  # jobs in the queue or at work: was ready called since
        self._threads = [
            threading.Thread(target=self._serve, name=f"decode-{number}") for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def ready(self, job: Job) -> None:
        """The job has something to do. Any thread; cheap."""
        with self._lock:
            waiting = job in self._again
            self._again[job] = True
        if not waiting:
            self._ready.put(job)

    def close(self) -> None:
        """Finish the parts at work and end the threads."""
        for _ in self._threads:
            self._ready.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        scaler = Scaler()
        while (job := self._ready.get()) is not None:
            self._again[job] = False
            try:
                more = job.work(scaler)
            except Exception:
                # whatever one stream makes of its decoder, the others go on
                log.exception("a decode job broke")
                job.broke()
                more = False
            with self._lock:
                if not more and not self._again[job]:
                    del self._again[job]
                    continue
            self._ready.put(job)
