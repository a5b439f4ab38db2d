from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from console.cases.case import Case, CaseId
from console.desk.warming import Warming
from media.source import Source
from tests.console.desk.walls import a_screen, a_wall, one_wall


class Worker:
    warm: frozenset[str] = frozenset()

    def keep_warm(self, cameras: frozenset[str]) -> None:
        self.warm = cameras


def a_case(cameras: tuple[str, ...]) -> Case:
    return Case(
        CaseId("c-1"), 1, "", "", "", "", "", "", "", "", "handling", None, None, cameras=cameras,
    )  # fmt: skip


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
    pressing = [a_case(("c50",))]
    warming = Warming(
        walls, lambda: pressing, lambda: coming, [worker], lambda do, *given: do(*given)
    )
    warming.keep()
    assert worker.warm == {"c01", "c02", "c03", "c04", "c11", "c50", "c99"}
    coming.clear()
    warming.keep()
    assert "c99" not in worker.warm
    pressing.insert(0, a_case(("c51",)))
    warming.keep()
    assert "c51" not in worker.warm  # it is not asked each second
    warming.cases_changed()
    warming.keep()
    assert {"c50", "c51"} <= worker.warm
    widget.close()
    more.close()
