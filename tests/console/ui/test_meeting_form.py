"""The form in which a meeting is planned or changed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.site.meeting import MOVES, parse_meetings
from console.site.meeting_files import values_of
from console.site.records import NodeEntry
from console.ui.meeting_form import MeetingForm
from console.ui.theme import Look
from console.ui.words import speak
from layouts.schedule import WEEKDAYS
from layouts.toml_text import written_lines
from tests.console.ui.reach import clipped, faults_of

NODES = [
    NodeEntry("n01", "丁家湾村", "village", "村/沿河"),
    NodeEntry("n02", "派出所", "station"),
]


def values(**more: Any) -> dict[str, Any]:
    usual = {"id": "a", "title": "联席会议", "time": "09:00", "minutes": 60, "move": "keep"}
    return {**usual, "nodes": [], "groups": ["村"], "kinds": ["station"], "agenda": [], **more}


@pytest.fixture
def form(look: Look, qtbot: QtBot) -> MeetingForm:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 720)
    over.show()
    return MeetingForm(look, over)


RULES: list[dict[str, Any]] = [
    {"every": "once", "on": "2026-12-01"},
    {"every": "day"},
    {"every": "week", "weekday": "wed"},
    {"every": "month", "weekday": "fri", "nth": -1},
    {"every": "month", "day": 31},
]


@pytest.mark.parametrize("rule", RULES)
def test_what_was_planned_is_shown_and_given_back(form: MeetingForm, rule: dict[str, Any]) -> None:
    before = values(**rule, agenda=["通报", "研判"], minutes=90, move="after")
    form.open_for(before, NODES)
    assert form.values() == before


def test_what_the_form_does_not_show_stays(form: MeetingForm) -> None:
    more = {"chair": "王主任", "place": "三楼", "remind_min": 30, "record": True}
    form.open_for(values(every="day", **more), NODES)
    assert form.values().items() >= more.items()


def test_another_rule_leaves_nothing_of_the_one_before(form: MeetingForm) -> None:
    form.open_for(values(every="month", weekday="fri", nth=2), NODES)
    assert form.nth.isVisible()
    form.every.setCurrentIndex(form.every.findData("once"))
    assert not form.nth.isVisible()
    form.on.setText(" 2026-12-24 ")
    told = form.values()
    assert (told["every"], told["on"]) == ("once", "2026-12-24")
    assert not {"weekday", "nth", "day"} & set(told)


def test_a_new_one_is_typed_and_reads_as_a_meeting(form: MeetingForm, qtbot: QtBot) -> None:
    form.open_for({"id": "m1"}, NODES)
    form.title.setText("周例会")
    form.every.setCurrentIndex(form.every.findData("week"))
    form.weekday.setCurrentIndex(WEEKDAYS.index("tue"))
    form.agenda.setPlainText("一周情况\n\n 下周安排 ")
    words = [form.invited.item(row).text() for row in range(form.invited.count())]
    assert words == ["All villages", "All stations", "村", "村/沿河", "丁家湾村", "派出所"]
    for row in (1, 3, 4):
        form.invited.item(row).setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(form.given) as given:
        qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = {key: value for key, value in given.args[0].items() if value != []}
    (meeting,) = parse_meetings("\n".join(["[[meetings]]", *written_lines(kept)]))
    assert (meeting.id, meeting.title, meeting.rule.weekday) == ("m1", "周例会", 1)
    assert meeting.agenda == ("一周情况", "下周安排")
    assert (meeting.invited.kinds, meeting.invited.groups, meeting.invited.nodes) == (
        ("station",), ("村/沿河",), ("n01",),
    )  # fmt: skip
    assert values_of(meeting)["every"] == "week"


def test_what_is_wrong_is_said_and_what_was_typed_stays(form: MeetingForm) -> None:
    form.open_for(values(every="day"), NODES)
    form.time.setText("25:00")
    form.say("meetings.d/window.toml:5: time")
    assert form._fault.isVisible()
    assert form.time.text() == "25:00"
    form.open_for(values(every="day"), NODES)
    assert not form._fault.isVisible()


def test_every_choice_of_a_file_is_one_here(form: MeetingForm) -> None:
    assert [form.move_to.itemData(row) for row in range(form.move_to.count())] == list(MOVES)
    assert [form.weekday.itemData(row) for row in range(7)] == list(WEEKDAYS)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", RULES)
def test_it_fits_and_is_reached_by_the_keyboard(
    form: MeetingForm, qapp: QApplication, rule: dict[str, Any], language: Any
) -> None:
    speak(qapp, language)
    form.words_changed()
    form.open_for(values(**rule), NODES)
    qapp.processEvents()
    assert clipped(form) == []
    assert faults_of(form) == []
    assert form._over.rect().contains(form.geometry())
