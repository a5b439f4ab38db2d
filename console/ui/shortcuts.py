"""Every key of the window in one table: what it does, where it holds, what was made of it here.

Keys are written as Qt writes them without a language: ``Ctrl+F``, ``Del``, ``[``. Ids are those of
``POST /v1/keys`` and of ``state/keys.toml``; none is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from console.ui.words import N, say

WINDOW, WALL, FINDER, EDITOR, PTZ = "window", "wall", "finder", "editor", "ptz"
CALIBRATION, MAP = "calibration", "map"
MOST_KEYS = 3  # for one action
LAYOUTS = SCENES = PRESETS = 9  # that have a key of their own


@dataclass(frozen=True, slots=True)
class Shortcut:
    """``where``: all over the window, or while the wall, the list of cameras, the layout editor,
    the hand on a camera's picture, the calibration sheet or the map has the keyboard."""

    id: str
    keys: tuple[str, ...]
    where: str
    words: str

    def text(self) -> str:
        """What it does, in the language spoken now."""
        words = say(self.words)
        return words.format(n=self.id.rpartition("_")[2]) if "{n}" in words else words


_S = Shortcut
SHORTCUTS = (
    _S("help", ("F1",), WINDOW, N("The keys")),
    _S("cameras", ("F2",), WINDOW, N("Cameras and sites: show, hide")),
    _S("cases", ("F3",), WINDOW, N("Cases: show, hide")),
    _S("conference", ("F4",), WINDOW, N("Conference: show, hide")),
    _S("top_line", ("F5",), WINDOW, N("Top line: show, hide")),
    _S("map", ("F6",), WINDOW, N("Map into the selected cell")),
    _S("figures", ("F8",), WINDOW, N("All figures on the tiles, and back")),
    _S("report", ("F9",), WINDOW, N("Are the pictures good?")),
    _S("full_screen", ("F11",), WINDOW, N("Full screen")),
    _S("map_tools", ("Shift+F6",), WINDOW, N("Map: search it")),
    _S("map_large", ("Ctrl+F6",), WINDOW, N("Map over the wall, and back")),
    _S("search", ("/", "Ctrl+F"), WINDOW, N("Search a camera")),
    _S("layout_number", ("*",), WINDOW, N("Layout by number: then digits, Enter")),
    *(
        _S(f"layout_{n}", (f"Ctrl+{n}",), WINDOW, N("Layout {n}"))
        for n in range(1, LAYOUTS + 1)
    ),
    _S("layouts", ("F7",), WINDOW, N("All layouts")),
    *(
        _S(f"scene_{n}", (f"Alt+{n}",), WINDOW, N("Scene {n}"))
        for n in range(1, SCENES + 1)
    ),
    _S("scene_schedule", ("Alt+0",), WINDOW, N("The scene of the schedule")),
    _S("scene_save", ("Ctrl+Shift+Y",), WINDOW, N("Save what all screens show as a scene")),
    _S("tours", ("Ctrl+Shift+X",), WINDOW, N("Tours: make, change, begin one")),
    _S("schedules", ("Ctrl+Shift+B",), WINDOW, N("Schedules: what is on, and when")),
    _S("patrols", ("Ctrl+Shift+V",), WINDOW, N("Patrol log: what was really seen live")),
    _S("edit_layout", ("Ctrl+L",), WINDOW, N("Edit the layout")),
    _S("alarms", ("Ctrl+W",), WINDOW, N("Alarms that no cell shows")),
    _S("next_screen", ("F10",), WINDOW, N("The next screen")),
    _S("export", ("Ctrl+E",), WINDOW, N("Export what was recorded")),
    _S("chair", ("Ctrl+H",), WINDOW, N("Chair: show, hide")),
    _S("roll_call_next", ("Ctrl+N",), WINDOW, N("Roll call: next site")),
    _S("roll_call_back", ("Ctrl+B",), WINDOW, N("Roll call: site before")),
    _S("microphone", ("Ctrl+M",), WINDOW, N("The room's microphone")),
    _S("talk", ("Ins",), WINDOW, N("Hold to talk")),
    _S("place", ("Ctrl+Shift+M",), WINDOW, N("The room's devices")),
    _S("plans", ("Ctrl+P",), WINDOW, N("Consultation plans")),
    _S("meetings", ("Ctrl+G",), WINDOW, N("Meetings")),
    _S("minutes", ("Ctrl+J",), WINDOW, N("Minutes of conferences")),
    _S("duplicates", ("Ctrl+Shift+D",), WINDOW, N("Cases that may be the same")),
    _S("statistics", ("Ctrl+R",), WINDOW, N("Statistics and reports")),
    _S("duty", ("Ctrl+U",), WINDOW, N("Duty log, emergencies, shift")),
    _S("call_form", ("Ctrl+Shift+T",), WINDOW, N("Form of a call")),
    _S("due_now", (), WINDOW, N("What is to be urged now")),
    _S("commands", ("Ctrl+T",), WINDOW, N("Commands for the open case")),
    _S("outbox", ("Ctrl+O",), WINDOW, N("Outbox: orders to the platform")),
    _S("register_case", ("Ctrl+Shift+E",), WINDOW, N("Register a case")),
    _S("case_search", ("Ctrl+Shift+F",), WINDOW, N("Search a case")),
    _S("new_case", ("Ctrl+Shift+J",), WINDOW, N("The newest case that nobody looked at")),
    _S("case_acknowledge", ("Ctrl+Shift+K",), WINDOW, N("The case was seen: acknowledge it")),
    _S("case_shelve", ("Ctrl+Shift+H",), WINDOW, N("Shelve the case's alarm for a while")),
    _S("case_reveal", ("Ctrl+Shift+R",), WINDOW, N("Show the case's personal data")),
    _S("case_cameras", ("Ctrl+Shift+N",), WINDOW, N("The case's nearest cameras onto the wall")),
    _S("case_call", ("Ctrl+Shift+C",), WINDOW, N("Call the case's village")),
    _S("audit", ("Ctrl+Shift+A",), WINDOW, N("Audit")),
    _S("import", ("Ctrl+I",), WINDOW, N("Import a camera list")),
    _S("keys", ("Ctrl+K",), WINDOW, N("Change the keys")),
    _S("language", ("Ctrl+Shift+L",), WINDOW, N("Chinese, English: the other one")),
    _S("left", ("Left",), WALL, N("The cell at the left")),
    _S("right", ("Right",), WALL, N("The cell at the right")),
    _S("up", ("Up",), WALL, N("The cell above")),
    _S("down", ("Down",), WALL, N("The cell below")),
    _S("left_too", ("Shift+Left",), WALL, N("The cell at the left besides")),
    _S("right_too", ("Shift+Right",), WALL, N("The cell at the right besides")),
    _S("up_too", ("Shift+Up",), WALL, N("The cell above besides")),
    _S("down_too", ("Shift+Down",), WALL, N("The cell below besides")),
    _S("swap_left", ("Ctrl+Left",), WALL, N("Swap with the cell at the left")),
    _S("swap_right", ("Ctrl+Right",), WALL, N("Swap with the cell at the right")),
    _S("swap_up", ("Ctrl+Up",), WALL, N("Swap with the cell above")),
    _S("swap_down", ("Ctrl+Down",), WALL, N("Swap with the cell below")),
    _S("enlarge", ("Return",), WALL, N("Enlarge the cell, and back")),
    _S("zoom_in", ("+", "="), WALL, N("The picture larger")),
    _S("zoom_out", ("-",), WALL, N("The picture smaller")),
    _S("zoom_reset", ("Z",), WALL, N("The whole picture again")),
    _S("pan_left", ("Alt+Left",), WALL, N("The enlarged picture: to the left")),
    _S("pan_right", ("Alt+Right",), WALL, N("The enlarged picture: to the right")),
    _S("pan_up", ("Alt+Up",), WALL, N("The enlarged picture: up")),
    _S("pan_down", ("Alt+Down",), WALL, N("The enlarged picture: down")),
    _S("clear", ("Del",), WALL, N("Clear the cell")),
    _S("menu", ("Menu",), WALL, N("What can be done with the cell")),
    _S("pause_tour", ("Space",), WALL, N("Pause the tour, and on")),
    _S("next_stop", ("PgDown",), WALL, N("Tour: next stop")),
    _S("previous_stop", ("PgUp",), WALL, N("Tour: stop before")),
    _S("unpack_tour", ("U",), WALL, N("Tour: show all its cameras at once")),
    _S("stop_tour", ("X",), WALL, N("End the tour")),
    _S("acknowledge", ("K",), WALL, N("The alarm was seen")),
    _S("pin", (), WALL, N("Pin the alarm here, and no more")),
    _S("hold", ("H",), WALL, N("Hold the cell against alarms, or not")),
    _S("snapshot", ("S",), WALL, N("Snapshot of the cell's camera")),
    _S("snapshot_marked", (), WALL, N("Snapshot with case markers, beside the plain one")),
    _S("clip", ("C",), WALL, N("Clip: 30 s before and after")),
    _S("record", ("R",), WALL, N("Record by hand, and stop")),
    _S("listen", ("A",), WALL, N("Listen to the cell, and silence")),
    _S("reconnect", (), WALL, N("Connect the cell's camera anew")),
    _S("share", (), WALL, N("Share the cell's camera into the conference, and stop")),
    _S("broadcast", (), WALL, N("Broadcast the cell's camera to all sites, and stop")),
    _S("near", ("N",), WALL, N("Cases near the cell's camera")),
    _S("calibrate", ("Ctrl+Shift+P",), WALL, N("Calibrate the cell's camera")),
    _S("register", ("I",), WALL, N("Register a case seen in the cell")),
    _S("on_map", ("Shift+N",), WALL, N("The cell's camera on the map")),
    _S("next_marker", ("M",), WALL, N("The next case on the cell's picture")),
    _S("previous_marker", ("Shift+M",), WALL, N("The case before on the cell's picture")),
    _S("ptz", ("T",), WALL, N("Turn the cell's camera, and no more")),
    _S("back", ("B",), WALL, N("Replay: 10 s back")),
    _S("step_back", (",",), WALL, N("Replay: a picture back")),
    _S("step_on", (".",), WALL, N("Replay: a picture on")),
    _S("pause", ("P",), WALL, N("Replay: pause and play")),
    _S("slower", ("[",), WALL, N("Replay: slower")),
    _S("faster", ("]",), WALL, N("Replay: faster")),
    _S("over_gap", ("G",), WALL, N("Replay: over what was not recorded")),
    _S("live", ("L",), WALL, N("Replay: back to live")),
    _S("ptz_left", ("Left",), PTZ, N("PTZ: to the left")),
    _S("ptz_right", ("Right",), PTZ, N("PTZ: to the right")),
    _S("ptz_up", ("Up",), PTZ, N("PTZ: up")),
    _S("ptz_down", ("Down",), PTZ, N("PTZ: down")),
    _S("ptz_nearer", ("+", "="), PTZ, N("PTZ: nearer")),
    _S("ptz_farther", ("-",), PTZ, N("PTZ: farther")),
    *(_S(f"ptz_preset_{n}", (f"{n}",), PTZ, N("PTZ: preset {n}")) for n in range(1, PRESETS + 1)),
    _S("ptz_home", ("Home",), PTZ, N("PTZ: home position")),
    _S("ptz_stop", ("Space",), PTZ, N("PTZ: stop whatever moves it")),
    _S("ptz_presets", ("Return",), PTZ, N("PTZ: presets and patrols")),
    _S("favourite", ("Ctrl+D",), FINDER, N("Favourite, and no more")),
    _S("show", ("Return",), FINDER, N("Camera into the selected cell")),
    _S("show_whole", ("Ctrl+Return",), FINDER, N("Camera over the whole wall")),
    _S("edit_undo", ("Ctrl+Z",), EDITOR, N("Layout editor: undo")),
    _S("edit_redo", ("Ctrl+Shift+Z", "Ctrl+Y"), EDITOR, N("Layout editor: redo")),
    _S("edit_merge", ("M",), EDITOR, N("Layout editor: merge")),
    _S("edit_sides", ("H",), EDITOR, N("Layout editor: split left and right")),
    _S("edit_stack", ("V",), EDITOR, N("Layout editor: split above and below")),
    _S("edit_four", ("Q",), EDITOR, N("Layout editor: split in four")),
    _S("edit_squares", ("G",), EDITOR, N("Layout editor: split into squares")),
    _S("edit_clear", ("Del",), EDITOR, N("Layout editor: clear")),
    _S("edit_alarm", ("A",), EDITOR, N("Layout editor: alarm tile")),
    _S("edit_save", ("Ctrl+S",), EDITOR, N("Layout editor: save")),
    _S("edit_save_as", ("Ctrl+Shift+S",), EDITOR, N("Layout editor: save as")),
    _S("map_left", ("Left",), MAP, N("Map: to the left")),
    _S("map_right", ("Right",), MAP, N("Map: to the right")),
    _S("map_up", ("Up",), MAP, N("Map: up")),
    _S("map_down", ("Down",), MAP, N("Map: down")),
    _S("map_nearer", ("+", "="), MAP, N("Map: nearer")),
    _S("map_farther", ("-",), MAP, N("Map: farther")),
    _S("map_whole", ("0",), MAP, N("Map: the whole town")),
    _S("map_select", ("Return",), MAP, N("Map: select at the cross; with a tool, a point there")),
    _S("map_point_back", ("Backspace",), MAP, N("Map: the tool's last point back")),
    _S("map_end", ("End",), MAP, N("Map: the tool's line ends")),
    _S("calibrate_undo", ("Ctrl+Z",), CALIBRATION, N("Calibration: undo")),
    _S("calibrate_redo", ("Ctrl+Y",), CALIBRATION, N("Calibration: redo")),
    _S("calibrate_delete", ("Del",), CALIBRATION, N("Calibration: delete the point")),
    _S("calibrate_check", ("V",), CALIBRATION, N("Calibration: the point checks only, or not")),
    _S("calibrate_lines", ("L",), CALIBRATION, N("Calibration: lines on the picture, or none")),
    _S("calibrate_save", ("Ctrl+S",), CALIBRATION, N("Calibration: save")),
)  # fmt: skip
BY_ID: Mapping[str, Shortcut] = {shortcut.id: shortcut for shortcut in SHORTCUTS}


