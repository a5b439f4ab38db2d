"""One export in the sheet: what of, how far, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QPushButton, QWidget

from console.ui.reasons import reason_told
from console.ui.style_sheet import restyle
from console.ui.theme import Look

NAMED = 2  # cameras that are named before the rest is counted


class ExportRow(QWidget):
    """``cancel_wished`` carries the export's id."""

    cancel_wished = Signal(str)

    def __init__(self, look: Look, identity: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: Mapping[str, Any] = {}
        self._name: Callable[[str], str] = str
        self.what, self.result = QLabel(), QLabel()
        for label in (self.what, self.result):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.result.setProperty("tone", "quiet")
        self.result.setProperty("scale", "small")
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        self.result.setTextInteractionFlags(selectable)
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.cancel = QPushButton()
        self.cancel.setProperty("fit", "close")
        self.cancel.clicked.connect(lambda: self.cancel_wished.emit(identity))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(4))
        grid.addWidget(self.what, 0, 0)
        grid.addWidget(self.progress, 1, 0)
        grid.addWidget(self.result, 2, 0)
        grid.addWidget(self.cancel, 0, 1, 2, 1)
        grid.setColumnStretch(0, 1)

    def set(self, export: Mapping[str, Any], name: Callable[[str], str]) -> None:
        """As ``GET /v1/exports/{id}`` tells it; ``name`` of a camera."""
        if export != self._told:
            self._told, self._name = dict(export), name
            self.words_changed()

    def words_changed(self) -> None:
        told = self._told
        if not told:
            return
        running = told["state"] == "running"
        self.what.setText(
            f"{self._named(told['cameras'])}  {_period(told['since'], told['until'])}"
        )
        self.progress.setVisible(running)
        self.progress.setValue(round(float(told["done"]) * 1000))
        self.progress.setAccessibleName(self.tr("Progress of the export"))
        self.cancel.setVisible(running)
        self.cancel.setText(self.tr("Cancel"))
        self.result.setText(self._result())
        restyle(self.result, "tone", "amber" if told["state"] == "failed" else "quiet")

    def _named(self, cameras: Sequence[str]) -> str:
        names, more = ", ".join(map(self._name, cameras[:NAMED])), len(cameras) - NAMED
        return self.tr("{names} and {n} more").format(names=names, n=more) if more > 0 else names

    def _result(self) -> str:
        told = self._told
        match told["state"]:
            case "running":
                return self.tr("{n} % done").format(n=int(float(told["done"]) * 100))
            case "done":
                lines = [self.tr("Done: {folder}").format(folder=told["folder"])]
                if told.get("sum"):
                    lines.append(f"SHA-256 manifest.sha256  {told['sum']}")
                if told["missing"]:
                    words = self.tr("Nothing was recorded of: {cameras}")
                    lines.append(words.format(cameras=self._named(told["missing"])))
                return "\n".join(lines)
            case "cancelled":
                return self.tr("Cancelled; nothing of it is left")
            case _:
                reason = reason_told(str(told.get("reason") or ""))
                return self.tr("Failed: {reason}").format(reason=reason)


def _period(since: str, until: str) -> str:
    begin, end = (datetime.fromisoformat(each).astimezone() for each in (since, until))
    same = begin.date() == end.date()
    last = f"{end:%H:%M:%S}" if same else f"{end:%Y-%m-%d %H:%M:%S}"
    return f"{begin:%Y-%m-%d %H:%M:%S} – {last}"
