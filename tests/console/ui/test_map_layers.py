from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF

from console.cases.case import CaseId, Place, PublicWarning, Worker
from console.cases.day import Happening
from console.cases.heat import heat_picture
from console.site.records import Grid, KeyPlace, NodeEntry
from console.ui.map_view import MapView
from console.ui.theme import Look
from media.calibration import Pose
from media.source import Live
from tests.console.ui.map_stage import CAMERAS, HERE, RING, case, colours_about, spot


def test_the_past_takes_the_place_of_the_cases(town: MapView) -> None:
    town.set_cases([case()])
    happened = Happening(datetime.now(UTC), CaseId("old"), *HERE, "market", "blue", "report")
    town.layers.set_past([(happened, True)])
    town.grab()
    assert town.drawn_markers() == []
    found = town.hit(QPointF(spot(town, HERE)))
    assert found is not None
    assert found.id == "old"
    town.layers.set_past(None)
    town.grab()
    assert [marker.case_id for marker in town.drawn_markers()] == ["c-1"]


def test_a_cameras_lamp_follows_its_state(town: MapView, look: Look) -> None:
    town.set_camera_states({"c01": Live(0.0), "c99": Live(0.0)})
    at = town.mapFromScene(town.layers.cameras.place("c01"))
    assert town.grab().toImage().pixelColor(at).name() == look.lamp("green").name()


def test_a_wedge_is_the_poses_and_follows_a_head(town: MapView) -> None:
    pose = Pose(*HERE, 6.0, 0.0, 5.0, 60.0)
    town.set_site(CAMERAS, [Grid("g", "", "", "", (RING,))], (), {"c01": pose})
    assert town.layers.cameras.place("c01") == town.plane.point(*HERE)
    town.layers.cameras.set_poses({"c01": Pose(*HERE, 6.0, 180.0, 5.0, 60.0), "x": None})
    town.show_place(town.plane.point(*HERE), 2.0)
    middle = town.middle().toPoint()
    land = town.grab().toImage()
    north, south = (land.pixelColor(middle + QPoint(0, down)) for down in (-40, 40))
    assert south != north
    town.layers.cameras.set_poses({"c01": None})
    land = town.grab().toImage()
    assert land.pixelColor(middle + QPoint(0, 40)) == north


def test_grids_are_those_of_the_day(town: MapView) -> None:
    old = Grid("g0", "旧网格", "", "", (RING,), valid_to=date(2020, 1, 1))
    new = Grid("g1", "新网格", "", "", (RING,), valid_from=date(2020, 1, 2))
    grids, today = town.layers.grids, date(2026, 11, 23)
    grids.set_grids([old, new], town.plane)
    grids.set_day(today, today)
    assert [grid.id for grid in grids.shown()] == ["g1"]
    assert grids.is_today
    grids.set_day(date(2019, 5, 5), today)
    found = grids.grid_at(*HERE)
    assert found is not None
    assert (found.id, grids.is_today) == ("g0", False)
    town.zoom(8)
    town.grab()
    assert grids.grid_at(121.0, 31.0) is None


def test_an_old_position_of_a_worker_says_so(town: MapView) -> None:
    now = datetime.now(UTC)
    town.layers.workers.set_workers(
        [Worker(f"w{m}", f"员{m}", "网格员", "", Place(*HERE), now - timedelta(minutes=m))
         for m in (1, 20, 90)]
        + [Worker("w", "无", "网格员", "", None, now)]
        + [Worker("x", "久", "", "", Place(*HERE), None)],
        now,
    )  # fmt: skip
    spots = town.layers.workers.spots
    assert [each.lamp for each in spots] == ["green", "amber", "grey", "grey"]
    assert "20 min" in spots[1].tip


