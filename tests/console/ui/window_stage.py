"""What the tests of the whole window share: two layouts, a conference, and how it is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from console.ui.main_window import MainWindow
from layouts.layout import Cell, Layout

FOUR = Layout("2x2", 2, 2, tuple(Cell(x, y) for y in range(2) for x in range(2)))
ONE = Layout("1x1", 1, 1, (Cell(0, 0),))
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LIVE = {
    "state": "live", "recording": True, "locked": True, "program": {"on_air": []},
    "nodes": [{"id": f"n{n:02d}", "name": f"村{n}", "state": "live"} for n in range(1, 28)],
}  # fmt: skip
IDLE = {"state": "idle", "program": {"on_air": []}, "nodes": []}

Opener = Callable[..., MainWindow]
