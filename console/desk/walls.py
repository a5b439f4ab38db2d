"""The walls of a room, one for each screen: what belongs to each, and what happens on any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance

from console.desk.replay import ReplayDesk
from console.desk.tours import ToursDesk
from console.desk.wall import WallDesk
from console.ui.tile import TileReport
from console.ui.wall import Wall
from layouts.layout import Layout
from media.source import Source

OWN = "main"  # what states and scenes may call the wall in the desk's own window


class WallScreen:
    """One screen's wall: its tiles, what they show, its tours and its replays.

    ``key``: what the wall's state calls it; ``home``: the screen where it belongs, as the system
    calls that; ``name``: the screen it lies on now. Of all but the desk's own they are the same.
    """

    def __init__(
        self, key: str, name: str, desk: WallDesk, tours: ToursDesk, replay: ReplayDesk
    ) -> None:
        self.key, self.home, self.name = key, name, name
        self.desk, self.tours, self.replay = desk, tours, replay
        self.wall.tours = tours.listed
        self.wall.toured = lambda cell: tours.report(cell) is not None

    @property
    def wall(self) -> Wall:
        return self.desk.wall

    def close(self) -> None:
        """Its tours end and are logged; nothing works on the wall any more."""
        self.tours.stop(None)
        for desk in (self.tours, self.replay, self.desk):
            desk.deleteLater()


class Walls(QObject):
    """All that are there, the desk's own first. Lives in the Qt thread.

    Signals carry the ``WallScreen`` first: ``joined`` and ``parted`` (it is still whole then);
    ``acted``, ``tour_wished``, ``listen_wished`` and ``selected`` are an operator's, as the signals
    of ``Wall``; ``opened``, ``taken``, ``swapped`` and ``altered`` are those of its ``WallDesk``;
    ``toured``: its tours show something else. ``told`` carries their events for the control API.
    ``changed``: screens came, went or have another name; ``target_changed``: another wall is meant.
    """

    joined = Signal(object)
    parted = Signal(object)
    acted = Signal(object, int, str)
    tour_wished = Signal(object, object, str)
    listen_wished = Signal(object, int)
    selected = Signal(object, int)
    opened = Signal(object)
    taken = Signal(object, int)
    swapped = Signal(object, int, int)
    altered = Signal(object)
    toured = Signal(object)
    told = Signal(str, dict)
    changed = Signal()
    target_changed = Signal()

    def __init__(self, own: WallScreen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.own = own
        self._all = [own]
        self._target = own
        self._follow(own)

    # -- questions

    def all(self) -> list[WallScreen]:
        return list(self._all)

    @property
    def target(self) -> WallScreen:
        """The wall that was touched last: layouts, finder, map and bars mean it."""
        return self._target

    def find(self, name: str) -> WallScreen | None:
        """By the screen's name, or by what states and scenes call it."""
        return next((one for one in self._all if name in (one.name, one.key)), None)

    def label(self, screen: WallScreen) -> str:
        """Which screen is meant; empty while there is only one."""
        return screen.name if len(self._all) > 1 else ""

    def reports(self) -> list[tuple[str, Layout, list[TileReport], list[Source | None]]]:
        """(screen, layout, reports, sources) of every wall."""
        return [
            (one.name, one.desk.arrangement.layout, one.wall.reports(), one.desk.sources())
            for one in self._all
        ]

    # -- setters

    def set_target(self, screen: WallScreen) -> None:
        self._target = screen if screen in self._all else self.own
        self.target_changed.emit()

    def next_target(self) -> None:
        self.set_target(self._all[(self._all.index(self._target) + 1) % len(self._all)])

    def add(self, screen: WallScreen) -> None:
        """A screen was plugged in."""
        self._all.append(screen)
        self._follow(screen)
        self.joined.emit(screen)

    def remove(self, screen: WallScreen) -> None:
        """A screen was pulled out: what still happens on its wall is nobody's business."""
        self._all.remove(screen)
        self.parted.emit(screen)
        screen.close()

    def settle(self, order: Sequence[str]) -> None:
        """Which screens are there is decided; ``order``: their names."""
        self._all[1:] = sorted(self._all[1:], key=lambda one: order.index(one.name))
        self.set_target(self._target)
        self.changed.emit()

    def close(self) -> None:
        """The room ends: what the walls show now is not forgotten."""
        while self._all:
            self._all.pop().close()

    # -- inside

    def _follow(self, screen: WallScreen) -> None:
        wall, desk = screen.wall, screen.desk
        for touched in (
            wall.cell_selected, wall.action_wished, wall.tour_wished, wall.listen_wished,
        ):  # fmt: skip
            touched.connect(lambda *_what: self._touch(screen))
        for heard, told in (
            (wall.action_wished, self.acted), (wall.tour_wished, self.tour_wished),
            (wall.listen_wished, self.listen_wished),
            (wall.cell_selected, self.selected), (desk.opened, self.opened),
            (desk.taken, self.taken), (desk.swapped, self.swapped), (desk.changed, self.altered),
            (screen.tours.changed, self.toured),
        ):  # fmt: skip
            heard.connect(self._passing(screen, told))
        screen.tours.told.connect(
            lambda kind, what: self.told.emit(kind, {**what, "screen": screen.name})
        )

    def _passing(self, screen: WallScreen, signal: SignalInstance) -> Callable[..., None]:
        def passed(*what: Any) -> None:
            if screen in self._all:
                signal.emit(screen, *what)

        return passed

    def _touch(self, screen: WallScreen) -> None:
        if screen is not self._target and screen in self._all:
            self.set_target(screen)
