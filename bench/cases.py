"""Cases at the window: one change until it is painted, ten thousand at once, a thousand changes a
second for a minute, and a million over broken streams.

``python -m bench cases --row NAME``: one of ``changes``, ``snapshot10000``, ``burst``, ``breaks``.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime
import re
import statistics
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.breaks import follow
from bench.figures import Figure, percentile
from bench.processes import costs
from tests.stage.process import Speaker, wait_for
from tests.stage.room import Room, Town, a_room, a_town, ahead_of
from tests.stage.screen import Screen

CHANGES = 60
CASE = "c-bench-1"


CASES = 10_000
PER_S, FOR_S = 1000, 60.0
TILES = 9
MANY_CHANGES, BREAKS = 1_000_000, 200


def measure(folder: Path) -> list[Figure]:
    return run(folder, parse([]))


def parse(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("bench cases")
    parser.add_argument("--row", choices=ROWS, action="append")
    parser.add_argument("--for-s", type=float, default=FOR_S, help="how long the burst lasts")
    parser.add_argument("--changes", type=int, default=MANY_CHANGES, help="over broken streams")
    parser.add_argument("--breaks", type=int, default=BREAKS)
    return parser.parse_args(list(words))


def run(folder: Path, chosen: argparse.Namespace) -> list[Figure]:
    figures: list[Figure] = []
    for row in chosen.row or ROWS:
        inside = folder / row
        inside.mkdir()
        figures += ROWS[row](inside, chosen)
    return figures


def _changes(folder: Path, _chosen: argparse.Namespace) -> list[Figure]:
    with (
        Screen(folder / "screen") as screen,
        a_town(folder) as town,
        a_room(town, screen, folder) as room,
    ):
        room.wait_live(9)
        took = [_change(room, town, number) for number in range(CHANGES)]
    return [
        Figure(
            "case event sent to marker painted, p95", percentile(took, 0.95) * 1000, "ms",
            at_most=150, note=f"p50 {percentile(took, 0.5) * 1000:.0f}, {CHANGES} changes",
        )
    ]  # fmt: skip


@contextmanager
def _loaded_room(folder: Path) -> Iterator[tuple[Room, Speaker]]:
    """A room with the town's pictures whose platform is away, and that platform."""
    with Screen(folder / "screen") as screen, a_town(folder) as town:
        secrets = tomllib.loads((town.site / "state" / "secrets.toml").read_text("utf-8"))
        arguments = ["-m", "bench.case_load", str(CASES), secrets["platform"]]
        load = Speaker(arguments, folder / "load.log")
        try:
            url = load.hear("ready", 120)["url"]
            site = town.site / "site.toml"
            text = re.sub(r'(?m)^url = ".*"$', f'url = "{url}"', site.read_text("utf-8"), count=1)
            site.write_text(text, "utf-8")
            with a_room(town, screen, folder) as room:
                room.wait_live(TILES)
                yield room, load
        finally:
            load.close()


def _snapshot(folder: Path, _chosen: argparse.Namespace) -> list[Figure]:
    """From the platform's being there to all cases being listed and on the map. The wait until the
    room tries again is no part of it: the first answer is."""
    with _loaded_room(folder) as (room, load):
        load.order({"do": "up", "on": True})
        began = _when(room, 1)
        before = _cpu_s(room)
        took = _when(room, CASES) - began
        cpu_s = _cpu_s(room) - before
        stall = room.get("/v1/health")["ui"]["stall_ms_worst"]
    return [
        Figure(
            "10 000 cases: first shown to all shown", took, "s", at_most=2,
            note=f"longest stall {stall:.0f} ms, {cpu_s:.2f} s of the console's processor",
        )
    ]  # fmt: skip


