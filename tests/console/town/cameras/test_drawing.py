"""A process of the darkroom loads what drawing needs and no more: all wait for it at first."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["console.town.cameras.drawing", "console.town.__main__"])
def test_it_needs_no_town(module: str) -> None:
    asked = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    ).stdout.split()
    assert module in loaded
    assert not {"aiohttp", "asyncio", "console.town.program"} & set(loaded)
