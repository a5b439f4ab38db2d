from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.cases.case import Case
from console.cases.order import Order
from console.ui.command_bar import CommandBar
from console.ui.theme import Look

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@pytest.fixture
def bar(qtbot: QtBot, make_case: Callable[..., Case]) -> CommandBar:
    bar = CommandBar(Look())
    qtbot.addWidget(bar)
    bar.serve(lambda _act: True, lambda _case: ())
    bar.set_case(make_case("c-1", status="reported"))
    bar.show()
    return bar


def test_the_likely_command_stands_first_and_carries_the_case(
    bar: CommandBar, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(bar.wished) as told:
        qtbot.mouseClick(bar._buttons[0], Qt.MouseButton.LeftButton)
    assert told.args == ["c-1", "accept"]
    assert bar._buttons[0].accessibleName() == bar._buttons[0].text() != ""


def test_without_a_case_or_a_right_there_is_no_bar(bar: CommandBar) -> None:
    bar.serve(lambda _act: False, lambda _case: ())
    assert not bar.isVisible()
    bar.serve(lambda _act: True, lambda _case: ())
    bar.set_case(None)
    assert not bar.isVisible()


def test_what_is_being_submitted_is_not_offered_again_but_a_note_is(bar: CommandBar) -> None:
    orders = [Order(k, "c-1", 1, k, {}, "张", NOW, NOW) for k in ("accept", "note")]
    bar.serve(lambda _act: True, lambda _case: orders)
    bar._fill()
    able = {action.text()[4:]: action.isEnabled() for action in bar._list.actions()}
    assert able["Accept"] is False
    assert able["Note"] is True
    assert not bar._look_at.isVisible()


def test_a_look_leads_to_the_newest_order_that_needs_one(bar: CommandBar, qtbot: QtBot) -> None:
    orders = [
        replace(Order(k, "c-1", 1, "note", {}, "张", NOW, NOW), state="refused") for k in ("a", "b")
    ]
    bar.serve(lambda _act: True, lambda _case: orders)
    with qtbot.waitSignal(bar.outbox_wished) as told:
        qtbot.mouseClick(bar._look_at, Qt.MouseButton.LeftButton)
    assert told.args == ["b"]
