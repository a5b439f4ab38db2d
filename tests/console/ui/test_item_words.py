from __future__ import annotations

from PySide6.QtWidgets import QApplication

from console.ui.item_words import MOST_NAMED, item_text, users_text
from console.ui.words import speak
from layouts.layout import Cell, Layout
from layouts.scene import Scene
from layouts.schedule import Schedule
from layouts.tour import Tour


def test_an_item_is_called_by_its_kind_and_title(qapp: QApplication) -> None:
    layout = Layout("gates", 1, 1, (Cell(0, 0),))
    items = (layout, Scene("flood", title="汛期"), Tour("river"), Schedule("duty", ()))
    assert [item_text(one) for one in items] == [
        "layout gates", "scene 汛期", "tour river", "schedule duty",
    ]  # fmt: skip
    speak(qapp, "zh")
    assert item_text(items[1]) == "场景“汛期”"


def test_of_many_users_the_first_are_named_and_the_others_counted(qapp: QApplication) -> None:
    users = [f"u{n}" for n in range(MOST_NAMED)]
    assert users_text(users) == "u0 · u1 · u2 · u3"
    assert users_text([*users, "u4", "u5"]) == "u0 · u1 · u2 · u3 · + 2 more"
