"""What reaches the leaders' view, and that it is a source like any other."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from console.cases.book import CaseBook
from console.desk.leaders import LeadersDesk
from console.ui.theme import Look
from media.source import SourceKind
from tests.console.desk.test_cases import a_case


class Conference(QObject):
    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.state: dict[str, Any] = {"state": "idle", "nodes": []}

    def hear(self, **state: Any) -> None:
        self.state = {"state": "live", "nodes": [], **state}
        self.changed.emit(self.state)


class Cases(QObject):
    refreshed = Signal()
    shown = None

    def __init__(self) -> None:
        super().__init__()
        self.book = CaseBook()


class Sounds(QObject):
    heard_changed = Signal()
    room = SimpleNamespace(heard=True)


class Sources(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.drawn: dict[SourceKind, Any] = {}


@pytest.fixture
def parts(qtbot: QtBot) -> Iterator[tuple[LeadersDesk, Any, Any, Any]]:
    conference, cases, sounds, sources = Conference(), Cases(), Sounds(), Sources()
    window: Any = SimpleNamespace(look=Look())
    others: Any = (conference, cases, sounds, sources)
    desk = LeadersDesk(window, *others)
    assert sources.drawn[SourceKind.LEADERS] == desk.open
    yield desk, conference, cases, sounds
    desk.close()


def test_the_conference_and_the_case_it_is_about_are_shown(
    parts: tuple[LeadersDesk, Any, Any, Any],
) -> None:
    desk, conference, cases, sounds = parts
    case = a_case().case
    cases.book.case = {case.id: case}.get
    conference.hear(case=case.id)
    assert desk.view._conference["state"] == "live"
    assert desk.view._case is not None
    assert desk.view._case.title == case.title
    conference.hear(case=None)
    assert desk.view._case is None
    cases.shown = case.id
    cases.refreshed.emit()
    assert desk.view._case is not None
    sounds.heard_changed.emit()
    assert desk.view._heard
