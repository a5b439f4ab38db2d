"""``make soak``: the whole program on a virtual screen, against cameras that misbehave.

Every few seconds a camera gets a fault drawn by chance, which is mended after its time. What is
measured is read off the screen (each picture carries a mark) and asked of the control API.
``make soak SECONDS=3600 TILES=64 SEED=1 WRITE=1``: the last puts the tables into
docs/reliability.md. How to read them is said there.
"""

from __future__ import annotations

import argparse
import math
import os
import queue
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.asked import Asked
from bench.episode import Episode, by_fault
from bench.figures import Figure, into_page, percentile, table
from bench.trend import Worn
from bench.watcher import Watcher
from layouts.numbered import NUMBERED
from tests.faults.fault import FAULTS
from tests.stage.process import Api, Console, Speaker, free_port, wait_for
from tests.stage.screen import Screen

EVERY_S = 5.0  # a fault
WARM_EVERY_S = 0.7  # a fault of the warm-up
WARM_PART = 1 / 12  # of the run: so long is the warm-up before it
LOOK_S = 0.008
WINDOW_S = 10.0  # over which a rate is counted
SLOW = 24.0  # pictures a second: fewer are told of
BLIND_S = 0.2  # five pictures: whoever did not look for so long cannot count what was shown
MOST_PART = 0.25  # of the tiles that have a fault at the same time
SETTLE_S = 10.0
AWAY_S = 10.0  # how long all cameras are lost at once
LONGEST_S = 120.0  # to come back
RUINED_S = 20.0  # how long a worker's end is looked at
STEADY_MB = 1.0  # an hour: less is no growth
LEAK_MB = 0.1  # an hour, of what is in use
SQUARES = [tiles for tiles in NUMBERED if math.isqrt(tiles) ** 2 == tiles]
PAGE = Path("docs/reliability.md")


