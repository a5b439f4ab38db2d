from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from console.ui.scene_choice import SceneChoice
from console.ui.theme import Look


def test_where_no_scene_is_yet_the_first_one_can_be_saved(qtbot: QtBot, look: Look) -> None:
    choice = SceneChoice(look)
    qtbot.addWidget(choice)
    choice.show()
    (button,) = (each for each in choice.findChildren(QPushButton) if each.isVisible())
    assert button.text() == "Scene"
    choice._fill_menu()
    assert any("as a scene" in each.text() for each in choice._menu.actions())


@pytest.mark.parametrize(
    ("words", "action"),
    [("Tours …", "tours"), ("Schedules …", "schedules"), ("Patrol log …", "patrols")],
)
def test_its_menu_leads_to_what_runs_by_itself(
    qtbot: QtBot, look: Look, words: str, action: str
) -> None:
    choice = SceneChoice(look)
    qtbot.addWidget(choice)
    choice._fill_menu()
    entries = {each.text(): each for each in choice._menu.actions()}
    with qtbot.waitSignal(choice.action_wished) as wished:
        entries[words].trigger()
    assert wished.args == [action]
