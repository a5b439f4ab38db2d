"""What the papers of a report say, in Chinese as all papers do. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.figures.report import Report

TITLES: Mapping[str, str] = {
    "day": "日报", "week": "周报", "month": "月报", "quarter": "季报", "year": "年报",
    "span": "统计报表",
}  # fmt: skip
DIMENSIONS: Mapping[str, str] = {
    "platform": "平台", "unit": "处置单位", "village": "村社", "grid": "网格", "category": "类别",
    "channel": "来源渠道", "level": "等级",
}  # fmt: skip
COLUMNS: Mapping[str, str] = {
    "received": "受理", "closed": "办结", "in_time": "按期办结", "late": "超期办结",
    "in_time_share": "按期率", "refused": "不予受理", "gone": "去向不明", "open": "未结",
    "running": "期内在办",
    "overdue": "超期未结", "returned": "退单", "reopened": "重开", "urged": "催办",
    "supervised": "督办", "repeated": "反复上报", "before": "环比", "year": "同比",
    "accept_mean": "受理均时", "arrive_mean": "到场均时", "close_mean": "办结均时",
    "close_median": "办结中位", "close_p90": "办结九成", "satisfaction": "满意度",
    "name": "名称", "at": "时间", "number": "编号", "title": "事件", "status": "状态",
    "limit": "时限", "closed_at": "办结时间", "reported_at": "上报时间", "rule": "情形",
    "times": "次数", "points": "扣分", "proofs": "依据", "site": "会场", "called": "点名",
    "present": "应答", "missed": "缺席", "share": "比率", "camera": "摄像机",
    "patrols": "巡查次数", "live": "画面时长", "patrolled": "末次巡查",
    "spells": "失联次数", "lost": "失联时长", "cases": "件数", "first": "首次上报",
    "last": "末次上报", "kept": "按时", "broken": "超时",
    "clock": "时限类别", "kind": "指标", "n": "件数",
    "mean": "平均", "median": "中位数", "p90": "九成以内", "value": "数值", "day": "日期",
    **DIMENSIONS,
}  # fmt: skip
PLATFORMS: Mapping[str, str] = {
    "governance": "综治工作", "enforcement": "综合执法", "market": "市场监管",
    "service": "便民服务",
}  # fmt: skip
CHARTS: Mapping[str, str] = {
    "days": "受理与办结走势", "platform": "各平台办理情况", "unit": "各单位办理情况",
    "category": "类别分布", "village": "村社分布",
}  # fmt: skip
CHANNELS: Mapping[str, str] = {
    "grid_worker": "网格员", "hotline": "热线电话", "hall": "服务大厅", "pc": "电脑端",
    "kiosk": "自助终端", "mobile": "手机端", "camera": "视频发现", "operator": "指挥室登记",
}  # fmt: skip
LEVELS: Mapping[str, str] = {
    "red": "红", "orange": "橙", "yellow": "黄", "blue": "蓝", "": "未定级",
}  # fmt: skip
STATUSES: Mapping[str, str] = {
    "reported": "待受理", "accepted": "已受理", "dispatched": "已派单", "acknowledged": "已签收",
    "arrived": "已到场", "handling": "处置中", "feedback": "已反馈", "verified": "核查通过",
    "closed": "已结案", "archived": "已归档", "rejected": "不予受理", "returned": "已退单",
    "suspended": "已挂起", "escalated": "已上报", "duplicate": "已并案", "reopened": "重新办理",
}  # fmt: skip
CLOCKS: Mapping[str, str] = {
    "respond": "响应", "arrive": "到场", "handle": "处置", "close": "结案",
}  # fmt: skip
TIMES: Mapping[str, str] = {"accept": "受理用时", "arrive": "到场用时", "close": "办结用时"}
NONE = "未填"
UNKNOWN = "—"


def title_of(report: Report) -> str:
    return f"{report.room}{report.period.words}{TITLES[report.period.kind]}"


def group_label(dimension: str, key: str, label: str) -> str:
    """What a group of a dimension is called on paper."""
    if dimension == "level":
        return LEVELS.get(key, key)
    if dimension == "channel":
        return CHANNELS.get(key, key) or NONE
    return label or key or NONE


def moment_text(at: datetime | None, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""


def length_text(seconds: float) -> str:
    """In the one or two units that matter."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{round(seconds)} 秒"
    if minutes < 60:
        return f"{minutes} 分"
    if minutes < 48 * 60:
        return f"{minutes // 60} 时 {minutes % 60} 分"
    return f"{minutes / 1440:.1f} 天"


def change_text(change: float | None) -> str:
    return UNKNOWN if change is None else f"{change:+.1%}"
