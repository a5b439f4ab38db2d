"""A test that hangs ends the run, and the last lines printed say which one, and where it hung."""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST_S = 300.0  # many times the longest test's
ROOT = f"{Path(__file__).parent.parent}/"
ELSEWHERE = f"{ROOT}.venv/"
TOLD = pytest.StashKey[int]()


def whereabouts(thread: int) -> list[str]:
    """The frames of a thread that are in our own files, the innermost last."""
    frame = sys._current_frames().get(thread)
    stack = traceback.extract_stack(frame) if frame is not None else []
    return [
        f"  {line.filename.removeprefix(ROOT)}:{line.lineno} {line.name}: {line.line}"
        for line in stack
        if line.filename.startswith(ROOT) and not line.filename.startswith(ELSEWHERE)
    ]


def _watch(test: str, thread: int, told: int, ended: threading.Event) -> None:
    if ended.wait(LONGEST_S):
        return
    lines = ["", f"HUNG for {LONGEST_S:g} s: {test}", *whereabouts(thread), ""]
    os.write(told, "\n".join(lines).encode())
    os._exit(70)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TOLD] = os.dup(2)  # while a test runs, 2 is what captures it


def pytest_unconfigure(config: pytest.Config) -> None:
    os.close(config.stash[TOLD])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    ended = threading.Event()
    told = (item.nodeid, threading.get_ident(), item.config.stash[TOLD], ended)
    watch = threading.Thread(target=_watch, args=told, name="hang guard", daemon=True)
    watch.start()
    try:
        return (yield)
    finally:
        ended.set()
        watch.join()
