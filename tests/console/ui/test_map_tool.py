from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from console.site.records import NodeEntry
from console.ui.map_past import MOST_WORDS, PastLayer
from console.ui.map_tool import AREA, DISTANCE, LASSO, RECTANGLE, tool_text
from console.ui.map_view import MapView
from console.ui.theme import Look
from tests.console.ui.map_stage import HERE, LEFT, double_click, drag, spot


def test_a_distance_is_measured_by_clicks(town: MapView, qtbot: QtBot) -> None:
    town.hand.take_up(DISTANCE)
    for at in ((120.185, 30.47), (120.195, 30.47)):
        qtbot.mouseClick(town.viewport(), LEFT, pos=spot(town, at))
    assert town.layers.marks.measured() in {f"{n} m" for n in range(950, 972)}
    double_click(town, spot(town, (120.195, 30.47)))
    assert town.layers.marks.done


def test_an_area_is_measured_by_keys_at_the_cross(town: MapView, qtbot: QtBot) -> None:
    town.setFocus(Qt.FocusReason.TabFocusReason)
    town.hand.take_up(AREA)
    town.zoom(3)
    keys = (
        Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Down,
        Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Backspace,
        Qt.Key.Key_Return, Qt.Key.Key_End,
    )  # fmt: skip
    for key in keys:
        qtbot.keyClick(town, key)
    assert town.layers.marks.done
    side = 50 / town.transform().m11()  # an arrow moves it by an eighth
    told = float(town.layers.marks.measured().split()[0])
    assert told == pytest.approx(side * side, rel=0.02)
    qtbot.keyClick(town, Qt.Key.Key_Escape)
    assert town.hand.tool == ""


def test_its_keys_are_those_of_the_table_and_the_hint_says_them(
    town: MapView, qtbot: QtBot
) -> None:
    town.keys.set("map_select", ["X"])
    town.keys.set("map_end", [])
    assert tool_text(RECTANGLE, town.keys) == "Rectangle: drag over cameras; keys: X at two corners"
    assert tool_text(LASSO, town.keys).endswith("X at the cross, – ends")
    town.hand.take_up(AREA)
    qtbot.keyClick(town, Qt.Key.Key_Return)
    qtbot.keyClick(town, Qt.Key.Key_End)
    assert (town.layers.marks.points, town.layers.marks.done) == ([], False)
    qtbot.keyClick(town, Qt.Key.Key_X)
    assert len(town.layers.marks.points) == 1


def test_a_rectangle_tells_the_cameras_in_it(town: MapView, qtbot: QtBot) -> None:
    town.hand.take_up(RECTANGLE)
    with qtbot.waitSignal(town.area_selected) as told:
        drag(town, qtbot, (120.182, 30.462), (120.188, 30.468))
    assert told.args == [["c01"]]
    with qtbot.waitSignal(town.area_selected) as told:
        drag(town, qtbot, (120.192, 30.472), (120.198, 30.478))
    assert told.args == [[]]


def test_a_lasso_tells_the_cameras_in_it(town: MapView, qtbot: QtBot) -> None:
    town.hand.take_up(LASSO)
    with qtbot.waitSignal(town.area_selected) as told:
        for at in ((120.183, 30.463), (120.188, 30.463), (120.186, 30.469)):
            town.hand._add(QPointF(spot(town, at)))
        qtbot.keyClick(town, Qt.Key.Key_End)
    assert told.args == [["c01"]]


def test_enter_selects_what_is_near_the_cross(town: MapView, qtbot: QtBot) -> None:
    town.setFocus(Qt.FocusReason.TabFocusReason)
    at = town.layers.cameras.place("c01")
    assert at is not None
    town.show_place(at + QPointF(20, 0))
    with qtbot.waitSignal(town.camera_selected) as told:
        qtbot.keyClick(town, Qt.Key.Key_Return)
    assert told.args == ["c01"]
    assert town.layers.marks.has_cross
    for key in ("+", "-", "0"):
        qtbot.keyClicks(town, key)


def test_the_menu_is_wished_at_a_place_in_degrees(
    town: MapView, qtbot: QtBot, seen: Callable[..., object]
) -> None:
    with qtbot.waitSignal(town.menu_wished) as told:
        town.hand.wish_menu(QPointF(spot(town, HERE)))
    assert told.args is not None
    assert told.args[1] == pytest.approx(HERE, abs=1e-4)
    assert told.args[2] is None


def test_a_sign_that_is_neither_case_nor_camera_tells_its_kind(town: MapView, qtbot: QtBot) -> None:
    town.set_nodes([NodeEntry("n1", "村", "village", "", *HERE)], frozenset())
    with qtbot.waitSignal(town.sign_selected) as told:
        qtbot.mouseClick(town.viewport(), LEFT, pos=spot(town, HERE))
    assert told.args == ["node", "n1"]


def test_words_of_what_just_happened_never_lie_on_each_other_and_the_newest_stay(
    look: Look,
) -> None:
    layer = PastLayer(look)
    rings = [(100.0 + 5 * n, 100.0 + 3 * n, f"accept {n}") for n in range(40)]
    shown = layer.words_at(rings)
    assert shown[0][0] == "accept 0"
    assert 1 < len(shown) <= MOST_WORDS
    for number, (_, box) in enumerate(shown):
        assert not any(box.intersects(other) for _, other in shown[:number])
