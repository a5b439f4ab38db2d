from __future__ import annotations

from typing import Any

from console.cases.case import Case, CaseId, Place
from console.desk.concerned import sites_for
from console.site.records import Grid, NodeEntry

NODES = [
    NodeEntry("n01", "云帆村", "village", longitude=120.16, latitude=30.45),
    NodeEntry("n02", "青苇村", "village", longitude=120.22, latitude=30.46),
    NodeEntry("n28", "消防救援站", "station"),
]
GRIDS = [Grid("g-2", "网格001", "青苇村", "网格员", ())]


def a_case(**told: Any) -> Case:
    return Case(
        CaseId("c-1"), 1, "1", "老人走失", "", "service", "", "", "grid", "pc", "accepted", None,
        told.pop("place", None), **told,
    )  # fmt: skip


def test_the_village_of_the_grid_and_the_unit_in_charge_are_called() -> None:
    assert sites_for(a_case(grid="g-2", unit="消防救援站"), NODES, GRIDS) == ["n02", "n28"]


def test_a_village_named_in_the_address_is_called() -> None:
    assert sites_for(a_case(address="运河镇云帆村 村口"), NODES, GRIDS) == ["n01"]


def test_else_the_nearest_site_and_never_the_whole_town() -> None:
    assert sites_for(a_case(place=Place(120.215, 30.46)), NODES, GRIDS) == ["n02"]
    assert sites_for(a_case(place=Place(121.0, 31.0)), NODES, GRIDS) == []
    assert sites_for(a_case(), NODES, GRIDS) == []
