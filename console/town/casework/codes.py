"""The platform's code tables: platforms, sources, levels, categories, states. Data, no rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

NAME = "运河镇基层治理四平台（模拟）"

PLATFORMS: tuple[dict[str, str], ...] = (
    {"id": "governance", "name": "综治工作", "colour": "#5B8DEF"},
    {"id": "enforcement", "name": "综合执法", "colour": "#E08A3C"},
    {"id": "market", "name": "市场监管", "colour": "#4DB6AC"},
    {"id": "service", "name": "便民服务", "colour": "#B07CD8"},
)
SOURCES: tuple[dict[str, str], ...] = (
    {"id": "pingan", "name": "平安建设信息系统"},
    {"id": "grid", "name": "网格智慧信息系统"},
    {"id": "operator", "name": "指挥室登记"},
)
LEVELS = ("red", "orange", "yellow", "blue")
CHANNELS = ("grid_worker", "hotline", "hall", "pc", "kiosk", "mobile", "camera", "operator")


@dataclass(frozen=True, slots=True)
class Category:
    code: str
    name: str
    platform: str


CATEGORIES: tuple[Category, ...] = (
    Category("0113", "河道污染", "governance"),
    Category("0117", "水位水情", "governance"),
    Category("0121", "房屋安全隐患", "governance"),
    Category("0125", "矛盾纠纷", "governance"),
    Category("0131", "消防隐患", "governance"),
    Category("0137", "积水内涝", "governance"),
    Category("0201", "违法停车", "enforcement"),
    Category("0207", "占道堆物", "enforcement"),
    Category("0212", "违法搭建", "enforcement"),
    Category("0218", "暴露垃圾", "enforcement"),
    Category("0223", "渣土抛洒", "enforcement"),
    Category("0229", "噪声扰民", "enforcement"),
    Category("0301", "占道经营", "market"),
    Category("0306", "食品经营无证", "market"),
    Category("0311", "计量纠纷", "market"),
    Category("0315", "食品过期", "market"),
    Category("0401", "独居老人求助", "service"),
    Category("0406", "路灯故障", "service"),
    Category("0411", "井盖缺损", "service"),
    Category("0416", "供水供电", "service"),
    Category("0426", "走失寻人", "service"),
)
BY_CODE = {category.code: category for category in CATEGORIES}

STATUS_NAMES = {
    "reported": "待受理",
    "accepted": "已受理",
    "dispatched": "已派单",
    "acknowledged": "已签收",
    "arrived": "已到场",
    "handling": "处置中",
    "feedback": "已反馈",
    "verified": "核查通过",
    "closed": "已结案",
    "rejected": "不予受理",
    "returned": "已退单",
    "suspended": "已挂起",
    "escalated": "已上报",
    "duplicate": "已并案",
    "reopened": "重新办理",
}
SHUT = frozenset({"closed", "rejected", "duplicate"})
OPEN = frozenset(STATUS_NAMES) - SHUT


def about(time: str) -> dict[str, Any]:
    """``GET /about``; ``time`` is RFC 3339."""
    return {
        "name": NAME,
        "simulated": True,
        "time": time,
        "platforms": [dict(platform) for platform in PLATFORMS],
        "levels": list(LEVELS),
        "sources": [dict(source) for source in SOURCES],
        "categories": [
            {"code": each.code, "name": each.name, "platform": each.platform} for each in CATEGORIES
        ],
    }


def is_open(status: str) -> bool:
    """An unknown status counts as open: nothing disappears because of a code."""
    return status not in SHUT
