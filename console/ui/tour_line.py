"""The tour that runs, in the top line: where it is, how long until the next stop, its buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from console.ui.play_signs import play_icon
from console.ui.theme import Look
from console.ui.words import say, tour_state_text

LONGEST_TITLE_PX = 150


class TourLine(QWidget):
    """``wished`` carries what is wished of the tour: back, toggle, next."""

    wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._told: Mapping[str, Any] | None = None
        self._narrow = False
        self._words = QLabel()
        self._words.setProperty("tone", "quiet")
        self._buttons = {action: self._button(action) for action in ("back", "toggle", "next")}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(2))
        row.addWidget(self._words)
        row.addSpacing(look.px(4))
        for button in self._buttons.values():
            row.addWidget(button)
        self.hide()
        self.words_changed()

    def set_tour(self, told: Mapping[str, Any] | None) -> None:
        """As the control API tells a tour; None where there is none."""
        self._told = told
        self.setVisible(told is not None)
        if told is not None:
            self._say(told)

    def set_narrow(self, narrow: bool) -> None:
        if narrow != self._narrow:
            self._narrow = narrow
            self.set_tour(self._told)

    def words_changed(self) -> None:
        self._buttons["back"].setAccessibleName(self.tr("Tour: stop before"))
        self._buttons["next"].setAccessibleName(self.tr("Tour: next stop"))
        self._buttons["toggle"].setAccessibleName(self.tr("Tour: pause, go on"))
        for button in self._buttons.values():
            button.setToolTip(button.accessibleName())
        self.set_tour(self._told)

    def words(self) -> str:
        return self._words.text()

    def _say(self, told: Mapping[str, Any]) -> None:
        runs = told["state"] == "running"
        left_s = told["next_in_s"]
        where = f"{told['stop']}/{told['stops']}"
        count = ""
        if left_s is not None:
            count = say("{n} s").format(n=round(left_s))
        elif not runs:
            count = tour_state_text(told["state"])
        metrics = QFontMetrics(self._words.font())
        right, longest = Qt.TextElideMode.ElideRight, self._look.px(LONGEST_TITLE_PX)
        title = metrics.elidedText(str(told["title"]), right, longest)
        full = self.tr("Tour ▸ {title} {where}").format(title=title, where=where)
        parts = [f"▸ {where}" if self._narrow else full, count]
        self._words.setText(" · ".join(part for part in parts if part))
        self._words.setToolTip(str(told["title"]))
        for action in ("back", "next"):
            self._buttons[action].setVisible(not self._narrow)
        self._buttons["toggle"].setIcon(play_icon(self._look, "pause" if runs else "play"))

    def _button(self, action: str) -> QPushButton:
        signs = {"back": "step_back", "toggle": "pause", "next": "step_on"}
        button = QPushButton()
        button.setIcon(play_icon(self._look, signs[action]))
        button.setProperty("fit", "close")
        button.clicked.connect(lambda: self.wished.emit(action))
        return button
