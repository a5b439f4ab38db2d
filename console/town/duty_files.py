"""The demo's people, roster and time limits, as docs/site.md and docs/duty.md have them.

All of them are invented. The first of the people sits at the window until another is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

_ROOM = "综合信息指挥室（模拟）"
_CHIEF, _DAY, _NIGHT = "沈值清", "陆小渡", "顾晚舟"
_FIELD, _LEADER, _AUDITOR = "程执远", "叶镇安", "何审言"
_PEOPLE = f"""\
id,name,role,unit,phone
chief,{_CHIEF},duty_chief,{_ROOM},8801
seat1,{_DAY},operator,{_ROOM},8802
seat2,{_NIGHT},operator,{_ROOM},8803
field,{_FIELD},coordinator,综合执法中队,8811
leader,{_LEADER},leader,值班领导（模拟）,8821
audit,{_AUDITOR},auditor,党政综合办公室（模拟）,8831
"""
_FIRST_DAY = re.compile(rb"\A[a-z,]+\n(\d{4}-\d\d-\d\d),")

_LIMITS = """\
category,clock,amount,unit,starts,file_when,close_when
,respond,2,工作时,reported,,
,close,7,工作日,reported,属本镇职责且地点明确,核查通过并告知来电人
0113,handle,4,工作时,accepted,水面漂浮物超过 1 平方米或有异味,水面清洁，附前后照片
0121,handle,2,工作日,accepted,房屋开裂、倾斜或有坠物,人员撤离、设警戒并有鉴定意见
0131,handle,2,自然小时,accepted,占用消防通道或有明火隐患,隐患消除，附照片
0137,handle,4,工作时,accepted,积水深于 10 厘米或影响通行,积水排除
0207,handle,4,工作时,accepted,占道 1 平方米以上,道路恢复
0212,handle,20,工作日,accepted,正在搭建的先责令停工,拆除，附前后照片
0218,handle,4,工作时,accepted,垃圾 1 立方米以上为 1 工作日,清运完毕
0301,handle,2,工作时,accepted,,劝离或立案
0401,arrive,1,自然小时,dispatched,,
0411,handle,2,工作时,accepted,危及行人的先设护栏,井盖补装
0426,arrive,0.5,自然小时,dispatched,,
"""


def duty_files() -> Mapping[str, str]:
    """The text of each file by its path in the site folder."""
    return {"people.csv": _PEOPLE, "limits.csv": _LIMITS}


def roster(today: date) -> str:
    """``roster.csv`` of today's month, with the night before it and the week after it."""
    begins = today.replace(day=1) - timedelta(days=1)
    ends = (today.replace(day=1) + timedelta(days=31)).replace(day=1) + timedelta(days=7)
    days = (begins + timedelta(days=n) for n in range((ends - begins).days))
    lines = (line for day in days for line in _turns(day))
    return "\n".join(("date,shift,person,unit,phone", *lines, ""))


def is_untouched(written: bytes) -> bool:
    """Whether a ``roster.csv`` is as this town wrote it, in whatever month."""
    first = _FIRST_DAY.match(written)
    if first is None:
        return False
    try:
        begins = date.fromisoformat(first[1].decode("ascii"))
        return written == roster(begins + timedelta(days=1)).encode()
    except (ValueError, OverflowError):
        return False


def _turns(day: date) -> Iterator[str]:
    """The two at the seats change places from day to day."""
    by_day, by_night = (_DAY, _NIGHT) if day.toordinal() % 2 else (_NIGHT, _DAY)
    phones = {_DAY: 8802, _NIGHT: 8803}
    yield f"{day},白班,{_CHIEF},{_ROOM},8801"
    yield f"{day},白班,{by_day},{_ROOM},{phones[by_day]}"
    yield f"{day},夜班,{by_night},{_ROOM},{phones[by_night]}"
    yield f"{day},,{_FIELD},综合执法中队,8811"
    yield f"{day},,{_LEADER},值班领导（模拟）,8821"
