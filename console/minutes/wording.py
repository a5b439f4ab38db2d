"""Chinese words for what happens in a conference, as they stand in its minutes. Pure."""

from __future__ import annotations

from console.minutes.entry import Entry

KINDS = {
    "village": "村", "community": "社区", "station": "站所", "hall": "便民中心",
    "leader": "领导", "guest": "来宾",
}  # fmt: skip
RESULTS = {
    "present": "应答正常", "no_answer": "无应答", "no_picture": "无图像", "no_sound": "无声音",
    "bad_line": "线路差", "absent": "未到",
}  # fmt: skip
CASE_LABELS = (
    ("title", "事件"), ("id", "编号"), ("level", "等级"), ("status", "状态"),
    ("address", "事发地点"), ("unit", "处置单位"), ("reported", "上报时间"), ("text", "情况"),
)  # fmt: skip
LAYOUTS = {
    "grid": "自动多画面", "1": "单画面", "1+5": "1+5 画面", "side": "左右并列", "pip": "画中画",
    "2x2": "4 画面", "3x3": "9 画面", "4x4": "16 画面", "5x6": "30 画面",
}  # fmt: skip
_RECORDING = {"on": "开始录像", "paused": "录像暂停", "off": "录像结束", "failed": "录像失败"}
_ACTS = {
    "started": "会议开始", "ended": "会议结束", "called": "呼叫{name}", "answered": "{name}应答",
    "no_answer": "{name}无应答", "joined": "{name}入会", "left": "{name}离会",
    "lost": "{name}掉线", "removed": "请{name}离会", "admitted": "准许{name}入会",
    "muted": "{name}静音", "unmuted": "{name}取消静音", "muted_all": "全场静音",
    "hand_up": "{name}举手", "hand_down": "{name}放下", "floor_given": "请{name}发言",
    "floor_taken": "{name}发言结束", "roll_call_began": "开始点名", "roll_call": "点名{name}",
    "broadcast_on": "广播{what}", "broadcast_off": "停止广播", "polling_on": "开始轮询",
    "polling_off": "停止轮询", "shared": "共享{what}", "unshared": "停止共享{what}",
    "screen_allowed": "准许{name}共享屏幕", "screen_forbidden": "不准{name}共享屏幕",
    "layout": "画面布局：{what}", "voice_switch_on": "开启声控", "voice_switch_off": "关闭声控",
    "banner": "横幅：{what}", "caption": "字幕：{what}", "attached": "关联事件：{what}",
    "self_unmute_allowed": "准许自行解除静音", "self_unmute_forbidden": "禁止自行解除静音",
    "locked": "会议锁定", "unlocked": "会议解锁", "chair": "主持移交{name}",
    "private_on": "与{name}对讲", "private_off": "结束与{name}对讲", "bell": "响铃",
    "message": "消息：{what}", "case": "事件：{what}", "decision": "决定：{what}",
}  # fmt: skip


def mark_words(entry: Entry, name: str) -> str:
    """``name``: the site's. An act that has no words yet is shown as it is."""
    if entry.act == "recording":
        return _RECORDING.get(entry.result, "录像") + (f"：{entry.text}" if entry.text else "")
    words = _ACTS.get(entry.act)
    if words is None:
        return " ".join(part for part in (entry.act, name, entry.text) if part)
    what = LAYOUTS.get(entry.text, entry.text) if entry.act == "layout" else entry.text or name
    told = words.format(name=name, what=what)
    if entry.result:
        told = f"{told}：{RESULTS.get(entry.result, entry.result)}"
    if entry.act == "muted_all" and entry.text == "forced":
        return f"{told}（不准自行解除）"
    shown = "{what}" in words or not entry.text or entry.text == name
    return told if shown else f"{told}（{entry.text}）"
