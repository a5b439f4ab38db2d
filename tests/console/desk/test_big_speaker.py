"""With the leaders' layout who speaks is large, until the chair chooses otherwise."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from console.desk.big_speaker import BigSpeaker
from console.desk.conference import ConferenceDesk

LAYOUTS: Any = {
    "leaders": SimpleNamespace(
        cells=(SimpleNamespace(source="program"), SimpleNamespace(source="leaders"))
    ),
    "2x2": SimpleNamespace(cells=(SimpleNamespace(source=None),)),
}
LARGE = {"action": "layout", "layout": "1+5"}
ON = {"action": "voice_switch", "on": True, "hold_s": 3.0}


class Window(QObject):
    layout_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.tell = self.told.append


class Room:
    def __init__(self) -> None:
        self.orders: list[dict[str, Any]] = []
        self.window = Window()
        self.conference = ConferenceDesk((), self.orders.append)
        window: Any = self.window
        self.desk = BigSpeaker(window, self.conference, LAYOUTS)

    def hear(self, chosen: str, voice: bool = False, state: str = "live") -> None:
        told = {"program": {"chosen": chosen}, "voice_switch": {"on": voice, "hold_s": 3.0}}
        self.conference.take({"event": "conference", "state": state, "nodes": [], **told})


@pytest.fixture
def room(qapp: QApplication) -> Room:
    return Room()


@pytest.mark.parametrize("chosen", ["grid", "5x6"])
def test_who_speaks_becomes_large_and_that_is_said(room: Room, chosen: str) -> None:
    room.hear(chosen)
    room.window.layout_chosen.emit("leaders")
    assert room.orders == [LARGE, ON]
    assert len(room.window.told) == 1


def test_what_the_chair_has_chosen_otherwise_stays(room: Room) -> None:
    room.window.layout_chosen.emit("leaders")  # no conference is held
    for chosen in ("1", "side", "1+5"):
        room.hear(chosen)
        room.window.layout_chosen.emit("leaders")
    room.hear("grid")
    room.window.layout_chosen.emit("2x2")
    assert room.orders == []


def test_another_layout_of_the_program_ends_it(room: Room) -> None:
    room.hear("grid")
    room.window.layout_chosen.emit("leaders")
    room.hear("grid")  # told before the order arrived
    room.hear("1+5", voice=True)
    assert room.orders == [LARGE, ON]
    room.hear("grid", voice=True)
    room.hear("grid", voice=True)
    assert room.orders == [LARGE, ON, {**ON, "on": False}]


def test_a_voice_switch_of_the_chairs_own_stays_on(room: Room) -> None:
    room.hear("grid", voice=True)
    room.window.layout_chosen.emit("leaders")
    room.hear("1+5", voice=True)
    room.hear("grid", voice=True)
    assert room.orders == [LARGE]


def test_nothing_is_undone_in_the_next_conference(room: Room) -> None:
    room.hear("grid")
    room.window.layout_chosen.emit("leaders")
    room.hear("1+5", voice=True)
    room.hear("grid", state="idle")
    room.hear("grid", voice=True)
    assert room.orders == [LARGE, ON]
