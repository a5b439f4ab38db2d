"""What a consultation about a case brings together."""

from __future__ import annotations

from typing import Any

from console.cases.case import Case, CaseId, Place
from console.desk.consultation import cameras_near, cameras_of, sites_of
from console.site.invited import Invited
from console.site.plan import Plan
from console.site.records import CameraEntry, Grid, NodeEntry

NODES = (
    NodeEntry("n01", "丁家湾村", "village"),
    NodeEntry("n02", "石塘村", "village"),
    NodeEntry("s01", "公安派出所", "station"),
    NodeEntry("s02", "市场监管所", "station"),
    NodeEntry("h01", "便民服务中心", "hall"),
)
GRIDS = (Grid("g1", "网格001", "丁家湾村", "张", ()),)
CAMERAS = (
    CameraEntry("far", "远", "rtsp://h/1", longitude=121.0, latitude=30.47),
    CameraEntry("near", "近", "rtsp://h/2", "河道/北", longitude=120.19, latitude=30.4701),
    CameraEntry("mid", "中", "rtsp://h/3", longitude=120.19, latitude=30.48),
    CameraEntry("lost", "无", "rtsp://h/4", "河道"),
)


def case(**changed: Any) -> Case:
    given: dict[str, Any] = {
        "id": CaseId("c-1"), "rev": 1, "number": "1", "title": "t", "text": "",
        "platform": "governance",
        "category_code": "", "category": "", "source": "", "channel": "", "status": "reported",
        "level": None, "place": Place(120.19, 30.47, 5.0, "gps"), "grid": "g1",
    }  # fmt: skip
    return Case(**{**given, **changed})


def test_the_village_and_the_platform_s_stations_are_called() -> None:
    assert sites_of(case(), NODES, GRIDS) == ["n01", "s01"]
    assert sites_of(case(platform="market"), NODES, GRIDS) == ["n01", "s02"]
    assert sites_of(case(platform="service"), NODES, GRIDS) == ["n01", "h01"]
    assert sites_of(case(platform="strange"), NODES, GRIDS) == ["n01"]


def test_the_nearest_cameras_come_after_those_the_case_names() -> None:
    assert cameras_near(case(), CAMERAS, {}, 8) == ["near", "mid"]
    assert cameras_near(case(cameras=("lost", "gone")), CAMERAS, {}, 2) == ["lost", "near"]
    assert cameras_near(case(place=None), CAMERAS, {}, 8) == []


def test_a_plan_s_own_cameras_follow_each_once() -> None:
    plan = Plan("p", "p", 1, Invited(), ("mid", "far"), ("河道",), nearest=1)
    assert cameras_of(plan, case(), CAMERAS, {}) == ["near", "mid", "far", "lost"]
    assert cameras_of(plan, None, CAMERAS, {}) == ["mid", "far", "near", "lost"]
