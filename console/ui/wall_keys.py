"""The keys of the wall: which way an arrow goes, and what a click means with a key held."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
SWAP = "swap_"  # before a direction: the tile goes that way
TOO = "_too"  # the cell before stays selected


def besides() -> bool:
    """Whether a click selects one more tile: with Ctrl."""
    return bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)


def for_the_menu() -> bool:
    """Whether a click opens the menu: that is about all that is selected."""
    return bool(QApplication.mouseButtons() & Qt.MouseButton.RightButton)
