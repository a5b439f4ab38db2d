from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from console.cases.book import CaseBook
from console.desk.warming import Warming
from media.source import Source
from tests.console.desk.walls import a_screen, a_wall, one_wall


class Worker:
    warm: frozenset[str] = frozenset()

    def keep_warm(self, cameras: frozenset[str]) -> None:
        self.warm = cameras


def test_what_is_shown_and_what_comes_next_is_kept_warm(
    qtbot: QtBot, quiet_feed: Callable[[Source], Any]
) -> None:
    widget, wall = a_wall(qtbot, quiet_feed)
    wall.set_layout("2x2")
    worker = Worker()
    coming = ["c99"]
    walls = one_wall(wall)
    more, besides = a_wall(qtbot, quiet_feed)
    besides.set_layout("1x1")
    besides.put(0, "camera:c11")
    walls.add(a_screen(besides, "HDMI-1"))
    warming = Warming(walls, CaseBook(), lambda: coming, [worker], lambda do, *given: do(*given))
    warming.keep()
    assert worker.warm == {"c01", "c02", "c03", "c04", "c11", "c99"}
    coming.clear()
    warming.keep()
    assert "c99" not in worker.warm
    widget.close()
    more.close()
