"""Records the conference: on and off, pause, and what the disk says to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from console.ui.theme import Look
from console.ui.words import say

RUNS = ("waiting", "on", "failed")


class RecordButton(QWidget):
    """``wished`` carries the body of ``POST /v1/conference``."""

    wished = Signal(dict)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: Mapping[str, Any] = {}
        self._switch, self._pause = QPushButton(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        for button in (self._switch, self._pause):
            row.addWidget(button)
        self._switch.clicked.connect(self._on_switch)
        self._pause.clicked.connect(self._on_pause)
        self.words_changed()

    def set_record(self, record: Mapping[str, Any]) -> None:
        """``record`` of ``GET /v1/conference``."""
        self._record = record
        self.words_changed()

    def words_changed(self) -> None:
        state = self._state()
        off, paused = state == "off", state == "paused"
        self._switch.setText(("● " if off else "■ ") + self.tr("Record"))
        self._switch.setToolTip(
            self.tr("Record the conference") if off else self.tr("Stop recording")
        )
        self._pause.setText("▶" if paused else "❚❚")
        self._pause.setToolTip(self.tr("Go on recording") if paused else self.tr("Pause recording"))
        for button in (self._switch, self._pause):
            button.setAccessibleName(button.toolTip())
        self._pause.setVisible(not off)

    def _state(self) -> str:
        return str(self._record.get("state") or "off")

    def _on_switch(self) -> None:
        self.wished.emit({"action": "record", "on": self._state() == "off"})

    def _on_pause(self) -> None:
        self.wished.emit({"action": "record", "pause": self._state() != "paused"})


def record_words(record: Mapping[str, Any]) -> tuple[str, str]:
    """What the badge says, and its lamp; empty where nothing is recorded."""
    match record.get("state"):
        case "on" | "waiting":
            return "● " + say("recording"), "red"
        case "paused":
            return "❚❚ " + say("recording paused"), "amber"
        case "failed":
            full = record.get("reason") == "disk_full"
            reason = say("the disk is full") if full else str(record.get("reason") or "")
            return say("not recorded: {reason}").format(reason=reason), "amber"
        case _:
            return "", "grey"
