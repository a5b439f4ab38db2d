"""The wish to see the personal data of a case, and the reason for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.cases.reveal import LONGEST_REASON, is_reason
from console.ui.theme import Look


class RevealRow(QWidget):
    """``reason_given`` carries the reason; ``mask_wished``: it was seen long enough.

    ``allowed``: who sits here may see it at all; where not, the row says so and asks nothing.
    """

    reason_given = Signal(str)
    mask_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._allowed = True
        self._left_s = 0.0
        self._wish, self._show, self._mask = QPushButton(), QPushButton(), QPushButton()
        self._reason = QLineEdit()
        self._reason.setMaxLength(LONGEST_REASON)
        for button in (self._wish, self._show, self._mask):
            button.setProperty("fit", "close")
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        row.addWidget(self._reason, 1)
        row.addWidget(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(self._wish, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._mask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(row)
        self._wish.clicked.connect(self.ask)
        self._mask.clicked.connect(self.mask_wished)
        self._show.clicked.connect(self._on_reason)
        self._reason.returnPressed.connect(self._on_reason)
        self._reason.textChanged.connect(self._say_show)
        self.close_reason()
        self.words_changed()

    def set_allowed(self, allowed: bool) -> None:
        self._allowed = allowed
        self._wish.setEnabled(allowed)
        self._say()

    def set_state(self, personal: bool, left_s: float) -> None:
        """Whether there is anything masked, and for how many seconds it is shown yet."""
        self.setVisible(personal)
        self.set_left(left_s)

    def set_left(self, left_s: float) -> None:
        self._left_s = left_s
        shown = left_s > 0
        self._mask.setVisible(shown)
        self._wish.setVisible(not shown and not self._reason.isVisibleTo(self))
        self._say()

    def ask(self) -> None:
        """For the reason."""
        if self._allowed and self._left_s <= 0:
            self._wish.hide()
            self._reason.show()
            self._show.show()
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_reason(self) -> None:
        self._reason.clear()
        self._reason.hide()
        self._show.hide()
        self._wish.setVisible(self._left_s <= 0)

    def words_changed(self) -> None:
        self._reason.setPlaceholderText(self.tr("Reason, kept in the audit"))
        self._reason.setAccessibleName(self.tr("Reason for seeing the personal data"))
        self._show.setText(self.tr("Show"))
        self._say()

    def _say(self) -> None:
        may = self.tr("Show the personal data …")
        self._wish.setText(may if self._allowed else self.tr("Personal data is masked"))
        words = self.tr("Mask again (in {n} s)")
        self._mask.setText(words.format(n=round(self._left_s)))
        self._say_show()

    def _say_show(self) -> None:
        self._show.setEnabled(is_reason(self._reason.text()))

    def _on_reason(self) -> None:
        reason = self._reason.text().strip()
        if is_reason(reason):
            self.close_reason()
            self.reason_given.emit(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._reason.isVisible():
            self.close_reason()
        else:
            super().keyPressEvent(event)
