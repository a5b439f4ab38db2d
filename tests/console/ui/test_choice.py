from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.ui.choice import Choice
from console.ui.style_sheet import dress
from console.ui.theme import Look
from tests.console.ui.reach import clipped


@pytest.fixture(params=[1.0, 2.0])
def walls(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """The look of a wall screen, 1080 or 2160 high."""
    dress(qapp, Look(density="wall", times=request.param))
    yield
    qapp.setStyleSheet("")


@pytest.mark.parametrize("text", ["自定区间", "CGCS2000", "Calibration before"])
def test_the_longest_text_is_seen_whole_on_a_wall(walls: None, qtbot: QtBot, text: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    choice = Choice()
    choice.addItems(["x", text])
    line = QHBoxLayout(window)
    line.addWidget(choice)
    line.addStretch(1)
    window.resize(1000, 200)
    window.show()
    assert clipped(window) == []
