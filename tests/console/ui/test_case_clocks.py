"""The clocks on the card, and what the ladder proposes there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from console.cases.case import Case, Clock
from console.cases.duty_hours import CHINA, DutyHours
from console.cases.ladder import Ladder
from console.cases.limits import Limit
from console.ui.case_clocks import CaseClocks
from console.ui.theme import Look
from console.ui.words import speak

HOURS = DutyHours(lambda day: day.weekday() < 5)
DUE = datetime(2026, 11, 27, 16, 0, tzinfo=CHINA)
NIGHT = datetime(2026, 11, 26, 22, 0, tzinfo=CHINA)


@pytest.fixture
def clocks(look: Look, qtbot: QtBot, qapp: QApplication) -> CaseClocks:
    speak(qapp, "en")
    made = CaseClocks(look)
    made.hours = HOURS
    qtbot.addWidget(made)
    made.resize(380, 120)
    made.show()
    return made


def test_each_clock_has_its_line(clocks: CaseClocks, make_case: Callable[..., Case]) -> None:
    case = make_case(
        "c-1",
        reported_at=NIGHT,
        clocks=(Clock("respond", NIGHT, done_at=NIGHT), Clock("handle", DUE, "working", ours=True)),
    )
    clocks.show_case(case, NIGHT)
    lines = clocks._lines
    assert lines._lines == [
        ("grey", "Respond", "done 22:00", "22:00"),
        ("green", "Handle within", "work 6 h left", "11-27 16:00, own table"),
    ]
    assert lines._note.startswith("Outside office hours")
    assert lines.accessibleName() == "Respond done 22:00; Handle within work 6 h left"
    assert not clocks.grab().isNull()
    clocks.tick(DUE)
    assert lines._lines[1][0] == "amber"
    clocks.show_case(None, NIGHT)
    assert not lines.isVisible()


def test_what_is_due_is_proposed_and_never_done_by_itself(
    clocks: CaseClocks, make_case: Callable[..., Case], qtbot: QtBot
) -> None:
    case = make_case("c-1", clocks=(Clock("handle", DUE),))
    now = datetime(2026, 11, 30, 9, 0, tzinfo=CHINA)
    clocks.show_case(case, now)
    button = clocks.findChild(QPushButton)
    assert button is not None
    assert not button.isVisible()
    clocks.set_proposal(Ladder(HOURS).proposal(case, now))
    assert button.isVisible()
    assert button.text() == "Due now: 催办"
    with qtbot.waitSignal(clocks.rung_wished) as wished:
        button.click()
    assert wished.args == ["c-1"]
    clocks.show_case(make_case("c-2"), now)
    assert not button.isVisible()


def test_the_conditions_of_its_class_are_told(
    clocks: CaseClocks, make_case: Callable[..., Case]
) -> None:
    clocks.limits = (
        Limit("03", "handle", 4, "working_hour", "accepted", "占道 1 平方米以上", "道路恢复"),
        Limit("", "close", 7, "working_day", "reported", "", "核查通过"),
    )
    clocks.show_case(make_case("c-1"), NIGHT)
    assert clocks.toolTip() == "Filed when: 占道 1 平方米以上\nClosed when: 道路恢复；核查通过"
    clocks.show_case(make_case("c-2", category_code="01"), NIGHT)
    assert clocks.toolTip() == "Closed when: 核查通过"
    clocks.show_case(None, NIGHT)
    assert clocks.toolTip() == ""
