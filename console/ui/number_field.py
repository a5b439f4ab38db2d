"""Fields of numbers. Their digits begin where the words of other fields do, for which Qt's style
sheets have no way."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox

from console.ui.theme import FIELD_INSET_PX


class NumberField(QSpinBox):
    """Whole numbers."""

    def __init__(self) -> None:
        super().__init__()
        _inset(self)


class SecondsField(QDoubleSpinBox):
    """Seconds, with as many digits as they have and a point before the fractions."""

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale.c())
        _inset(self)

    def textFromValue(self, value: float) -> str:  # noqa: N802  # Qt's own name
        return f"{value:.10g}"


def _inset(field: QAbstractSpinBox) -> None:
    field.lineEdit().setTextMargins(FIELD_INSET_PX, 0, 0, 0)
