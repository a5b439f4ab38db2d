"""The invitation, ready to be sent."""

from __future__ import annotations

from datetime import date

from console.site.invitation import invitation
from console.site.invited import Invited
from console.site.meeting import Meeting, Rule
from console.site.occurrence import Occurrence

MEETING = Meeting(
    "joint", "四平台月度联席会议", Rule("day", 540), 90, Invited(), chair="王主任",
    agenda=("通报上月情况", "研判重点事项"),
)  # fmt: skip


def test_it_says_when_where_who_about_what_and_how_to_come() -> None:
    text = invitation(
        MEETING, Occurrence(date(2026, 12, 7), 540), "运河镇综合信息指挥室",
        [("n01", "丁家湾村"), ("n02", "石塘村")], {"n01": "https://room/join#token=abc"},
    )  # fmt: skip
    assert text.splitlines() == [
        "【会议通知】四平台月度联席会议",
        "时间：2026年12月7日（星期一）09:00，预计 90 分钟",
        "地点：运河镇综合信息指挥室（各会场视频接入）",
        "主持：王主任",
        "参会：丁家湾村、石塘村（共 2 个会场）",
        "议程：",
        "  1. 通报上月情况",
        "  2. 研判重点事项",
        "请提前 10 分钟打开本会场的入会链接，允许使用摄像头和麦克风，等待指挥室呼叫。",
        "入会链接一个会场一条，只发给该会场：",
        "  丁家湾村：https://room/join#token=abc",
        "  石塘村：（链接由指挥室另发）",
    ]


def test_an_invitation_of_the_demo_says_so() -> None:
    text = invitation(MEETING, Occurrence(date(2026, 12, 7), 540), "", [], {}, simulated=True)
    assert text.startswith("【模拟】")
