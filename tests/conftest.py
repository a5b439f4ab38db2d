"""What holds for every test: no screen needed, and nothing is left behind."""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.hang_guard import (  # noqa: F401 - hooks
    pytest_configure,
    pytest_runtest_protocol,
    pytest_unconfigure,
)
from tests.patient_bot import qtbot  # noqa: F401 - instead of pytest-qt's
from tests.stage import forked

ROOT = Path(__file__).parent.parent
OURS = tuple(f"{ROOT}/{package}/" for package in ("console", "media"))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("untimed", deadline=None)  # a loaded machine is no fault
settings.load_profile("untimed")


def children() -> set[int]:
    """The process ids of this process's children, zombies included. Those forked from
    ``tests.stage.forked`` are ours too, and it is not."""
    mother = forked.mother()
    own = _children_of("self") - {mother}
    return own if mother is None else own | _children_of(f"{mother}")


def _children_of(process: str) -> set[int]:
    found: set[int] = set()
    for task in Path(f"/proc/{process}/task").iterdir():
        try:
            found.update(map(int, (task / "children").read_text().split()))
        except OSError:
            continue  # the thread ended meanwhile
    return found


def shared_memory() -> set[str]:
    """The boards this process holds open. They have no name, so they end with their holders."""
    held = set()
    for entry in Path("/proc/self/fd").iterdir():
        try:
            target = os.readlink(entry)
        except OSError:
            continue
        if target.startswith("/memfd:") and "board" in target:
            held.add(f"{entry.name}:{target}")
    return held


REAPED_WITHIN_S = 5.0
ALL_EACH = 200  # tests between two collections of everything: that takes a second

_tests = itertools.count(1)


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """As the program does (console.collector): no other thread collects garbage, for it would end
    a widget, of this test or of one long over, in the midst of what Qt does."""
    gc.disable()
    yield
    gc.disable()
    gc.collect(1 if next(_tests) % ALL_EACH else 2)


@pytest.fixture(scope="session", autouse=True)
def what_was_forked_from_is_left() -> Iterator[None]:
    yield
    forked.leave()


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    """A test that leaves a thread, a child process or shared memory fails."""
    threads, processes, memory = set(threading.enumerate()), children(), shared_memory()
    yield
    if not _left(threads, processes, memory):
        return
    gc.collect()  # what hangs in a cycle is not lost, only not collected yet
    for thread in set(threading.enumerate()) - threads:
        if thread.name.startswith("waitpid-"):  # asyncio's; its child is gone, and is waited for
            thread.join(REAPED_WITHIN_S)
    left = _left(threads, processes, memory)
    assert not left, "left behind: " + ", ".join(left)


@pytest.fixture(autouse=True)
def every_task_is_ended_by_its_owner(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test whose loop ends with tasks that still run fails: ``asyncio.run`` would hide them."""
    running: list[str] = []
    cancel_all = asyncio.runners._cancel_all_tasks  # type: ignore[attr-defined]

    def noting(loop: asyncio.AbstractEventLoop) -> None:
        running.extend(task.get_name() for task in asyncio.all_tasks(loop) if _is_ours(task))
        cancel_all(loop)

    monkeypatch.setattr(asyncio.runners, "_cancel_all_tasks", noting)
    yield
    assert not running, f"tasks left running: {running}"


def _is_ours(task: asyncio.Task[object]) -> bool:
    # a library's tasks end with its own objects
    code = getattr(task.get_coro(), "cr_code", None)
    return code is not None and code.co_filename.startswith(OURS)


def _left(threads: set[threading.Thread], processes: set[int], memory: set[str]) -> list[str]:
    """Threads, child processes and shared memory that were not there before, in words."""
    running = [t for t in threading.enumerate() if t not in threads and _ours(t)]
    return [
        *(f"thread {thread.name}" for thread in running),
        *(f"process {pid}" for pid in children() - processes),
        *sorted(shared_memory() - memory),
    ]


def _ours(thread: threading.Thread) -> bool:
    # the executor of an asyncio loop or of Playwright ends with its owner, not with the test
    return thread.is_alive() and not thread.name.startswith(("asyncio_", "ThreadPoolExecutor"))
