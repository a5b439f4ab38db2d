from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.cases.case import (
    About,
    Case,
    CaseChanged,
    CaseGone,
    CaseId,
    LinkState,
    Place,
    PlatformKind,
    Snapshot,
)
from console.desk.allowance import Allowance
from console.desk.cases import SHARE, SLICE_S, CaseDesk
from console.ui.case_panel import CasePanel
from console.ui.theme import DARK, Look
from console.ui.wall import Wall
from layouts.store import load_layouts
from media.calibration import Pose
from media.onvif.whereabouts import Unknown
from media.source import Source
from tests.console.desk.walls import Fixed

POSE = Pose(120.19, 30.47, 6.0, 0.0, 10.0, 80.0)
AHEAD = Place(120.19, 30.4703, 5.0, "gps")
MIDDAY = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def a_case(rev: int = 1, status: str = "accepted", title: str = "河道漂浮物") -> CaseChanged:
    case = Case(
        CaseId("c-1"), rev, "2026-1123-0001", title, "", "governance", "", "", "grid", "pc",
        status, "orange", AHEAD, cameras=("gate",), reported_at=MIDDAY - timedelta(hours=1),
    )  # fmt: skip
    return CaseChanged(case)


class Held:
    def __init__(self, qtbot: QtBot, feed: Any) -> None:
        look = Look(DARK, "desk")
        self.panel, self.wall = CasePanel(look), Wall(look)
        qtbot.addWidget(self.panel)
        qtbot.addWidget(self.wall)
        self.wall.set_layout(load_layouts(None)["2x2"])
        self.wall.set_feed(0, feed, "校门")
        self.aims = Fixed({"gate": POSE})
        self.desk = CaseDesk(self.panel, self.wall, self.aims, self.wall)
        self.changes: list[object] = []
        self.desk.changed.connect(self.changes.append)

    def on_tile(self) -> int:
        return self.wall.reports()[0].markers


@pytest.fixture
def held(qtbot: QtBot, quiet_feed: Callable[[Source], Any]) -> Held:
    return Held(qtbot, quiet_feed(Source.parse("camera:gate")))


def test_a_case_is_on_the_tile_and_the_map_and_leaves_both(held: Held, qtbot: QtBot) -> None:
    held.desk.take([a_case()])
    assert held.on_tile() == 1
    held.desk.take([a_case(2, "closed")])
    qtbot.waitUntil(lambda: held.on_tile() == 0)
    assert held.desk.book.open_cases() == []


def test_a_burst_is_shown_in_the_end_and_not_for_every_change(held: Held, qtbot: QtBot) -> None:
    held.desk._allowance = Allowance(SHARE, 4 * SLICE_S)  # as in the room
    refreshed: list[int] = []
    held.desk.refreshed.connect(lambda: refreshed.append(1))
    for rev in range(1, 200):
        held.desk.take([a_case(rev)])
    qtbot.waitUntil(lambda: not held.desk._soon.isActive())
    assert len(refreshed) < 50
    assert held.on_tile() == 1


def test_a_repeat_changes_nothing(held: Held) -> None:
    held.desk.take([a_case()])
    told = len(held.changes)
    held.desk.take([a_case()])
    assert len(held.changes) == told


def test_the_card_follows_the_case_it_shows(held: Held) -> None:
    held.desk.take([a_case()])
    held.desk.show_case("c-1")
    assert held.panel.card.case_id == "c-1"
    held.desk.take([CaseGone(CaseId("c-1"), 2)])
    assert held.panel.card.case_id is None


def test_an_unknown_case_shows_nothing(held: Held) -> None:
    held.desk.show_case("c-9")
    assert held.desk.shown is None


def test_the_platforms_and_the_link_reach_the_panel(held: Held) -> None:
    about = About("镇平台", True, (PlatformKind("water", "水务", "#112233"),))
    held.desk.take([about, LinkState("offline"), Snapshot((), "c0")])
    assert held.desk.book.about == about
    assert held.desk.book.link.state == "offline"


def test_a_camera_that_turns_has_no_markers_until_it_rests_and_then_at_the_new_place(
    held: Held,
) -> None:
    held.aims.heads["gate"] = POSE
    held.desk.take([a_case()])
    assert held.aims.watched == {"gate"}
    held.aims.poses["gate"] = Unknown.TURNING
    held.desk.mark_tiles()
    assert held.on_tile() == 0
    held.aims.poses["gate"] = Unknown.NOT_KNOWN
    held.desk.mark_tiles()
    assert held.on_tile() == 1  # at the edge: the case names the camera
    held.aims.poses["gate"] = POSE
    held.desk.mark_tiles()
    assert held.on_tile() == 1


def test_no_head_is_watched_without_a_case_or_off_the_wall(held: Held) -> None:
    held.aims.heads.update(gate=POSE, hall=POSE)
    held.desk.mark_tiles()
    assert held.aims.watched == frozenset()
    held.desk.take([a_case()])
    assert held.aims.watched == {"gate"}
