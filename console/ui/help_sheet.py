"""A sheet over the window that lists every key as it is bound now; the window below goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.ui.sheet import Sheet
from console.ui.shortcuts import BY_ID, PRESETS, SHORTCUTS, Keys, shown
from console.ui.theme import Look
from console.ui.words import OWN_NAMES, other_language

COLUMNS = 3  # of keys, side by side
TOGETHER = {  # on one line: what is alike, and the words for it
    "layout_1": tuple(f"layout_{n}" for n in range(1, 10)),
    "scene_1": (*(f"scene_{n}" for n in range(1, 10)), "scene_schedule"),
    "scene_save": ("scene_save", "tours", "schedules", "patrols"),
    "next_stop": ("next_stop", "previous_stop", "unpack_tour", "stop_tour"),
    "left": ("left", "right", "up", "down"),
    "left_too": ("left_too", "right_too", "up_too", "down_too"),
    "zoom_in": ("zoom_in", "zoom_out"),
    "pan_left": ("pan_left", "pan_right", "pan_up", "pan_down"),
    "step_back": ("step_back", "step_on"),
    "slower": ("slower", "faster"),
    "plans": ("plans", "meetings", "minutes"),
    "case_search": ("case_search", "new_case", "audit"),
    "case_acknowledge": (
        "case_acknowledge", "case_shelve", "case_reveal", "case_cameras", "case_call",
    ),
    "swap_left": ("swap_left", "swap_right", "swap_up", "swap_down"),
    "map_tools": ("map_tools", "map_large"),
    "near": ("near", "on_map"),
    "next_marker": ("next_marker", "previous_marker"),
    "ptz_left": ("ptz_left", "ptz_right", "ptz_up", "ptz_down", "ptz_nearer", "ptz_farther"),
    "ptz_preset_1": tuple(f"ptz_preset_{n}" for n in range(1, PRESETS + 1)),
    "ptz_home": ("ptz_home", "ptz_stop", "ptz_presets"),
    "map_left": (
        "map_left", "map_right", "map_up", "map_down", "map_nearer", "map_farther", "map_whole",
    ),
    "map_select": ("map_select", "map_point_back", "map_end"),
    "calibrate_undo": (
        "calibrate_undo", "calibrate_redo", "calibrate_save", "calibrate_delete",
        "calibrate_check", "calibrate_lines",
    ),
}  # fmt: skip
SIGNS = {  # of those that differ in their last sign alone, as they were made
    "layout_1": "Ctrl+1 … 9",
    "scene_1": "Alt+1 … 9, 0",
    "ptz_preset_1": "1 … 9",
    "calibrate_undo": "Ctrl+Z Y S Del V L",
    "plans": "Ctrl+P G J",
    "case_search": "Ctrl+Shift+F J A",
    "case_acknowledge": "Ctrl+Shift+K H R N C",
    "scene_save": "Ctrl+Shift+Y X B V",
    "left_too": "Shift+← → ↑ ↓",
    "swap_left": "Ctrl+← → ↑ ↓",
    "pan_left": "Alt+← → ↑ ↓",
}


class HelpSheet(Sheet):
    """Every key and what it does. ``keys_wished``: to change them; ``language_wished``: the other
    one."""

    keys_wished = Signal()
    language_wished = Signal()

    def __init__(self, look: Look, parent: QWidget, keys: Keys) -> None:
        super().__init__(look, parent)
        self._keys = keys
        self._title = QLabel()
        self._title.setProperty("scale", "title")
        self._lines = QGridLayout()
        self._change, self._language = QPushButton(), QPushButton()
        self._close = QPushButton()
        self._build()
        self._close.clicked.connect(self.close_sheet)
        self._change.clicked.connect(self._on_change)
        self._language.clicked.connect(self.language_wished)
        keys.changed.connect(self.words_changed)
        self.words_changed()

    def open_sheet(self) -> None:
        if not self._lines.count():  # a hundred labels are 2 MB, and many a window never shows them
            self._fill()
        super().open_sheet()

    def first(self) -> QWidget:
        return self._close

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Keys"))
        self._title.setText(self.tr("Keys"))
        self._change.setText(self.tr("Change keys …"))
        self._language.setText(OWN_NAMES[other_language()])
        self._close.setText(self.tr("Close"))
        if self._lines.count():
            self._fill()

    def _fill(self) -> None:
        self._write("body")
        needed, room = self.sizeHint(), self._over.size()
        if needed.width() > room.width() or needed.height() > room.height():
            self._write("small")
        if self.sizeHint().height() > self._over.height():
            self._lines.setVerticalSpacing(0)
        self.to_middle()

    def _write(self, scale: str) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        lines = self.lines()
        rows = -(-len(lines) // COLUMNS)
        for number, texts in enumerate(lines):
            row, left = number % rows, 2 * (number // rows)
            for column, text in enumerate(texts, left):
                label = QLabel(text)
                label.setProperty("scale", scale)
                if column % 2 == 0:
                    label.setProperty("tone", "quiet")
                self._lines.addWidget(label, row, column)

    def lines(self) -> list[tuple[str, str]]:
        """Keys and what they do, in the language spoken now; what has no key is left out."""
        words = {
            "layout_1": self.tr("Layout"),
            "scene_1": self.tr("Scene; that of the schedule"),
            "scene_save": self.tr("Keep a scene; tours, schedules, log"),
            "next_stop": self.tr("Tour: next, before, all at once, end"),
            "left": self.tr("Another cell"),
            "left_too": self.tr("Another cell besides"),
            "zoom_in": self.tr("The picture larger, smaller"),
            "pan_left": self.tr("Move the enlarged picture"),
            "step_back": self.tr("Replay: a picture back, on"),
            "slower": self.tr("Replay: slower, faster"),
            "plans": self.tr("Plans, meetings, minutes"),
            "case_search": self.tr("Search a case, the newest, audit"),
            "case_acknowledge": self.tr("Case: seen, shelve, reveal, view, call"),
            "swap_left": self.tr("Swap with the cell beside"),
            "map_tools": self.tr("Map: search, over the wall"),
            "near": self.tr("Cases near the camera; it on the map"),
            "next_marker": self.tr("Case on the picture: next, before"),
            "ptz_left": self.tr("PTZ: turn, nearer, farther"),
            "ptz_preset_1": self.tr("PTZ: a preset of the list"),
            "ptz_home": self.tr("PTZ: home, stop, presets"),
            "map_left": self.tr("Map: move, nearer, farther, whole"),
            "map_select": self.tr("Map: select or point, point back, end"),
            "calibrate_undo": self.tr("Calibration: undo, redo, save …"),
        }
        inside = {each for group in TOGETHER.values() for each in group}
        lines = [("0 … 9", self.tr("Camera by number: then Enter"))]
        for each in SHORTCUTS:
            if each.id in TOGETHER:
                lines.append((self._together(each.id), words[each.id]))
            elif each.id not in inside and self._keys.of(each.id):
                lines.append((self._keys.texts(each.id), each.text()))
        lines.append(("Esc", self.tr("Back: sheet, search, enlarged cell")))
        return [line for line in lines if line[0]]

    def _together(self, first: str) -> str:
        """``Ctrl+1 … 9`` and ``← → ↑ ↓`` while they are as they were made, else all of them."""
        group = TOGETHER[first]
        own = any(self._keys.of(each) != BY_ID[each].keys for each in group)
        if first in SIGNS and not own:
            return SIGNS[first]
        return " ".join(shown(key) for each in group for key in self._keys.of(each)[:1])

    def _on_change(self) -> None:
        self.close_sheet()
        self.keys_wished.emit()

    def _build(self) -> None:
        px = self._look.px
        self._lines.setHorizontalSpacing(px(12))
        self._lines.setVerticalSpacing(px(4))
        buttons = QHBoxLayout()
        buttons.addWidget(self._change)
        buttons.addWidget(self._language)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(18), px(16), px(18))
        column.setSpacing(px(14))
        column.addWidget(self._title)
        column.addLayout(self._lines)
        column.addLayout(buttons)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
