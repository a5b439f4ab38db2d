from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from console.io_thread import IoThread


@pytest.fixture
def io() -> Iterator[IoThread]:
    thread = IoThread()
    thread.start()
    yield thread
    thread.stop()


async def _where() -> str:
    return threading.current_thread().name


def test_work_runs_in_the_io_thread_and_its_outcome_comes_back(io: IoThread) -> None:
    assert io.submit(_where()).result(60) == "io"


def test_calls_keep_their_order(io: IoThread) -> None:
    heard: list[int] = []
    for number in range(100):
        io.call(heard.append, number)
    io.submit(_where()).result(60)
    assert heard == list(range(100))


def test_what_is_kept_running_is_cancelled_at_the_end() -> None:
    thread = IoThread()
    thread.start()
    began, ended = threading.Event(), threading.Event()

    async def lasting() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    thread.keep(lasting(), "lasting")
    assert began.wait(60)
    thread.stop()
    assert ended.is_set()


def test_what_is_dropped_by_its_name_ends_and_the_rest_goes_on(io: IoThread) -> None:
    ended = {name: threading.Event() for name in ("town", "hub")}

    async def serve(name: str) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended[name].set()

    for name in ended:
        io.keep(serve(name), name)
    io.submit(_where()).result(60)
    io.drop("town")
    assert ended["town"].wait(60)
    assert not ended["hub"].is_set()


def test_a_failing_task_is_logged_by_its_name_and_the_loop_goes_on(
    io: IoThread, caplog: pytest.LogCaptureFixture
) -> None:
    async def failing() -> None:
        raise OSError("no such door")

    io.keep(failing(), "doorkeeper")
    for _ in range(3):
        assert io.submit(_where()).result(60) == "io"
    assert "doorkeeper ended by a fault" in caplog.text


def test_a_call_after_the_end_is_dropped() -> None:
    thread = IoThread()
    thread.start()
    thread.stop()
    thread.call(pytest.fail, "must not run")
