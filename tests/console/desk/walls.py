"""A wall with its desk and quiet feeds, for the desks that work on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, cast

from pytestqt.qtbot import QtBot

from console.desk.replay import ReplayDesk, unix_now
from console.desk.tours import ToursDesk
from console.desk.wall import WallDesk
from console.desk.walls import OWN, Walls, WallScreen
from console.ui.theme import DARK, Look
from console.ui.wall import Wall
from layouts.layout import Layout
from layouts.store import load_layouts
from media.calibration import Pose
from media.onvif.whereabouts import Aim
from media.source import Source

CATALOGUE = [f"camera:c{n:02}" for n in range(1, 13)]
PRESETS = load_layouts(None)


class Fixed:
    """Cameras whose heads nobody turns, as a desk of cases asks for how they look."""

    def __init__(self, poses: Mapping[str, Pose] | None = None) -> None:
        self.poses: dict[str, Aim] = dict(poses or {})
        self.heads: dict[str, Pose] = {}
        self.watched: frozenset[str] = frozenset()

    def aim(self, camera: str) -> Aim | None:
        return self.poses.get(camera)

    def turnable(self) -> Mapping[str, Pose]:
        return self.heads

    def watch(self, cameras: Collection[str]) -> None:
        self.watched = frozenset(cameras)


def alarming(layout: Layout, *cells: int) -> Layout:
    """The layout with alarm tiles in these cells, the first rank first."""
    changed = list(layout.cells)
    for rank, cell in enumerate(cells, 1):
        changed[cell] = replace(changed[cell], alarm=rank)
    return replace(layout, cells=tuple(changed))


def a_wall(
    qtbot: QtBot, quiet_feed: Callable[[Source], Any], **layouts: Layout
) -> tuple[Wall, WallDesk]:
    wall = Wall(Look(DARK, "desk"))
    qtbot.addWidget(wall)
    desk = WallDesk(wall, {**PRESETS, **layouts}, CATALOGUE, quiet_feed, str, wall)
    return wall, desk


def shown(desk: WallDesk) -> list[str | None]:
    """What each cell shows, covers included; the names alone."""
    return [source.name if source else None for source in desk.sources()]


def a_screen(
    desk: WallDesk,
    name: str = "DP-1",
    key: str = "",
    tours: ToursDesk | None = None,
    feeds: Any = None,
    today: Callable[[], float] = unix_now,
) -> WallScreen:
    """A screen with this wall; tours and replays that nobody uses, unless they are given. All of
    it goes with the wall."""
    tours = tours or ToursDesk(desk, {}, lambda _: True, str, len)
    tours.setParent(desk)
    replay = ReplayDesk(desk, cast(Any, feeds), desk, today=today)
    return WallScreen(key or name, name, desk, tours, replay)


def one_wall(desk: WallDesk, **more: Any) -> Walls:
    """The walls of a room that has this one alone."""
    return Walls(a_screen(desk, "DP-1", OWN, **more), desk)


def wall_of(widget: Wall) -> WallDesk:
    """A desk for a wall into which a test puts feeds itself."""
    return WallDesk(widget, PRESETS, CATALOGUE, lambda _: None, str, widget)
