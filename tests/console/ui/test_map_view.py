from __future__ import annotations

import time

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from console.ui.map_signs import count_text
from console.ui.map_view import NEAREST, MapView
from console.ui.theme import Look
from tests.console.ui.map_stage import CAMERAS, HERE, LEFT, case, colours_about, ring_of, spot


def test_a_case_is_drawn_at_its_place_and_its_time_is_kept(town: MapView, look: Look) -> None:
    before = time.monotonic()
    town.set_cases([case()])
    at = spot(town, HERE)
    assert look.level("red").name() in colours_about(town, at)
    (drawn,) = town.drawn_markers()
    on_screen = town.viewport().mapToGlobal(at)
    assert (drawn.x, drawn.y) == (on_screen.x(), on_screen.y())
    assert before <= drawn.painted_at <= time.monotonic()
    town.grab()
    assert town.drawn_markers() == [drawn]
    town.set_cases([case(rev=2)])
    town.grab()
    assert town.drawn_markers()[0].painted_at > drawn.painted_at


def test_a_case_that_is_gone_is_taken_off(town: MapView) -> None:
    town.set_cases([case("a"), case("b")])
    town.set_cases([case("b")])
    town.grab()
    assert [marker.case_id for marker in town.drawn_markers()] == ["b"]


def test_a_cluster_says_the_worst_and_splits_where_it_is_clicked(
    town: MapView, look: Look, qtbot: QtBot
) -> None:
    near = (120.1903, 30.4702)
    town.set_cases([case("a", level="blue"), case("b", at=near, level="red")])
    assert town.layers.cases.clustering(town.transform().m11()).counts.tolist() == [2]
    middle = spot(town, ((HERE[0] + near[0]) / 2, (HERE[1] + near[1]) / 2))
    assert look.level("red").name() in colours_about(town, middle, 9)
    qtbot.mouseClick(town.viewport(), LEFT, pos=middle)
    assert sorted(town.layers.cases.clustering(town.transform().m11()).counts) == [1, 1]
    town.grab()
    assert {marker.case_id for marker in town.drawn_markers()} == {"a", "b"}


def test_clusters_stay_where_they_are_while_the_map_is_dragged(town: MapView) -> None:
    chance = np.random.default_rng(3)
    town.set_cases(
        [case(f"c{n}", at=(120.18 + x / 50, 30.46 + y / 50))
         for n, (x, y) in enumerate(chance.random((200, 2)))]
    )  # fmt: skip
    town.zoom(2)
    before = town.layers.cases.clustering(town.transform().m11())
    town.pan(37, 11)
    town.grab()
    assert town.layers.cases.clustering(town.transform().m11()) is before


def test_cases_on_one_point_are_told_as_a_list(town: MapView, qtbot: QtBot) -> None:
    town.set_cases([case("a"), case("b"), case("c")])
    town.show_place(town.plane.point(*HERE), NEAREST)
    with qtbot.waitSignal(town.several_selected) as told:
        qtbot.mouseClick(town.viewport(), LEFT, pos=spot(town, HERE))
    assert told.args is not None
    assert sorted(told.args[0]) == ["a", "b", "c"]


def test_a_large_cluster_is_nobodys_own_sign(town: MapView) -> None:
    town.set_cases([case(f"c{n}") for n in range(21)])
    town.grab()
    assert town.drawn_markers() == []
    assert [count_text(n) for n in (7, 99, 149, 999, 10_000)] == ["7", "99", "100+", "950+", "10k+"]


def test_a_click_selects_the_case_before_the_camera_below_it(town: MapView, qtbot: QtBot) -> None:
    place = (CAMERAS[0].longitude or 0, CAMERAS[0].latitude or 0)
    at = spot(town, place)
    with qtbot.waitSignal(town.camera_selected) as selected:
        qtbot.mouseClick(town.viewport(), LEFT, pos=at)
    assert selected.args == ["c01"]
    town.set_cases([case(at=place)])
    with qtbot.waitSignal(town.case_selected) as selected:
        qtbot.mouseClick(town.viewport(), LEFT, pos=at)
    assert selected.args == ["c-1"]
    town.layers.show("cases", False)
    with qtbot.waitSignal(town.camera_selected):
        qtbot.mouseClick(town.viewport(), LEFT, pos=at)


def test_a_click_on_nothing_selects_nothing(town: MapView, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(town.case_selected),
        qtbot.assertNotEmitted(town.camera_selected),
    ):
        qtbot.mouseClick(town.viewport(), LEFT, pos=QPoint(5, 5))


def test_showing_a_case_brings_it_to_the_middle(town: MapView) -> None:
    place = (120.183, 30.463)
    town.set_cases([case(at=place)])
    town.show_case("c-1")
    at = spot(town, place)
    assert abs(at.x() - 200) < 5
    assert abs(at.y() - 200) < 5
    assert ring_of(town) == pytest.approx(place, abs=1e-7)
    town.set_cases([case(rev=2, at=HERE)])
    assert ring_of(town) == pytest.approx(HERE, abs=1e-7), "the ring goes with it"
    town.show_case("unknown")
    assert town.layers.marks.ring is None
