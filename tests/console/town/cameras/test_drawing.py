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


def test_it_is_the_last_to_be_served() -> None:
    begun = (
        "import os; from pathlib import Path; from console.town.cameras.drawing import begin;"
        f"begin(os.getppid()); group = Path({str(AUTOGROUP)!r});"
        "print(os.nice(0), group.read_text().split()[-1] if group.exists() else 19)"
    )
    told = subprocess.run(
        [sys.executable, "-c", begun], capture_output=True, text=True, check=True
    ).stdout.split()
    assert told == ["19", "19"]
