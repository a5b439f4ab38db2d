"""How far a paper is that is being printed, and the button that cancels it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look

WIDE_PX = 420


class PrintingSheet(Sheet):
    """Esc cancels too. It is closed by whoever prints."""

    cancel_wished = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._step = ("", 0, 0)
        self._title, self.told = QLabel(), QLabel()
        self.progress, self.cancel = QProgressBar(), QPushButton()
        self._title.setProperty("scale", "title")
        self.told.setProperty("tone", "quiet")
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(look.px(WIDE_PX))
        self.cancel.clicked.connect(self.cancel_wished)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        edge = look.px(EDGE_PX)
        column.setContentsMargins(edge, look.px(18), edge, look.px(18))
        column.setSpacing(look.px(10))
        column.addWidget(self._title)
        column.addWidget(self.progress)
        column.addLayout(foot)
        self.words_changed()

    def set_step(self, name: str, step: int, steps: int) -> None:
        """Of a paper so much is done, of so much."""
        self._step = name, step, steps
        self.progress.setRange(0, steps)
        self.progress.setValue(step)
        self._say()

    def finish(self) -> None:
        """Nothing is being printed any more."""
        super().close_sheet()

    def close_sheet(self) -> None:
        self.cancel_wished.emit()

    def first(self) -> QWidget:
        return self.cancel

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Printing"))
        self._title.setText(self.tr("Printing"))
        self.progress.setAccessibleName(self.tr("Printing"))
        self.cancel.setText(self.tr("Cancel"))
        self._say()

    def _say(self) -> None:
        name, step, steps = self._step
        words = self.tr("{name} · {n} of {all}").format(name=name, n=step, all=steps)
        self.told.setText(words if steps else "")
