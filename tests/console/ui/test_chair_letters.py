"""Messages in the chair's panel."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.ui.chair_letters import ChairLetters
from console.ui.theme import Look
from tests.console.ui.test_conference_strip import conference, node

LETTER = {"at": "2026-11-26T08:00:00+00:00", "from": None, "to": None, "text": "请准备"}
ANSWER = {**LETTER, "from": "n01", "text": "收到"}


@pytest.fixture
def letters(look: Look, qtbot: QtBot) -> ChairLetters:
    made = ChairLetters(look)
    qtbot.addWidget(made)
    return made


def told(*messages: dict[str, Any]) -> dict[str, Any]:
    return conference(node("n01"), node("n02"), messages=list(messages))


def test_messages_go_to_the_chosen_or_to_all(letters: ChairLetters) -> None:
    wished: list[dict[str, Any]] = []
    letters.wished.connect(wished.append)
    letters.set_conference(told())
    letters.message.setText("请准备")
    letters.send.click()
    letters.send.click()  # nothing is typed
    letters.set_chosen(["n01", "n02"])
    assert letters.message.placeholderText() == "Message to 村n01、村n02"
    letters.message.setText("到")
    letters.message.returnPressed.emit()
    assert wished == [
        {"action": "message", "node": None, "text": "请准备"},
        {"action": "message", "node": "n01", "text": "到"},
        {"action": "message", "node": "n02", "text": "到"},
    ]


def test_who_wrote_to_whom_is_shown(letters: ChairLetters) -> None:
    letters.set_conference(told(LETTER, {**LETTER, "to": "n01"}, ANSWER))
    shown = [letters.letters.item(row).text()[7:] for row in range(3)]
    assert shown == ["to all：请准备", "to 村n01：请准备", "村n01：收到"]


def test_answers_that_nobody_has_seen_are_counted_until_somebody_looks(
    letters: ChairLetters, qtbot: QtBot
) -> None:
    counts: list[int] = []
    letters.unread_changed.connect(counts.append)
    letters.set_conference(told(LETTER))
    letters.set_conference(told(LETTER, ANSWER))
    letters.set_conference(told(LETTER, ANSWER, {**ANSWER, "from": "n02"}))
    assert counts == [1, 2]
    letters.show()
    qtbot.waitExposed(letters)
    assert counts == [1, 2, 0]
    letters.set_conference(told(LETTER, ANSWER, {**ANSWER, "text": "已到"}))
    assert counts == [1, 2, 0]  # it is being looked at
    letters.hide()
    letters.set_conference(told(ANSWER))  # of another conference
    letters.set_conference({"state": "idle", "nodes": []})
    assert counts[-1] == 0
