"""The leaders' layout makes who speaks large: the program it shows is one of even pictures else.

It does so when it comes up while a conference is held, whoever brings it, and when a conference
begins before a wall that has it, unless the program's layout was chosen for this conference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Slot

from console.desk.conference import ConferenceDesk
from console.desk.walls import Walls, WallScreen
from console.ui.main_window import MainWindow
from media.source import SourceKind

Json = dict[str, Any]

LARGE = "1+5"
EVEN = ("grid", "2x2", "3x3", "4x4", "5x6")  # layouts of the program in which nobody is large
HOLD_S = 3.0


def chosen_of(conference: Mapping[str, Any]) -> str:
    """The program's layout as the chair has chosen it."""
    return str((conference.get("program") or {}).get("chosen") or "grid")


def speaks_first(conference: Mapping[str, Any]) -> bool:
    """Whether who speaks comes first on the program by itself."""
    return bool((conference.get("voice_switch") or {}).get("on"))


class BigSpeaker(QObject):
    """Lives in the Qt thread. What it has set goes with another layout of the program."""

    def __init__(
        self,
        window: MainWindow,
        conference: ConferenceDesk,
        walls: Walls,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._conference, self._walls = window, conference, walls
        self._lives = conference.state["state"] == "live"
        self._came = False  # the hub has told of what is set here
        self._undo: Callable[[], object] | None = None
        walls.opened.connect(self._on_opened)
        conference.changed.connect(self._on_changed)

    @Slot(object)
    def _on_opened(self, screen: WallScreen) -> None:
        if _for_leaders(screen):
            self._enlarge()

    @Slot(dict)
    def _on_changed(self, conference: Json) -> None:
        before, self._lives = self._lives, conference["state"] == "live"
        if self._undo is not None:
            self._look(conference)
        began = self._lives and not before
        if began and not self._conference.layout_ordered and self._before_leaders():
            self._enlarge()

    def _before_leaders(self) -> bool:
        return any(_for_leaders(screen) for screen in self._walls.all())

    def _enlarge(self) -> None:
        state = self._conference.state
        if state["state"] != "live" or chosen_of(state) not in EVEN:
            return
        if self._conference.command({"action": "layout", "layout": LARGE}):
            return
        self._came, self._undo = False, None
        if not speaks_first(state):
            self._switch(True)
            self._undo = lambda: self._switch(False)
        self._window.tell(
            self.tr(
                "All sites see who speaks large now; another layout in the chair's panel ends that"
            )
        )

    def _switch(self, on: bool) -> None:
        self._conference.command({"action": "voice_switch", "on": on, "hold_s": HOLD_S})

    def _look(self, conference: Json) -> None:
        """Did the chair choose another layout, or is the conference over?"""
        if conference["state"] != "live":
            self._undo = None
        elif chosen_of(conference) == LARGE:
            self._came = True
        elif self._came and self._undo is not None:
            undo, self._undo = self._undo, None
            if speaks_first(conference):
                undo()


def _for_leaders(screen: WallScreen) -> bool:
    cells = screen.desk.arrangement.layout.cells
    return any(cell.source == SourceKind.LEADERS.value for cell in cells)
