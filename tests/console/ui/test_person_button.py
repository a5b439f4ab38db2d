from __future__ import annotations

from pytestqt.qtbot import QtBot

from console.site.people import Person
from console.ui.person_button import PersonButton
from console.ui.theme import Look

PEOPLE = (Person("p1", "张建国", "duty_chief"), Person("p2", "李小明", "operator"))


def test_all_who_may_sit_here_are_behind_it(qtbot: QtBot) -> None:
    button = PersonButton(Look())
    qtbot.addWidget(button)
    button.set_people(PEOPLE, "p1")
    assert (button.text(), "duty chief" in button.accessibleName()) == ("张建国", True)
    button._fill()
    here, other, _, language = button._list.actions()
    assert here.isChecked()
    with qtbot.waitSignal(button.chosen) as told:
        other.trigger()
    assert told.args == ["p2"]
    assert language.text() in ("中文", "English")
    with qtbot.waitSignal(button.language_wished):
        language.trigger()


def test_a_room_without_a_list_does_not_see_it(qtbot: QtBot) -> None:
    button = PersonButton(Look())
    qtbot.addWidget(button)
    button.set_people((), "")
    assert button.isHidden()
