"""The roll call as it goes on: who is called, what is known of it, one key to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.ui.chair_words import RESULTS, result_text
from console.ui.theme import Look


class RollCallBox(QFrame):
    """``wished`` carries the body of ``POST /v1/conference``; ``sheet_wished``: the whole sheet."""

    wished = Signal(dict)
    sheet_wished = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._told: Mapping[str, Any] = {}
        self._names: Mapping[str, str] = {}
        self._who, self._state = QLabel(), QLabel()
        self._who.setProperty("scale", "title")
        self._state.setProperty("tone", "quiet")
        self.next, self.back, self.cancel = QPushButton(), QPushButton(), QPushButton()
        self.sheet = QPushButton()
        self.marks = {result: QPushButton() for result in RESULTS}
        self.next.setProperty("kind", "likely")
        self._build()
        self._connect()
        self.words_changed()
        self.hide()

    # -- setters

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """There while a roll call goes on, and afterwards as one line with its count."""
        self._told = conference.get("roll_call") or {}
        self._names = {node["id"]: node["name"] for node in conference.get("nodes", [])}
        self._say()
        self.setVisible(bool(self._told))

    def called(self) -> str | None:
        return self._told.get("node")

    def words_changed(self) -> None:
        for button, words in (
            (self.next, self.tr("Next site")),
            (self.back, self.tr("Back")),
            (self.cancel, self.tr("End roll call")),
            (self.sheet, self.tr("Sheet")),
        ):
            button.setText(words)
        for result, button in self.marks.items():
            button.setText(result_text(result))
        self._say()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        head = QGridLayout()
        head.setSpacing(px(6))
        head.setColumnStretch(0, 1)
        head.addWidget(self._who, 0, 0)
        head.addWidget(self._state, 1, 0)
        head.addWidget(self.sheet, 0, 1, 2, 1)
        steps = QHBoxLayout()
        steps.setSpacing(px(6))
        for button in (self.back, self.next, self.cancel):
            steps.addWidget(button, 2 if button is self.next else 1)
        marks = QGridLayout()
        marks.setSpacing(px(6))
        for at, button in enumerate(self.marks.values()):
            marks.addWidget(button, at // 3, at % 3)
        for button in (self.sheet, self.back, self.next, self.cancel, *self.marks.values()):
            button.setProperty("fit", "close")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addLayout(marks)
        column.addLayout(steps)

    def _connect(self) -> None:
        for button, action in (
            (self.next, "next"), (self.back, "back"), (self.cancel, "cancel"),
        ):  # fmt: skip
            button.clicked.connect(self._wish(action))
        for result, button in self.marks.items():
            button.clicked.connect(self._mark(result))
        self.sheet.clicked.connect(self.sheet_wished)

    def _wish(self, action: str) -> Callable[[], None]:
        return lambda: self.wished.emit({"action": action})

    def _mark(self, result: str) -> Callable[[], None]:
        return lambda: self.wished.emit({"action": "mark", "node": self.called(), "result": result})

    def _say(self) -> None:
        sheet, called = self._told.get("sheet") or [], self.called()
        done = sum(line.get("result") is not None for line in sheet)
        present = sum(line.get("result") == "present" for line in sheet)
        counts = self.tr("{done} of {all} called, {present} present").format(
            done=done, all=len(sheet), present=present
        )
        self._who.setText(self._names.get(called, called) if called else "")
        now: Mapping[str, Any] = next((line for line in sheet if line.get("node") == called), {})
        result = result_text(now.get("result"))
        if not called:
            result = self.tr("Roll call over")
        elif not result:
            heard = self._told.get("heard")
            result = self.tr("waits for its answer") if heard else self.tr("is being called")
        self._state.setText(f"{result} · {counts}")
        for part in (self._who, self.next, self.back, self.cancel, *self.marks.values()):
            part.setVisible(called is not None)
