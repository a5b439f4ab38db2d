"""From the order to the pictures: warm cameras onto the wall, cold ones onto the board, and what
keeping cameras warm costs.

``python -m bench switching --only layout16,cold`` measures a part; bench/README.md has the parts.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.figures import Figure, percentile
from bench.hand import Hand
from bench.processes import costs, spent
from bench.streams import Streams, develop, reel_streams, town_streams, write_site
from bench.watcher import NOTHING, PHASES, Look, Watcher
from bench.worker import cold_opens, warm_cost
from console.site.layout_favourites import write_favourites
from tests.stage.process import wait_for
from tests.stage.room import Room, a_room
from tests.stage.screen import Screen

LIVE_WITHIN_S = 0.2  # a live tile's picture is not older
GIVE_UP_S = 15.0
LOOK_S = 0.002
TOWN = 800
CAPTION_PX = 8  # above the picture
SETTLED = 4  # changes, then each camera was decoded once
GROWN_MB = 30.0  # since then: what allocators keep at hand comes and goes by as much


@dataclass(frozen=True)
class Bars:
    right_ms: float
    live_ms: float


def measure(folder: Path) -> list[Figure]:
    return run(folder, parse([]))


def parse(words: Sequence[str]) -> argparse.Namespace:
    def names(text: str) -> list[str]:
        return text.split(",")

    parser = argparse.ArgumentParser(prog="python -m bench switching", description=__doc__)
    parser.add_argument("--only", type=names, default=list(PARTS), help=",".join(PARTS))
    parser.add_argument("--changes", type=int, default=24, help="of 16 tiles; half as many of 64")
    parser.add_argument("--seconds", type=float, default=30.0, help="cameras are held warm")
    chosen = parser.parse_args(words)
    if unknown := set(chosen.only) - set(PARTS):
        parser.error(f"--only {', '.join(sorted(unknown))}: there are {', '.join(PARTS)}")
    return chosen


def run(folder: Path, chosen: argparse.Namespace) -> list[Figure]:
    found = []
    for name in chosen.only:
        print(f"  {name} …", file=sys.stderr, flush=True)
        (folder / name).mkdir()
        found += PARTS[name](folder / name, chosen)
    return found


def _sixteen(folder: Path, chosen: argparse.Namespace) -> list[Figure]:
    """Four layouts in turn, of which each shows other cameras than the one before."""
    walls = [[wall * 16 + cell for cell in range(16)] for wall in range(4)]
    with town_streams(folder / "town-files") as streams:
        develop(streams.sub, streams.login)
        with _warm_room(folder, streams, walls) as changes:
            took, held = [], []
            for turn in range(1, chosen.changes + 1):
                took.append(changes.to(turn % 4))
                held.append(changes.workers_mb())
    title = "16 warm cameras"
    return [*_figures(title, took, Bars(100, 400)), _grown(title, held)]


def _sixteen_by_key(folder: Path, chosen: argparse.Namespace) -> list[Figure]:
    """The same as an operator does it: Ctrl+1 to Ctrl+4 for the favourites of the top line."""
    walls = [[wall * 16 + cell for cell in range(16)] for wall in range(4)]
    with town_streams(folder / "town-files") as streams:
        develop(streams.sub, streams.login)
        with _warm_room(folder, streams, walls) as changes, Hand(changes.display) as hand:
            hand.click(*changes.caption)  # the window takes the keyboard when it was clicked
            hand.to(1, 1)

            def press(wall: int) -> None:
                hand.press("Control_L", str(wall + 1))

            took = [changes.to(turn % 4, press) for turn in range(1, chosen.changes + 1)]
    first = [right * 1000 for right, _ in took]
    return [
        Figure(
            "key press to the new layout's first pictures, 16 warm cameras, p95",
            percentile(first, 0.95), "ms", at_most=150, note=_spread(first),
        )
    ]  # fmt: skip


def _sixty_four(folder: Path, chosen: argparse.Namespace) -> list[Figure]:
    """From a wall without cameras to all of them, again and again."""
    with town_streams(folder / "town-files") as streams:
        develop(streams.sub, streams.login)
        with _warm_room(folder, streams, [list(range(64))]) as changes:
            took, held = [], []
            for _ in range(max(chosen.changes // 2, 1)):
                changes.rest()
                took.append(changes.to(0))
                held.append(changes.workers_mb())
    title = "64 warm cameras"
    return [*_figures(title, took, Bars(200, 1200)), _grown(title, held)]


def _whole_town(folder: Path, chosen: argparse.Namespace) -> list[Figure]:
    """Any 16 of 800 that are all warm; neighbours of one wall are far apart in the list."""
    walls = [[(wall * 37 + cell * 50) % TOWN for cell in range(16)] for wall in range(12)]
    with (
        reel_streams(folder, TOWN) as streams,
        _warm_room(folder, streams, walls, within_s=240) as changes,
    ):
        before = changes.restarts()
        took = [changes.to(turn % 12) for turn in range(1, chosen.changes + 1)]
        changes.rest()
        cores = changes.cores(chosen.seconds)
        restarts = changes.restarts() - before
    return [
        *_figures(f"16 of {TOWN} warm cameras", took, Bars(400, 400)),
        Figure(
            f"{TOWN} warm cameras in the program, none shown", cores, "cores", at_most=1,
            note=f"all our processes; {restarts} restarts of camera workers meanwhile",
        ),
    ]  # fmt: skip


def _cold(folder: Path, _chosen: argparse.Namespace) -> list[Figure]:
    with town_streams(folder / "town-files") as streams:
        develop(streams.sub, streams.login)
        took = [each * 1000 for each in cold_opens(folder, streams)]
    return [
        Figure(
            "cold open to first picture, the server starts on a key frame", percentile(took, 0.5),
            "ms", at_most=120,
            note=f"median of {len(took)}, p95 {percentile(took, 0.95):.0f}",
        )
    ]  # fmt: skip


def _warm(cameras: int, folder: Path, chosen: argparse.Namespace) -> list[Figure]:
    with reel_streams(folder, cameras) as streams:
        cost = warm_cost(folder, streams, chosen.seconds)
    held = f"{cameras} sub streams of {cost.kbps / cameras:.0f} kbit/s held by one worker"
    return [
        Figure(
            f"{held}: processor", cost.cpu * 100 / cameras, "% of a core each",
            at_most=0.1 if cameras < TOWN else 100 / TOWN,
            note=f"{cost.cpu:.2f} cores; the worker without cameras {cost.cpu_alone:.3f}",
        ),
        Figure(
            f"{held}: memory (PSS)", (cost.pss_mb - cost.pss_alone_mb) / cameras, "MB each",
            at_most=2, note=f"{cost.pss_mb:.0f} MB, without cameras {cost.pss_alone_mb:.0f}",
        ),
        Figure(
            f"{held}: lost", cost.lost, "",
            at_most=0, note=f"packets, pictures, connections, in {chosen.seconds:.0f} s",
        ),
    ]  # fmt: skip


PARTS: dict[str, Callable[[Path, argparse.Namespace], list[Figure]]] = {
    "layout16": _sixteen,
    "key16": _sixteen_by_key,
    "layout64": _sixty_four,
    "cold": _cold,
    "warm64": partial(_warm, 64),
    "warm800": partial(_warm, TOWN),
    "town": _whole_town,
}


def _figures(title: str, took: Sequence[tuple[float, float]], bars: Bars) -> list[Figure]:
    right, live = ([each * 1000 for each in part] for part in zip(*took, strict=True))
    return [
        Figure(
            f"layout change to {title}: all tiles show a picture of the right camera, p95",
            percentile(right, 0.95), "ms", at_most=bars.right_ms, note=_spread(right),
        ),
        Figure(
            f"layout change to {title}: all live, p95",
            percentile(live, 0.95), "ms", at_most=bars.live_ms, note=_spread(live),
        ),
    ]  # fmt: skip


def _grown(title: str, held_mb: Sequence[float]) -> Figure:
    """Of camera workers: each change makes decoders and ends others, a decoder is 2 MB. The most
    counts, not the last: a worker at its cap is replaced by one that holds little."""
    settled, *later = held_mb[SETTLED:] or held_mb[-1:]
    most = max(later, default=settled)
    return Figure(
        f"layout change to {title}: camera workers' memory (PSS), the most after {SETTLED + 1}",
        most - settled, "MB more", at_most=GROWN_MB,
        note=f"of {len(held_mb)} changes; {settled:.0f} and {most:.0f} MB",
    )  # fmt: skip


def _spread(values: Sequence[float]) -> str:
    return f"of {len(values)} changes; p50 {percentile(values, 0.5):.0f}, worst {max(values):.0f}"


class Changes:
    """Layout changes of a room, watched from the order to the last tile."""

    def __init__(
        self, room: Room, screen: Screen, walls: Sequence[Sequence[int]], within_s: float
    ) -> None:
        self.display = screen.display
        self._room = room
        self._walls = walls
        self._count = 0
        tiles = room.wait_live(len(walls[0]), within_s)
        x, y, width, _ = tiles[0]["rect"]
        self.caption = x + width // 2, y - CAPTION_PX
        self._watcher = Watcher(screen.pixels, tiles)  # all walls have the same cells

    def rest(self) -> None:
        """A wall without cameras; all stay connected and none is decoded."""
        self._room.call("PUT", "/v1/wall/layout", {"layout": "rest"})
        wait_for("an empty wall", lambda: not any(self._watcher.look()))
        time.sleep(1.0)

    def cores(self, seconds: float) -> float:
        """Processor of all our processes meanwhile."""
        roots = [self._room.console.process.pid]
        before, began = costs(roots), time.monotonic()
        time.sleep(seconds)
        return sum(spent(before, costs(roots)).values()) / (time.monotonic() - began)

    def workers_mb(self) -> float:
        """What the camera workers hold together."""
        told = costs([self._room.console.process.pid], memory=True)
        return sum(each.pss_mb for each in told.values() if each.name == "media.cameras")

    def restarts(self) -> int:
        """Of camera workers, since the room was opened."""
        processes = self._room.get("/v1/health")["processes"]
        return sum(each["restarts"] for each in processes if each["name"].startswith("cameras"))

    def to(self, wall: int, press: Callable[[int], None] | None = None) -> tuple[float, float]:
        """Seconds until each tile shows a picture of its camera, and until all are live: each has
        shown two pictures, and the newest is young enough. By the control API unless pressed."""
        # the key pictures of all cameras come at the same time: meet them at another age each time
        self._count += 1
        time.sleep(1.5 + self._count * 0.37 % 2)
        wanted = [camera % PHASES for camera in self._walls[wall]]
        order = threading.Thread(target=press or self._order, args=(wall,))
        began = time.monotonic()
        order.start()
        first: Look | None = None
        while (look := self._watcher.glance()).at < began + GIVE_UP_S:
            if look.cameras.tolist() == wanted:
                first = first or look
                moved = (look.pictures != first.pictures).all()
                if moved and (look.ages_s() < LIVE_WITHIN_S).all():
                    break
            time.sleep(LOOK_S)
        order.join()
        assert first is not None, f"wall-{wall} did not come: {_missing(look, wanted)}"
        return first.at - began, look.at - began

    def _order(self, wall: int) -> None:
        self._room.call("PUT", "/v1/wall/layout", {"layout": f"wall-{wall}"})


def _missing(look: Look, wanted: Sequence[int]) -> str:
    cells = zip(look.cameras.tolist(), wanted, strict=True)
    return ", ".join(
        f"cell {cell} shows {'nothing' if shown == NOTHING else shown}, not {camera}"
        for cell, (shown, camera) in enumerate(cells)
        if shown != camera
    )


@contextmanager
def _warm_room(
    folder: Path, streams: Streams, walls: Sequence[Sequence[int]], within_s: float = 90
) -> Iterator[Changes]:
    """The console with all cameras warm, on the first of these walls."""
    site = folder / "room"
    write_site(site, streams.sub, streams.login, "wall-0", warm=True)
    (site / "layouts").mkdir()
    for number, cameras in enumerate(walls):
        (site / f"layouts/wall-{number}.toml").write_text(_layout(cameras), "utf-8")
    rest = 'columns = 1\nrows = 1\ncells = [{column = 0, row = 0, source = "program"}]\n'
    (site / "layouts/rest.toml").write_text(rest, "utf-8")
    (site / "state").mkdir(exist_ok=True)
    write_favourites(site, [f"wall-{number}" for number in range(len(walls))])
    with (
        Screen(folder / "screen") as screen,
        a_room(None, screen, folder, "--view", "wall", site=site) as room,
    ):
        changes = Changes(room, screen, walls, within_s)
        try:
            wait_for("all cameras warm", lambda: not _cold_ones(room), within_s)
        except AssertionError as late:
            raise AssertionError(f"{late}: {_cold_ones(room)}") from None
        time.sleep(2.0)
        yield changes


def _layout(cameras: Sequence[int]) -> str:
    side = round(len(cameras) ** 0.5)
    cells = ",\n".join(
        f'  {{column = {n % side}, row = {n // side}, source = "camera:c{camera + 1:03}"}}'
        for n, camera in enumerate(cameras)
    )
    return f"columns = {side}\nrows = {side}\ncells = [\n{cells}\n]\n"


def _cold_ones(room: Room) -> dict[str, str]:
    """Cameras that are not live, and what they say."""
    cameras = room.get("/v1/cameras")
    return {
        each["id"]: f"{each['state']} {each.get('reason') or ''}".strip()
        for each in cameras
        if each["state"] != "live"
    }
