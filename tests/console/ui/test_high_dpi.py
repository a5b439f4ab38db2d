"""The walks through the window and its sheets, in a process whose screen has finer pixels."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
WALKED = ("test_window_words.py", "test_sheet.py", "test_wall_window.py")
WHICH = "size0-en or test_every_control and zh"  # the smallest size: there the room is short
NO_CACHE = "no:cacheprovider"
PATIENCE_S = 300


def test_all_of_it_has_room_and_is_reached_where_a_point_is_one_and_a_half_pixels() -> None:
    files = [str(HERE / name) for name in WALKED]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *files, "-k", WHICH, "-qp", NO_CACHE],
        env={**os.environ, "QT_SCALE_FACTOR": "1.5"},
        cwd=HERE.parents[2],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert "5 passed" in done.stdout, done.stdout[-400:]
