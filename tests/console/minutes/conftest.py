"""A conference that was held, as entries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from console.minutes.entry import Entry

BEGAN = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
ZONE = timezone(timedelta(hours=8))
OPENED = {
    "title": "防汛会商", "place": "运河镇综合信息指挥室", "chair": "王主任", "simulated": True,
    "plan": "防汛", "invited": ["n01", "n02", "n03"], "agenda": ["通报水情", "部署转移"],
    "checklist": ["通知沿河村", "检查排涝泵站"],
    "nodes": [
        {"id": "n01", "name": "丁家湾村", "kind": "village"},
        {"id": "n02", "name": "石塘村", "kind": "village"},
        {"id": "n03", "name": "广济社区", "kind": "community"},
        {"id": "s01", "name": "派出所", "kind": "station"},
    ],
    "case": {"id": "c-7", "title": "河水漫堤", "level": "橙", "address": "丁家湾村 3 组"},
}  # fmt: skip


def at(minutes: float) -> datetime:
    return BEGAN + timedelta(minutes=minutes)


def held() -> list[Entry]:
    return [
        Entry(at(0), "opened", text="20261126-090000-ab12", more=OPENED),
        Entry(at(0), "started"),
        Entry(at(0.1), "called", "n01"),
        Entry(at(0.5), "joined", "n01"),
        Entry(at(0.6), "joined", "n02"),
        Entry(at(0.8), "no_answer", "n03"),
        Entry(at(1), "recording", text="conferences/x/1.mp4", result="on"),
        Entry(at(1.9), "roll_call_began", more={"nodes": ["n01", "n02", "n03", "s01"]}),
        Entry(at(2), "roll_call", "n01", result="present"),
        Entry(at(2.1), "roll_call", "n02"),
        Entry(at(2.2), "roll_call", "n02", result="bad_line"),
        Entry(at(2.3), "roll_call", "n03", result="no_answer"),
        Entry(at(5), "lost", "n02"),
        Entry(at(6), "joined", "n02"),
        Entry(at(7), "floor_given", "n01"),
        Entry(at(8), "message", "n02", "水位 3.2 米"),
        Entry(at(9), "checked", "王主任", "通知沿河村"),
        Entry(at(10), "decision", text="一小时内转移低洼户"),
        Entry(at(11), "decision", text="派出所封堤", more={"number": 2}),
        Entry(at(12), "left", "n01"),
        Entry(at(15), "ended"),
    ]
