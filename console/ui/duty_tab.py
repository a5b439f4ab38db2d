"""The log tab's page: the lines, a field to write one, and the ways to the rest of the duty log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.duty.entry import LONGEST_TEXT
from console.ui.duty_log import DutyLog
from console.ui.lamps import lamp_pixmap
from console.ui.theme import Look

LAMP_PX = 10


class DutyTab(QWidget):
    """``noted`` carries a line written by hand; ``log_wished`` and ``call_wished`` open the sheet
    at the log and at an empty form."""

    noted = Signal(str)
    log_wished = Signal()
    call_wished = Signal()

    def __init__(self, look: Look, log: DutyLog) -> None:
        super().__init__()
        self._line = QLineEdit()
        self._line.setMaxLength(LONGEST_TEXT)
        self._call, self._all = QPushButton(), QPushButton()
        self._look = look
        self._lamp, self._urgent = QLabel(), QLabel()
        self._urgent.setWordWrap(True)
        urgent = QHBoxLayout()
        urgent.setSpacing(look.px(8))
        urgent.addWidget(self._lamp)
        urgent.addWidget(self._urgent, 1)
        self.set_emergency("", "")
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        for layout in (column, row):
            layout.setSpacing(look.px(8))
        row.addWidget(self._call)
        row.addWidget(self._all)
        row.addStretch(1)
        column.addLayout(urgent)
        column.addWidget(log, 1)
        column.addWidget(self._line)
        column.addLayout(row)
        self._line.returnPressed.connect(self._on_line)
        self._call.clicked.connect(self.call_wished)
        self._all.clicked.connect(self.log_wished)

    def set_emergency(self, lamp: str, text: str) -> None:
        """Which report of an emergency is due first; empty where none is."""
        for label in (self._lamp, self._urgent):
            label.setVisible(bool(text))
        if text != self._urgent.text():
            self._urgent.setText(text)
        if text:
            self._lamp.setPixmap(lamp_pixmap(self._look, lamp, self._look.px(LAMP_PX)))

    def words_changed(self) -> None:
        self._line.setPlaceholderText(self.tr("Write into the duty log"))
        self._line.setAccessibleName(self.tr("Write into the duty log"))
        self._call.setText(self.tr("Form of a call"))
        self._all.setText(self.tr("Duty log"))

    def _on_line(self) -> None:
        text = self._line.text().strip()
        if text:
            self._line.clear()
            self.noted.emit(text)