@dataclass
class Soak:
    """One run."""

    server: Speaker
    watcher: Watcher
    asked: Asked
    tiles: int
    dice: random.Random
    episodes: list[Episode] = field(default_factory=list)
    open: dict[int, Episode] = field(default_factory=dict)  # by tile
    rates: list[float] = field(default_factory=list)  # of tiles that are well, one a window
    moved: list[int] = field(default_factory=list)
    blind: list[float] = field(default_factory=list)  # seconds between looks, of windows left out
    _looked_at: float = 0.0
    _blind_s: float = 0.0  # the longest in this window
    _disturbed: set[int] = field(default_factory=set)  # in this window
    _window_at: float = 0.0
    _begun_at: float = 0.0

    def __post_init__(self) -> None:
        self.moved = [0] * self.tiles
        self._bits = self.watcher.bits()

    def warm_up(self, seconds: float) -> None:
        """Faults as fast as they may come, which do not count: what the program makes when it is
        first needed is there after them, and its allocators have settled. A tile that does not
        come back counts all the same."""
        drawn = self.dice.getstate()
        self.run(seconds, WARM_EVERY_S)
        self.until(lambda: False, SETTLE_S)
        self.dice.setstate(drawn)  # how many were drawn is a matter of the machine's speed
        self.episodes = [each for each in self.episodes if not each.over]
        self.rates.clear()
        self.blind.clear()
        self._disturbed.clear()
        self.moved = [0] * self.tiles

    def run(self, seconds: float, every_s: float = EVERY_S) -> None:
        """A fault each ``every_s`` for so long, and then what is left of them."""
        self._begun_at = self._window_at = time.monotonic()
        end, next_at = self._begun_at + seconds, self._begun_at
        while (now := time.monotonic()) < end:
            self.look(now)
            if now >= next_at:
                next_at += every_s
                self._strike(now)
            if now - self._window_at >= WINDOW_S:
                self._count(now)
        self.until(lambda: not self.open, LONGEST_S)

    def until(self, true: Callable[[], bool], within_s: float) -> bool:
        """Go on looking until then; whether it came."""
        end = time.monotonic() + within_s
        while (now := time.monotonic()) < end:
            self.look(now)
            if true():
                return True
        return False

    def look(self, now: float) -> None:
        """One look at everything: first at what is said, so that the screen is no older."""
        words, bits = self.asked.words, self.watcher.bits()
        self._blind_s = max(self._blind_s, now - (self._looked_at or now))
        self._looked_at = now
        for tile in (bits != self._bits).any(axis=1).nonzero()[0].tolist():
            self.moved[tile] += 1
            if tile in self.open:
                self.open[tile].moves(now)
        self._bits = bits
        self._hear()
        for tile, episode in list(self.open.items()):
            word, at = words.get(tile, ("", 0.0))
            if word and at > episode.begun_at:
                episode.says(word, at)
            if episode.mended_at is None and now - episode.begun_at >= episode.seconds:
                self.order("mend", tile)
                episode.mended_at = now
            if episode.over:
                del self.open[tile]
        time.sleep(LOOK_S)

    def order(self, do: str, tile: int, **more: Any) -> None:
        self.server.order({"do": do, "camera": tile, **more})

    def begin(self, tile: int, fault: str, seconds: float, now: float) -> Episode:
        episode = Episode(tile, fault, now, seconds)
        self.episodes.append(episode)
        self.open[tile] = episode
        self._disturbed.add(tile)
        self.order("begin", tile, fault=fault)
        return episode

    def _strike(self, now: float) -> None:
        well = [tile for tile in range(self.tiles) if tile not in self.open]
        if len(self.open) >= max(1, self.tiles * MOST_PART):
            return
        fault = self.dice.choice([name for name, each in FAULTS.items() if each.seconds])
        self.begin(self.dice.choice(well), fault, FAULTS[fault].seconds, now)

    def _count(self, now: float) -> None:
        span = now - self._window_at
        self._disturbed |= set(self.open)
        if self._blind_s > BLIND_S:
            self.blind.append(self._blind_s)
            told = f"{now - self._begun_at:.0f} s: nobody looked for {self._blind_s:.2f} s"
            print(told, file=sys.stderr, flush=True)
        else:
            self._count_rates(span, now)
        self._blind_s = 0.0
        self.moved = [0] * self.tiles
        self._disturbed = set(self.open)
        self._window_at = now

    def _count_rates(self, span: float, now: float) -> None:
        for tile in (tile for tile in range(self.tiles) if tile not in self._disturbed):
            self.rates.append(self.moved[tile] / span)
            if self.rates[-1] < SLOW:
                self._tell_slow(tile, now)

    def _tell_slow(self, tile: int, now: float) -> None:
        before = next((each for each in reversed(self.episodes) if each.tile == tile), None)
        ago = f", {now - before.begun_at:.0f} s after {before.fault!r}" if before else ""
        at, rate = now - self._begun_at, self.rates[-1]
        print(f"{at:.0f} s: tile {tile}: {rate:.1f}/s{ago}", file=sys.stderr, flush=True)

    def _hear(self) -> None:
        while True:
            try:
                event = self.server._events.get_nowait()
            except queue.Empty:
                return
            if event["event"] == "connected" and event["camera"] in self.open:
                self.open[event["camera"]].connects(event["at"])

    # -- what strikes many at once

    def all_lost(self) -> list[Episode]:
        """Every camera goes and comes back at the same time."""
        now = time.monotonic()
        struck = [self.begin(tile, "off", AWAY_S, now) for tile in range(self.tiles)]
        self.until(lambda: not self.open, LONGEST_S)
        for episode in struck:
            episode.fault = f"all {self.tiles} off at once"
        return struck

    def worker_ruined(self, name: str, how: signal.Signals, called: str) -> list[Episode]:
        """A camera worker is killed or stopped; its tiles are those that say so."""
        now = time.monotonic()
        struck = [Episode(tile, called, now, math.inf) for tile in range(self.tiles)]
        self.open = {episode.tile: episode for episode in struck}
        os.kill(self.asked.processes[name], how)
        self.until(lambda: False, RUINED_S)  # who lived less than 10 s is restarted with back-off
        self.open.clear()
        hit = [episode for episode in struck if episode.noticed_at is not None]
        for episode in hit:
            episode.ends()
        self.episodes += hit
        processes = self.asked.api.get("/v1/health")["processes"]
        self.asked.processes.update({each["name"]: each["pid"] for each in processes})
        return hit


@contextmanager
def _stage(folder: Path, tiles: int) -> Iterator[tuple[Speaker, Console, Screen]]:
    """Cameras, a screen, and the program on it, its wall full."""
    side = math.isqrt(tiles)
    server = Speaker(["-m", "tests.faults.server", "--cameras", str(tiles)], folder / "server.log")
    with Screen(folder / "screen") as screen:
        try:
            site = _site(folder / "site", server.hear("ready", 120)["ports"])
            wall = ("--view", "wall", "--layout", f"{side}x{side}")
            console = Console(site, screen.display, folder / "console.log", free_port(), *wall)
            try:
                wait_for("the control API", console.api.answers, 30)
                yield server, console, screen
            finally:
                code = console.close()
                print(f"the console ended with {code}", file=sys.stderr)
        finally:
            server.close()


