from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from console.ui.program_places import ProgramPlaces
from tests.console.ui.test_conference_strip import conference, node


def told(places: list[str | None], chosen: str = "2x2") -> dict[str, Any]:
    made = conference(node("n01"), node("n02"), node("n03"))
    return {**made, "program": {"on_air": [], "chosen": chosen, "places": places}}


@pytest.fixture
def places(qtbot: QtBot) -> ProgramPlaces:
    made = ProgramPlaces()
    qtbot.addWidget(made)
    return made


def wishes(places: ProgramPlaces) -> list[dict[str, Any]]:
    wished: list[dict[str, Any]] = []
    places.wished.connect(wished.append)
    return wished


def test_the_chosen_sites_lie_from_the_picked_place_on_and_nowhere_twice(
    places: ProgramPlaces,
) -> None:
    wished = wishes(places)
    places.set_conference(told(["n02", "n03"]))
    places.set_chosen(["n01", "n02"])
    places._fill()
    places._menu.actions()[1].trigger()
    assert wished == [{"action": "layout", "layout": "2x2", "places": [None, "n01", "n02", None]}]
    places.put(3)  # there is room for one only
    assert wished[-1]["places"] == [None, "n03", None, "n01"]
    places.free()
    assert wished[-1]["places"] == []


def test_the_menu_says_who_lies_where(places: ProgramPlaces) -> None:
    places.set_conference(told([None, "n03"], "side"))
    places._fill()
    texts = [action.text() for action in places._menu.actions() if action.text()]
    assert texts == [
        "Place 1: as it comes", "Place 2: 村n03", "All as it comes",
        "Choose sites in the list first", "Keep this layout …", "Remove a kept layout",
    ]  # fmt: skip
    assert not places._menu.actions()[0].isEnabled()


def test_what_is_kept_can_be_removed_by_its_name(places: ProgramPlaces) -> None:
    removed: list[str] = []
    places.forget_wished.connect(removed.append)
    places.set_conference(told([]))
    places._fill()
    assert not places._menu.actions()[-1].isEnabled()
    places.set_saved(["沿河 & 圩区", "双方"])
    places._fill()
    menu = places._menu.actions()[-1].menu()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["沿河 && 圩区", "双方"]
    menu.actions()[0].trigger()
    assert removed == ["沿河 & 圩区"]
