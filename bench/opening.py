"""From the command to nine live pictures on the screen: the first start ever, and later ones."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.figures import Figure
from bench.watcher import Watcher
from tests.stage.process import ROOT, Api, free_port, token_of, wait_for
from tests.stage.screen import Screen

TILES = 9
LATER_STARTS = 5


def measure(folder: Path) -> list[Figure]:
    """``python -m console --demo`` on a bare home folder, then again and again."""
    with Screen(folder / "screen") as screen:
        first = _start(folder / "home", screen)
        later = [_start(folder / "home", screen) for _ in range(LATER_STARTS)]
    return [
        Figure("window to nine live pictures, first start ever", first, "s", at_most=8),
        Figure(
            "window to nine live pictures, later starts",
            statistics.median(later), "s", at_most=2,
            note=f"median of {len(later)}, worst {max(later):.2f}",
        ),
    ]  # fmt: skip


def _start(home: Path, screen: Screen) -> float:
    """Seconds from starting the program to nine pictures of the right cameras on the screen."""
    port = free_port()
    home.mkdir(exist_ok=True)
    began = time.monotonic()
    console = subprocess.Popen(
        [
            sys.executable, "-m", "console", "--demo", "--control", f"127.0.0.1:{port}",
            "--windowed", "1920x1080",
        ],
        cwd=ROOT,
        env={
            **os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb",
            "XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache"),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        secrets = home / "data/command-room/demo/state/secrets.toml"
        token = wait_for("the control token", lambda: token_of(secrets), 30)
        api = Api(port, token)
        wait_for("the control API", api.answers, 30)
        wait_for("nine pictures", lambda: _all_seen(api, screen), 60)
        return time.monotonic() - began
    finally:
        console.send_signal(signal.SIGTERM)
        console.wait(20)


def _all_seen(api: Api, screen: Screen) -> bool:
    tiles = [tile for tile in api.get("/v1/wall")["tiles"] if tile["state"] == "live"]
    return len(tiles) >= TILES and all(Watcher(screen.pixels, tiles).look())
