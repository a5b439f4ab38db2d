from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.ui.main_window import MainWindow, View
from console.ui.shortcuts import SHORTCUTS, WINDOW


@pytest.mark.parametrize("view", ["desk", "wall"])
def test_every_action_of_the_window_has_what_it_does(qtbot: QtBot, qapp: Any, view: View) -> None:
    window = MainWindow("x", "en", view)
    qtbot.addWidget(window)
    wanted = {each.id for each in SHORTCUTS if each.where == WINDOW}
    assert set(window._window_actions._table()) == wanted
    qapp.setStyleSheet("")


def test_an_action_is_done_by_its_id_and_no_other(qtbot: QtBot, qapp: Any) -> None:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.figures_wished):
        assert window.perform("figures")
    shown = window.finder.isVisibleTo(window)
    assert window.perform("cameras")
    assert window.finder.isVisibleTo(window) != shown
    assert window.perform("search")
    assert window.finder.isVisibleTo(window)
    assert not window.perform("explode")
    qapp.setStyleSheet("")
