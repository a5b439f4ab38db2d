"""A process of the darkroom loads what drawing needs and no more, for all wait for it at first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

AUTOGROUP = Path("/proc/self/autogroup")


@pytest.mark.parametrize("module", ["console.town.cameras.drawing", "console.town.__main__"])
def test_it_needs_no_town(module: str) -> None:
    asked = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    ).stdout.split()
    assert module in loaded
    assert not {"aiohttp", "asyncio", "console.town.program"} & set(loaded)


SCRIPT = """
import os
from dataclasses import replace
from pathlib import Path
from console.town.cameras import drawing
from console.town.film.shot import Shot

drawing.make_reel = drawing.make_panorama = lambda *_: told.append(group())
told, small = [], Shot("parking", 1, "", 0.0, 640, 360)
group = lambda: Path("/proc/self/autogroup").read_text().split()[-1]
drawing.begin(os.getppid())
for draw, shot in (
    (drawing.draw, replace(small, width=1920, height=1080)),
    (drawing.draw, small),
    (drawing.scan, small),
):
    draw(Path(), shot)
print(*told)
"""


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="this system has no groups of sessions")
def test_camera_workers_go_before_large_pictures_and_in_turn_with_small_ones() -> None:
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    ).stdout.split()
    assert told == ["12", "10", "19"]
