from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.ui.heard_sign import EDGE_PX, HeardSign
from console.ui.theme import Look


def test_the_sign_stands_in_the_corner_while_the_room_is_heard(look: Look, qtbot: QtBot) -> None:
    wall = QWidget()
    qtbot.addWidget(wall)
    wall.resize(600, 300)
    wall.show()
    sign = HeardSign(look, wall)
    assert not sign.isVisible()
    sign.set_heard(True)
    assert sign.isVisible()
    assert sign.geometry().bottom() == 300 - EDGE_PX - 1
    wall.resize(600, 500)
    assert sign.geometry().bottom() == 500 - EDGE_PX - 1
    assert "Room on air" in sign._badge.accessibleName()
    sign.set_heard(True, while_held=True)
    assert "while the key is held" in sign._badge.accessibleName()
    sign.set_heard(True, sites=0)
    assert "no site is there" in sign._badge.accessibleName()
    sign.set_heard(False)
    assert not sign.isVisible()
