from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.conference import ConferenceDesk
from console.desk.unfinished import UnfinishedDesk
from console.site.unfinished_file import FILE, SECONDS, read_unfinished
from console.ui.main_window import MainWindow
from tests.console.desk.disks import quick_disk
from tests.console.ui.test_conference_strip import conference, node

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


class Room:
    """A console that holds a conference, or did."""

    def __init__(self, folder: Path, qtbot: QtBot, now: datetime = NOON) -> None:
        self.now, self.folder = now, folder
        self.window = MainWindow("室", "en")
        qtbot.addWidget(self.window)
        self.window.show()
        self.ordered: list[Any] = []
        self.hub: Any = SimpleNamespace(conference=None, resume=self.ordered.append)
        self.conference = ConferenceDesk((), self.ordered.append)
        site: Any = SimpleNamespace(folder=folder)
        self.desk = UnfinishedDesk(
            self.window, site, quick_disk(self.window.tell), self.conference, self.hub,
            lambda do, *what: do(*what), lambda: self.now, self.window,
        )  # fmt: skip
        self.question = self.window.question

    def told(self, **more: Any) -> None:
        """What the hub tells, and the moment in which it is kept."""
        told = conference(node("n01"), node("n02"), **more)
        self.hub.conference = told
        self.conference.take({"event": "conference", **told})
        if self.desk._soon.isActive():
            self.desk._keep()

    @property
    def kept(self) -> dict[str, Any] | None:
        found = read_unfinished(self.folder, self.now)
        return None if found is None else dict(found.conference)


@pytest.fixture
def begin(qtbot: QtBot, tmp_path: Path) -> Callable[..., Room]:
    return lambda now=NOON: Room(tmp_path, qtbot, now)


def test_a_conference_is_kept_as_long_as_it_is_held(begin: Callable[..., Room]) -> None:
    room = begin()
    room.told(id="k1")
    assert room.kept is not None
    assert room.kept["id"] == "k1"
    assert (room.folder / FILE).stat().st_mode & 0o77 == 0
    room.told(state="idle", id=None)
    assert room.kept is None
    assert list((room.folder / "state").iterdir()) == []


@pytest.mark.parametrize("yes", [True, False])
def test_the_next_start_offers_to_go_on_with_it(begin: Callable[..., Room], yes: bool) -> None:
    begin().told(id="k1")
    room = begin(NOON + timedelta(minutes=3))
    assert room.question.isVisible()
    assert "2 sites was held" in room.question.words.text()
    (room.question.yes if yes else room.question.no).click()
    assert not room.question.isVisible()
    assert [told["id"] for told in room.ordered] == (["k1"] if yes else [])
    assert (room.kept is not None) == yes


def test_another_conference_withdraws_the_offer_and_takes_its_place(
    begin: Callable[..., Room],
) -> None:
    begin().told(id="k1")
    room = begin()
    room.told(id="k2")
    assert not room.question.isVisible()
    assert room.kept is not None
    assert room.kept["id"] == "k2"


def test_what_was_held_long_ago_or_cannot_be_read_is_not_offered(
    begin: Callable[..., Room], tmp_path: Path
) -> None:
    begin().told(id="k1")
    assert not begin(NOON + timedelta(seconds=SECONDS + 1)).question.isVisible()
    for written in ("", "[]", '{"conference": {}, "at": "now"}'):
        (tmp_path / FILE).write_text(written)
        assert not begin().question.isVisible()


def test_closing_the_window_while_a_conference_is_held_is_asked_about(
    begin: Callable[..., Room],
) -> None:
    room = begin()
    assert room.window.may_close()
    room.told(id="k1")
    ignored: list[bool] = []
    event: Any = SimpleNamespace(spontaneous=lambda: True, ignore=lambda: ignored.append(True))
    room.window.closeEvent(event)
    assert ignored == [True]
    assert "for all sites" in room.question.words.text()
    room.question.no.click()
    assert room.window.isVisible()
    assert not room.ordered
    room.window.closeEvent(event)
    room.question.yes.click()
    assert [order["action"] for order in room.ordered] == ["end"]
    assert not room.window.isVisible()
    assert room.kept is None
