from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from console.cases.case import Case, Place
from console.cases.views import PRESETS, Filter, View
from console.ui.inbox_bar import InboxBar, Options, options_of
from console.ui.inbox_words import count, view_text
from console.ui.menus import TickMenu
from console.ui.theme import Look
from console.ui.words import speak


@pytest.fixture
def bar(look: Look, qtbot: QtBot) -> InboxBar:
    bar = InboxBar(look)
    qtbot.addWidget(bar)
    bar.resize(388, 40)
    bar.show()
    return bar


def entry(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if words in action.text())


def test_a_preset_is_one_choice_and_keeps_the_platforms(bar: InboxBar, qtbot: QtBot) -> None:
    bar.set_view(View("all", Filter(hidden=frozenset(("market",)))))
    menu = bar.views_menu()
    with qtbot.waitSignal(bar.view_chosen) as chosen:
        entry(menu, "Overdue").trigger()
    view = chosen.args[0]
    assert (view.name, view.sort) == ("overdue", "due")
    assert view.filter.hidden == {"market"}
    assert bar._views.text() == "Overdue ▾"


def test_a_filter_is_ticked_part_by_part_while_the_menu_stays(bar: InboxBar, qtbot: QtBot) -> None:
    bar.options = lambda: Options(units=("执法中队", ""), areas=("石埠村",))
    menu = bar.filters_menu()
    lamps = entry(menu, "Lamp").menu()
    assert isinstance(lamps, TickMenu)
    with qtbot.waitSignal(bar.view_chosen) as chosen:
        entry(lamps, "Overdue").trigger()
    assert chosen.args[0].filter.lamps == {"red"}
    entry(lamps, "Nearly due").trigger()
    assert bar.view.filter.lamps == {"red", "amber"}
    units = entry(menu, "Unit").menu()
    assert isinstance(units, TickMenu)
    entry(units, "Without a unit").trigger()
    assert bar.view.filter.units == {""}
    entry(menu, "Mine").trigger()
    assert bar.view.filter.own == "mine"
    assert count(bar.view.filter) == 3
    assert "3" in bar._filters.text()
    entry(menu, "Show all again").trigger()
    assert bar.view == PRESETS[0]


def test_enter_and_the_mouse_tick_without_closing(bar: InboxBar, qtbot: QtBot) -> None:
    ticked: list[frozenset[str]] = []
    menu = TickMenu(bar)
    menu.tick([("a", "A"), ("b", "B")], frozenset("b"), ticked.append)
    with qtbot.assertNotEmitted(menu.aboutToHide):
        menu.setActiveAction(menu.actions()[0])
        qtbot.keyClick(menu, Qt.Key.Key_Return)
        menu.setActiveAction(menu.actions()[1])
        qtbot.mouseRelease(menu, Qt.MouseButton.LeftButton)
    assert ticked == [frozenset("ab"), frozenset("a")]


def test_what_is_typed_is_searched_after_a_moment_and_escape_ends_it(
    bar: InboxBar, qtbot: QtBot
) -> None:
    bar.search()
    with qtbot.waitSignal(bar.view_chosen) as chosen:
        qtbot.keyClicks(bar.field, "hd")
    assert chosen.args[0].filter.words == "hd"
    with qtbot.waitSignal(bar.view_chosen) as chosen:
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert chosen.args[0].filter.words == ""


def test_a_view_is_saved_under_a_name_and_forgotten(bar: InboxBar, qtbot: QtBot) -> None:
    bar.set_view(View("", Filter(supervised=True)))
    assert bar._views.text() == "Own view ▾"
    menu = bar.views_menu()
    entry(menu, "Save this view").trigger()
    bar._name.setText("桥东的")
    with qtbot.waitSignal(bar.save_wished) as saved:
        qtbot.keyClick(bar._name, Qt.Key.Key_Return)
    assert saved.args[0] == View("桥东的", Filter(supervised=True))
    bar.set_saved([saved.args[0]])
    menu = bar.views_menu()
    with qtbot.waitSignal(bar.remove_wished) as removed:
        entry(menu, "Forget the view 桥东的").trigger()
    assert removed.args == ["桥东的"]


def test_showing_a_view_tells_nobody(bar: InboxBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.view_chosen, wait=300):
        bar.set_view(View("x", Filter(words="桥")))
    assert bar.field.text() == "桥"


def test_presets_are_said_in_both_languages(qapp: object) -> None:
    speak(qapp, "zh")  # type: ignore[arg-type]
    assert [view_text(view) for view in PRESETS] == [
        "全部", "紧急", "快到期", "超时", "待受理", "重点督办",
    ]  # fmt: skip
    assert view_text(View("桥东的")) == "桥东的"


def test_what_there_is_to_choose_among_is_what_the_cases_have(
    make_case: Callable[..., Case],
) -> None:
    cases = [
        make_case("a", unit="甲", place=Place(120, 30, grid="g-1")),
        make_case("b", unit="乙", place=Place(120, 30, grid="g-1")),
        make_case("c", unit="乙", place=None, grid="g-2", status="reported"),
    ]
    told = options_of(cases, {"g-1": "石埠村"})
    assert told.units == ("乙", "甲")
    assert told.areas == ("石埠村", "g-1", "g-2")
    assert told.statuses == ("handling", "reported")
