"""The sheet of reports, made when it is first wished for: at rest it costs no memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.ui.theme import Look

if TYPE_CHECKING:
    from console.ui.report_sheet import ReportSheet


class ReportDoor(QObject):
    """``opened``: the sheet is there and wishes to be filled."""

    opened = Signal()

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look, self._over = look, over
        self._sheet: ReportSheet | None = None

    @property
    def sheet(self) -> ReportSheet:
        if self._sheet is None:
            from console.ui.report_sheet import ReportSheet

            self._sheet = ReportSheet(self._look, self._over, _today())
        return self._sheet

    def toggle(self) -> None:
        opens = not self.sheet.isVisible()
        self.sheet.toggle()
        if opens:
            self.opened.emit()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        return {"statistics": self.toggle}


def _today() -> date:
    return datetime.now().astimezone().date()
