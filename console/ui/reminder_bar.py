"""A meeting that is due, over the conference's place, until somebody has read it or begins it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from console.ui.style_sheet import restyle
from console.ui.theme import Look


@dataclass(frozen=True, slots=True)
class Due:
    """``at`` is written on the room's own clock."""

    id: str
    title: str
    at: str


class ReminderBar(QFrame):
    """There while something is due. ``begin_wished`` and ``read`` carry a meeting's id."""

    begin_wished = Signal(str)
    read = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._due: Sequence[Due] = ()
        self._held = False
        self.words, self.begin, self.seen = QLabel(), QPushButton(), QPushButton()
        self.words.setProperty("tone", "amber")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(6), look.px(12), look.px(6))
        row.setSpacing(look.px(8))
        row.addWidget(self.words, 1)
        row.addWidget(self.begin)
        row.addWidget(self.seen)
        self.begin.clicked.connect(lambda: self.begin_wished.emit(self._first()))
        self.seen.clicked.connect(lambda: self.read.emit(self._first()))
        self.words_changed()
        self.hide()

    def set_due(self, due: Sequence[Due]) -> None:
        """What nobody has read or begun yet, the earliest first; nothing hides it."""
        self._due = due
        self.setVisible(bool(due))
        self._say()

    def set_held(self, held: bool) -> None:
        """Whether a conference is held: it ends before another begins."""
        if held != self._held:
            self._held = held
            self._say()

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Meeting due"))
        self.seen.setText(self.tr("Read"))
        self._say()

    def _first(self) -> str:
        return self._due[0].id

    def _say(self) -> None:
        if not self._due:
            return
        first = self._due[0]
        told = self.tr("{at} {title}: it is to be begun")
        words = told.format(at=first.at, title=first.title)
        if len(self._due) > 1:
            words += self.tr(" · {n} more").format(n=len(self._due) - 1)
        self.words.setText(words)
        self.words.setToolTip(words)
        self.setAccessibleDescription(words)
        ends = self.tr("End the conference, begin this")
        self.begin.setText(ends if self._held else self.tr("Begin now"))
        restyle(self.begin, "kind", "danger" if self._held else "likely")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.words_changed()
        super().changeEvent(event)
