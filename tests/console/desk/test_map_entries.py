from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from console.cases.book import CaseBook
from console.cases.case import Case, CaseChanged, CaseId, Place, Worker, WorkerMoved
from console.desk.map_entries import entries
from console.site.records import CameraEntry, Grid, KeyPlace, MapFeature, NodeEntry
from media.calibration import Pose

RING = ((120.0, 30.0), (120.2, 30.0), (120.2, 30.2), (120.0, 30.2))


def test_all_that_has_a_place_can_be_found() -> None:
    site: Any = SimpleNamespace(
        places=[KeyPlace("p", "小学", "学校", 120.1, 30.1)],
        nodes=[
            NodeEntry("n", "村", "village", "", 120.1, 30.1), NodeEntry("m", "无处", "village"),
        ],
        cameras=[
            CameraEntry("c", "甲", "", longitude=1.0, latitude=2.0), CameraEntry("d", "乙", ""),
            CameraEntry("e", "丙", ""),
        ],
        poses={"c": Pose(120.1, 30.1, 6, 0, 0, 60), "e": Pose(120.3, 30.3, 6, 0, 0, 60)},
        grids=[Grid("g", "网格1", "村", "", (RING,))],
        base_map=[MapFeature("roads", False, RING, "长街")] * 2,
    )  # fmt: skip
    book = CaseBook()
    case = Case(
        CaseId("k"), 1, "31", "占道", "", "market", "", "", "", "", "handling", None,
        Place(120.1, 30.1),
    )  # fmt: skip
    book.apply([CaseChanged(case), WorkerMoved(Worker("w", "王", "", "", Place(120, 30), None))])
    found = entries(site, book)
    assert [(each.kind, each.id) for each in found] == [
        ("place", "p"), ("node", "n"), ("worker", "w"), ("camera", "c"), ("camera", "e"),
        ("case", "k"), ("grid", "g"), ("name", "长街"),
    ]  # fmt: skip
    assert found[3].at == (120.1, 30.1), "a calibration knows better than the list"
