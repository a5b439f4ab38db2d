from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.ui.welcome import Welcome
from tests.console.ui.reach import faults_of


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_has_a_name_and_no_text_is_cut(qtbot: QtBot, language: str) -> None:
    welcome = Welcome(language, Path("/r"), [Path("/rooms/one")])  # type: ignore[arg-type]
    qtbot.addWidget(welcome)
    welcome.show()
    assert faults_of(welcome) == []
    for label in welcome.findChildren(QLabel):
        assert label.width() >= label.minimumSizeHint().width(), label.text()


def test_a_room_of_lately_is_opened_by_enter(qtbot: QtBot) -> None:
    welcome = Welcome("en", Path("/r"), [Path("/rooms/one"), Path("/rooms/two")])
    qtbot.addWidget(welcome)
    welcome.show()
    chosen: list[str] = []
    welcome.folder_chosen.connect(chosen.append)
    welcome.recent.setCurrentRow(1)
    qtbot.keyClick(welcome.recent, Qt.Key.Key_Return)
    assert chosen == ["/rooms/two"]


def test_the_language_is_another_at_once(qtbot: QtBot) -> None:
    welcome = Welcome("zh", Path("/r"))
    qtbot.addWidget(welcome)
    assert welcome.demo.text() == "打开演示镇"
    welcome._speak.click()
    assert (welcome.demo.text(), welcome.language) == ("Open the demo town", "en")
