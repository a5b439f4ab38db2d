"""The demo's plan for floods and the meetings its room holds, as docs/meetings.md has them."""

from __future__ import annotations

from collections.abc import Mapping

from console.town.world.town import Town

MOST_CAMERAS = 8
_FLOOD = """\
format = 1
kind = "plan"
title = "防汛"
order = 1
groups = ["村", "社区", "站所"]
cameras = [{cameras}]
nearest = 4
layout = "speaker+row"
banner = "防汛会商（模拟）"
record = true
warning_words = ["暴雨", "洪水", "内涝"]
checklist = [
    "核对雨情水情和预警等级",
    "通知沿河村社，逐一点名到岗",
    "检查泵站、闸门、排涝设备",
    "转移危险区人员，核对人数",
    "开放避灾安置点并报告容量",
    "封闭涉水道路，安排值守",
    "按时限上报：首报、续报、终报",
]
"""
_MEETINGS = """\
format = 1
kind = "meetings"

[[meetings]]
id = "joint"
title = "四平台月度联席会议"
every = "month"
weekday = "mon"
nth = 1
time = "09:00"
minutes = 90
move = "after"
kinds = ["station", "village", "community"]
chair = "镇领导小组组长"
agenda = ["通报上月四平台事件办理情况", "反复上报事项研判", "超期事项督办", "部署下月重点工作"]
record = true
"""
_WEEKLY = """
[[meetings]]
id = "{id}"
title = "{title}周例会"
every = "week"
weekday = "{weekday}"
time = "{time}"
minutes = 40
move = "before"
kinds = ["station"]
agenda = ["上周办件情况", "难点事项会办", "本周安排"]
"""
_PLATFORMS = (
    ("governance", "综治工作平台", "mon", "14:00"),
    ("enforcement", "综合执法平台", "tue", "09:00"),
    ("market", "市场监管平台", "wed", "09:00"),
    ("service", "便民服务平台", "thu", "09:00"),
)


def consulting_files(town: Town) -> Mapping[str, str]:
    """The text of each file by its path in the site folder."""
    river = [camera.id for camera in town.cameras if camera.scene == "canal"][:MOST_CAMERAS]
    weekly = "".join(
        _WEEKLY.format(id=id_, title=title, weekday=weekday, time=time)
        for id_, title, weekday, time in _PLATFORMS
    )
    cameras = ", ".join(f'"{camera}"' for camera in river)
    return {"plans/flood.toml": _FLOOD.format(cameras=cameras), "meetings.toml": _MEETINGS + weekly}
