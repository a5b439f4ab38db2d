"""One camera worker driven by hand, as its PROTOCOL.md has it: how soon it shows, what it costs."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.processes import costs
from bench.streams import Streams
from media.board import FrameBoard
from tests.stage.process import Speaker, wait_for

OPENS = 40
OPEN_WITHIN_S = 10.0
SETTLE_S = 6.0
COUNTERS = ("dropped", "errors", "lost_packets", "reconnects")


@dataclass(frozen=True)
class WarmCost:
    """Of one worker, in cores and MB; ``alone`` is the same worker before it had cameras."""

    cpu: float
    cpu_alone: float
    pss_mb: float
    pss_alone_mb: float
    kbps: float
    lost: int


@contextmanager
def a_worker(folder: Path) -> Iterator[tuple[Speaker, FrameBoard]]:
    board = FrameBoard.create(8, 1 << 20)
    speaker = Speaker(
        ["-m", "media.cameras", "--board", str(board.fd)],
        folder / "worker.log",
        pass_fds=[board.fd],
    )
    try:
        speaker.hear("ready")
        yield speaker, board
    finally:
        speaker.close()
        board.close()


def cold_opens(folder: Path, streams: Streams) -> list[float]:
    """Seconds from the order to show an unconnected camera to its first picture on the board."""
    took = []
    with a_worker(folder) as (speaker, board):
        speaker.order({"do": "cameras", "cameras": _entries(streams, warm=False)})
        time.sleep(1.0)
        for number in range(min(OPENS, len(streams.sub))):
            show = {"do": "show", "camera": f"w{number}", "channel": 0, "epoch": number + 1}
            began = time.monotonic()
            speaker.order({**show, "width": 640, "height": 360})
            while board.picture(0, number + 1) is None:
                assert time.monotonic() < began + OPEN_WITHIN_S, f"w{number} gives no picture"
                time.sleep(0.0005)
            took.append(time.monotonic() - began)
            speaker.order({"do": "hide", "channel": 0})
            time.sleep(0.37)  # at another age of the last key picture each time
    return took


def warm_cost(folder: Path, streams: Streams, seconds: float) -> WarmCost:
    """All cameras connected, none shown, for so long."""
    with a_worker(folder) as (speaker, _):
        pid = speaker.process.pid
        time.sleep(2.0)
        cpu_alone, _, _ = _held(speaker, 5.0)
        pss_alone = costs([pid], memory=True)[pid].pss_mb
        speaker.order({"do": "cameras", "cameras": _entries(streams, warm=True)})
        wanted = len(streams.sub)
        wait_for("all connected", lambda: len(_figures(speaker)) == wanted, 240)
        time.sleep(SETTLE_S)
        before = _figures(speaker)
        cpu, kbps, after = _held(speaker, seconds)
        pss = costs([pid], memory=True)[pid].pss_mb
    missing = wanted - len(after)
    counted = sum(
        figures[name] - before[camera][name]
        for camera, figures in after.items()
        for name in COUNTERS
    )
    return WarmCost(
        cpu, cpu_alone, pss, pss_alone, kbps, counted + missing,
    )  # fmt: skip


def _held(speaker: Speaker, seconds: float) -> tuple[float, float, dict[str, Any]]:
    """Cores used and kbit/s received meanwhile, of all cameras, and the figures at the end."""
    pid = speaker.process.pid
    before, began = costs([pid])[pid].cpu_s, time.monotonic()
    figures: dict[str, Any] = {}
    kbps: list[int] = []
    while time.monotonic() < began + seconds:
        figures = _figures(speaker) or figures
        kbps.append(sum(each["kbps"] for each in figures.values()))
    spent = costs([pid])[pid].cpu_s - before
    # the mean of all seconds: those with a key picture bring three times what others do
    return spent / (time.monotonic() - began), fmean(kbps or [0]), figures


def _figures(speaker: Speaker) -> dict[str, Any]:
    """The next figures, about a second from now at most; empty when none come."""
    try:
        cameras: dict[str, Any] = speaker.hear("figures", 3.0)["cameras"]
    except queue.Empty:
        return {}
    return cameras


def _entries(streams: Streams, warm: bool) -> list[dict[str, Any]]:
    login = {"user": streams.login.name, "password": streams.login.password}
    return [
        {"id": f"w{number}", "main": url, "warm": warm, **(login if streams.login.name else {})}
        for number, url in enumerate(streams.sub)
    ]
