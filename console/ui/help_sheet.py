"""A sheet over the window that lists every key; the window below goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.ui.sheet import Sheet
from console.ui.theme import Look

COLUMNS = 2  # of keys, side by side


class HelpSheet(Sheet):
    """Every key and what it does."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._title = QLabel()
        self._title.setProperty("scale", "title")
        self._lines = QGridLayout()
        self._close = QPushButton()
        self._build()
        self._close.clicked.connect(self.close_sheet)
        self.words_changed()

    def first(self) -> QWidget:
        return self._close

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Keys"))
        self._title.setText(self.tr("Keys"))
        self._close.setText(self.tr("Close"))
        lines = self.lines()
        rows = -(-len(lines) // COLUMNS)
        for number, texts in enumerate(lines):
            row, left = number % rows, 2 * (number // rows)
            for column, text in enumerate(texts, left):
                item = self._lines.itemAtPosition(row, column)
                label = item.widget() if item is not None else self._label(row, column)
                assert isinstance(label, QLabel)
                label.setText(text)
        self.to_middle()

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
            ("Ctrl+E", self.tr("Export what was recorded")),
            ("Ctrl+M", self.tr("The room's microphone")),
            ("Ctrl+1…9", self.tr("Layout")),
            (self.tr("Arrows"), self.tr("Another cell; with Shift: this one too")),
            ("Enter", self.tr("Enlarge the cell, and back")),
            ("+ −", self.tr("The picture larger, smaller")),
            ("Z", self.tr("The whole picture again")),
            (self.tr("Alt+arrows"), self.tr("Move the enlarged picture")),
            ("N", self.tr("Cases near the cell's camera")),
            ("Del", self.tr("Clear the cell")),
            ("S", self.tr("Snapshot of the cell's camera")),
            ("C", self.tr("Clip: 30 s before and after")),
            ("R", self.tr("Record by hand, and stop")),
            ("B", self.tr("Replay: 10 s back")),
            (", .", self.tr("Replay: a picture back, on")),
            ("P", self.tr("Replay: pause and play")),
            ("[ ]", self.tr("Replay: slower, faster")),
            ("L", self.tr("Replay: back to live")),
            ("A", self.tr("Listen to the cell, and silence")),
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
        if column % 2 == 0:
            label.setProperty("tone", "quiet")
        self._lines.addWidget(label, row, column)
        return label
