"""A sheet over the window that lists every key; the window below goes on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.ui.theme import Look


class HelpSheet(QFrame):
    """Lies in the middle of its parent. ``toggle`` opens and closes it, Esc closes it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self._over = parent
        self._before: QWidget | None = None
        self._title = QLabel()
        self._title.setProperty("scale", "title")
        self._lines = QGridLayout()
        self._close = QPushButton()
        self._build()
        self._close.clicked.connect(self.close_sheet)
        QShortcut(QKeySequence("Esc"), self, self.close_sheet)  # asked only while it is seen
        parent.installEventFilter(self)
        self.hide()
        self.words_changed()

    def toggle(self) -> None:
        if self.isVisible():
            self.close_sheet()
        else:
            self._open()

    def close_sheet(self) -> None:
        """The keyboard goes back to where it was."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Keys"))
        self._title.setText(self.tr("Keys"))
        self._close.setText(self.tr("Close"))
        for row, texts in enumerate(self.lines()):
            for column, text in enumerate(texts):
                item = self._lines.itemAtPosition(row, column)
                label = item.widget() if item is not None else self._label(row, column)
                assert isinstance(label, QLabel)
                label.setText(text)
        self._to_middle()

    def lines(self) -> list[tuple[str, str]]:
        """Key and what it does, in the language spoken now."""
        return [
            ("F1", self.tr("This sheet")),
            ("F2", self.tr("Cameras and sites")),
            ("F3", self.tr("Cases")),
            ("F4", self.tr("Conference")),
            ("F5", self.tr("Top line")),
            ("F6", self.tr("Map into the selected cell")),
            ("F8", self.tr("Figures on the tiles")),
            ("F9", self.tr("Report on the pictures")),
            ("F11", self.tr("Full screen")),
            ("Ctrl+F", self.tr("Search cameras")),
            ("Ctrl+M", self.tr("The room's microphone")),
            ("Ctrl+1…9", self.tr("Layout")),
            (self.tr("Arrows"), self.tr("Another cell")),
            ("Enter", self.tr("Enlarge the cell, and back")),
            ("Del", self.tr("Clear the cell")),
            ("Esc", self.tr("Back: sheet, search, enlarged cell")),
        ]

    def _build(self) -> None:
        px = self._look.px
        self._lines.setHorizontalSpacing(px(24))
        self._lines.setVerticalSpacing(px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(18), px(24), px(18))
        column.setSpacing(px(14))
        column.addWidget(self._title)
        column.addLayout(self._lines)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)

    def _label(self, row: int, column: int) -> QLabel:
        label = QLabel()
        if column == 0:
            label.setProperty("tone", "quiet")
        self._lines.addWidget(label, row, column)
        return label

    def _open(self) -> None:
        self._before = QApplication.focusWidget()
        self._to_middle()
        self.show()
        self.raise_()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_middle(self) -> None:
        self.adjustSize()
        room = self._over.size()
        self.move((room.width() - self.width()) // 2, (room.height() - self.height()) // 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._to_middle()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.words_changed()
        super().changeEvent(event)
