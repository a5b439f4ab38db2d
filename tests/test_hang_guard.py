"""What is told of a test that hangs: its name and where it waits."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from tests.hang_guard import ROOT, whereabouts

RUN = """
import sys, pytest, tests.hang_guard as guard
guard.LONGEST_S = 0.2
guard.ROOT = sys.argv[1]
told = ["-q", "-p", "no:cacheprovider", "--rootdir", sys.argv[1], sys.argv[1]]
sys.exit(pytest.main(told, plugins=[guard]))
"""
HANGS = """
import threading

def test_that_ends():
    pass

def test_that_waits_for_ever():
    threading.Event().wait()
"""


def test_a_test_that_hangs_ends_the_run_and_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(HANGS)
    (tmp_path / "pytest.ini").write_text("[pytest]")
    ended = subprocess.run(
        [sys.executable, "-c", RUN, f"{tmp_path}/"], capture_output=True, text=True, cwd=ROOT,
        timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 70
    assert "HUNG for 0.2 s: test_it.py::test_that_waits_for_ever" in ended.stderr
    assert "  test_it.py:8 test_that_waits_for_ever: threading.Event().wait()" in ended.stderr


def test_only_our_own_frames_are_told() -> None:
    told = whereabouts(threading.get_ident())
    assert told[-2].startswith("  tests/test_hang_guard.py:")
    assert all(line.startswith("  tests/") for line in told)
