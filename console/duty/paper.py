"""The duty log's papers: a day of it, a call with its reports, a hand-over. Pure; in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from console.duty.emergency import CALL_FIELDS, EMERGENCY, FOLLOW_UP, REPORT, Emergency, received
from console.duty.entry import Entry
from console.duty.handover import PARTS, standing_of
from console.duty.wording import CALL, KINDS, REPORTS, follow_up_name
from console.duty.wording import PARTS as PART_WORDS
from console.minutes.paper import Block, Heading, Line, Note, Paragraph, Signatures, Table, Title

SIMULATED = Note("【模拟】由演示数据生成，非真实值班记录")


def log_paper(
    place: str, day: date, entries: Sequence[Entry], zone: tzinfo, simulated: bool = False
) -> list[Block]:
    """All entries of a day, in their order."""
    rows = tuple(
        (_clock(one.at, zone), KINDS.get(one.kind, one.kind), words_of(one), one.who)
        for one in sorted(entries, key=lambda one: (one.at, one.id))
    )
    counted = f"共 {len(rows)} 条" if rows else "本日无记录"
    return [
        Title("值班日志"),
        *([SIMULATED] if simulated else []),
        Line("单位", place),
        Line("日期", f"{day.year}年{day.month}月{day.day}日"),
        Paragraph(counted),
        *([Table(("时间", "类别", "内容", "记录人"), rows, (12, 14, 58, 16))] if rows else []),
        Signatures(("值班员", "值班长")),
    ]


def call_paper(
    place: str, emergency: Emergency, zone: tzinfo, simulated: bool = False
) -> list[Block]:
    """The form of a call, and every report and instruction since."""
    call = emergency.call
    urgent = call.says(EMERGENCY) == "yes"
    lines = [("接报时间", _moment(received(call), zone))]
    told = {**call.fields, "happened_at": _as_told(call.says("happened_at"), zone)}
    lines += [(CALL[key], told.get(key, "")) for key in CALL_FIELDS if key != "received_at"]
    blocks: list[Block] = [
        Title("突发事件接报单" if urgent else "值班接报单"),
        *([SIMULATED] if simulated else []),
        Line("接报单位", place),
        *(Line(label, text) for label, text in lines if text),
        Line("事件经过", call.text),
        Line("记录人及时间", f"{call.who} {_moment(call.at, zone)}"),
    ]
    follow_up = 0
    for entry in emergency.entries:
        kind = entry.says(REPORT)
        follow_up += kind == FOLLOW_UP
        name = follow_up_name(follow_up) if kind == FOLLOW_UP else REPORTS.get(kind)
        blocks.append(Heading(name or KINDS.get(entry.kind, entry.kind)))
        blocks.append(Paragraph(f"{_moment(entry.at, zone)}  {entry.who}"))
        blocks.append(Paragraph(entry.text))
    return [*blocks, Signatures(("记录人", "值班领导"))]


def handover_paper(place: str, entry: Entry, zone: tzinfo, simulated: bool = False) -> list[Block]:
    """What one hand-over says."""
    standing = standing_of(entry)
    blocks: list[Block] = [
        Title("值班交接班记录"),
        *([SIMULATED] if simulated else []),
        Line("单位", place),
        Line("班次", entry.says("shift")),
        Line("交接时间", _moment(entry.at, zone)),
        Line("交班人", entry.says("by")),
        Line("接班人", entry.says("to")),
    ]
    for part in PARTS:
        lines = standing.lines(part)
        blocks.append(Heading(PART_WORDS[part]))
        blocks += [Paragraph(f"{n}. {line}") for n, line in enumerate(lines, 1)] or [
            Paragraph("无")
        ]
    return [
        *blocks, Heading("说明"), Paragraph(entry.text or "无"), Signatures(("交班人", "接班人"))
    ]  # fmt: skip


def words_of(entry: Entry) -> str:
    """An entry in one cell of the log."""
    match entry.kind:
        case "call":
            told = [entry.says(key) for key in ("place", "nature") if entry.says(key)]
            return "\n".join(filter(None, (" · ".join(told), entry.text)))
        case "report":
            return f"{REPORTS.get(entry.says(REPORT), '')}：{entry.text}"
        case "handover":
            said = f"{entry.says('by')} 交 {entry.says('to')}"
            return f"{said}\n{entry.text}" if entry.text else said
        case _:
            return entry.text


def _clock(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%H:%M:%S}"


def _as_told(written: str, zone: tzinfo) -> str:
    """A moment of the form; the words themselves where they are none."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return written
    return _moment(at, zone) if at.tzinfo is not None else written


def _moment(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
