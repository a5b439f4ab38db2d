"""The screens: where the desk's window lies, and a window with a wall on each of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from console.desk.walls import Walls, WallScreen
from console.ui.main_window import MainWindow
from console.ui.screens import rect_of
from console.ui.wall import Wall
from console.ui.wall_window import WallWindow
from layouts.screens import Screen, united

ONE, EACH, ALL = "one", "each", "all"


class ScreenSource(Protocol):
    """``Screens``, or what stands for it."""

    @property
    def changed(self) -> SignalInstance: ...

    def found(self) -> list[Screen]: ...


class ScreensDesk(QObject):
    """Lives in the Qt thread. ``mode``: the window lies on ``one`` screen; ``each`` other screen
    has a wall of its own besides; or the window lies over ``all`` of them.

    ``fit`` fits a wall out: its key and its screen's name are told to it. ``walls`` has those that
    are there; what they show is decided by who hears that they joined.
    """

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        fit: Callable[[Wall, str, str], WallScreen],
        source: ScreenSource,
        mode: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls, self._fit = window, walls, fit
        self._source, self._mode = source, mode
        self._home = ""  # where the desk's window belongs
        self._name = ""  # where it lies now
        self._simulated = False
        self._windows: dict[str, WallWindow] = {}
        self._screens: dict[str, WallScreen] = {}
        walls.target_changed.connect(self._show_target)
        walls.altered.connect(self._on_altered)
        window.next_screen_wished.connect(walls.next_target)
        source.changed.connect(self.settle)

    # -- setters

    @Slot()
    def settle(self) -> None:
        """Screens are there, or are others: each has its wall again as it was."""
        screens = self._source.found()
        if not screens:  # all are off: nothing is forgotten meanwhile
            return
        own = self._own_screen(screens)
        if self._mode == EACH and self._name not in ("", own.name):
            self._window.setGeometry(rect_of(own))
        self._name = self._walls.own.name = own.name
        self._walls.own.home = self._home
        if self._mode == ALL:
            self._window.cover(rect_of(united(screens)))
        others = [s for s in screens if s.name != own.name] if self._mode == EACH else []
        for name in set(self._windows) - {screen.name for screen in others}:
            self._part(name)
        for screen in others:
            if screen.name not in self._windows:
                self._join(screen)
            self._windows[screen.name].cover(rect_of(screen))
        self._walls.settle([screen.name for screen in screens])

    @Slot(str)
    def set_layout(self, name: str) -> None:
        """On the screen that is meant."""
        self._walls.target.desk.set_layout(name)

    def set_simulated(self, simulated: bool) -> None:
        self._simulated = simulated
        for window in self._windows.values():
            window.set_simulated(simulated)

    def close(self) -> None:
        """No tile reads a board any more."""
        for name in list(self._windows):
            self._part(name)

    # -- inside

    def _own_screen(self, screens: Sequence[Screen]) -> Screen:
        """Where the desk's window lies: at home while that screen is there, else on the first."""
        self._home = self._home or self._window.screen_name() or screens[0].name
        return next((screen for screen in screens if screen.name == self._home), screens[0])

    def _join(self, screen: Screen) -> None:
        desk = self._window
        window = WallWindow(desk.look, desk.keys, screen, desk.windowTitle(), desk.readout.resolve)
        wall = window.wall
        self._windows[screen.name] = window
        window.set_simulated(self._simulated)
        made = self._screens[screen.name] = self._fit(wall, screen.name, screen.name)
        self._walls.add(made)
        if desk.wall.detailed:
            wall.toggle_figures()
        desk.figures_wished.connect(wall.toggle_figures)
        window.talk_pressed.connect(desk.talk_pressed)
        window.action_wished.connect(lambda action: self._perform(made, action))
        window.readout.chosen.connect(lambda kind, meant: self._choose(made, kind, meant))
        wall.source_dropped.connect(made.desk.put)
        wall.swap_wished.connect(made.desk.swap)
        wall.full_screen_wished.connect(wall.toggle_enlarged)
        wall.marker_clicked.connect(desk.case_selected)
        wall.action_wished.connect(lambda cell, action: desk.act(wall, cell, action))

    def _part(self, name: str) -> None:
        """What it showed is remembered: it comes back with it."""
        self._walls.remove(self._screens.pop(name))
        self._windows.pop(name).close_for_good()

    def _perform(self, screen: WallScreen, action: str) -> None:
        """A key of the desk's window was pressed on a wall screen."""
        if action != "next_screen":
            self._walls.set_target(screen)
        self._window.perform(action)

    def _choose(self, screen: WallScreen, kind: str, meant: str) -> None:
        """A number was typed on a wall screen."""
        self._walls.set_target(screen)
        self._window.choose_number(kind, meant)

    @Slot()
    def _show_target(self) -> None:
        target = self._walls.target
        wall = None if target is self._walls.own else target.wall
        self._window.set_target(wall, self._walls.label(target))
        self._window.top.set_layout(target.desk.arrangement.layout.name)

    @Slot(object)
    def _on_altered(self, screen: WallScreen) -> None:
        if screen is self._walls.target:
            self._window.top.set_layout(screen.desk.arrangement.layout.name)
