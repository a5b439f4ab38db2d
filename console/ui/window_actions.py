"""What each action of the table does in the window, wherever the keyboard is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from console.ui.number_readout import LAYOUT
from console.ui.shortcuts import BY_ID, CALIBRATION, EDITOR, FINDER, MAP, PTZ, WALL
from console.ui.window_keys import WindowKeys

if TYPE_CHECKING:
    from console.ui.main_window import MainWindow


class WindowActions:
    """The window's own keys work from here on."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        held = {"talk": window.talk_pressed.emit}
        self._keys = WindowKeys(window, window.keys, self._table(), held)

    def perform(self, action: str) -> bool:
        """As if its key were pressed; False for an action that is none."""
        known = BY_ID.get(action)
        if known is None:
            return False
        window = self._window
        perform: dict[str, Callable[[str], object]] = {
            EDITOR: window.editor.perform, WALL: window.target.perform, MAP: window.map.perform,
            PTZ: window.ptz.perform, FINDER: window.finder.cameras.perform,
            CALIBRATION: self._calibrate,
        }  # fmt: skip
        perform.get(known.where, self._keys.perform)(action)
        return True

    def _table(self) -> dict[str, Callable[[], object]]:
        """What each of the window's own keys does."""
        window = self._window
        return {
            "cameras": partial(window.fold, window.finder),
            "cases": partial(window.fold, window.cases),
            "conference": partial(window.fold, window.conference),
            "top_line": partial(window.fold, window.top),
            "map": partial(window.choose_source, "map"),
            "map_tools": partial(window.map_wished.emit, "search"),
            "map_large": partial(window.map_wished.emit, "large"),
            "figures": window.figures_wished.emit,
            "full_screen": window.toggle_full_screen,
            "search": self._search,
            "layout_number": partial(window.readout.begin, LAYOUT),
            "layouts": window.layouts.toggle,
            "edit_layout": self._edit,
            "next_screen": window.next_screen_wished.emit,
            "export": window.open_export,
            **dict.fromkeys(("microphone", "talk"), self._microphone),
            "place": window.place_wished.emit,
            "language": window.language_wished.emit,
            "import": partial(window.finder.cameras.list_wished.emit, "import"),
            "duplicates": window.cases.duplicates_wished.emit,
            **window.chair.keys(),
            **window.top.key_actions(),
            **window.sheets.actions(),
            **window.cases.wishes.actions(),
            **window.cases.key_actions(),
        }

    def _search(self) -> None:
        self._window.unfold(self._window.finder)
        self._window.finder.search()

    def _edit(self) -> None:
        if self._window.editor.isVisible():
            self._window.editor.close_editor()
        else:
            self._window.layout_edit_wished.emit()

    def _microphone(self) -> None:
        window = self._window
        if not window.conference.live() or window.view != "desk":
            return
        window.unfold(window.conference)  # an open microphone is never out of sight
        window.conference.press_microphone()

    def _calibrate(self, action: str) -> None:
        if self._window.sheets.calibration.shown:
            self._window.sheets.calibration().perform(action)
