from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from media.cameras.places import CommonPlaces, OwnPlaces, Places, common_file

ROOT = Path(__file__).parents[3]
ELSEWHERE = """
import sys
from media.cameras.places import CommonPlaces
places = CommonPlaces(int(sys.argv[1]), int(sys.argv[2]))
for line in sys.stdin:
    print(places.take() if line == "take\\n" else places.give(), flush=True)
"""


class Elsewhere:
    """Places as another process takes them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def take(self) -> bool:
        return self._does("take") == "True"

    def give(self) -> None:
        self._does("give")

    def _does(self, what: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@pytest.fixture
def fd() -> Iterator[int]:
    made = common_file()
    yield made
    os.close(made)


@contextmanager
def elsewhere(fd: int, count: int) -> Iterator[Elsewhere]:
    words = [sys.executable, "-c", ELSEWHERE, str(fd), str(count)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        words, stdin=pipe, stdout=pipe, pass_fds=(fd,), text=True, cwd=ROOT
    ) as process:
        yield Elsewhere(process)
        process.kill()


def taken(places: Places, times: int) -> list[bool]:
    return [places.take() for _ in range(times)]


@pytest.mark.parametrize("common", [False, True])
def test_there_are_so_many_and_one_that_is_given_back_can_be_taken(fd: int, common: bool) -> None:
    places: Places = CommonPlaces(fd, 3) if common else OwnPlaces(3)
    assert taken(places, 4) == [True, True, True, False]
    places.give()
    assert taken(places, 2) == [True, False]


def test_processes_have_them_in_common(fd: int) -> None:
    here = CommonPlaces(fd, 3)
    with elsewhere(fd, 3) as there:
        assert taken(there, 2) == [True, True]
        assert taken(here, 2) == [True, False]
        there.give()
        assert taken(here, 2) == [True, False]
        here.give()
        assert taken(there, 2) == [True, False]


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM])
def test_of_a_process_that_ends_all_come_back(fd: int, way: signal.Signals) -> None:
    here = CommonPlaces(fd, 2)
    with elsewhere(fd, 2) as there:
        assert taken(there, 2) == [True, True]
        assert not here.take()
        there.process.send_signal(way)
        there.process.wait()
        assert taken(here, 3) == [True, True, False]
