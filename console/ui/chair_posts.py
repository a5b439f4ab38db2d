"""What the chair writes and how the program lies: layout, banner, messages and their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from console.ui.chair_words import LAYOUTS, layout_text
from console.ui.choice import Choice
from console.ui.program_places import ProgramPlaces
from console.ui.theme import Look

LONGEST_MESSAGE, LONGEST_BANNER = 500, 60
LIST_PX = 92


class ChairPosts(QFrame):
    """``wished`` carries the body of ``POST /v1/conference``. Messages go to the sites chosen last,
    or to all."""

    wished = Signal(dict)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._to: list[str] = []
        self._names: Mapping[str, str] = {}
        self._messages: Sequence[Mapping[str, Any]] = ()
        self.layout_choice, self.voice = Choice(), QCheckBox()
        self.places = ProgramPlaces()
        self.banner, self.message = QLineEdit(), QLineEdit()
        self.show_banner, self.send = QPushButton(), QPushButton()
        self.letters = QListWidget()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``; what is being typed stays."""
        self._names = {node["id"]: node["name"] for node in conference.get("nodes", [])}
        chosen = (conference.get("program") or {}).get("chosen", "grid")
        self.layout_choice.setCurrentIndex(list(LAYOUTS).index(chosen) if chosen in LAYOUTS else 0)
        self.places.set_conference(conference)
        self.voice.setChecked(bool((conference.get("voice_switch") or {}).get("on")))
        if not self.banner.hasFocus():
            self.banner.setText(str(conference.get("banner") or ""))
        messages = conference.get("messages") or ()
        if list(messages) != list(self._messages):
            self._messages = messages
            self._show_letters()

    def set_chosen(self, nodes: list[str]) -> None:
        """To whom the next message goes; none: to all."""
        self._to = nodes
        self.places.set_chosen(nodes)
        self._say_to()

    def words_changed(self) -> None:
        for at, layout in enumerate(LAYOUTS):
            self.layout_choice.setItemText(at, layout_text(layout))
        self.layout_choice.setAccessibleName(self.tr("Program layout"))
        self.layout_choice.setToolTip(self.tr("Program layout"))
        self.places.words_changed()
        self.voice.setText(self.tr("Who speaks comes first"))
        self.banner.setPlaceholderText(self.tr("Banner on the program"))
        self.banner.setAccessibleName(self.tr("Banner on the program"))
        self.show_banner.setText(self.tr("Show"))
        self.show_banner.setToolTip(self.tr("Show the banner; an empty one takes it away"))
        self.send.setText(self.tr("Send"))
        self.letters.setAccessibleName(self.tr("Messages"))
        self._say_to()
        self._show_letters()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        for _ in LAYOUTS:
            self.layout_choice.addItem("")
        self.banner.setMaxLength(LONGEST_BANNER)
        self.message.setMaxLength(LONGEST_MESSAGE)
        self.letters.setObjectName("rows")
        self.letters.setFixedHeight(px(LIST_PX))
        self.letters.setWordWrap(True)
        for button in (self.show_banner, self.send):
            button.setProperty("fit", "close")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(6))
        grid.addWidget(self.layout_choice, 0, 0)
        grid.addWidget(self.places, 0, 1)
        grid.addWidget(self.voice, 1, 0, 1, 2)
        grid.addWidget(self.banner, 2, 0)
        grid.addWidget(self.show_banner, 2, 1)
        grid.addWidget(self.letters, 3, 0, 1, 2)
        grid.addWidget(self.message, 4, 0)
        grid.addWidget(self.send, 4, 1)
        grid.setColumnStretch(0, 1)

    def _connect(self) -> None:
        self.places.wished.connect(self.wished)
        self.layout_choice.activated.connect(
            lambda at: self.wished.emit({"action": "layout", "layout": list(LAYOUTS)[at]})
        )
        self.voice.clicked.connect(
            lambda on: self.wished.emit({"action": "voice_switch", "on": on, "hold_s": 3.0})
        )
        self.show_banner.clicked.connect(self._on_banner)
        self.banner.returnPressed.connect(self._on_banner)
        self.send.clicked.connect(self._on_send)
        self.message.returnPressed.connect(self._on_send)

    def _on_banner(self) -> None:
        self.wished.emit({"action": "banner", "text": self.banner.text().strip()})

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
        for letter in self._messages:
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
