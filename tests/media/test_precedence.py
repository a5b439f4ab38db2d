"""A polite process lets others go first, whatever session they are in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from media.precedence import PAUSE_S, TRIES, weigh_session

AUTOGROUP = Path("/proc/self/autogroup")
SCRIPT = """
import os, sys, threading
from pathlib import Path
from media.precedence import give_precedence

if sys.argv[1] == "leads":
    os.setsid()
give_precedence(5)
for thread in threading.enumerate():
    if thread is not threading.current_thread():
        thread.join()
group = Path("/proc/self/autogroup")
print(os.nice(0), *(group.read_text().split()[-1:] if group.exists() else ()))
"""


def tells(place: str) -> list[str]:
    """The niceness of a process that was polite, and that of its session where there is one."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, place],
        capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    return done.stdout.split()


@pytest.fixture(scope="module")
def told() -> list[str]:
    return tells("leads")


def test_it_is_nicer_than_it_was_started(told: list[str]) -> None:
    assert int(told[0]) == min(os.nice(0) + 5, 19)


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="this system has no groups of sessions")
def test_its_session_is_too(told: list[str]) -> None:
    assert int(told[1]) == 5


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="this system has no groups of sessions")
def test_the_session_of_others_is_left_as_it_is() -> None:
    ours = AUTOGROUP.read_text().split()[-1:]  # nothing in the session the system began with
    assert tells("follows")[1:] == ours


class Kernel:
    """Hears a wish ``after`` so many that it did not hear; ``refusing``: how it says so."""

    def __init__(self, after: int, refusing: type[OSError] = BlockingIOError) -> None:
        self.left, self.refusing = after, refusing
        self.niceness: int | None = None
        self.waited_s = 0.0

    def tell(self, niceness: int) -> None:
        self.left -= 1
        if self.left >= 0:
            raise self.refusing
        self.niceness = niceness

    def pause(self, seconds: float) -> None:
        self.waited_s += seconds


def test_a_kernel_that_hears_others_is_told_again() -> None:
    kernel = Kernel(after=3)
    assert weigh_session(7, kernel.tell, kernel.pause)
    assert kernel.niceness == 7
    assert kernel.waited_s == pytest.approx(3 * PAUSE_S)


def test_one_that_never_hears_is_let_be_in_the_end() -> None:
    kernel = Kernel(after=10 * TRIES)
    assert not weigh_session(7, kernel.tell, kernel.pause)
    assert kernel.waited_s == pytest.approx(TRIES * PAUSE_S)


def test_one_without_such_groups_is_asked_once() -> None:
    kernel = Kernel(after=1, refusing=FileNotFoundError)
    assert not weigh_session(7, kernel.tell, kernel.pause)
    assert kernel.waited_s == 0
