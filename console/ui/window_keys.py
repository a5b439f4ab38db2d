"""The window's own keys: Qt's shortcuts made from the table, made anew when it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from console.ui.shortcuts import SHORTCUTS, WINDOW, Keys


class WindowKeys(QObject):
    """``does``: what each action of the window does; every action of the table has one. ``held``:
    what begins instead where its key itself is pressed, and lasts while that is held."""

    def __init__(
        self,
        window: QWidget,
        keys: Keys,
        does: Mapping[str, Callable[[], object]],
        held: Mapping[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._keys, self._does = window, keys, does
        self._pressed = {**does, **(held or {})}
        self._made: list[QShortcut] = []
        keys.changed.connect(self._make)
        self._make()

    def perform(self, action: str) -> bool:
        """As if its key were pressed; False when it is none of the window's."""
        if action not in self._does:
            return False
        self._does[action]()
        return True

    def _make(self) -> None:
        for shortcut in self._made:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._made = [
            QShortcut(QKeySequence(key), self._window, self._pressed[each.id])
            for each in SHORTCUTS
            if each.where == WINDOW
            for key in self._keys.of(each.id)
        ]
