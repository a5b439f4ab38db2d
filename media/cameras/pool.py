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
        self._queue = _Queue()
        self._due = False  # a turn is planned
        self._closed = False

    def ready(self, job: Job) -> None:
        if not self._closed:
            self._queue.put(job)
            self._plan()

    def close(self) -> None:
        self._closed = True
        self._queue = _Queue()

    def _plan(self) -> None:
        if not self._due:
            self._due = True
            self._loop.call_soon(self._turn)

    def _turn(self) -> None:
        self._due = False
        job = self._queue.take()
        if job is None:
            return
        if work(job, self._scaler):
            self._queue.put(job)
        if self._queue:
            self._plan()


class _Queue:
    """Jobs, each once, the most urgent first and equal ones in their order. A job that has become
    more urgent moves forward when it is put again, and leaves nothing where it was: a queue that
    is never empty would hold it, and all that its decoder has, for good."""

    def __init__(self) -> None:
        self._heap: list[tuple[Urgency, int, Job]] = []
        self._place: dict[Job, tuple[Urgency, int]] = {}
        self._count = itertools.count()

    def __len__(self) -> int:
        return len(self._place)

    def put(self, job: Job) -> None:
        urgency, place = job.urgency, self._place.get(job)
        if place is not None:
            if urgency >= place[0]:
                return
            self._heap.remove((*place, job))  # seldom: some ten jobs, once for each that is shown
            heapq.heapify(self._heap)
        count = next(self._count)
        self._place[job] = urgency, count
        heapq.heappush(self._heap, (urgency, count, job))

    def take(self) -> Job | None:
        if not self._heap:
            return None
        _, _, job = heapq.heappop(self._heap)
        del self._place[job]
        return job


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
        self._queue = _Queue()
        self._news = threading.Condition()
        self._at_work: dict[Job, bool] = {}  # was ready called since its part began
        self._closed = False
        self._threads = [
            threading.Thread(target=self._serve, name=f"decode-{each}") for each in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def ready(self, job: Job) -> None:
        """The job has something to do. Any thread; cheap."""
        with self._news:
            if job in self._at_work:
                self._at_work[job] = True
            else:
                self._queue.put(job)
                self._news.notify()

    def close(self) -> None:
        """Finish the parts at work and end the threads."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        for thread in self._threads:
            thread.join()

    def _next(self) -> Job | None:
        with self._news:
            while not self._queue and not self._closed:
                self._news.wait()
            job = None if self._closed else self._queue.take()
            if job is not None:
                self._at_work[job] = False
            return job

    def _serve(self) -> None:
        scaler = Scaler()
        while (job := self._next()) is not None:
            more = work(job, scaler)
            with self._news:
                if self._at_work.pop(job) or more:
                    self._queue.put(job)  # nobody is woken: this thread is about to look itself
