from __future__ import annotations

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from console.desk.rota import ROUND_MS, Rota


def test_each_is_done_once_a_round_and_never_two_at_a_time(qtbot: QtBot) -> None:
    done: list[str] = []
    rota = Rota([lambda: done.append("a"), lambda: done.append("b"), lambda: done.append("c")])
    assert rota.findChild(QTimer).interval() == ROUND_MS // 3
    counts = []
    for _ in range(6):
        rota.step()
        counts.append(len(done))
    assert counts == [1, 2, 3, 4, 5, 6]
    assert "".join(done) == "abcabc"
