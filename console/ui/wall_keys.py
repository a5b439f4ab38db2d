"""The keys of the wall: which arrow goes where, and which letter does what with a tile."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_KEY, _WITH = Qt.Key, Qt.KeyboardModifier
DIRECTIONS = {
    _KEY.Key_Left: (-1, 0),
    _KEY.Key_Right: (1, 0),
    _KEY.Key_Up: (0, -1),
    _KEY.Key_Down: (0, 1),
}
ACTIONS = {
    _KEY.Key_Return: "enlarge",
    _KEY.Key_Enter: "enlarge",
    _KEY.Key_Space: "enlarge",
    _KEY.Key_Delete: "clear",
    _KEY.Key_A: "listen",
    _KEY.Key_S: "snapshot",
    _KEY.Key_C: "clip",
    _KEY.Key_R: "record",
    _KEY.Key_B: "back",
    _KEY.Key_Comma: "step_back",
    _KEY.Key_Period: "step_on",
    _KEY.Key_P: "pause",
    _KEY.Key_BracketLeft: "slower",
    _KEY.Key_BracketRight: "faster",
    _KEY.Key_L: "live",
    _KEY.Key_Plus: "zoom_in",
    _KEY.Key_Equal: "zoom_in",
    _KEY.Key_Minus: "zoom_out",
    _KEY.Key_Z: "zoom_reset",
    _KEY.Key_N: "near",
}
PANS = {
    _KEY.Key_Left: "pan_left",
    _KEY.Key_Right: "pan_right",
    _KEY.Key_Up: "pan_up",
    _KEY.Key_Down: "pan_down",
}
_COMMANDS = _WITH.ControlModifier | _WITH.AltModifier | _WITH.MetaModifier


def action_of(event: QKeyEvent) -> str | None:
    """What a key does with the selected tile; None for another key, or one with Ctrl or Alt. Alt
    and an arrow move an enlarged picture."""
    key = Qt.Key(event.key())
    if event.modifiers() & _COMMANDS == _WITH.AltModifier:
        return PANS.get(key)
    if event.modifiers() & _COMMANDS:
        return None
    return ACTIONS.get(key)


def besides() -> bool:
    """Whether a click selects one more tile: with Ctrl."""
    return bool(QApplication.keyboardModifiers() & _WITH.ControlModifier)


def for_the_menu() -> bool:
    """Whether a click opens the menu: that is about all that is selected."""
    return bool(QApplication.mouseButtons() & Qt.MouseButton.RightButton)
