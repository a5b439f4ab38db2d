"""The decode threads. A job is done by one thread at a time, the most urgent first."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
import threading
from typing import Protocol

from media.cameras.scale import Scaler

log = logging.getLogger(__name__)

Urgency = tuple[int, int]


class Job(Protocol):
    """Something with a backlog, such as a decoder."""

    @property
    def urgency(self) -> Urgency:
        """Lower is sooner; asked each time the job is queued. Equal ones: first come."""

    def work(self, scaler: Scaler) -> bool:
        """Do a part, in a pool thread; True when there is more to do."""

    def broke(self) -> None:
        """``work`` raised what it should not; it will not be called again before ``ready``."""


class Pool(Protocol):
    """Who does the jobs: some threads, or the worker's own loop."""

    def ready(self, job: Job) -> None:
        """The job has something to do. Cheap."""

    def close(self) -> None:
        """Finish the parts at work and do no more."""


class LoopPool:
    """Decodes in the loop that reads the cameras, a part of one job at a time.

    Where there is a worker for each core this is the cheapest: a picture wakes one thread, not two
    that then wait for each other's hold of the interpreter. What arrives meanwhile waits in the
    sockets. Only the loop calls it.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._scaler = Scaler()
        self._queue: list[tuple[Urgency, int, Job]] = []
        self._count = itertools.count()
        self._queued: set[Job] = set()
        self._due = False  # a turn is planned
        self._closed = False

    def ready(self, job: Job) -> None:
        if job not in self._queued:
            self._queued.add(job)
            heapq.heappush(self._queue, (job.urgency, next(self._count), job))
            self._plan()

    def close(self) -> None:
        self._closed = True
        self._queue.clear()

    def _plan(self) -> None:
        if not self._due and not self._closed:
            self._due = True
            self._loop.call_soon(self._turn)

    def _turn(self) -> None:
        self._due = False
        if not self._queue:
            return
        job = heapq.heappop(self._queue)[2]
        self._queued.discard(job)
        if work(job, self._scaler):
            self.ready(job)
        if self._queue:
            self._plan()


def work(job: Job, scaler: Scaler) -> bool:
    """Do a part of a job; whether there is more to do. What it raises is logged: whatever one
    stream makes of its decoder, the others go on."""
    try:
        return job.work(scaler)
    except Exception:
        log.exception("a decode job broke")
        job.broke()
        return False


class DecodePool:
    """A few threads that serve many decoders. The queue holds each job once."""

    def __init__(self, threads: int = 2) -> None:
        self._queue: list[tuple[Urgency, int, Job]] = []
        self._count = itertools.count()
        self._news = threading.Condition()
        self._again: dict[Job, bool] = {}  # jobs in the queue or at work: was ready called since
        self._closed = False
        self._threads = [
            threading.Thread(target=self._serve, name=f"decode-{number}")
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def ready(self, job: Job) -> None:
        """The job has something to do. Any thread; cheap."""
        with self._news:
            waiting = job in self._again
            self._again[job] = True
            if not waiting:
                self._put(job)
                self._news.notify()

    def close(self) -> None:
        """Finish the parts at work and end the threads."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        for thread in self._threads:
            thread.join()

    def _put(self, job: Job) -> None:
        heapq.heappush(self._queue, (job.urgency, next(self._count), job))

    def _next(self) -> Job | None:
        with self._news:
            while not self._queue and not self._closed:
                self._news.wait()
            if self._closed:
                return None
            job = heapq.heappop(self._queue)[2]
            self._again[job] = False
            return job

    def _serve(self) -> None:
        scaler = Scaler()
        while (job := self._next()) is not None:
            more = work(job, scaler)
            with self._news:
                if more or self._again[job]:
                    self._put(job)  # nobody is woken: this thread is about to look itself
                else:
                    del self._again[job]
