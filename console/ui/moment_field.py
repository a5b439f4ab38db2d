"""A field for a moment: date and time to the second, by this machine's clock."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from console.ui.theme import Look


class MomentField(QDateTimeEdit):
    """Arrow keys change the part under the cursor. ``edited`` from the operator's first change on
    until ``forget``; ``chosen`` says Enter was pressed. ``set`` and ``unix`` are Unix seconds."""

    chosen = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
        self.setKeyboardTracking(False)
        self.setDateTime(QDateTime.currentDateTime())
        self.setFont(look.font())
        self.edited = False
        self.lineEdit().textEdited.connect(self._on_edited)
        self.lineEdit().setTextMargins(look.px(6), 0, look.px(6), 0)

    def set(self, unix_s: float) -> None:
        self.setDateTime(QDateTime.fromSecsSinceEpoch(int(unix_s)))

    def forget(self) -> None:
        """What the operator wrote is done with."""
        self.edited = False

    def unix(self) -> int:
        return self.dateTime().toSecsSinceEpoch()

    def _on_edited(self, _text: str) -> None:
        self.edited = True

    def stepBy(self, steps: int) -> None:
        self.edited = True
        super().stepBy(steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.edited:
            self.forget()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