def _burst(folder: Path, chosen: argparse.Namespace) -> list[Figure]:
    with _loaded_room(folder) as (room, load):
        load.order({"do": "up", "on": True})
        _when(room, CASES)
        time.sleep(min(chosen.for_s, 60))  # what stalls there were are a minute past
        load.order({"do": "burst", "per_s": PER_S, "for_s": chosen.for_s})
        before = _cpu_s(room)
        rates, end = [], time.monotonic() + chosen.for_s
        while time.monotonic() < end:
            rates.append(statistics.fmean(tile["fps"] for tile in room.tiles()[:TILES]))
            time.sleep(1)
        cpu_s = _cpu_s(room) - before
        ui = room.get("/v1/health")["ui"]
        sent = load.hear("burst", 120)["sent"]
        load.order({"do": "revs"})
        told = load.hear("revs", 60)
        other = _other(room, told["cursor"], told["revs"])
    return [
        Figure("1 000 changes a second: cases that differ at the end", other, "", at_most=0,
               note=f"{sent} changes, {CASES} open cases, {cpu_s:.1f} s of the window's processor"),
        Figure("1 000 changes a second: stall of the window, p99", ui["stall_ms_p99"], "ms",
               at_most=25, note=f"longest {ui['stall_ms_worst']:.0f}"),
        Figure("1 000 changes a second: pictures of a tile", statistics.fmean(rates), "/s",
               at_least=24, note=f"{TILES} tiles, least of a second {min(rates):.1f}"),
    ]  # fmt: skip


def _broken(_folder: Path, chosen: argparse.Namespace) -> list[Figure]:
    outcome = asyncio.run(follow(chosen.changes, chosen.breaks))
    note = (
        f"{outcome.changes} changes, {outcome.breaks} breaks, {outcome.snapshots} snapshots, "
        f"{outcome.repeats} repeats, {outcome.late} late"
    )
    return [
        Figure("cases that differ after broken streams", outcome.other, "", at_most=0, note=note),
        Figure("changes told backwards", outcome.backwards, "", at_most=0),
    ]


def _cpu_s(room: Room) -> float:
    """Of the window's process alone."""
    pid = room.console.process.pid
    return costs([pid])[pid].cpu_s


def _when(room: Room, count: int, within_s: float = 120.0) -> float:
    """When so many cases are shown, monotonic. Asked seldom: each answer is work for the window."""
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        if room.get("/v1/health")["platform"]["cases"] >= count:
            return time.monotonic()
        time.sleep(0.1)
    raise AssertionError(f"{count} cases were not shown within {within_s} s")


def _other(room: Room, cursor: str, revs: dict[str, int]) -> int:
    """The cases that are not as the platform has them, once all it told has arrived."""
    end = time.monotonic() + 60
    while room.get("/v1/health")["platform"]["cursor"] != cursor and time.monotonic() < end:
        time.sleep(0.2)
    time.sleep(1)  # what has arrived is taken over bit by bit
    here = {case["id"]: case["rev"] for case in room.get("/v1/cases")["cases"]}
    return sum(here.get(each) != revs.get(each) for each in here.keys() | revs.keys())


def _change(room: Room, town: Town, number: int) -> float:
    """Seconds from the order to the town until the console says that this revision is painted."""
    camera = room.get("/v1/cameras/c01")
    sent = datetime.datetime.now(datetime.UTC)
    town.order(
        do="case",
        case={
            "id": CASE, "title": "河道漂浮物", "platform": "governance", "level": "orange",
            "status": "handling", "cameras": ["c01"], "place": ahead_of(camera, 20 + number),
        },
    )  # fmt: skip
    revision = town.speaker.hear("case")["rev"]
    marker = wait_for("the marker", lambda: _painted(room, revision))
    painted = datetime.datetime.fromisoformat(marker["painted_at"])
    return (painted - sent).total_seconds()


def _painted(room: Room, revision: int) -> dict[str, Any] | None:
    for marker in room.get("/v1/markers"):
        if marker["case"] == CASE and marker["on"] == "camera:c01" and marker["rev"] == revision:
            return dict(marker)
    return None


ROWS: dict[str, Callable[[Path, argparse.Namespace], list[Figure]]] = {
    "changes": _changes,
    "snapshot10000": _snapshot,
    "burst": _burst,
    "breaks": _broken,
}
