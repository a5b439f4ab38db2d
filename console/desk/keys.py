"""Keeps the keys that the operators chose, and does actions for whoever has no keyboard here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from console.desk.disk import Disk
from console.site.key_file import FILE, read_keys, write_keys
from console.ui.main_window import MainWindow
from console.ui.shortcuts import SHORTCUTS


class KeysDesk(QObject):
    """Lives in the Qt thread."""

    def __init__(
        self, window: MainWindow, folder: Path, disk: Disk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._folder, self._disk = window, folder, disk
        window.keys.load(read_keys(folder))
        window.keys.changed.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        own = self._window.keys.own()
        self._disk.do(FILE.as_posix(), partial(write_keys, self._folder, own))

    # -- for the control API

    def table(self) -> list[dict[str, Any]]:
        """Every action with its keys as they are now."""
        keys = self._window.keys
        return [
            {
                "action": each.id, "keys": list(keys.of(each.id)), "where": each.where,
                "words": each.text(),
            }
            for each in SHORTCUTS
        ]  # fmt: skip

    def put_number(self, number: str) -> dict[str, Any] | None:
        """The camera of a number into the selected cell of the wall that is meant; None when no
        camera has it."""
        found = self._window.finder.cameras.numbered(number)
        if found is None:
            return None
        wall, written = self._window.target, f"camera:{found[0]}"
        cell = wall.selected
        wall.source_dropped.emit(cell, written)
        return {"cell": cell, "source": written}
