from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.side_scroll import SideScroll


def turn(scroll: SideScroll, across: int, down: int) -> int:
    """Where it stands after a turn of the wheel over it."""
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(across, down), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(scroll.viewport(), event)
    return scroll.horizontalScrollBar().value()


def test_the_wheel_goes_sideways_whichever_way_it_is_turned(qtbot: QtBot) -> None:
    row = QWidget()
    row.setMinimumSize(2000, 20)
    scroll = SideScroll(row, 100)
    qtbot.addWidget(scroll)
    scroll.resize(300, 60)
    scroll.show()
    assert turn(scroll, 0, -120) == 100
    assert turn(scroll, -120, 0) == 200
    assert turn(scroll, 0, 240) == 0
    assert turn(scroll, 0, 120) == 0