def _site(folder: Path, ports: list[int]) -> Path:
    (folder / "state").mkdir(mode=0o700, parents=True)
    (folder / "site.toml").write_text(
        'name = "Soak"\nlanguage = "en"\n[conference]\nlisten = "127.0.0.1:0"\n', "utf-8"
    )
    lines = ["id,name,main"]
    lines += [f"c{n:02},c{n:02},rtsp://127.0.0.1:{port}/live" for n, port in enumerate(ports)]
    (folder / "cameras.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def soak(seconds: float, tiles: int, seed: int) -> str:
    """The tables, in Markdown."""
    with (
        tempfile.TemporaryDirectory(prefix="soak-") as folder,
        _stage(Path(folder), tiles) as (server, console, screen),
    ):
        api = console.api
        wait_for("all tiles live", lambda: _all_live(api, tiles), 120)
        processes = {each["name"]: each["pid"] for each in api.get("/v1/health")["processes"]}
        asked = Asked(api, {"console": console.process.pid, **processes})
        asking = threading.Thread(target=asked.run, name="asking")
        asking.start()
        try:
            watcher = Watcher(screen.pixels, _in_order(api))
            run = Soak(server, watcher, asked, tiles, random.Random(seed))
            run.warm_up(seconds * WARM_PART)
            asked.weigh_at_rest()
            asked.weighing = True
            run.run(seconds)
            asked.weighing = False
            run.until(lambda: False, SETTLE_S)
            asked.weigh_at_rest()
            restarts = sum(each["restarts"] for each in api.get("/v1/health")["processes"])
            run.all_lost()
            run.worker_ruined("cameras-0", signal.SIGKILL, "a worker killed")
            run.worker_ruined("cameras-0", signal.SIGSTOP, "a worker stopped")
        finally:
            asked.stop()
            asking.join()
    figures = _figures(run, seconds, seed, restarts)
    return f"{table(figures)}\n\n{by_fault(run.episodes)}"


def _all_live(api: Api, tiles: int) -> bool:
    return sum(tile["state"] == "live" for tile in api.get("/v1/wall")["tiles"]) >= tiles


def _in_order(api: Api) -> list[dict[str, Any]]:
    return sorted(api.get("/v1/wall")["tiles"], key=lambda tile: tile["cell"])


def _figures(run: Soak, seconds: float, seed: int, restarts: int) -> list[Figure]:
    over = [each for each in run.episodes if each.over]
    tried = [each.tried_s for each in over if each.tried_s is not None]
    lost = len(run.episodes) - len(over)
    figures = [
        Figure(
            "live again after a fault's end, p95, without the wait for the next try",
            percentile(tried, 0.95), "s", at_most=2.0,
            note=f"{len(over)} faults in {seconds:.0f} s on {run.tiles} tiles, seed {seed}",
        ),
        Figure("tiles that did not come back", lost, "", at_most=0),
        Figure("processes that were restarted while none was ruined", restarts, "", at_most=0),
        Figure(
            "called live without another picture on the screen, the longest",
            max((each.lied_s for each in run.episodes), default=0.0), "s", at_most=2.5,
            note="a picture is stale after 2 s",
        ),
        Figure(
            "pictures shown by a tile without a fault, the slowest of all 10 s",
            min(run.rates, default=math.nan), "/s", at_least=SLOW,
            note=f"p1 {percentile(run.rates, 0.01):.1f}, p50 {percentile(run.rates, 0.5):.1f}"
            f"{_blind(run.blind)}",
        ),
    ]  # fmt: skip
    worn = run.asked.worn.values()
    held = "memory that is no file's"
    figures.extend(_growth("own_mb", held, each, STEADY_MB, 1) for each in worn)
    telling = (each for each in worn if each.says("in_use_mb"))  # what grows of it is a leak
    figures.extend(_growth("in_use_mb", "memory in use", each, LEAK_MB, 2) for each in telling)
    figures.extend(
        _more(name, what, getattr(before, what), getattr(after, what))
        for name, (before, *later) in run.asked.rest.items()
        for after in later  # none where the process is another by now
        for what in ("threads", "descriptors")
    )
    return figures


def _blind(gaps: list[float]) -> str:
    """Of what no rate can be told: the bench itself was not let run."""
    if not gaps:
        return ""
    times = "10 s" if len(gaps) == 1 else f"{len(gaps)} times 10 s"
    return f"; left out: {times} in which the bench did not look for up to {max(gaps):.1f} s"


def _growth(what: str, said: str, worn: Worn, steady_mb: float, digits: int) -> Figure:
    """Of memory: ``what`` of the samples, and how it is said. ``steady_mb`` an hour is none;
    ``digits`` of the bar and of the medians, behind the point."""
    grown = worn.slope(what)
    fifths = ", ".join(f"{mb:.{digits}f}" for mb in worn.fifths(what))
    return Figure(
        f"growth of {said}, {worn.name}", grown.an_hour, "MB/h",
        at_most=round(max(grown.error, steady_mb), digits),
        note=f"± {grown.error:.3g}; {fifths} in the fifths of the run",
    )  # fmt: skip


def _more(name: str, what: str, before: int, after: int) -> Figure:
    return Figure(
        f"{what} that {name} has more when all tiles are live again", after - before, "",
        at_most=0, note=f"{before} before the first fault, {after} after the last",
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.faults")
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--tiles", type=int, default=64, help="of a layout that is as wide as high")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--write", action="store_true", help=f"into {PAGE} too")
    given = parser.parse_args()
    if given.tiles not in SQUARES:
        parser.error(f"--tiles is one of {', '.join(map(str, SQUARES))}")
    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    print(f"seed {seed}", file=sys.stderr, flush=True)
    written = soak(given.seconds, given.tiles, seed)
    print(written)
    if given.write:
        into_page(PAGE, "soak", written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
