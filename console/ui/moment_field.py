"""A field for a moment: date and time to the second, by this machine's clock."""

from __future__ import annotations

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from console.ui.theme import Look


class MomentField(QDateTimeEdit):
    """Arrow keys change the part under the cursor. Setters and ``unix`` are Unix seconds."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
        self.setKeyboardTracking(False)
        self.setDateTime(QDateTime.currentDateTime())
        self.setFont(look.font())
        self.lineEdit().setTextMargins(look.px(6), 0, look.px(6), 0)

    def set(self, unix_s: float) -> None:
        self.setDateTime(QDateTime.fromSecsSinceEpoch(int(unix_s)))

    def unix(self) -> int:
        return self.dateTime().toSecsSinceEpoch()
