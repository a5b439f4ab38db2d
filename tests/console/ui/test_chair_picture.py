"""How the program lies, in the chair's panel."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.site.program_layouts import ProgramLayout
from console.ui.chair_picture import ChairPicture
from console.ui.chair_words import LAYOUTS
from console.ui.theme import Look
from tests.console.ui.test_conference_strip import conference, node

RIVER = ProgramLayout("沿河四村", "2x2", ("n02", None, "n01", None))


@pytest.fixture
def picture(look: Look, qtbot: QtBot) -> ChairPicture:
    made = ChairPicture(look)
    qtbot.addWidget(made)
    made.show()
    return made


def told(**more: Any) -> dict[str, Any]:
    return conference(node("n01"), node("n02"), **more)


def wishes(picture: ChairPicture) -> list[dict[str, Any]]:
    wished: list[dict[str, Any]] = []
    picture.wished.connect(wished.append)
    return wished


def test_what_is_typed_or_chosen_is_wished(picture: ChairPicture) -> None:
    wished = wishes(picture)
    picture.set_conference(told())
    picture.banner.setText(" 防汛 ")
    picture.show_banner.click()
    picture.caption.setText("请各村汇报水位")
    picture.caption.returnPressed.emit()
    picture.layout_choice.activated.emit(list(LAYOUTS).index("1+5"))
    assert wished == [
        {"action": "banner", "text": "防汛"},
        {"action": "caption", "text": "请各村汇报水位"},
        {"action": "layout", "layout": "1+5"},
    ]


def test_who_speaks_stays_first_as_long_as_was_set(picture: ChairPicture) -> None:
    wished = wishes(picture)
    picture.set_conference(told())
    picture.hold.setValue(8)  # it is off: only kept
    assert wished == []
    picture.voice.click()
    picture.set_conference(told(voice_switch={"on": True, "hold_s": 8.0}))
    picture.hold.setValue(12)
    assert wished == [
        {"action": "voice_switch", "on": True, "hold_s": 8.0},
        {"action": "voice_switch", "on": True, "hold_s": 12.0},
    ]


def test_a_polling_that_goes_on_gets_another_dwell(picture: ChairPicture) -> None:
    wished = wishes(picture)
    picture.set_conference(told())
    picture.dwell.setValue(20)
    assert wished == []
    polling = {"nodes": ["n01", "n02"], "every_s": 20.0, "at": 0}
    picture.set_conference(told(polling=polling))
    picture.dwell.setValue(30)
    assert wished == [{"action": "polling", "nodes": ["n01", "n02"], "every_s": 30.0}]


def test_what_is_told_is_shown_and_wishes_nothing(picture: ChairPicture) -> None:
    wished = wishes(picture)
    state = told(
        banner="防汛", caption="水位", voice_switch={"on": True, "hold_s": 7.0},
        polling={"nodes": ["n01"], "every_s": 45.0, "at": 0},
    )  # fmt: skip
    state["program"] = {"on_air": [], "chosen": "2x2"}
    picture.set_conference(state)
    assert (picture.banner.text(), picture.caption.text()) == ("防汛", "水位")
    assert picture.voice.isChecked()
    assert (picture.hold.value(), picture.dwell.value()) == (7, 45)
    assert picture.layout_choice.currentText() == "4 sites"
    picture.set_conference(told(voice_switch={"on": False, "hold_s": 3.0}))
    assert picture.hold.value() == 7  # what was set stays for the next time
    assert not wished


def test_what_is_being_typed_stays(picture: ChairPicture, qtbot: QtBot) -> None:
    picture.activateWindow()
    picture.caption.setFocus()
    qtbot.waitUntil(picture.caption.hasFocus)
    picture.caption.setText("水")
    picture.set_conference(told(caption="别的"))
    assert picture.caption.text() == "水"
    picture.dwell.setFocus()
    qtbot.waitUntil(picture.dwell.hasFocus)
    picture.set_conference(told(polling={"nodes": ["n01"], "every_s": 45.0, "at": 0}))
    assert picture.dwell.value() == 10


def test_a_kept_layout_is_one_choice_and_is_named_while_it_holds(picture: ChairPicture) -> None:
    wished = wishes(picture)
    picture.set_saved([RIVER])
    assert picture.layout_choice.itemText(len(LAYOUTS)) == "沿河四村"
    picture.layout_choice.activated.emit(len(LAYOUTS))
    assert wished == [{"action": "layout", "saved": "沿河四村"}]
    state = told()
    state["program"] = {"on_air": [], "chosen": "2x2", "places": ["n02", None, "n01"]}
    picture.set_conference(state)
    assert picture.layout_choice.currentText() == "沿河四村"
    state = {**state, "program": {**state["program"], "places": ["n02"]}}
    picture.set_conference(state)
    assert picture.layout_choice.currentText() == "4 sites"
    picture.set_saved([ProgramLayout("谁来都行", "2x2")])
    picture.set_conference(told(program={"on_air": [], "chosen": "2x2", "places": []}))
    assert picture.layout_choice.currentText() == "4 sites"
    picture.set_saved([])
    assert picture.layout_choice.count() == len(LAYOUTS)
    assert len(wished) == 1


def test_a_layout_is_kept_by_a_name_that_is_asked_for(picture: ChairPicture, qtbot: QtBot) -> None:
    picture.set_conference(told())
    picture.places._fill()
    keep = next(a for a in picture.places._menu.actions() if a.text() == "Keep this layout …")
    assert picture.naming.isHidden()
    keep.trigger()
    assert picture.naming.isVisible()
    picture.keep.click()  # nothing is typed: asked on
    assert picture.naming.isVisible()
    picture.name.setText(" 沿河四村 ")
    with qtbot.waitSignal(picture.keep_wished) as wished:
        qtbot.keyClick(picture.name, Qt.Key.Key_Return)
    assert wished.args == ["沿河四村"]
    assert picture.naming.isHidden()
    keep.trigger()
    picture.keep_not.click()
    assert picture.naming.isHidden()
