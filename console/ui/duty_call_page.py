"""The form of a call (接报单): filled in while somebody speaks, kept by one key."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.duty.emergency import CALL_FIELDS, EMERGENCY
from console.duty.entry import LONGEST_TEXT
from console.ui.duty_words import call_field_text
from console.ui.theme import Look

LONGEST_LINE = 500
MOMENTS = ("received_at", "happened_at")
COLUMNS = 2


class DutyCallPage(QWidget):
    """``kept`` carries the text and the fields of a form that was filled in; it stays as it is
    until ``begin``."""

    kept = Signal(str, dict)

    def __init__(self, look: Look, zone: tzinfo) -> None:
        super().__init__()
        self._look, self._zone = look, zone
        self._now: datetime | None = None
        self._labels = {key: QLabel() for key in CALL_FIELDS}
        self._lines = {key: QLineEdit() for key in CALL_FIELDS}
        self._text_label, self._text = QLabel(), QPlainTextEdit()
        self._emergency, self._missing = QCheckBox(), QLabel()
        self._keep, self._clear = QPushButton(), QPushButton()
        self._build()
        self._keep.clicked.connect(self._on_keep)
        self._clear.clicked.connect(self.begin)

    def begin(self, now: datetime | None = None) -> None:
        """An empty form; the call came now."""
        if isinstance(now, datetime):
            self._now = now
        for line in self._lines.values():
            line.clear()
        self._text.clear()
        self._missing.clear()
        self._emergency.setChecked(True)
        if self._now is not None:
            self._lines["received_at"].setText(f"{self._now.astimezone(self._zone):%Y-%m-%d %H:%M}")

    def set_now(self, now: datetime) -> None:
        """A form that nobody has begun to fill in is of this moment."""
        self._now = now
        if self.is_empty():
            self.begin(now)

    def fill(self, **fields: str) -> None:
        """What is known already, such as the place of a case."""
        for key, value in fields.items():
            if key == "text":
                self._text.setPlainText(value)
            elif key in self._lines:
                self._lines[key].setText(value[:LONGEST_LINE])

    def is_empty(self) -> bool:
        filled = (line.text() for key, line in self._lines.items() if key != "received_at")
        return not any(filled) and not self._text.toPlainText().strip()

    def first(self) -> QWidget:
        return self._lines["source"]

    def words_changed(self) -> None:
        for key, label in self._labels.items():
            label.setText(call_field_text(key))
            self._lines[key].setAccessibleName(call_field_text(key))
        for key in MOMENTS:
            self._lines[key].setPlaceholderText(self.tr("2026-11-26 08:30"))
        self._text_label.setText(self.tr("Cause, course, result"))
        self._text.setAccessibleName(self.tr("Cause, course, result"))
        self._emergency.setText(self.tr("Emergency: the timers of its reports run"))
        self._keep.setText(self.tr("Keep the form"))
        self._clear.setText(self.tr("Begin anew"))

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(6))
        half = (len(CALL_FIELDS) + 1) // COLUMNS
        for number, key in enumerate(CALL_FIELDS):
            column, row = divmod(number, half)
            self._labels[key].setProperty("tone", "quiet")
            self._lines[key].setMaxLength(LONGEST_LINE)
            grid.addWidget(self._labels[key], row, 2 * column)
            grid.addWidget(self._lines[key], row, 2 * column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._text_label.setProperty("tone", "quiet")
        self._text.setTabChangesFocus(True)
        self._missing.setProperty("tone", "amber")
        self._keep.setProperty("kind", "likely")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self._emergency)
        buttons.addWidget(self._missing, 1)
        buttons.addWidget(self._clear)
        buttons.addWidget(self._keep)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(px(8))
        column_.addLayout(grid)
        column_.addWidget(self._text_label)
        column_.addWidget(self._text, 1)
        column_.addLayout(buttons)

    def _on_keep(self) -> None:
        if self.is_empty():
            self._missing.setText(self.tr("Nothing is written in the form"))
            return
        fields = {key: line.text().strip() for key, line in self._lines.items()}
        for key in MOMENTS:
            moment = self._moment(fields[key])
            if moment is None:
                words = self.tr("{field}: a time such as 2026-11-26 08:30")
                self._missing.setText(words.format(field=call_field_text(key)))
                self._lines[key].setFocus()
                return
            fields[key] = moment
        if self._emergency.isChecked():
            fields[EMERGENCY] = "yes"
        text = self._text.toPlainText().strip()[:LONGEST_TEXT]
        self._missing.clear()
        self.kept.emit(text, {key: value for key, value in fields.items() if value})

    def _moment(self, written: str) -> str | None:
        """With its zone; None when it is none."""
        if not written:
            return ""
        try:
            at = datetime.fromisoformat(written)
        except ValueError:
            return None
        return (at if at.tzinfo else at.replace(tzinfo=self._zone)).isoformat()
