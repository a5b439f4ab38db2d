"""Nine tiles of 640x360 at 25 pictures a second: what is shown, how old, what the window pays."""

from __future__ import annotations

import os
import signal
import statistics
import time
from pathlib import Path

from bench.figures import Figure, percentile
from bench.watcher import Watcher
from tests.stage.process import wait_for
from tests.stage.room import Room, a_room, a_town
from tests.stage.screen import Screen

SETTLE_S = 62.0  # the window's stalls are those of the last minute
WATCH_S = 40.0
KILLS = 3


def measure(folder: Path) -> list[Figure]:
    """With the conference of the demo and its story going on beside it."""
    with (
        Screen(folder / "screen") as screen,
        a_town(folder) as town,
        a_room(town, screen, folder, invite=True) as room,
    ):
        room.wait_live(9)
        room.call(
            "POST",
            "/v1/conference",
            {"action": "start", "nodes": [f"n{n:02}" for n in range(1, 6)]},
        )
        time.sleep(SETTLE_S)
        tiles = room.tiles()  # the conference's strip made them smaller
        seen = Watcher(screen.pixels, tiles).watch(WATCH_S)
        health = room.get("/v1/health")
        back = [_killed(room, screen) for _ in range(KILLS)]
    rates = [tile.pictures / WATCH_S for tile in seen]
    ages = [age for tile in seen for age in tile.ages_ms]
    first = [age for tile in seen for age in tile.first_ages_ms]
    return [
        Figure(
            "pictures shown per tile, nine of 640x360@25, the slowest", min(rates), "/s",
            at_least=24.5,
        ),
        Figure(
            "age of the picture on the screen, p95 of all looks", percentile(ages, 0.95), "ms",
            at_most=90, note=f"p50 {percentile(ages, 0.5):.0f}; when first seen p50 "
            f"{percentile(first, 0.5):.0f}, p95 {percentile(first, 0.95):.0f}",
        ),
        Figure(
            "window's stall, p99", health["ui"]["stall_ms_p99"], "ms", at_most=20,
            note="nine tiles, five sites in conference, cases coming",
        ),
        Figure(
            "camera worker killed to its pictures back", statistics.median(back), "s", at_most=2,
            note=f"median of {KILLS}, worst {max(back):.2f}",
        ),
    ]  # fmt: skip


def _killed(room: Room, screen: Screen) -> float:
    """Seconds from SIGKILL of a camera worker until every tile shows another picture."""
    before = Watcher(screen.pixels, room.tiles()).look()
    worker = next(p for p in room.get("/v1/health")["processes"] if p["name"] == "cameras-0")
    began = time.monotonic()
    os.kill(worker["pid"], signal.SIGKILL)
    wait_for("its end", lambda: not _alive(worker["pid"]), 5)
    at_kill = Watcher(screen.pixels, room.tiles()).look()

    def all_back() -> bool:
        tiles = room.tiles()
        now = Watcher(screen.pixels, tiles).look()
        moved = all(mark and mark != old for mark, old in zip(now, at_kill, strict=True))
        return moved and all(tile["state"] == "live" for tile in tiles)

    assert all(before), "every tile has a mark before the worker is killed"
    wait_for("all pictures", all_back, 20)
    took = time.monotonic() - began
    time.sleep(12)  # who lived less than 10 s is restarted with back-off
    return took


def _alive(pid: int) -> bool:
    return os.path.exists(f"/proc/{pid}")
