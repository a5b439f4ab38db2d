from __future__ import annotations

import threading

import pytest

from media.cameras.pool import DecodePool
from media.cameras.scale import Scaler


class Counting:
    """Takes numbers, and notices if two threads work on it or the order changes."""

    def __init__(self) -> None:
        self.todo: list[int] = []
        self.done: list[int] = []
        self.busy = threading.Lock()
        self.broken = 0
        self.urgent = (0, 0)

    @property
    def urgency(self) -> tuple[int, int]:
        return self.urgent

    def work(self, scaler: Scaler) -> bool:
        assert self.busy.acquire(blocking=False)
        try:
            if self.todo:
                number = self.todo.pop(0)
                self.done.append(number)
                if number < 0:
                    raise RuntimeError("as ordered")
            return bool(self.todo)
        finally:
            self.busy.release()

    def broke(self) -> None:
        self.broken += 1


def test_each_job_is_done_by_one_thread_at_a_time_and_in_order() -> None:
    pool = DecodePool(4)
    jobs = [Counting() for _ in range(8)]
    for number in range(500):
        for job in jobs:
            job.todo.append(number)
            pool.ready(job)
    for job in jobs:
        while len(job.done) < 500:
            pool.ready(job)
    pool.close()
    assert all(job.done == list(range(500)) for job in jobs)
    assert not any(job.broken for job in jobs)


def test_a_job_that_breaks_harms_no_other_and_may_go_on(caplog: pytest.LogCaptureFixture) -> None:
    pool = DecodePool(1)
    bad, good = Counting(), Counting()
    bad.todo = [-1, 5]
    good.todo = [1, 2, 3]
    pool.ready(bad)
    pool.ready(good)
    while good.done != [1, 2, 3] or not bad.broken:
        pool.ready(good)
    pool.ready(bad)
    while bad.done != [-1, 5]:
        pool.ready(good)
    pool.close()
    assert bad.broken == 1
    assert "a decode job broke" in caplog.text


def test_the_most_urgent_is_done_first_and_equal_ones_in_their_order() -> None:
    pool = DecodePool(1)
    hold, order = threading.Event(), []

    class Noting(Counting):
        def work(self, scaler: Scaler) -> bool:
            order.append(self.urgent)
            return False

    class Holding(Counting):
        def work(self, scaler: Scaler) -> bool:
            return not hold.wait()

    holding = Holding()
    pool.ready(holding)
    jobs = [Noting() for _ in range(6)]
    for job, urgent in zip(jobs, [(2, -5), (1, 0), (2, -9), (0, -1), (0, -7), (1, 0)], strict=True):
        job.urgent = urgent
        pool.ready(job)
    hold.set()
    while len(order) < 6:
        pool.ready(holding)
    pool.close()
    assert order == [(0, -7), (0, -1), (1, 0), (1, 0), (2, -9), (2, -5)]
