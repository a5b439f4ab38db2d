from __future__ import annotations

from pytestqt.qtbot import QtBot

from console.ui.question_bar import QuestionBar
from console.ui.theme import Look


def test_it_stands_until_it_is_answered_or_withdrawn(qtbot: QtBot, look: Look) -> None:
    bar = QuestionBar(look)
    qtbot.addWidget(bar)
    answers: list[bool] = []
    bar.answered.connect(answers.append)
    assert bar.isHidden()
    bar.ask("Really?", "Yes, end it", "No", danger=True)
    assert not bar.isHidden()
    assert (bar.accessibleName(), bar.yes.property("kind")) == ("Really?", "danger")
    bar.yes.click()
    bar.ask("Go on?", "On", "Off")
    assert bar.yes.property("kind") == "likely"
    bar.no.click()
    bar.ask("And now?", "On", "Off")
    bar.withdraw()
    assert bar.isHidden()
    assert answers == [True, False]
