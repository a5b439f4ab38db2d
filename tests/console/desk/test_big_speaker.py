"""With the leaders' layout who speaks is large, until the chair chooses otherwise."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from console.desk.big_speaker import BigSpeaker
from console.desk.conference import ConferenceDesk

CELLS = {"leaders": ("program", "leaders"), "2x2": (None,)}
LARGE = {"action": "layout", "layout": "1+5"}
ON = {"action": "voice_switch", "on": True, "hold_s": 3.0}


def screen(layout: str) -> Any:
    cells = tuple(SimpleNamespace(source=source) for source in CELLS[layout])
    shown = SimpleNamespace(layout=SimpleNamespace(cells=cells))
    return SimpleNamespace(desk=SimpleNamespace(arrangement=shown))


class Walls(QObject):
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shown = screen("2x2")

    def all(self) -> list[Any]:
        return [screen("2x2"), self.shown]


class Room:
    def __init__(self) -> None:
        self.orders: list[dict[str, Any]] = []
        self.told: list[str] = []
        self.conference = ConferenceDesk((), self.orders.append)
        self.coming: list[dict[str, Any]] = []  # what a plan orders when it is begun
        self.conference.changed.connect(self._begin)
        self.walls: Any = Walls()
        window: Any = SimpleNamespace(tell=self.told.append)
        self.desk = BigSpeaker(window, self.conference, self.walls)

    def _begin(self, conference: dict[str, Any]) -> None:
        if conference["state"] == "live":
            orders, self.coming = self.coming, []
            for order in orders:
                self.conference.command(order)

    def open(self, layout: str) -> None:
        """On the second screen, by whomever."""
        self.walls.shown = screen(layout)
        self.walls.opened.emit(self.walls.shown)

    def hear(self, chosen: str, voice: bool = False, state: str = "live") -> None:
        told = {"program": {"chosen": chosen}, "voice_switch": {"on": voice, "hold_s": 3.0}}
        self.conference.take({"event": "conference", "state": state, "nodes": [], **told})


@pytest.fixture
def room(qapp: QApplication) -> Room:
    return Room()


def test_it_holds_for_each_conference_that_begins_before_such_a_wall(room: Room) -> None:
    room.open("leaders")
    assert room.orders == []
    for _ in range(2):
        room.hear("grid")
        room.hear("grid")  # told before the order arrived: it is given once
        room.hear("1+5", voice=True)
        assert room.orders == [LARGE, ON]
        room.orders.clear()
        room.hear("grid", state="idle")
    room.open("2x2")
    room.hear("grid")
    assert room.orders == []
    assert len(room.told) == 2


def test_what_a_plan_or_somebody_chose_for_this_conference_comes_before_the_wall(
    room: Room,
) -> None:
    room.open("leaders")
    plan = {"action": "layout", "layout": "3x3"}
    room.coming.append(plan)
    room.hear("grid")
    room.hear("3x3")
    assert room.orders == [plan]
    room.hear("grid", state="idle")
    room.hear("grid")
    assert room.orders == [plan, LARGE, ON]


@pytest.mark.parametrize("chosen", ["grid", "5x6"])
def test_who_speaks_becomes_large_and_that_is_said(room: Room, chosen: str) -> None:
    room.hear(chosen)
    room.open("leaders")
    assert room.orders == [LARGE, ON]
    assert len(room.told) == 1


def test_what_the_chair_has_chosen_otherwise_stays(room: Room) -> None:
    for chosen in ("1", "side", "1+5"):
        room.hear(chosen)
        room.open("leaders")
    room.hear("grid")
    room.open("2x2")
    assert room.orders == []


def test_another_layout_of_the_program_ends_it(room: Room) -> None:
    room.hear("grid")
    room.open("leaders")
    room.hear("grid")  # told before the order arrived
    room.hear("1+5", voice=True)
    assert room.orders == [LARGE, ON]
    room.hear("grid", voice=True)
    room.hear("grid", voice=True)
    assert room.orders == [LARGE, ON, {**ON, "on": False}]


def test_a_voice_switch_of_the_chairs_own_stays_on(room: Room) -> None:
    room.hear("grid", voice=True)
    room.open("leaders")
    room.hear("1+5", voice=True)
    room.hear("grid", voice=True)
    assert room.orders == [LARGE]


def test_nothing_is_undone_in_the_next_conference(room: Room) -> None:
    room.hear("grid")
    room.open("leaders")
    room.hear("1+5", voice=True)
    room.hear("grid", state="idle")
    room.open("2x2")
    room.hear("grid", voice=True)
    assert room.orders == [LARGE, ON]
