from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from console.desk.calling import CallingDesk
from console.desk.conference import ENDS_S, ConferenceDesk
from console.site.records import NodeEntry
from console.ui.consult_sheet import Asked

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


OTHER = SimpleNamespace(**{**vars(CASE), "id": "c-2", "title": "泵站停机", "unit": "水文站"})


class Sheet(QObject):
    join_wished = Signal(str)
    begin_wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, Asked]] = []

    def ask(self, case_id: str, asked: Asked) -> None:
        self.asked.append((case_id, asked))


class Stowed:
    """A sheet that is there from the beginning."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def __call__(self) -> Sheet:
        return self.sheet

    def when_made(self, tell: Any) -> None:
        tell(self.sheet)


class Window(QObject):
    conference_wished = Signal(dict)
    consult_wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.subject = ""
        self.conference = SimpleNamespace(set_subject=self._set_subject)
        self.question = Sheet()
        self.sheets = SimpleNamespace(consult=Stowed(self.question))

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
        self.now = 0.0
        self.conference = ConferenceDesk(NODES, self.orders.append, now=lambda: self.now)
        cases: dict[str, Any] = {"c-1": CASE, "c-2": OTHER}
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

    def hear(self, state: str, *cases: str, **more: Any) -> None:
        told = {"cases": list(cases), "case": cases[-1] if cases else None, "nodes": [], **more}
        self.conference.take({"event": "conference", "state": state, **told})


@pytest.fixture
def room(qapp: object) -> Room:
    return Room()


def test_one_key_calls_the_sites_of_a_case(room: Room) -> None:
    room.window.consult_wished.emit("c-1")
    assert room.orders == [{"action": "start", "nodes": ["n01"], "case": "c-1"}]


def test_a_conference_about_the_case_gets_its_sites_that_are_not_in(room: Room) -> None:
    room.hear("live", "c-2", "c-1")
    assert room.window.subject == "河堤渗水 +1"
    room.window.consult_wished.emit("c-1")
    assert room.orders == [{"action": "call", "nodes": ["n01"]}]
    assert "杨家埭村" in room.window.told[-1]
    room.hear("live", "c-2", "c-1", nodes=[{"id": "n01", "state": "live"}])
    room.window.consult_wished.emit("c-1")
    assert len(room.orders) == 1
    room.window.consult_wished.emit("c-2")  # it is about this one too, and turns back to it
    assert room.orders[1:] == [
        {"action": "attach", "case": "c-2"}, {"action": "call", "nodes": ["n02"]},
    ]  # fmt: skip
    assert room.window.question.asked == []


def test_another_case_is_asked_about_and_joins(room: Room) -> None:
    room.desk.title_held = lambda: "防汛会商"
    room.hear("live", nodes=[{"id": "n02", "state": "live"}])
    room.window.consult_wished.emit("c-1")
    assert room.orders == []
    asked = Asked("防汛会商", 1, "河堤渗水", ["杨家埭村"], ["杨家埭村"])
    assert room.window.question.asked == [("c-1", asked)]
    room.window.question.join_wished.emit("c-1")
    assert room.orders == [
        {"action": "attach", "case": "c-1"}, {"action": "call", "nodes": ["n01"]},
    ]  # fmt: skip
    room.hear("live")  # its figures
    assert len(room.orders) == 2
    for _ in range(2):
        room.hear("live", "c-1")
    assert room.orders[2:] == [{"action": "share", "source": "case"}]


def test_what_is_shared_stays_when_a_case_joins(room: Room) -> None:
    room.hear("live", "c-2")
    room.window.question.join_wished.emit("c-1")
    room.hear("live", "c-2", "c-1", share={"source": "camera:c07"})
    room.hear("live", "c-2", "c-1", share=None)
    assert [order["action"] for order in room.orders] == ["attach", "call"]


def test_the_conference_ends_and_another_begins_about_the_case(room: Room) -> None:
    room.hear("live", "c-2")
    room.window.question.begin_wished.emit("c-1")
    assert room.orders == [{"action": "end"}]
    room.hear("live", "c-2")
    room.now = ENDS_S
    for _ in range(2):
        room.hear("idle")
    assert room.orders[1:] == [{"action": "start", "nodes": ["n01"], "case": "c-1"}]


def test_a_conference_that_does_not_end_in_time_is_followed_by_none(room: Room) -> None:
    room.hear("live", "c-2")
    room.window.question.begin_wished.emit("c-1")
    room.now = ENDS_S + 1
    room.hear("idle")
    assert room.orders == [{"action": "end"}]


@pytest.mark.parametrize("wish", ["join_wished", "begin_wished"])
def test_who_answers_when_it_is_over_already_begins_anew(room: Room, wish: str) -> None:
    room.hear("live", "c-2")
    room.window.consult_wished.emit("c-1")
    room.hear("idle")
    getattr(room.window.question, wish).emit("c-1")
    assert room.orders == [{"action": "start", "nodes": ["n01"], "case": "c-1"}]


def test_a_case_without_sites_is_told_and_nobody_is_called(room: Room) -> None:
    room.window.consult_wished.emit("c-9")
    assert room.orders == []
    assert len(room.window.told) == 1


def test_the_sound_follows_the_conference_and_each_turn_is_told_once(room: Room) -> None:
    for state in ("live", "live", "idle"):
        room.hear(state)
    assert room.sounds == [True, False]
    assert room.events == ["conference", "conference"]


def test_a_refusal_is_said_of_its_site(room: Room) -> None:
    refused = {"event": "refused", "action": "admit", "node": "n01", "reason": "is not waiting"}
    room.conference.take(refused)
    assert room.window.told == ["杨家埭村: This site is not waiting"]
    room.conference.take({**refused, "node": None, "reason": "no roll call goes on"})
    assert room.window.told[1:] == ["No roll call goes on"]


def test_the_sites_are_seated_while_no_conference_is_on(room: Room) -> None:
    room.desk.seat(9)
    assert room.orders == [{"action": "start", "nodes": ["n02"]}]
