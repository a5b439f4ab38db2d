"""What the chair writes to the sites, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from console.ui.theme import Look
from media.hub.chairing import LONGEST_MESSAGE

LIST_PX = 92


class ChairLetters(QFrame):
    """``wished`` carries the body of ``POST /v1/conference``. Messages go to the sites chosen last,
    or to all. ``unread_changed``: how many answers came since this was last seen."""

    wished = Signal(dict)
    unread_changed = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._to: list[str] = []
        self._names: Mapping[str, str] = {}
        self._letters: Sequence[Mapping[str, Any]] = ()
        self._unread = 0
        self.message, self.send, self.letters = QLineEdit(), QPushButton(), QListWidget()
        self._build()
        self.send.clicked.connect(self._on_send)
        self.message.returnPressed.connect(self._on_send)
        self.words_changed()

    # -- setters

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``; what is being typed stays."""
        self._names = {node["id"]: node["name"] for node in conference.get("nodes", [])}
        told = list(conference.get("messages") or ())
        if told != list(self._letters):
            new = [letter for letter in told if letter not in self._letters]
            self._letters = told
            self._show_letters()
            answers = sum(letter.get("from") is not None for letter in new)
            self._count(self._unread + answers if told and not self.isVisible() else 0)

    def set_chosen(self, nodes: list[str]) -> None:
        """To whom the next message goes; none: to all."""
        self._to = nodes
        self._say_to()

    def set_low(self, low: bool) -> None:
        """Whether the list asks for no more height than it needs to be read."""
        wish = QSizePolicy.Policy.Ignored if low else QSizePolicy.Policy.Expanding
        self.letters.setSizePolicy(QSizePolicy.Policy.Expanding, wish)

    def words_changed(self) -> None:
        self.send.setText(self.tr("Send"))
        self.letters.setAccessibleName(self.tr("Messages"))
        self._say_to()
        self._show_letters()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self.message.setMaxLength(LONGEST_MESSAGE)
        self.letters.setObjectName("rows")
        self.letters.setMinimumHeight(px(LIST_PX))
        self.letters.setWordWrap(True)
        self.send.setProperty("fit", "close")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(6))
        grid.addWidget(self.letters, 0, 0, 1, 2)
        grid.addWidget(self.message, 1, 0)
        grid.addWidget(self.send, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(0, 1)

    def _on_send(self) -> None:
        text = self.message.text().strip()
        if not text:
            return
        addressed: list[str | None] = [*self._to]
        for node in addressed or [None]:
            self.wished.emit({"action": "message", "node": node, "text": text})
        self.message.clear()

    def _say_to(self) -> None:
        names = "、".join(self._names.get(node, node) for node in self._to[:3])
        words = self.tr("Message to {names}").format(names=names)
        self.message.setPlaceholderText(words if self._to else self.tr("Message to all sites"))
        self.message.setAccessibleName(self.message.placeholderText())

    def _show_letters(self) -> None:
        self.letters.clear()
        for letter in self._letters:
            at = f"{datetime.fromisoformat(letter['at']).astimezone():%H:%M}"
            sender, to = letter.get("from"), letter.get("to")
            if sender is not None:
                who = str(self._names.get(sender, sender))
            elif to is not None:
                who = self.tr("to {name}").format(name=self._names.get(to, to))
            else:
                who = self.tr("to all")
            self.letters.addItem(f"{at}  {who}：{letter['text']}")
        self.letters.scrollToBottom()

    def _count(self, unread: int) -> None:
        if unread != self._unread:
            self._unread = unread
            self.unread_changed.emit(unread)

    def showEvent(self, event: QShowEvent) -> None:
        self._count(0)
        super().showEvent(event)
