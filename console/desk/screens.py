"""The wall's screens: a window and a desk for each, what each shows, and which one is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from console.desk.actions import ActionsDesk
from console.desk.cases import CaseDesk
from console.desk.wall import WallDesk
from console.ui.main_window import MainWindow
from console.ui.screens import rect_of
from console.ui.tile import TileReport
from console.ui.wall import Wall
from console.ui.wall_window import WallWindow
from layouts.layout import Layout
from layouts.screens import Screen, united
from layouts.wall_state import ScreenState, WallState
from media.source import Source

ONE, EACH, ALL = "one", "each", "all"
KEEPING = ("snapshot", "clip", "record", "share")  # what a camera is good for wherever it is shown


class ScreenSource(Protocol):
    """``Screens``, or what stands for it."""

    @property
    def changed(self) -> SignalInstance: ...

    def found(self) -> list[Screen]: ...


class ScreensDesk(QObject):
    """Lives in the Qt thread. ``mode``: the window lies on ``one`` screen; ``each`` other screen
    has a wall of its own besides; or the window lies over ``all`` of them.

    The wall that was touched last is the one that layouts, finder and map mean (``target``).
    ``wall_changed`` carries the name of a screen whose layout or cells changed; ``changed``:
    screens came or went. ``state`` holds what every screen shows, those too that are pulled out.
    """

    changed = Signal()
    wall_changed = Signal(str)
    keep_wished = Signal(str, str)  # a camera, and what of KEEPING

    def __init__(
        self,
        window: MainWindow,
        own: WallDesk,
        make: Callable[[Wall], WallDesk],
        source: ScreenSource,
        mode: str,
        default: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._own, self._make = window, own, make
        self._source, self._mode, self._default = source, mode, default
        self.state = WallState()
        self._home = ""  # where the desk's window belongs
        self._name = ""  # where it lies now
        self._target = ""
        self._order: list[str] = []
        self._simulated = False
        self._windows: dict[str, WallWindow] = {}
        self._desks: dict[str, WallDesk] = {}
        own.changed.connect(self._note_own)
        window.wall.cell_selected.connect(lambda _cell: self.set_target(self._name))
        window.next_screen_wished.connect(self.next_target)
        source.changed.connect(self.settle)

    # -- questions

    def names(self) -> list[str]:
        """Of the screens that have a wall, the window's own first."""
        return [self._name, *(name for name in self._order if name in self._windows)]

    def desk(self, name: str) -> WallDesk:
        """KeyError when no such screen is connected."""
        return self._own if name == self._name else self._desks[name]

    def target(self) -> WallDesk:
        """Of the screen that is meant now."""
        return self._desks.get(self._target, self._own)

    def walls(self) -> list[Wall]:
        return [self._window.wall, *(self._windows[name].wall for name in self.names()[1:])]

    def reports(self) -> list[tuple[str, Layout, list[TileReport], list[Source | None]]]:
        """(screen, layout, reports, sources) of every wall, the window's own first."""
        found = []
        for name, wall in zip(self.names(), self.walls(), strict=True):
            desk = self.desk(name)
            found.append((name, desk.arrangement.layout, wall.reports(), desk.sources()))
        return found

    # -- setters

    @Slot()
    def settle(self) -> None:
        """Screens are there, or are others: each has its wall again as it was."""
        screens = self._source.found()
        if not screens:  # all are off: nothing is forgotten meanwhile
            return
        own = self._own_screen(screens)
        self._order = [screen.name for screen in screens]
        if self._mode == EACH and self._name not in ("", own.name):
            self._window.setGeometry(rect_of(own))
        self._name = own.name
        if self._mode == ALL:
            self._window.cover(rect_of(united(screens)))
        others = [s for s in screens if s.name != own.name] if self._mode == EACH else []
        self.state = self.state.connect([self._home, *(s.name for s in others)], self._default)
        for name in set(self._windows) - {screen.name for screen in others}:
            self._part(name)
        for screen in others:
            if screen.name not in self._windows:
                self._join(screen)
            self._windows[screen.name].cover(rect_of(screen))
        self._note_own()
        self.set_target(self._target if self._target in self.names() else own.name)
        self.changed.emit()

    @Slot(str)
    def set_layout(self, name: str) -> None:
        """On the screen that is meant."""
        self.target().set_layout(name)

    def set_target(self, name: str) -> None:
        """Layouts, finder and map mean this screen from now on."""
        self._target = name
        window = self._windows.get(name)
        self._window.set_target(window.wall if window else None, name if self._windows else "")
        self._window.top.set_layout(self.target().arrangement.layout.name)

    @Slot()
    def next_target(self) -> None:
        names = self.names()
        self.set_target(names[(names.index(self._target) + 1) % len(names)])

    def serve(self, cases: CaseDesk, actions: ActionsDesk) -> None:
        """Cases are marked on every wall, and cameras kept from everywhere."""
        self.keep_wished.connect(actions.act_on)
        self.changed.connect(lambda: cases.set_walls(self.walls()))
        self.wall_changed.connect(lambda _name: cases.mark_tiles())

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
        window = WallWindow(
            self._window.look, self._window.keys, screen.name, self._window.windowTitle()
        )
        wall, desk = window.wall, self._make(window.wall)
        self._windows[screen.name], self._desks[screen.name] = window, desk
        window.set_simulated(self._simulated)
        window.action_wished.connect(self._window.perform)
        wall.source_dropped.connect(desk.put)
        wall.swap_wished.connect(desk.swap)
        wall.cell_selected.connect(lambda _cell: self.set_target(screen.name))
        wall.full_screen_wished.connect(
            lambda cell: wall.enlarge(None if wall.enlarged == cell else cell)
        )
        wall.marker_clicked.connect(self._window.case_selected)
        wall.action_wished.connect(lambda cell, action: self._keep(desk, cell, action))
        desk.reopen(self.state.screens[screen.name])
        desk.changed.connect(lambda: self._note(screen.name))
        self._note(screen.name)

    def _part(self, name: str) -> None:
        """Its state stays: it comes back with it."""
        self._desks.pop(name).deleteLater()
        self._windows.pop(name).close_for_good()

    def _note_own(self) -> None:
        """What the desk's wall shows belongs to its home, wherever it is guest."""
        self._tell(self._home, self._name, self._own)

    def _note(self, name: str) -> None:
        if name in self._desks:
            self._tell(name, name, self._desks[name])

    def _tell(self, of: str, at: str, desk: WallDesk) -> None:
        if not of:
            return
        arrangement, before = desk.arrangement, self.state.screens.get(of)
        tour = before.tour if before is not None else None
        shown = ScreenState(arrangement.layout.name, arrangement.sources, tour)
        self.state = self.state.note(of, shown)
        if at == self._target:
            self._window.top.set_layout(arrangement.layout.name)
        self.wall_changed.emit(at)

    def _keep(self, desk: WallDesk, cell: int, action: str) -> None:
        source = desk.sources()[cell]
        if source is not None and action in KEEPING:
            self.keep_wished.emit(source.name, action)
