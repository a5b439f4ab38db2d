"""One contestant watched for a while: what it costs and what it shows."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.contestants import Running
from bench.figures import percentile
from bench.processes import Cost, costs, machine_s, spent
from bench.watcher import Watcher
from tests.stage.process import wait_for
from tests.stage.screen import Screen

SETTLE_S = 4.0  # after the first pictures of all tiles: bursts are over, processes are at rest
OPEN_WITHIN_S = 90.0


@dataclass(frozen=True)
class Taken:
    """What one run of one contestant gave. Processors in cores, memory in MB."""

    cpu: float  # all its processes
    by_name: dict[str, float]
    rate_slowest: float  # pictures a second, the slowest tile
    rate: float  # the median tile
    age_p50_ms: float
    age_p95_ms: float
    pss_mb: float  # all its processes but the hub
    screen_cpu: float  # the X server
    elsewhere_cpu: float  # nobody of these, nor who serves the streams, nor who looks: disturbance

    def line(self) -> str:
        parts = ", ".join(f"{name} {cores:.3f}" for name, cores in self.by_name.items())
        return (
            f"{self.cpu:.3f} cores ({parts}), {self.rate_slowest:.1f}/{self.rate:.1f} pictures/s, "
            f"age {self.age_p50_ms:.0f}/{self.age_p95_ms:.0f} ms, {self.pss_mb:.0f} MB, "
            f"X {self.screen_cpu:.3f}, elsewhere {self.elsewhere_cpu:.2f}"
        )


@dataclass(frozen=True)
class Bill:
    """Processor seconds so far: of the contestant, of the X server, of source and watcher
    together, of the whole machine."""

    own: dict[int, Cost]
    screen_s: float
    beside_s: float
    machine_s: float

    @classmethod
    def now(cls, running: Running, screen: Screen, source: int) -> Bill:
        return cls(
            costs(running.roots),
            sum(cost.cpu_s for cost in costs([screen.pid]).values()),
            sum(cost.cpu_s for cost in costs([source]).values()) + time.process_time(),
            machine_s(),
        )


def take(running: Running, screen: Screen, source: int, seconds: float) -> Taken:
    """Wait until every tile shows its own camera, moving, then look for so long."""
    watcher = Watcher(screen.pixels, [{"rect": rect} for rect in running.rects])
    _settle(watcher)
    before, began = Bill.now(running, screen, source), time.monotonic()
    seen = watcher.watch(seconds)
    after, wall = Bill.now(running, screen, source), time.monotonic() - began
    memory = costs(running.roots, memory=True).values()
    own = {name: used / wall for name, used in spent(before.own, after.own).items()}
    screen_cpu = (after.screen_s - before.screen_s) / wall
    known = sum(own.values()) + screen_cpu + (after.beside_s - before.beside_s) / wall
    rates = [tile.pictures / wall for tile in seen]
    ages = [age for tile in seen for age in tile.ages_ms]
    return Taken(
        cpu=sum(own.values()),
        by_name=own,
        rate_slowest=min(rates),
        rate=statistics.median(rates),
        age_p50_ms=percentile(ages, 0.5),
        age_p95_ms=percentile(ages, 0.95),
        pss_mb=sum(cost.pss_mb for cost in memory if not cost.name.endswith(".hub")),
        screen_cpu=screen_cpu,
        elsewhere_cpu=(after.machine_s - before.machine_s) / wall - known,
    )


def _settle(watcher: Watcher) -> None:
    """Until each tile has shown two pictures of its own camera, and a while more."""
    shown: dict[int, set[int]] = {}

    def waits() -> list[int]:
        look = watcher.glance()
        pairs = zip(look.cameras.tolist(), look.pictures.tolist(), strict=True)
        for tile, (camera, picture) in enumerate(pairs):
            if camera == tile:
                shown.setdefault(tile, set()).add(picture)
        return [tile for tile in range(len(look.cameras)) if len(shown.get(tile, ())) < 2]

    try:
        wait_for("its own camera on every tile", lambda: not waits(), OPEN_WITHIN_S)
    except AssertionError as error:
        raise AssertionError(f"{error}: tiles {waits()}") from None
    time.sleep(SETTLE_S)


def middle(rounds: Sequence[Taken]) -> Taken:
    """Each figure's median over the rounds."""

    def of(name: str) -> float:
        return statistics.median(getattr(taken, name) for taken in rounds)

    names = {name: None for taken in rounds for name in taken.by_name}
    return Taken(
        by_name={
            name: statistics.median(taken.by_name.get(name, 0.0) for taken in rounds)
            for name in names
        },
        **{name: of(name) for name in Taken.__annotations__ if name != "by_name"},
    )
