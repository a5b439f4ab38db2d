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
        self.nodes: list[str] | None = None
        self.case: list[str] | None = None
        self.desk = WallDesk(
            self.wall, LAYOUTS, CATALOGUE, self._open, str,
            nodes=lambda: self.nodes, case=lambda: self.case,
        )  # fmt: skip

    def _open(self, source: Source) -> Any:
        self.feeds.append(self._quiet_feed(source))
        return self.feeds[-1]

    def follow(self, nodes: list[str] | None = None, case: list[str] | None = None) -> int:
        """How many feeds were opened for it."""
        before = len(self.feeds)
        self.nodes, self.case = nodes, case
        self.desk.follow()
        return len(self.feeds) - before

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


def test_going_back_in_time_and_live_again_puts_nothing_new_there(held: Held) -> None:
    past = "replay:c02@2026-11-23T06:30:00Z"
    held.desk.set_layout("2x2")
    told = []
    for written in ("camera:c02", past, past.replace(":30:", ":20:"), "camera:c02", past, ""):
        held.desk.put(1, written)
        told.append(held.desk.in_time)
    assert told == [None, 1, 1, 1, 1, None]
    held.desk.put(1, "camera:c09")
    held.desk.put(1, past)  # of another camera
    assert held.desk.in_time is None


def test_a_cell_that_is_not_there_is_not_swapped(held: Held) -> None:
    held.desk.set_layout("2x2")
    for cell in (4, -1):
        with pytest.raises(IndexError):
            held.desk.swap(0, cell)
    assert str(held.wall.source(0)) == CATALOGUE[0]


def test_a_layout_opens_with_the_sites_and_with_the_cameras_of_the_case(held: Held) -> None:
    held.nodes, held.case = ["node:n1", "node:n2"], ["camera:c05"]
    held.desk.set_layout("speaker+row")
    assert held.shown() == ["node:n1", "node:n2", "program"]
    held.desk.set_layout("leaders")
    assert held.shown() == ["camera:c05", "leaders", "program"]


def test_sites_come_and_go_on_the_wall_and_those_that_stay_are_not_touched(held: Held) -> None:
    held.desk.set_layout("speaker+row")
    assert held.shown() == ["program"]
    changes: list[int] = []
    held.desk.changed.connect(lambda: changes.append(1))
    assert held.follow(["node:n1", "node:n2"]) == 2
    assert held.follow(["node:n3", "node:n2"]) == 1
    assert held.follow(["node:n2", "node:n3"]) == 0
    assert held.desk.arrangement.sources == ("program", "node:n3", "node:n2", None, None)
    assert len(changes) == 2
    held.follow([])
    assert held.shown() == ["program"]


def test_what_was_put_there_by_hand_is_not_taken(held: Held) -> None:
    held.desk.set_layout("speaker+row")
    held.follow(["node:n1", "node:n2", "node:n3"])
    held.desk.put(1, "camera:c05")
    held.desk.swap(2, 4)
    held.follow([])
    assert held.desk.arrangement.sources == ("program", "camera:c05", None, None, "node:n2")
    held.desk.put(1, "")
    held.desk.show({3: "camera:c06"})
    held.follow(["node:n9", "node:n8", "node:n7"])
    assert held.desk.arrangement.sources[1:] == ("node:n9", "node:n8", "camera:c06", "node:n2")


def test_a_layout_that_comes_back_follows_what_happened_meanwhile(held: Held) -> None:
    held.desk.set_layout("speaker+row")
    held.desk.put(2, "camera:c05")
    held.desk.set_layout("2x2")
    held.follow(["node:n1", "node:n2"])
    held.desk.set_layout("speaker+row")
    assert held.desk.arrangement.sources == (
        "program", "node:n1", "camera:c05", "node:n2", None
    )  # fmt: skip


def test_what_an_alarm_covers_follows_beneath_it(held: Held) -> None:
    held.desk.set_layout("leaders")
    held.follow(case=["camera:c01", "camera:c02"])
    held.desk.cover({2: "camera:c09"})
    assert held.follow(case=["camera:c03", "camera:c02"]) == 0
    held.desk.cover({})
    assert held.desk.arrangement.sources[2:] == ("camera:c03", "camera:c02")
    assert held.shown() == ["camera:c02", "camera:c03", "leaders", "program"]


def test_a_camera_that_is_gone_leaves_its_cell_and_what_lay_over_others_and_nobody_took_it(
    held: Held,
) -> None:
    held.desk.set_layout("2x2")
    held.desk.put(1, "replay:c02@2026-11-23T06:30:00Z")
    held.desk.cover({2: "camera:c01"})
    taken: list[int] = []
    held.desk.taken.connect(taken.append)
    held.desk.set_catalogue(CATALOGUE[2:])
    assert held.desk.arrangement.sources == (None, None, "camera:c03", "camera:c04")
    assert held.shown() == ["camera:c03", "camera:c04"]
    assert not taken


def test_a_camera_that_is_gone_is_forgotten_and_its_cell_follows(held: Held) -> None:
    held.case = ["camera:c01", "camera:c02"]
    held.desk.set_layout("leaders")
    held.desk.set_layout("1x1")
    held.case = None
    held.desk.set_catalogue(CATALOGUE[1:])
    held.desk.set_layout("leaders")
    assert held.desk.arrangement.sources[2:] == (None, "camera:c02")
    held.follow(case=["camera:c02", "camera:c03"])
    assert held.desk.arrangement.sources[2:] == ("camera:c03", "camera:c02")
