from __future__ import annotations

from console.cases.views import View
from tests.console.desk.case_room import SOUTH, Room, a_case


def test_views_are_kept_and_filters_know_villages(case_room: Room) -> None:
    case_room.cases.take([a_case(), a_case("c-2")])
    bar = case_room.window.cases.bar
    assert case_room.window.cases._options().areas == ("石埠村", "g-1")
    view = View("桥东的", bar.view.filter, "distance")
    bar.save_wished.emit(view)
    assert [each.name for each in bar._saved] == ["桥东的"]
    bar.remove_wished.emit("桥东的")
    assert bar._saved == ()


def test_distances_count_from_the_selected_tiles_camera(case_room: Room) -> None:
    case_room.cases.take([a_case()])
    case_room.show(0, "hall")
    case_room.window.wall.select(0)
    case_room.desk.inbox.second()
    assert case_room.window.cases._delegate.origin == (120.19, 30.4705)
    case_room.window.cases._on_view_chosen(View("", sort="distance"))
    case_room.show(0, "gate")
    case_room.desk.inbox.second()
    assert case_room.window.cases._delegate.origin == (120.19, SOUTH)
