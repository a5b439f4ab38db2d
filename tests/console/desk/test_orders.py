"""Orders as the window gives and shows them; the outbox is one that only listens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from console.bridge import Bridge
from console.cases.case import Case, CaseChanged, CaseId, LinkState, Worker
from console.cases.order import Order
from console.cases.outbox import OutboxTold
from console.desk.cases import CaseDesk
from console.desk.orders import OrdersDesk
from console.desk.person import PersonDesk
from console.site.people import Person
from console.ui.main_window import MainWindow
from tests.console.desk.disks import quick_disk
from tests.console.desk.walls import Fixed

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
PEOPLE = (
    Person("p1", "张建国", "operator", "指挥室"),
    Person("p2", "王审", "auditor"),
    Person("p3", "李值", "duty_chief", "指挥室"),
)


def a_case(rev: int = 1, status: str = "reported") -> Case:
    return Case(
        CaseId("c-1"), rev, "n-1", "占道经营", "", "enforcement", "", "", "", "", status,
        None, None, unit="综合执法中队",
    )  # fmt: skip


class Listening:
    """What an outbox is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *what: self.asked.append((name, *what))


class Room:
    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        site: Any = SimpleNamespace(folder=folder, people=PEOPLE, nodes=())
        self.cases = CaseDesk(window.cases, window.wall, Fixed(), window)
        self.person = PersonDesk(window, site, quick_disk())
        self.desk = OrdersDesk(window, site, self.cases, self.person, Bridge(window), _do)
        self.outbox = Listening()
        self.desk._outbox = self.outbox  # type: ignore[assignment]
        window.cases.card.commands.serve(self.person.may, self.desk.open_orders)
        window.case_selected.connect(self.cases.show_case)
        self.cases.take([CaseChanged(a_case())])
        window.case_selected.emit("c-1")

    @property
    def bar(self) -> Any:
        return self.window.cases.card.commands

    def given(self) -> list[Order]:
        return [what[1] for what in self.outbox.asked if what[0] == "put"]

    def lines(self) -> str:
        model = self.window.cases.log._lines
        return "\n".join(str(model.data(model.index(row))) for row in range(model.rowCount()))


def _do(work: Any, *what: object) -> None:
    work(*what)


@pytest.fixture
def room(qtbot: QtBot, qapp: Any, tmp_path: Path) -> Iterator[Room]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    yield Room(window, tmp_path)
    qapp.setStyleSheet("")


def test_the_likely_command_goes_into_the_outbox_and_is_not_offered_twice(
    room: Room, qtbot: QtBot
) -> None:
    qtbot.mouseClick(room.bar._buttons[0], Qt.MouseButton.LeftButton)
    (order,) = room.given()
    assert (order.type, order.rev, order.who, order.case_id) == ("accept", 1, "张建国", "c-1")
    assert order.seen["status"] == "reported"
    assert not room.bar._buttons[0].isEnabled()
    assert "submitting" in room.bar._said.text()
    assert room.cases.book.case(CaseId("c-1")).status == "reported"  # type: ignore[union-attr]


def test_the_case_moves_by_the_platforms_answer_alone(room: Room) -> None:
    key = room.desk.give(a_case(), "accept", {})
    order = room.desk.order(key)
    assert order is not None
    room.desk.take(OutboxTold((replace(order, state="done", told={"rev": 2}),)))
    assert room.bar.commands()[0] == "accept"
    room.cases.take([CaseChanged(a_case(2, "accepted"))])
    assert room.bar.commands()[0] == "dispatch"


def test_every_order_is_in_the_audit_once(room: Room) -> None:
    noted: list[tuple[str, str, str]] = []
    room.desk.audit = lambda *what: noted.append(what)
    key = room.desk.give(a_case(), "accept", {})
    room.desk.give(a_case(), "accept", {}, key)
    new = room.desk.register({"category": "c", "title": "t"})
    assert noted == [
        ("order", "case:c-1", f"accept {key}"),
        ("order", "case:", f"intake {new}"),
    ]


def test_a_form_asks_for_the_unit_and_offers_those_of_the_data(room: Room, qtbot: QtBot) -> None:
    room.cases.take([CaseChanged(a_case(2, "accepted"))])
    room.cases.book.workers["w-9"] = Worker("w-9", "陈网格", "grid_worker", "", None, None)
    qtbot.mouseClick(room.bar._buttons[0], Qt.MouseButton.LeftButton)
    form = room.window.sheets.order()
    assert form is not None
    unit, person = form._fields["unit"], form._fields["person"]
    assert isinstance(unit, QComboBox)
    assert isinstance(person, QComboBox)
    assert [unit.itemText(n) for n in range(unit.count())] == ["综合执法中队", "指挥室"]
    form._on_give()
    assert room.given() == []
    assert "Unit" in form._fault.text()
    unit.setCurrentText("综合执法中队")
    person.setCurrentText("陈网格")
    form._on_give()
    (order,) = room.given()
    assert order.args == {"unit": "综合执法中队", "person": "陈网格", "worker": "w-9"}


