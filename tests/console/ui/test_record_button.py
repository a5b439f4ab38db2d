"""Recording from the strip, and what its badge says."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.ui.record_button import RecordButton, record_words
from console.ui.theme import Look


@pytest.mark.parametrize(
    ("state", "switch", "pause"),
    [
        ("off", {"on": True}, None),
        ("on", {"on": False}, {"pause": True}),
        ("failed", {"on": False}, {"pause": True}),
        ("paused", {"on": False}, {"pause": False}),
    ],
)
def test_its_buttons_wish_what_the_state_allows(
    look: Look, qtbot: QtBot, state: str, switch: dict[str, bool], pause: dict[str, bool] | None
) -> None:
    button = RecordButton(look)
    qtbot.addWidget(button)
    button.show()
    button.set_record({"state": state})
    wished: list[dict[str, Any]] = []
    button.wished.connect(wished.append)
    button._switch.click()
    assert wished == [{"action": "record", **switch}]
    assert button._pause.isVisible() == (pause is not None)
    if pause is not None:
        button._pause.click()
        assert wished[1:] == [{"action": "record", **pause}]


def test_the_badge_says_why_nothing_is_recorded(qapp: object) -> None:
    assert record_words({"state": "on"}) == ("● recording", "red")
    assert record_words({"state": "failed", "reason": "disk_full"}) == (
        "not recorded: the disk is full", "amber",
    )  # fmt: skip
    assert record_words({"state": "paused"})[1] == "amber"
    assert record_words({}) == ("", "grey")
