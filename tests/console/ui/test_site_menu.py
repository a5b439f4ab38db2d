"""The menu of a site's chip."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.ui.site_menu import SiteMenu
from tests.console.ui.test_conference_strip import node


class Menu:
    def __init__(self, qtbot: QtBot, state: str = "live", **more: Any) -> None:
        self.over = QWidget()
        qtbot.addWidget(self.over)
        self.wished: list[dict[str, Any]] = []
        self.menu = SiteMenu(
            self.over, node("n01", state, **more), self.wished.append, lambda _: None
        )

    def texts(self) -> list[str]:
        return [action.text() for action in self.menu.actions() if not action.isSeparator()]

    def choose(self, words: str) -> None:
        (action,) = (one for one in self.menu.actions() if one.text() == words)
        action.trigger()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": "live"}, ["Mute", "Put on the wall", "Hang up"]),
        ({"state": "live", "mic": "forced"}, ["Unmute", "Put on the wall", "Hang up"]),
        ({"state": "absent"}, ["Call"]),
        ({"state": "calling"}, ["Stop calling"]),
        ({"state": "waiting"}, ["Admit", "Turn away"]),
        (
            {"screen": "asked"},
            [
                "Allow 村n01's screen (asked)", "Refuse the screen", "Mute", "Put on the wall",
                "Hang up",
            ],
        ),
    ],
)  # fmt: skip
def test_it_holds_what_can_be_done_now(
    qtbot: QtBot, changes: dict[str, Any], words: list[str]
) -> None:
    assert Menu(qtbot, **changes).texts() == words


@pytest.mark.parametrize(
    ("screen", "words", "on"),
    [
        ("none", "Allow screen sharing", True),
        ("asked", "Allow 村n01's screen (asked)", True),
        ("asked", "Refuse the screen", False),
        ("allowed", "Stop screen sharing", False),
        ("shown", "Stop screen sharing", False),
    ],
)
def test_a_sites_screen_is_allowed_and_stopped(
    qtbot: QtBot, screen: str, words: str, on: bool
) -> None:
    menu = Menu(qtbot, screen=screen)
    menu.choose(words)
    assert menu.wished == [{"action": "allow_screen", "node": "n01", "on": on}]
