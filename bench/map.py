"""The map dragged and zoomed with 0, 1 000 and 10 000 cases, and a snapshot until all is shown.

The real view, 1920x1080, on a virtual screen, over the demo town with 800 cameras. A frame is one
step of the drag or the wheel until what it painted was handed to the screen.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bench.figures import Figure, percentile
from tests.stage.screen import Screen

COUNTS = (0, 1000, 10_000)
CAMERAS, NODES, WORKERS = 800, 35, 200
PAN_FRAMES, ZOOM_FRAMES = 120, 60
SLOWEST_MS = 1000 / 30


def measure(folder: Path) -> list[Figure]:
    """In a process of its own, on a screen of its own."""
    with Screen(folder / "map-screen") as screen:
        told = subprocess.run(
            [sys.executable, "-m", "bench.map"],
            env={**os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"},
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    figures = []
    for line in told.splitlines():
        name, value, unit, bar, note = line.split("|")
        limit = float(bar) if bar else None
        figures.append(Figure(name, float(value), unit, at_most=limit, note=note))
    return figures


def main() -> None:
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    for count in COUNTS:
        for line in _with(app, count):
            print("|".join(line))


def _with(app: Any, count: int) -> list[tuple[str, str, str, str, str]]:
    view, chance = view_of_the_town(), random.Random(11)
    view.resize(1920, 1080)
    view.show()
    app.processEvents()
    view.fit()
    view.viewport().repaint()
    lines = []
    cases = cases_of(count, chance)
    if count:
        shown_s = _snapshot(app, view, cases)
        bar = "2" if count == max(COUNTS) else ""
        lines.append(
            (f"map: {count} cases taken over until all is painted", f"{shown_s:.3f}", "s", bar, "")
        )
    for name, frames in (("dragged", _drag(view)), ("zoomed", _zoomed(view))):
        p50, p95 = percentile(frames, 0.5), percentile(frames, 0.95)
        bar = f"{SLOWEST_MS:.1f}" if count == max(COUNTS) else ""
        note = f"p50 {p50:.1f}, worst {max(frames):.1f}, {len(frames)} frames"
        lines.append(
            (f"map {name} with {count} cases: a frame, p95", f"{p95:.2f}", "ms", bar, note)
        )
    view.close()
    view.deleteLater()
    app.processEvents()
    return lines


def view_of_the_town() -> Any:
    """A map with everything on it but cases."""
    from console.cases.case import Place, Worker
    from console.site.records import CameraEntry, NodeEntry
    from console.town.world.town import the_town
    from console.ui.map_view import MapView
    from console.ui.theme import Look

    town, chance = the_town(), random.Random(3)
    grids, features = _base(town)
    cameras = [
        CameraEntry(
            f"c{n:03d}", f"摄像机{n}", "rtsp://x/", longitude=x, latitude=y,
            heading_deg=chance.uniform(0, 360), hfov_deg=chance.choice((40, 60, 80)),
        )
        for n, (x, y) in enumerate(_spots(CAMERAS, chance))
    ]  # fmt: skip
    view = MapView(Look())
    view.set_site(cameras, grids, features)
    layers = view.layers
    layers.nodes.set_nodes(
        [NodeEntry(f"n{n}", f"站{n}", "station", "", x, y)
         for n, (x, y) in enumerate(_spots(NODES, chance))]
    )  # fmt: skip
    now = datetime.now(UTC)
    layers.workers.set_workers(
        [Worker(f"w{n}", f"员{n}", "网格员", "", Place(x, y), now - timedelta(minutes=n % 50))
         for n, (x, y) in enumerate(_spots(WORKERS, chance))], now,
    )  # fmt: skip
    return view


def _base(town: Any) -> tuple[Any, list[Any]]:
    """Grids and features of the demo town, read as a site folder's are."""
    from console.site.geo import GeoFile, read_grids, read_map
    from console.town.world import base_map

    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "x.geojson"
        path.write_text(json.dumps(base_map.grids(town)), encoding="utf-8")
        grids = read_grids(GeoFile(path, "grids", "wgs84"))
        features: list[Any] = []
        for layer in (base_map.roads, base_map.water, base_map.buildings):
            path.write_text(json.dumps(layer(town)), encoding="utf-8")
            features += read_map(GeoFile(path, layer.__name__, "wgs84"), layer.__name__)
    return grids, features


def cases_of(count: int, chance: random.Random) -> list[Any]:
    """Cases as the platform tells them, a third of them in heaps as in a town's middle."""
    from console.cases.case import Case, CaseId, Clock, Place

    now = datetime.now(UTC)
    levels, platforms = ("red", "orange", "yellow", "blue", None), (
        "governance", "enforcement", "market", "service")  # fmt: skip
    return [
        Case(
            CaseId(f"c-{n}"), 1, f"2026-{n:05d}", "占道经营", "", chance.choice(platforms), "0301",
            "占道经营", "grid", "grid_worker", "handling", chance.choice(levels), Place(x, y),
            clocks=(Clock("handle", now + timedelta(minutes=chance.uniform(-60, 600))),),
            reported_at=now - timedelta(minutes=chance.uniform(0, 900)),
        )
        for n, (x, y) in enumerate(_spots(count, chance))
    ]  # fmt: skip


def _spots(count: int, chance: random.Random) -> list[tuple[float, float]]:
    heaps = [(chance.uniform(120.15, 120.23), chance.uniform(30.44, 30.50)) for _ in range(9)]
    spots = []
    for n in range(count):
        if n % 3:
            spots.append((chance.uniform(120.14, 120.24), chance.uniform(30.43, 30.51)))
        else:
            x, y = heaps[n % len(heaps)]
            spots.append((chance.gauss(x, 0.002), chance.gauss(y, 0.002)))
    return spots


def _snapshot(app: Any, view: Any, cases: list[Any]) -> float:
    """Seconds from the cases, as they are read, until the map has painted them."""
    from console.cases.book import CaseBook
    from console.cases.case import Snapshot
    from console.cases.markers import map_markers

    begun = time.perf_counter()
    book = CaseBook()
    book.apply([Snapshot(tuple(cases), "1")])
    view.set_cases(map_markers(book.open_cases(), datetime.now(UTC)))
    view.viewport().repaint()
    app.processEvents()
    took = time.perf_counter() - begun
    clustering = view.layers.cases.clustering(view.transform().m11())
    assert int(clustering.counts.sum()) == len(cases), "a case is missing on the map"
    return took


def _frames(steps: list[Callable[[], object]], view: Any) -> list[float]:
    took = []
    for step in steps:
        begun = time.perf_counter()
        step()
        view.viewport().repaint()
        took.append((time.perf_counter() - begun) * 1000)
    return took


def _drag(view: Any) -> list[float]:
    """Round and round over the middle of the town, as far in as a street's quarter."""
    view.fit()
    view.zoom(3.0)
    ways = ((24, 0), (17, 17), (0, 24), (-17, 17), (-24, 0), (-17, -17), (0, -24), (17, -17))
    each = PAN_FRAMES // len(ways)
    return _frames([partial(view.pan, *way) for way in ways for _ in range(each)], view)


def _zoomed(view: Any) -> list[float]:
    """In and out between the whole town and a single street."""
    view.fit()
    half = ZOOM_FRAMES // 2
    factors = [1.12] * half + [1 / 1.12] * half
    return _frames([partial(view.zoom, factor) for factor in factors], view)


if __name__ == "__main__":
    main()
