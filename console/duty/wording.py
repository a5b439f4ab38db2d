"""The Chinese words of the duty log's papers."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "auto": "自动记录",
    "note": "值班记录",
    "call": "接报",
    "report": "信息报告",
    "instruction": "领导批示",
    "rung": "催办督办",
    "handover": "交接班",
}
REPORTS: Mapping[str, str] = {
    "first_phone": "首报（电话）",
    "first_written": "首报（书面）",
    "follow_up": "续报",
    "final": "终报",
}
CALL: Mapping[str, str] = {
    "received_at": "接报时间",
    "source": "信息来源",
    "happened_at": "事发时间",
    "place": "事发地点",
    "nature": "事件性质",
    "scope": "影响范围",
    "loss": "初步损失（含伤亡）",
    "trend": "发展趋势",
    "leaders_present": "领导到位情况",
    "measures": "已采取措施",
    "advice": "工作建议",
    "caller": "报告人",
    "caller_unit": "报告单位",
    "caller_phone": "联系电话",
    "leaders_told": "已报告领导及时间",
}
PARTS: Mapping[str, str] = {
    "emergencies": "未结突发事件",
    "overdue": "超时案件",
    "cameras": "监控故障",
    "conferences": "会商结果",
    "matters": "待办事项",
}
FINDINGS: Mapping[str, str] = {
    "lost": "无画面",
    "frozen": "画面冻结",
    "black": "画面全黑",
    "bright": "画面过亮",
    "blurred": "画面模糊",
    "covered": "镜头遮挡",
    "colour_cast": "画面偏色",
    "noise": "画面噪点",
    "shaken": "画面抖动",
    "moved": "画面移位",
    "uncalibrated": "标定已失效",
}
DIGITS = "零一二三四五六七八九十"


def follow_up_name(number: int) -> str:
    """续报一, 续报二, …"""
    return f"续报{DIGITS[number]}" if 0 < number < len(DIGITS) else f"续报{number}"


def over_words(seconds: float) -> str:
    """By how much a limit is exceeded."""
    minutes = int(seconds // 60)
    if minutes < 60:
        return f"超时 {minutes} 分钟"
    hours = minutes // 60
    return f"超时 {hours} 小时" if hours < 48 else f"超时 {hours // 24} 天"
