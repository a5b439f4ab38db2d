from __future__ import annotations

import asyncio
import concurrent.futures
from collections.abc import Callable, Coroutine, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.cases.case import Case, CaseChanged, CaseId, Place, Step
from console.cases.day import Happening
from console.desk.cases import CaseDesk
from console.desk.map_past import MapPastDesk
from console.ui.main_window import MainWindow
from console.ui.map_view import MapView
from tests.console.desk.walls import Fixed

HERE = (120.19, 30.47)


def at_once(work: Coroutine[Any, Any, Any]) -> concurrent.futures.Future[Any]:
    """In a loop of its own, as the io thread would."""
    done: concurrent.futures.Future[Any] = concurrent.futures.Future()
    done.set_result(asyncio.run(work))
    return done


class Room:
    def __init__(self, window: MainWindow) -> None:
        self.window = window
        aims: Any = Fixed()
        self.cases = CaseDesk(window.cases, window.wall, aims, window)
        self.view: MapView = window.map
        self.page = window.cases.map_page
        self.desk = MapPastDesk((self.view,), self.page, self.cases, at_once, window)

    def past(self) -> list[str]:
        return [str(marker.case_id) for marker in self.view.layers.past.taken()]


@pytest.fixture
def room(qtbot: QtBot, qapp: Any) -> Iterator[Room]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.show()
    window.cases.open_tab(1)
    yield Room(window)
    qapp.setStyleSheet("")


def a_day(asked: list[date]) -> Callable[[date], list[tuple[Any, ...]]]:
    def day(on: date) -> list[tuple[Any, ...]]:
        asked.append(on)
        at = datetime(on.year, on.month, on.day).astimezone()
        return [
            (at + timedelta(minutes=2), CaseId(f"late-{on}"), *HERE, "market", "red", "accept"),
            (at, CaseId("same"), *HERE, "market", "red", "report"),
        ]

    return day


def test_the_day_is_asked_for_once_and_gone_through(room: Room, qtbot: QtBot) -> None:
    asked: list[date] = []
    room.desk.day = a_day(asked)
    room.desk.begin()
    today = datetime.now().astimezone().date()
    qtbot.waitUntil(lambda: today in room.desk._told)
    room.page.time._slider.setValue(0)
    qtbot.waitUntil(lambda: room.past() == ["same"])
    assert room.view.layers.past.isVisible()
    assert not room.view.layers.cases.isVisible()
    assert asked == [today]
    room.page.time.end()
    assert room.view.layers.cases.isVisible()
    assert room.past() == []


def test_without_a_history_the_cases_at_hand_tell(room: Room, qtbot: QtBot) -> None:
    now = datetime.now().astimezone()
    case = Case(
        CaseId("a"), 1, "", "", "", "market", "", "", "", "", "handling", "red", Place(*HERE),
        timeline=(Step(now - timedelta(seconds=1), "", "", "report", ""),),
    )  # fmt: skip
    room.cases.take([CaseChanged(case)])
    room.desk.begin()
    qtbot.waitUntil(lambda: now.date() in room.desk._told)
    [told] = room.desk._told[now.date()]
    assert isinstance(told, Happening)
    assert told.what == "report"


def test_heat_is_of_the_days_asked_for_and_a_case_counts_once(room: Room, qtbot: QtBot) -> None:
    asked: list[date] = []
    room.desk.day = a_day(asked)
    room.desk.show_heat(7)
    qtbot.waitUntil(lambda: room.view.layers.heat._picture is not None)
    assert len(asked) == 7
    assert room.view.layers.is_shown("heat")
    picture = room.view.layers.heat._picture
    assert picture is not None
    assert 6 < picture.densest < 9, "seven late ones, and the same one each day"
    room.desk.show_heat(0)
    assert not room.view.layers.is_shown("heat")


def test_an_answer_that_is_no_longer_asked_for_is_left(room: Room, qtbot: QtBot) -> None:
    room.desk.day = a_day([])
    room.desk.show_heat(7)
    room.desk.show_heat(0)
    qtbot.wait(1)
    assert room.view.layers.heat._picture is None
