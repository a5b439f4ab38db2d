"""The demo's time limits, as docs/duty.md has them: those the town's platform would have set."""

from __future__ import annotations

from collections.abc import Mapping

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
    return {"limits.csv": _LIMITS}
