"""A question that waits over the conference's place, and takes nothing else from the operator."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from console.ui.style_sheet import restyle
from console.ui.theme import Look


class QuestionBar(QFrame):
    """There while something is asked. ``answered``: whether the answer is yes; the bar is gone
    then."""

    answered = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words, self.yes, self.no = QLabel(), QPushButton(), QPushButton()
        self.words.setProperty("tone", "amber")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(6), look.px(12), look.px(6))
        row.setSpacing(look.px(8))
        for widget, stretch in ((self.words, 1), (self.yes, 0), (self.no, 0)):
            row.addWidget(widget, stretch)
        self.yes.clicked.connect(lambda: self._answer(True))
        self.no.clicked.connect(lambda: self._answer(False))
        self.hide()

    def ask(self, words: str, yes: str, no: str, danger: bool = False) -> None:
        """``danger``: yes ends something. Another question takes the place of this one."""
        self.words.setText(words)
        self.words.setToolTip(words)
        self.setAccessibleName(words)
        self.yes.setText(yes)
        self.no.setText(no)
        restyle(self.yes, "kind", "danger" if danger else "likely")
        self.show()

    def withdraw(self) -> None:
        """Nobody has to answer any more."""
        self.hide()

    def _answer(self, yes: bool) -> None:
        self.hide()
        self.answered.emit(yes)
