"""Journals on a real disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from console.minutes.entry import Entry
from console.minutes.journal import Journals
from tests.console.minutes.conftest import at, held

KILLED = """
import sys, os, signal
from pathlib import Path
from console.minutes.journal import Journals
from tests.console.minutes.conftest import held
journals = Journals(Path(sys.argv[1]))
for entry in held():
    journals.add("k1", entry)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_added_is_read_again(tmp_path: Path) -> None:
    journals = Journals(tmp_path)
    for entry in held():
        assert journals.add("k1", entry)
    journals.settle("k1")
    assert Journals(tmp_path).read("k1") == held()
    assert (tmp_path / "conferences" / "k1.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_killed_program_leaves_every_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], check=False, timeout=60, cwd=os.getcwd()
    )
    assert done.returncode == -signal.SIGKILL
    assert Journals(tmp_path).read("k1") == held()


def test_a_torn_line_is_ended_before_the_next(tmp_path: Path) -> None:
    journals = Journals(tmp_path)
    journals.add("k1", held()[0])
    with (tmp_path / "conferences" / "k1.jsonl").open("a") as file:
        file.write('{"at":"2026-11-')
    journals.add("k1", held()[1])
    assert journals.read("k1") == held()[:2]


def test_earlier_conferences_are_listed_newest_first(tmp_path: Path) -> None:
    journals = Journals(tmp_path)
    assert journals.names() == []
    for number, name in enumerate(("old", "new")):
        journals.add(name, held()[0])
        os.utime(tmp_path / "conferences" / f"{name}.jsonl", (number, number))
    assert journals.names() == ["new", "old"]
    assert journals.read("never") == []


def test_a_name_stays_inside_and_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    journals = Journals(tmp_path)
    journals.add("../../away", Entry(at(0), "started"))
    assert journals.names() == ["unnamed"]
    (tmp_path / "file").write_text("x")
    broken = Journals(tmp_path / "file")
    assert not broken.add("k1", held()[0])
    assert "k1" in broken.fault
    broken.settle("k1")
