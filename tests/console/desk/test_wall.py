from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.wall import WallDesk
from console.ui.theme import DARK, Look
from console.ui.wall import Wall
from layouts.store import load_layouts
from media.source import Source

LAYOUTS = load_layouts(None)
CATALOGUE = [f"camera:c{n:02}" for n in range(1, 13)]


class Held:
    """A wall, its desk, and every feed it ever opened."""

    def __init__(self, qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> None:
        self.feeds: list[Any] = []
        self._quiet_feed = quiet_feed
        self.wall = Wall(Look(DARK, "desk"))
        qtbot.addWidget(self.wall)
        self.desk = WallDesk(self.wall, LAYOUTS, CATALOGUE, self._open, str)

    def _open(self, source: Source) -> Any:
        self.feeds.append(self._quiet_feed(source))
        return self.feeds[-1]

    def shown(self) -> list[str]:
        return sorted(str(feed.source) for feed in self.feeds if feed.open)


@pytest.fixture
def held(qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> Held:
    return Held(qtbot, quiet_feed)


def test_a_layout_opens_with_the_catalogue_in_its_order(held: Held) -> None:
    held.desk.set_layout("3x3")
    assert list(held.desk.arrangement.sources) == CATALOGUE[:9]
    assert held.shown() == CATALOGUE[:9]


def test_a_smaller_layout_closes_the_feeds_it_does_not_show(held: Held) -> None:
    held.desk.set_layout("3x3")
    held.desk.set_layout("2x2")
    assert held.shown() == CATALOGUE[:4]


def test_a_layout_comes_back_as_the_operator_left_it(held: Held) -> None:
    held.desk.set_layout("2x2")
    held.desk.put(3, "program")
    held.desk.set_layout("1x1")
    held.desk.set_layout("2x2")
    assert held.desk.arrangement.sources[3] == "program"


def test_an_emptied_cell_closes_its_feed(held: Held) -> None:
    held.desk.set_layout("2x2")
    held.desk.put(0, "")
    assert held.desk.sources()[0] is None
    assert held.shown() == CATALOGUE[1:4]


def test_what_is_no_source_and_what_is_no_cell_is_refused(held: Held) -> None:
    held.desk.set_layout("2x2")
    with pytest.raises(ValueError, match="no source"):
        held.desk.put(0, "window:1")
    with pytest.raises(IndexError):
        held.desk.put(4, "map")
    with pytest.raises(KeyError):
        held.desk.set_layout("9x9")
    assert held.shown() == CATALOGUE[:4]


def test_cells_that_change_places_keep_their_feeds_and_come_back_so(held: Held) -> None:
    held.desk.set_layout("2x2")
    opened = len(held.feeds)
    held.desk.swap(0, 3)
    assert [str(s) for s in held.desk.sources()] == [CATALOGUE[n] for n in (3, 1, 2, 0)]
    assert str(held.wall.source(0)) == CATALOGUE[3]
    assert len(held.feeds) == opened
    held.desk.set_layout("1x1")
    held.desk.set_layout("2x2")
    assert str(held.desk.sources()[0]) == CATALOGUE[3]


def test_what_an_alarm_brought_is_the_operators_when_he_moves_it(held: Held) -> None:
    held.desk.set_layout("2x2")
    held.desk.cover({0: "camera:c09"})
    opened, taken = len(held.feeds), []
    held.desk.taken.connect(taken.append)
    held.desk.swap(0, 3)
    shown = ["camera:c04", "camera:c02", "camera:c03", "camera:c09"]
    assert [str(s) for s in held.desk.sources()] == shown
    assert [str(held.wall.source(cell)) for cell in range(4)] == shown
    assert (len(held.feeds), taken) == (opened, [0, 3])
    held.desk.cover({})
    assert [str(s) for s in held.desk.sources()] == shown


def test_a_cell_that_is_not_there_is_not_swapped(held: Held) -> None:
    held.desk.set_layout("2x2")
    for cell in (4, -1):
        with pytest.raises(IndexError):
            held.desk.swap(0, cell)
    assert str(held.wall.source(0)) == CATALOGUE[0]
