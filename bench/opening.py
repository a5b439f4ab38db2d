"""From the command to nine live pictures on the screen: the first start ever, and later ones."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure
from bench.watcher import Watcher
from tests.stage.process import ROOT, Api, free_port, token_of, wait_for
from tests.stage.screen import Screen

TILES = 9
LATER_STARTS = 5


@dataclass(frozen=True)
class Start:
    from_command_s: float
    from_window_s: float


def measure(folder: Path) -> list[Figure]:
    """``python -m console --demo`` on a bare home folder, then again and again."""
    first, *later = [
        _start(folder / "home", folder / f"screen-{number}") for number in range(1 + LATER_STARTS)
    ]
    return [
        Figure(
            "window open to nine live pictures, first start ever", first.from_window_s, "s",
            at_most=8, note=f"{first.from_command_s:.1f} s from the command; scenes are drawn",
        ),
        Figure(
            "window open to nine live pictures, later starts",
            statistics.median(start.from_window_s for start in later), "s", at_most=2,
            note=f"median of {len(later)}; "
            f"{statistics.median(start.from_command_s for start in later):.1f} s from the command",
        ),
    ]  # fmt: skip


def _start(home: Path, folder: Path) -> Start:
    """Start the program on a bare screen; done when each tile shows its own camera's picture."""
    port = free_port()
    home.mkdir(exist_ok=True)
    with Screen(folder) as screen:
        began = time.monotonic()
        console = _console(home, port, screen)
        try:
            wait_for("the window", screen.pixels[20].any, 60)
            opened = time.monotonic()
            secrets = home / "data/command-room/demo/state/secrets.toml"
            api = Api(port, wait_for("the control token", lambda: token_of(secrets), 30))
            wait_for("the control API", api.answers, 30)
            wait_for("nine pictures", lambda: _all_seen(api, screen), 60)
            live = time.monotonic()
        finally:
            console.send_signal(signal.SIGTERM)
            console.wait(20)
    return Start(live - began, live - opened)


def _console(home: Path, port: int, screen: Screen) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            sys.executable, "-m", "console", "--demo", "--control", f"127.0.0.1:{port}",
            "--windowed", "1920x1080", "--layout", "3x3",
        ],
        cwd=ROOT,
        env={
            **os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb",
            "XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache"),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _all_seen(api: Api, screen: Screen) -> bool:
    tiles = [tile for tile in api.get("/v1/wall")["tiles"] if tile["state"] == "live"]
    return len(tiles) >= TILES and all(Watcher(screen.pixels, tiles).look())
