"""A feed that shows nothing and knows whether it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk import cases
from console.ui.feed import Figures
from console.ui.main_window import MainWindow
from media.board import Picture
from media.source import Connecting, Source, SourceState
from tests.console.desk.case_room import Room


@pytest.fixture(autouse=True)
def no_case_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases are taken over when they come, however long the machine took for the last ones."""
    monkeypatch.setattr(cases, "SHARE", 1e9)


class QuietFeed:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.open = True

    def place(self) -> None:
        return None

    def turn(self) -> int:
        return 0

    def picture(self) -> Picture | None:
        return None

    def state(self, now: float) -> SourceState:
        return Connecting()

    def figures(self) -> Figures:
        return Figures()

    def wish(self, width: int, height: int) -> None:
        return

    def close(self) -> None:
        self.open = False


@pytest.fixture
def quiet_feed() -> Callable[[Source], QuietFeed]:
    return QuietFeed


@pytest.fixture
def case_room(
    qtbot: QtBot, qapp: Any, tmp_path: Path, quiet_feed: Callable[[Source], Any]
) -> Iterator[Room]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    window.show()
    room = Room(window, tmp_path, quiet_feed)
    yield room
    room.desk.close()
    window.wall.close_feeds()
    qapp.setStyleSheet("")
