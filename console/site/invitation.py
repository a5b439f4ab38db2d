"""The text that invites to a meeting, ready to be sent: in Chinese, with the sites' join links.
Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.site.meeting import Meeting
from console.site.occurrence import Occurrence

_WEEKDAYS = "一二三四五六日"


def invitation(
    meeting: Meeting,
    held: Occurrence,
    room: str,
    invited: Sequence[tuple[str, str]],
    links: Mapping[str, str],
    simulated: bool = False,
) -> str:
    """``invited``: id and name of each site, ``links`` by id; a site without one is only named.

    A link is a site's own: whoever has it can join as that site, so each one is sent its own line.
    """
    day, clock = held.day, f"{held.minute // 60:02}:{held.minute % 60:02}"
    when = f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）{clock}"
    lines = [
        f"{'【模拟】' if simulated else ''}【会议通知】{meeting.title}",
        f"时间：{when}，预计 {meeting.minutes} 分钟",
        f"地点：{meeting.place or f'{room}（各会场视频接入）'}",
    ]
    if meeting.chair:
        lines.append(f"主持：{meeting.chair}")
    lines.append(f"参会：{'、'.join(name for _, name in invited)}（共 {len(invited)} 个会场）")
    if meeting.agenda:
        lines.append("议程：")
        lines += [f"  {number}. {item}" for number, item in enumerate(meeting.agenda, 1)]
    lines += [
        "请提前 10 分钟打开本会场的入会链接，允许使用摄像头和麦克风，等待指挥室呼叫。",
        "入会链接一个会场一条，只发给该会场：",
    ]
    lines += [f"  {name}：{links.get(id_) or '（链接由指挥室另发）'}" for id_, name in invited]
    return "\n".join(lines)
