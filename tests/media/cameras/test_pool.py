from __future__ import annotations

import asyncio
import threading
import weakref

import pytest

from media.cameras.pool import DecodePool, LoopPool
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


class Noting(Counting):
    """Notes in which order the jobs have their turns; each has so many parts."""

    def __init__(self, order: list[object], urgent: tuple[int, int], parts: int = 1) -> None:
        super().__init__()
        self.order, self.urgent, self.parts = order, urgent, parts

    def work(self, scaler: Scaler) -> bool:
        self.order.append(self.urgent)
        self.parts -= 1
        return self.parts > 0


def test_a_loop_decodes_by_itself_a_part_at_a_time_the_most_urgent_first() -> None:
    order: list[object] = []

    async def test() -> None:
        loop = asyncio.get_running_loop()
        pool = LoopPool(loop)
        for urgent, parts in (((2, -5), 2), ((1, 0), 1), ((0, -7), 1)):
            pool.ready(Noting(order, urgent, parts))
        assert order == [], "nothing is done while it is asked for"
        for turn in range(1, 5):
            await asyncio.sleep(0)
            assert len(order) == turn, "what reads the cameras has its turns in between"
        pool.close()

    asyncio.run(test())
    assert order == [(0, -7), (1, 0), (2, -5), (2, -5)]


def test_a_job_that_becomes_more_urgent_moves_forward_and_is_done_once() -> None:
    order: list[object] = []

    async def test() -> None:
        pool = LoopPool(asyncio.get_running_loop())
        first, second = Noting(order, (2, 0)), Noting(order, (2, 0))
        pool.ready(first)
        pool.ready(second)
        second.urgent = (0, -9)
        pool.ready(second)
        for _ in range(4):
            await asyncio.sleep(0)
        pool.close()

    asyncio.run(test())
    assert order == [(0, -9), (2, 0)]


def test_a_job_that_moved_forward_is_held_by_nothing_when_it_is_done() -> None:
    """A wall that is always busy never takes the last of its jobs, and a decoder is 2 MB."""

    async def test() -> None:
        pool = LoopPool(asyncio.get_running_loop())
        always = Noting([], (1, 0), parts=1_000_000)
        pool.ready(always)
        passing = Noting([], (2, 0))
        gone = weakref.ref(passing)
        pool.ready(passing)
        passing.urgent = (0, -9)
        pool.ready(passing)
        del passing
        for _ in range(3):
            await asyncio.sleep(0)
        assert gone() is None
        assert always.parts < 1_000_000
        pool.close()

    asyncio.run(test())


def test_a_closed_loop_pool_does_no_more() -> None:
    order: list[object] = []

    async def test() -> None:
        pool = LoopPool(asyncio.get_running_loop())
        pool.ready(Noting(order, (1, 0)))
        pool.close()
        pool.ready(Noting(order, (1, 0)))
        for _ in range(3):
            await asyncio.sleep(0)

    asyncio.run(test())
    assert order == []
