"""Exports as the operator orders them: the sheet on one side, the io thread on the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from console.bridge import Bridge
from console.links.exports import Exports, TooMany
from console.ui.main_window import MainWindow
from console.ui.reasons import reason_told

Json = dict[str, Any]

ASK_MS = 500


class ExportsDesk(QObject):
    """Lives in the Qt thread; ``order`` runs a function in the io thread, where ``exports`` are.
    Asks how far they are while one runs or the sheet is open, and tells how each ends."""

    def __init__(
        self,
        window: MainWindow,
        exports: Exports,
        bridge: Bridge,
        order: Callable[..., None],
        parent: QObject | None = None,
        marks: Callable[[Sequence[str]], Json] | None = None,
    ) -> None:
        """``marks``: the case markers of cameras, with ``cameras`` and what is ``said`` of them."""
        super().__init__(parent)
        self._marks = marks
        self._window, self._exports, self._bridge, self._order = window, exports, bridge, order
        self._states: dict[str, str] = {}
        self._ask = QTimer(self)
        self._ask.setInterval(ASK_MS)
        self._ask.timeout.connect(self._on_ask)
        self._ask.start()
        window.export.export_wished.connect(self._on_wished)
        window.export.cancel_wished.connect(self._on_cancel_wished)
        bridge.exports_told.connect(self._on_told)
        bridge.export_refused.connect(self._on_refused)

    @Slot()
    def _on_ask(self) -> None:
        if self._window.export.isVisible() or "running" in self._states.values():
            self._order(self._tell)

    @Slot(dict)
    def _on_wished(self, wish: Json) -> None:
        rest = {key: value for key, value in wish.items() if key != "markers"}
        if wish.get("markers") and self._marks is not None:
            rest["marks"] = self._marks(wish["cameras"])
        self._order(self._start, rest)

    @Slot(str)
    def _on_cancel_wished(self, identity: str) -> None:
        self._order(self._cancel, identity)

    # -- in the io thread

    def _start(self, wish: Json) -> None:
        rest = {key: value for key, value in wish.items() if key != "folder"}
        try:
            self._exports.start(rest, Path(wish["folder"]))
        except TooMany as refusal:
            self._bridge.export_refused.emit(str(refusal))
        self._tell()

    def _cancel(self, identity: str) -> None:
        self._exports.cancel(identity)
        self._tell()

    def _tell(self) -> None:
        self._bridge.exports_told.emit(self._exports.all())

    # -- what comes

    @Slot(list)
    def _on_told(self, exports: list[Json]) -> None:
        before, self._states = self._states, {each["id"]: each["state"] for each in exports}
        self._window.export.set_exports(exports)
        for export in exports:
            if before.get(export["id"]) == "running" and export["state"] != "running":
                self._tell_end(export)

    def _tell_end(self, export: Json) -> None:
        match export["state"]:
            case "done":
                words = self.tr("Export done: {folder}").format(folder=export["folder"])
            case "cancelled":
                words = self.tr("Export cancelled")
            case _:
                reason = reason_told(str(export["reason"]))
                words = self.tr("Export failed: {reason}").format(reason=reason)
        self._window.tell(words)

    @Slot(str)
    def _on_refused(self, reason: str) -> None:
        self._window.export.refuse(reason_told(reason))
