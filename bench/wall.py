"""This console against others: the same streams, the same screen, one after another in turns.

``python -m bench wall --rounds 3 --tiles 16,64 --only ours,gst`` measures a part; bench/README.md
has the contestants and what is read.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.comparison import figures, overview
from bench.contestants import RUNNERS, Rect, Task, plain_grid
from bench.figures import Figure
from bench.streams import Streams, develop, town_streams
from bench.taking import Taken, take
from tests.stage.screen import Screen

ROUNDS = 3
WATCH_S = 15.0
SIDES = {"4": 2, "16": 4, "36": 6, "64": 8, "9m": 3}  # "9m": nine main streams
WHO = {
    "4": ("ours", "gst", "ffplay"),
    "16": ("ours", "gst", "mpv", "ffplay"),
    "36": ("ours", "gst"),
    "64": ("ours", "gst"),
    "9m": ("ours", "gst"),
}


def measure(folder: Path) -> list[Figure]:
    """Everything the README states; a quarter of an hour."""
    return run(folder, parse([]))


def parse(words: Sequence[str]) -> argparse.Namespace:
    def names(text: str) -> list[str]:
        return text.split(",")

    parser = argparse.ArgumentParser(prog="python -m bench wall", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--tiles", type=names, default=list(SIDES), help=",".join(SIDES))
    parser.add_argument("--only", type=names, help=f"of {', '.join(RUNNERS)}; in this order")
    parser.add_argument("--seconds", type=float, default=WATCH_S, help="how long each is watched")
    parser.add_argument("--against", default="gst", help="whose processor time is 1")
    parser.add_argument("--keep", type=Path, help="a folder for a picture of each wall")
    chosen = parser.parse_args(words)
    if unknown := set(chosen.tiles) - set(SIDES):
        parser.error(f"--tiles {', '.join(sorted(unknown))}: there are {', '.join(SIDES)}")
    if unknown := set(chosen.only or ()) - set(RUNNERS):
        parser.error(f"--only {', '.join(sorted(unknown))}: there are {', '.join(RUNNERS)}")
    return chosen


def run(folder: Path, chosen: argparse.Namespace) -> list[Figure]:
    results: dict[tuple[str, str], list[Taken]] = {}
    with town_streams(folder) as streams:
        for tiles in chosen.tiles:
            develop(_urls(streams, tiles), streams.login)
            who = chosen.only or WHO[tiles]
            places = plain_grid(SIDES[tiles])
            for name in [name for _ in range(chosen.rounds) for name in who]:
                # ours leaves room for captions; those after it paint as much, and no more
                taken, places = _one(streams, tiles, name, places, chosen)
                results.setdefault((tiles, name), []).append(taken)
                print(f"{tiles:>3} {name:12} {taken.line()}", file=sys.stderr, flush=True)
    print(overview(results, chosen.against), file=sys.stderr)
    return figures(results, chosen.against)


def _one(
    streams: Streams, tiles: str, name: str, places: Sequence[Rect], chosen: argparse.Namespace
) -> tuple[Taken, tuple[Rect, ...]]:
    """One run of one contestant, and where its pictures were."""
    urls = _urls(streams, tiles)
    side = SIDES[tiles]
    task = Task(urls, streams.login, f"{side}x{side}", tuple(places))
    with tempfile.TemporaryDirectory(prefix="bench-") as path:
        folder = Path(path)
        with Screen(folder / "screen") as screen, RUNNERS[name](task, screen, folder) as running:
            taken = take(running, screen, streams.pid, chosen.seconds)
            if chosen.keep:
                screen.save(chosen.keep / f"{tiles}-{name}.png")
    return taken, running.rects


def _urls(streams: Streams, tiles: str) -> tuple[str, ...]:
    return (streams.main if tiles == "9m" else streams.sub)[: SIDES[tiles] ** 2]
