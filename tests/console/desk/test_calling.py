from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from console.desk.calling import CallingDesk
from console.desk.conference import ConferenceDesk
from console.site.records import NodeEntry

NODES = [NodeEntry("n01", "杨家埭村", "village"), NodeEntry("n02", "水文站", "station")]
CASE = SimpleNamespace(
    id="c-1",
    title="河堤渗水",
    grid=None,
    unit="杨家埭村",
    address="",
    place=None,
    reporter="",
    person="",
    timeline=(),
)


class Window(QObject):
    conference_wished = Signal(dict)
    consult_wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.subject = ""
        self.conference = SimpleNamespace(set_subject=self._set_subject)

    def _set_subject(self, words: str) -> None:
        self.subject = words

    def set_conference(self, state: dict[str, Any]) -> None:
        pass

    def tell(self, words: str) -> None:
        self.told.append(words)


class Room:
    """The desk before a conference whose orders are written down."""

    def __init__(self) -> None:
        self.orders: list[dict[str, Any]] = []
        self.sounds: list[bool] = []
        self.events: list[str] = []
        self.seated = ["n02"]
        self.window = Window()
        self.conference = ConferenceDesk(NODES, self.orders.append)
        cases: dict[str, Any] = {"c-1": CASE}
        self.desk = CallingDesk(
            self.window,  # type: ignore[arg-type]
            SimpleNamespace(nodes=NODES, grids=[]),  # type: ignore[arg-type]
            self.conference,
            SimpleNamespace(book=SimpleNamespace(case=cases.get)),  # type: ignore[arg-type]
            SimpleNamespace(sources=list),  # type: ignore[arg-type]
            SimpleNamespace(open=print, check=lambda *_: self.seated),  # type: ignore[arg-type]
            SimpleNamespace(set_conference=self.sounds.append),  # type: ignore[arg-type]
            self.orders.append,
        )
        self.desk.told.connect(lambda kind, _what: self.events.append(kind))

    def hear(self, state: str, case: str | None = None) -> None:
        self.conference.take({"event": "conference", "state": state, "case": case, "nodes": []})


@pytest.fixture
def room(qapp: object) -> Room:
    return Room()


def test_one_key_calls_the_sites_of_a_case(room: Room) -> None:
    room.window.consult_wished.emit("c-1")
    assert room.orders == [{"action": "start", "nodes": ["n01"], "case": "c-1"}]


def test_a_conference_that_lives_gets_the_sites_besides(room: Room) -> None:
    room.hear("live", "c-1")
    assert room.window.subject == "河堤渗水"
    room.window.consult_wished.emit("c-1")
    assert [order["action"] for order in room.orders] == ["call"]


def test_a_case_without_sites_is_told_and_nobody_is_called(room: Room) -> None:
    room.window.consult_wished.emit("c-9")
    assert room.orders == []
    assert len(room.window.told) == 1


def test_the_sound_follows_the_conference_and_each_turn_is_told_once(room: Room) -> None:
    for state in ("live", "live", "idle"):
        room.hear(state)
    assert room.sounds == [True, False]
    assert room.events == ["conference", "conference"]


def test_the_sites_are_seated_while_no_conference_is_on(room: Room) -> None:
    room.desk.seat(9)
    assert room.orders == [{"action": "start", "nodes": ["n02"]}]
