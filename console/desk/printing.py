"""Prints papers as PDF, step by step: with a sheet over the window where there are many."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from console.desk.pages import Drawing, Pages
from console.ui.main_window import MainWindow
from console.ui.printing_sheet import PrintingSheet
from console.ui.reasons import reason_told

FEW = 3  # steps; they are done before anybody has read a sheet


class PrintingDesk(QObject):
    """Lives in the Qt thread."""

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._sheet = window, window.sheets.printing
        self._sheet.when_made(self._listen)
        self._path, self._there, self._refused = Path(), "", ""
        self.pages = Pages(self)
        self.pages.drawn.connect(self._on_drawn)
        self.pages.ended.connect(self._on_ended)

    def print(self, path: Path, drawing: Drawing, there: str, refused: str) -> None:
        """The operator reads ``there`` with {path} when the paper lies there, and ``refused`` with
        {reason} when it cannot be written."""
        if self.pages.running:
            drawing.close()
            words = self.tr("{name} is being printed: wait, or cancel it")
            self._window.tell(words.format(name=self._path.name))
            return
        self._path, self._there, self._refused = path, there, refused
        self.pages.begin(drawing)

    def close(self) -> None:
        self.pages.close()

    def _listen(self, sheet: PrintingSheet) -> None:
        sheet.cancel_wished.connect(self.pages.cancel)

    @Slot(int, int)
    def _on_drawn(self, step: int, steps: int) -> None:
        if steps <= FEW:
            return
        sheet = self._sheet()
        sheet.set_step(self._path.name, step, steps)
        if step == 1:
            sheet.open_sheet()

    @Slot(bool, str)
    def _on_ended(self, there: bool, trouble: str) -> None:
        if self._sheet.shown:
            self._sheet().finish()
        if there:
            self._window.tell(self._there.format(path=self._path))
        elif trouble:
            self._window.tell(self._refused.format(reason=reason_told(trouble)))
        else:
            self._window.tell(self.tr("Not printed: {name}").format(name=self._path.name))
