"""The roll call in the chair's panel."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.ui.roll_call_box import RollCallBox
from console.ui.theme import Look
from tests.console.ui.test_conference_strip import conference, node


def walk(called: str | None, *results: str | None, heard: bool = True) -> dict[str, Any]:
    sheet = [
        {"node": f"n{number:02}", "result": result, "at": None, "took_s": None, "by_hand": False}
        for number, result in enumerate(results, 1)
    ]
    return {"node": called, "at": 0, "heard": heard, "sheet": sheet}


@pytest.fixture
def box(look: Look, qtbot: QtBot) -> RollCallBox:
    made = RollCallBox(look)
    qtbot.addWidget(made)
    return made


def test_who_is_called_is_large_and_the_count_below(box: RollCallBox) -> None:
    assert box.isHidden()
    box.set_conference(conference(node("n01"), roll_call=walk("n01", None, None, heard=False)))
    assert not box.isHidden()
    assert box._who.text() == "村n01"
    assert box._state.text() == "is being called · 0 of 2 called, 0 present"
    box.set_conference(conference(node("n01"), roll_call=walk("n01", "present", None)))
    assert box._state.text() == "present · 1 of 2 called, 1 present"


def test_buttons_wish_and_go_when_it_is_over(box: RollCallBox) -> None:
    wished: list[dict[str, Any]] = []
    box.wished.connect(wished.append)
    box.set_conference(conference(node("n01"), roll_call=walk("n01", None)))
    box.next.click()
    box.back.click()
    box.marks["no_sound"].click()
    box.cancel.click()
    assert wished == [
        {"action": "next"}, {"action": "back"},
        {"action": "mark", "node": "n01", "result": "no_sound"}, {"action": "cancel"},
    ]  # fmt: skip
    box.set_conference(conference(node("n01"), roll_call=walk(None, "present")))
    assert box._state.text() == "Roll call over · 1 of 1 called, 1 present"
    assert box._who.isHidden()
    assert box.next.isHidden()
    assert not box.sheet.isHidden()
