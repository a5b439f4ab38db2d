"""Fields of numbers beside the other fields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.ui.number_field import NumberField, SecondsField
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look


def test_digits_begin_where_the_words_of_other_fields_do_and_all_are_as_high(
    look: Look, qtbot: QtBot
) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    form.setStyleSheet(style_sheet(look))
    words, number, seconds = QLineEdit("12"), NumberField(), SecondsField()
    column = QVBoxLayout(form)
    for field in (words, number, seconds):
        column.addWidget(field)
    form.show()
    begins = [
        line.mapTo(form, QPoint(left(line), 0)).x()
        for line in (words, number.lineEdit(), seconds.lineEdit())
    ]
    assert max(begins) - min(begins) <= 2
    assert len({field.height() for field in (words, number, seconds)}) == 1


def left(line: QLineEdit) -> int:
    """Where a line's cursor stands before its first sign."""
    line.home(False)
    cursor = line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    assert isinstance(cursor, QRect)
    return cursor.center().x()


@pytest.mark.parametrize(("value", "shown"), [(15, "15"), (2.5, "2.5"), (0.125, "0.125")])
def test_seconds_have_the_digits_they_need_and_a_point(
    qtbot: QtBot, value: float, shown: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    field = SecondsField()
    qtbot.addWidget(field)
    field.setDecimals(6)
    field.setValue(value)
    QLocale.setDefault(before)
    assert field.text() == shown