def test_sites_say_how_they_stand_in_the_conference(town: MapView) -> None:
    nodes = [NodeEntry(f"n{n}", f"村{n}", "village", "", *HERE) for n in range(5)]
    town.set_nodes(nodes, frozenset({"村0"}))
    town.layers.nodes.set_conference(
        {"nodes": [
            {"id": "n0", "state": "live"}, {"id": "n1", "state": "calling"},
            {"id": "n2", "state": "absent", "invited": True, "online": False},
            {"id": "n3", "state": "absent"}, {"id": "n4", "state": "absent", "online": True},
        ]}
    )  # fmt: skip
    spots = town.layers.nodes.spots
    assert [each.lamp for each in spots] == ["green", "amber", "red", "grey", "online"]
    assert [each.is_named for each in spots] == [False, True, True, True, True]


def test_a_sensitive_place_is_never_on_a_wall(town: MapView) -> None:
    places = [
        KeyPlace("a", "小学", "学校", *HERE),
        KeyPlace("b", "独居", "老人", *HERE, sensitive=True),
    ]
    town.layers.places.set_places(places, on_wall=True)
    assert [each.id for each in town.layers.places.spots] == ["a"]
    town.layers.places.set_places(places, on_wall=False)
    assert len(town.layers.places.spots) == 2


def test_a_warning_covers_its_area_and_is_pressed_by_its_words(town: MapView, look: Look) -> None:
    inner = tuple((120.19 + (x - 120.19) / 2, 30.47 + (y - 30.47) / 2) for x, y in RING)
    warning = PublicWarning("w1", "orange", "暴雨", "", None, None, True, (inner,))
    town.layers.warnings.set_warnings([warning, PublicWarning("w2", "red", "x", "", None, None)])
    corner = spot(town, inner[1])
    assert look.level("orange").name() in colours_about(town, corner, 2)
    box = town.layers.warnings.bounds("w1")
    assert [name for name, _ in town.layers.warnings.areas()] == ["w1"]
    top = town.mapFromScene(QPointF(box.center().x(), box.top()))
    found = town.hit(QPointF(top))
    assert found is not None
    assert (found.kind, found.id) == ("warning", "w1")
    assert town.hit(QPointF(spot(town, HERE))) is None


def test_a_warnings_words_are_seen_where_its_edge_is_above_the_view(town: MapView) -> None:
    warning = PublicWarning("w1", "orange", "暴雨", "", None, None, True, (RING,))
    town.layers.warnings.set_warnings([warning])
    box = town.layers.warnings.bounds("w1")
    town.show_area(box.adjusted(box.width() / 3, box.height() / 3, 0, 0))
    middle = town.mapFromScene(box.center()).x()
    assert town.mapFromScene(box.topLeft()).y() < -20
    found = town.hit(QPointF(middle, 8))
    assert found is not None
    assert found.kind == "warning"


def test_a_heat_map_colours_where_cases_are(town: MapView) -> None:
    plain = town.grab().toImage().pixelColor(spot(town, HERE))
    at = town.plane.point(*HERE)
    town.layers.heat.set_picture(heat_picture(np.array([(at.x(), at.y())] * 5)))
    town.layers.show("heat", True)
    warm = town.grab().toImage().pixelColor(spot(town, HERE))
    assert warm.red() > plain.red() + 40
    town.layers.heat.set_picture(None)
    assert town.grab().toImage().pixelColor(spot(town, HERE)) == plain


def test_what_was_chosen_of_the_layers_is_kept(town: MapView) -> None:
    town.layers.show("places", False)
    town.layers.grids.setOpacity(0.4)
    kept = town.layers.state()
    town.layers.show("places", True)
    town.layers.grids.setOpacity(1)
    town.layers.restore({**kept, "heat": "odd", "cases": {"shown": 3, "opacity": 9}, "x": {}})
    assert not town.layers.is_shown("places")
    assert town.layers.grids.opacity() == pytest.approx(0.4)
    assert town.layers.is_shown("cases")


def test_every_layer_says_what_it_is(town: MapView) -> None:
    assert all(layer.title() for layer in town.layers.listed)
    assert all(line.words for layer in town.layers.listed for line in layer.legend())