def test_the_key_opens_the_menu_with_all_that_may_be_done(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu, opened = room.bar._list, []
    monkeypatch.setattr(menu, "popup", opened.append)  # the test's screen has no pop-ups
    room.window.perform("commands")
    assert len(opened) == 1
    room.bar._fill()
    words = [action.text() for action in menu.actions()]
    assert words == [
        "&1  Accept",
        "&2  Reject",
        "&3  Note a consultation",
        "&4  Note",
        "&5  Attach",
    ]


def test_somebody_who_may_not_is_offered_nothing(room: Room) -> None:
    room.person.sit("p2")
    assert room.bar.commands() == ()
    room.desk._on_wished("c-1", "accept")
    assert room.given() == []
    assert "王审" in room.lines()


def test_a_refusal_is_said_in_the_platforms_words(room: Room) -> None:
    order = Order("k1", "c-1", 1, "close", {}, "张建国", NOW, NOW)
    room.desk.take(
        OutboxTold((replace(order, state="refused", code="status_422", why="不能结案"),))
    )
    assert "不能结案" in room.lines()
    assert "不能结案" in room.bar._said.text()
    assert room.bar._look_at.isVisible()


def test_a_conflict_shows_who_changed_what_and_goes_again_on_the_new_state(
    room: Room, qtbot: QtBot
) -> None:
    told = {
        "rev": 2, "steps": [{"at": NOW.isoformat(), "actor": "李四", "unit": "石埠村",
                             "action": "accept", "text": ""}],
        "changes": [{"field": "status", "before": "reported", "after": "accepted"}],
    }  # fmt: skip
    order = Order("k1", "c-1", 1, "note", {"text": "核实"}, "张建国", NOW, NOW)
    room.desk.take(OutboxTold((replace(order, state="conflict", code="status_412", told=told),)))
    room.cases.take([CaseChanged(a_case(2, "accepted"))])
    qtbot.mouseClick(room.bar._look_at, Qt.MouseButton.LeftButton)
    sheet = room.window.sheets.outbox()
    assert sheet is not None
    assert sheet.isVisible()
    assert "石埠村 李四: accept" in sheet._detail.text()
    assert "Status: reported → accepted" in sheet._detail.text()
    qtbot.mouseClick(sheet._again, Qt.MouseButton.LeftButton)
    (asked,) = [what for what in room.outbox.asked if what[0] == "replace"]
    assert (asked[1], asked[2].rev, asked[2].args) == ("k1", 2, {"text": "核实"})
    sheet.close_sheet()


def test_the_outbox_opens_by_its_key_and_an_order_is_dropped_with_a_reason(
    room: Room, qtbot: QtBot
) -> None:
    order = Order("k1", "c-1", 1, "dispatch", {"unit": "中队"}, "张建国", NOW, NOW)
    room.desk.take(OutboxTold((replace(order, state="ask", code="late"),)))
    room.window.perform("outbox")
    sheet = room.window.sheets.outbox()
    assert sheet is not None
    assert sheet.key() == "k1"
    assert not sheet._drop.isEnabled()
    qtbot.keyClicks(sheet._reason, "typo")
    qtbot.mouseClick(sheet._drop, Qt.MouseButton.LeftButton)
    assert ("drop", "k1", "张建国: typo") in room.outbox.asked
    qtbot.mouseClick(sheet._again, Qt.MouseButton.LeftButton)
    assert ("again", "k1") in room.outbox.asked
    room.window.perform("outbox")
    assert not sheet.isVisible()


@pytest.mark.parametrize(
    ("person", "kind", "dropped"),
    [
        ("p1", "dispatch", True),
        ("p1", "supervise", False),
        ("p2", "note", False),
        ("p3", "supervise", True),
        ("p3", "a command of tomorrow", True),
    ],
)
def test_an_order_is_dropped_by_who_may_give_it_or_by_the_duty_chief(
    room: Room, person: str, kind: str, dropped: bool
) -> None:
    room.desk.take(OutboxTold((Order("k1", "c-1", 1, kind, {}, "张建国", NOW, NOW),)))
    room.person.sit(person)
    room.desk._on_drop("k1", "typo")
    assert any(what[:2] == ("drop", "k1") for what in room.outbox.asked) is dropped
    assert ("may not do this" in room.lines()) is not dropped


def test_an_order_that_nobody_knows_is_not_dropped(room: Room) -> None:
    room.desk._on_drop("k9", "typo")
    assert room.outbox.asked == []


def test_an_outbox_where_nothing_waits_opens_with_all_its_orders(room: Room) -> None:
    order = Order("k1", "c-1", 1, "accept", {}, "张建国", NOW, NOW)
    room.desk.take(OutboxTold((replace(order, state="done"),)))
    room.window.perform("outbox")
    assert room.window.sheets.outbox().key() == "k1"
    room.window.sheets.outbox().close_sheet()
    room.desk.take(OutboxTold((replace(order, key="k2"), replace(order, state="done"))))
    room.window.perform("outbox")
    assert room.window.sheets.outbox().key() == "k2"


def test_events_are_told_once_for_each_state(room: Room) -> None:
    told: list[dict[str, Any]] = []
    room.desk.told.connect(lambda _kind, what: told.append(what))
    order = Order("k1", "c-1", 1, "note", {}, "张建国", NOW, NOW)
    for _ in range(2):
        room.desk.take(OutboxTold((replace(order, state="done"),)))
    assert told == [{"key": "k1", "case": "c-1", "type": "note", "state": "done", "code": ""}]
    room.desk.take(OutboxTold(gone=("k1",)))
    assert room.desk.all() == []


def test_a_platform_that_is_there_again_is_tried_at_once(room: Room) -> None:
    room.cases.take([LinkState("live")])
    assert ("hurry",) in room.outbox.asked


def test_trouble_with_the_disk_is_said(room: Room) -> None:
    room.desk.take(OutboxTold(trouble="disk full"))
    assert "disk full" in room.lines()
    room.window.perform("outbox")
    assert "disk full" in room.window.sheets.outbox()._trouble.text()


def test_texts_in_a_form_take_tab_as_a_step(room: Room) -> None:
    room.desk._on_wished("c-1", "reject")
    field = room.window.sheets.order()._fields["reason"]
    assert isinstance(field, QPlainTextEdit)
    assert field.tabChangesFocus()
