from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.ui.reminder_bar import Due, ReminderBar
from console.ui.theme import Look

JOINT, WEEKLY = Due("joint", "四平台月度联席会议", "09:00"), Due("weekly", "周例会", "09:30")


@pytest.fixture
def bar(look: Look, qtbot: QtBot) -> ReminderBar:
    made = ReminderBar(look)
    qtbot.addWidget(made)
    return made


def test_it_is_there_while_something_is_due(bar: ReminderBar) -> None:
    assert bar.isHidden()
    bar.set_due([JOINT, WEEKLY])
    assert not bar.isHidden()
    assert bar.words.text() == "09:00 四平台月度联席会议: it is to be begun · 1 more"
    bar.set_due([WEEKLY])
    assert bar.words.text() == "09:30 周例会: it is to be begun"
    bar.set_due([])
    assert bar.isHidden()


def test_its_keys_mean_the_first(bar: ReminderBar, qtbot: QtBot) -> None:
    bar.set_due([JOINT, WEEKLY])
    with qtbot.waitSignal(bar.begin_wished) as begun:
        bar.begin.click()
    with qtbot.waitSignal(bar.read) as read:
        bar.seen.click()
    assert (begun.args, read.args) == (["joint"], ["joint"])


def test_while_a_conference_is_held_the_key_says_that_it_ends(bar: ReminderBar) -> None:
    bar.set_due([JOINT])
    assert (bar.begin.text(), bar.begin.property("kind")) == ("Begin now", "likely")
    bar.set_held(True)
    assert bar.begin.text() == "End the conference, begin this"
    assert bar.begin.property("kind") == "danger"
