"""The walks through the window and its sheets, in a process whose screen has finer pixels."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
WALKS = (  # each at its smallest size: that is where the room is short
    ("test_window_words.py", "size0 or test_every_control or test_what_lies"),
    ("test_sheet.py", "size0"),
    ("test_wall_window.py", "size0"),
)
NO_CACHE = "no:cacheprovider"
PATIENCE_S = 300


@pytest.mark.parametrize(("file", "which"), WALKS)
def test_all_of_it_has_room_and_is_reached_where_a_point_is_one_and_a_half_pixels(
    file: str, which: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", str(HERE / file), "-k", which, "-qp", NO_CACHE],
        env={**os.environ, "QT_SCALE_FACTOR": "1.5"},
        cwd=HERE.parents[2],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert "passed" in done.stdout
    assert "skipped" not in done.stdout
