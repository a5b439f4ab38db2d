from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.ui.flow import Flow


def test_what_finds_no_room_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    flow = Flow(4, room)
    parts = [QLabel() for _ in range(3)]
    for part in parts:
        part.setFixedSize(50, 20)
        flow.addWidget(part)
    room.resize(110, 100)
    room.show()
    assert [part.pos().toTuple() for part in parts] == [(0, 0), (54, 0), (0, 24)]
    assert (flow.heightForWidth(110), flow.heightForWidth(200)) == (44, 20)
    parts[0].hide()
    flow.activate()
    assert flow.heightForWidth(110) == 20
