"""Fits a screen's wall out with all that works on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject

from console.desk.replay import ReplayDesk
from console.desk.scribe import Scribe
from console.desk.sources import Sources
from console.desk.tours import ToursDesk
from console.desk.wall import WallDesk
from console.desk.walls import WallScreen
from console.site.records import CameraEntry
from console.ui.wall import Wall
from layouts.layout import Layout
from layouts.tour import Tour


class Fitting:
    """``layouts`` is the room's own table; ``who`` is on duty; ``nodes`` and ``case``: see
    ``WallDesk``. Lives in the Qt thread."""

    def __init__(
        self,
        cameras: Iterable[CameraEntry],
        layouts: Mapping[str, Layout],
        tours: Mapping[str, Tour],
        sources: Sources,
        scribe: Scribe,
        who: Callable[[], str],
        parent: QObject,
        nodes: Callable[[], Sequence[str] | None],
        case: Callable[[], Sequence[str] | None],
    ) -> None:
        self._layouts, self._tours, self._sources = layouts, tours, sources
        self._scribe, self._who, self._parent = scribe, who, parent
        self._nodes, self._case = nodes, case
        self.set_cameras(cameras)

    def set_cameras(self, cameras: Iterable[CameraEntry]) -> None:
        """What fills walls that are fitted out from now on."""
        self._catalogue = [f"camera:{camera.id}" for camera in cameras]

    def fit(self, wall: Wall, key: str, name: str) -> WallScreen:
        """``key`` and ``name``: see ``WallScreen``."""
        sources, parent = self._sources, self._parent

        def is_live(cell: int) -> bool:
            return wall.is_seen_live(cell, time.monotonic())

        desk = WallDesk(
            wall, self._layouts, self._catalogue, sources.open, sources.title, parent,
            self._nodes, self._case,
        )  # fmt: skip
        # tours hear of a wall that is opened before anybody else: alarms and scenes come after
        tours = ToursDesk(desk, self._tours, is_live, self._who, self._scribe.add, parent)
        replay = ReplayDesk(desk, sources.feeds, parent)
        sources.replay_told.connect(replay.hear)
        return WallScreen(key, name, desk, tours, replay)
