"""What the tests of the whole window share: two layouts, a conference, and how it is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from console.site.people import Person
from console.ui.main_window import MainWindow
from console.ui.top_line import TopLine
from layouts.layout import Cell, Layout

FOUR = Layout("2x2", 2, 2, tuple(Cell(x, y) for y in range(2) for x in range(2)))
ONE = Layout("1x1", 1, 1, (Cell(0, 0),))
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LIVE = {
    "state": "live", "recording": True, "locked": True, "program": {"on_air": []},
    "nodes": [{"id": f"n{n:02d}", "name": f"村{n}", "state": "live"} for n in range(1, 28)],
}  # fmt: skip
TOUR = {"title": "河道巡查", "state": "running", "stop": 2, "stops": 6, "next_in_s": 12.2}
IDLE = {"state": "idle", "program": {"on_air": []}, "nodes": []}

Opener = Callable[..., MainWindow]


def fill_line(top: TopLine) -> None:
    """All that a room may have in its top line: scenes, a tour, who sits here, another screen."""
    top.scenes.set_scenes(
        [(name, name) for name in ("日常", "汛期", "会商", "夜间", "节日", "演练")]
    )
    top.scenes.set_current("汛期", "手动，至 18:00", may_follow=True)
    top.tour.set_tour(TOUR)
    top.person.set_people((Person("chief", "沈值清", "duty_chief"),), "chief")
    top.set_screen("HDMI-1")