class Keys(QObject):
    """Which keys do what now. ``changed``: some are others."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own: dict[str, tuple[str, ...]] = {}

    def of(self, action: str) -> tuple[str, ...]:
        """Its keys; KeyError when there is no such action."""
        return self._own.get(action, BY_ID[action].keys)

    def text(self, action: str) -> str:
        """Its first key as people write it; empty when it has none."""
        keys = self.of(action)
        return shown(keys[0]) if keys else ""

    def texts(self, action: str) -> str:
        """All of its keys as people write them."""
        return "  ".join(shown(key) for key in self.of(action))

    def action(self, where: str, key: str) -> str | None:
        """What a key does there."""
        here = (each.id for each in SHORTCUTS if each.where == where and key in self.of(each.id))
        return next(here, None) if key else None

    def taken_by(self, action: str, key: str) -> str | None:
        """The other action that would not be reached any more, or take this one's key from it."""
        where = BY_ID[action].where
        for other in SHORTCUTS:
            meets = other.where == where or WINDOW in (where, other.where)
            if other.id != action and meets and key in self.of(other.id):
                return other.id
        return None

    def set(self, action: str, keys: Iterable[str]) -> None:
        """Give an action these keys; who had one of them has it no more."""
        wished = tuple(dict.fromkeys(keys))[:MOST_KEYS]
        for key in wished:
            while (other := self.taken_by(action, key)) is not None:
                self._put(other, tuple(each for each in self.of(other) if each != key))
        self._put(action, wished)
        self.changed.emit()

    def reset(self, action: str | None = None) -> None:
        """An action, or all of them, as they were made."""
        if action is None:
            self._own.clear()
            self.changed.emit()
        else:
            self.set(action, BY_ID[action].keys)

    def own(self) -> dict[str, tuple[str, ...]]:
        """What differs from how it was made, by action."""
        return dict(self._own)

    def load(self, own: Mapping[str, Sequence[str]]) -> None:
        """What ``own`` told once. Actions that are not known, and keys that are none, are left."""
        self._own.clear()
        for action, keys in own.items():
            if action in BY_ID:
                written = (QKeySequence(key).toString() for key in keys)
                self._put(action, tuple(dict.fromkeys(filter(None, written)))[:MOST_KEYS])
        self.changed.emit()

    def _put(self, action: str, keys: tuple[str, ...]) -> None:
        if keys == BY_ID[action].keys:
            self._own.pop(action, None)
        else:
            self._own[action] = keys


def pressed(event: QKeyEvent) -> str:
    """The key of an event, written as in the table; empty for a modifier alone. The number pad's
    keys are those of the same sign; a sign that needs Shift here is the sign alone."""
    key, modifiers = Qt.Key(event.key()), event.modifiers()
    if key in _MODIFIERS or key == Qt.Key.Key_unknown:
        return ""
    modifiers &= ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    if len(text) == 1 and text.isprintable() and not text.isalnum() and not text.isspace():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    key = Qt.Key.Key_Return if key == Qt.Key.Key_Enter else key
    return QKeySequence(QKeyCombination(modifiers, key)).toString()


def shown(key: str) -> str:
    """A key as people write it."""
    for written, sign in _SIGNS.items():
        if key == written or key.endswith(f"+{written}"):
            return key.removesuffix(written) + sign
    return key


_MODIFIERS = (
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
)  # fmt: skip
_SIGNS = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
