"""The minutes as a paper: blocks that a writer puts into DOCX or PDF. Pure; always in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from console.minutes.minutes import Attendance, Minutes, Span
from console.minutes.wording import CASE_LABELS, KINDS, RESULTS, mark_words

SIGNED = ("主持人", "记录人", "审核人")


@dataclass(frozen=True, slots=True)
class Title:
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A line that stands out: that all of it is simulated."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """``shares``: how wide each column is, of 100."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    names: tuple[str, ...] = SIGNED


Block = Title | Note | Line | Heading | Paragraph | Table | Signatures


def paper_of(minutes: Minutes, zone: tzinfo) -> list[Block]:
    """All of it, in the order of a Chinese record of a meeting. Times in ``zone``."""
    return [
        Title(f"{minutes.title or '视频会商'}纪要"),
        *([Note("【模拟】本纪要由演示数据生成，非真实会议")] if minutes.simulated else []),
        *_head(minutes, zone),
        *_numbered("会议议程", minutes.agenda),
        *_case(minutes),
        *_attendance(minutes, zone),
        *_roll_calls(minutes, zone),
        *_checks(minutes, zone),
        *_numbered("议定事项", [one.text for one in minutes.decisions], "（会议未形成议定事项）"),
        *_marks(minutes, zone),
        *_messages(minutes, zone),
        *_recordings(minutes),
        Signatures(),
    ]


def _head(minutes: Minutes, zone: tzinfo) -> list[Block]:
    came = f"应到 {sum(one.invited for one in minutes.attendance)} 个会场"
    lines = [
        ("会议编号", minutes.id),
        ("时间", _when(minutes, zone)),
        ("地点", minutes.place),
        ("主持", minutes.chair or "指挥室"),
        ("启用预案", minutes.plan),
        ("参会情况", f"{came}，实到 {minutes.present} 个"),
    ]
    return [Line(label, text) for label, text in lines if text]


def _when(minutes: Minutes, zone: tzinfo) -> str:
    if minutes.began is None:
        return ""
    began = minutes.began.astimezone(zone)
    text = f"{began.year}年{began.month}月{began.day}日 {began:%H:%M}"
    if minutes.ended is None:
        return f"{text} 起（会议进行中）"
    ended = minutes.ended.astimezone(zone)
    day = "" if ended.date() == began.date() else f"{ended.month}月{ended.day}日 "
    return f"{text} 至 {day}{ended:%H:%M}"


def _case(minutes: Minutes) -> list[Block]:
    blocks: list[Block] = []
    for number, case in enumerate(minutes.cases, 1):
        lines = [Line(words, str(case[key])) for key, words in CASE_LABELS if case.get(key)]
        which = f"（{number}）" if len(minutes.cases) > 1 else ""
        blocks += [Heading(f"关联事件{which}"), *lines] if lines else []
    return blocks


def _attendance(minutes: Minutes, zone: tzinfo) -> list[Block]:
    rows = [
        (str(number), one.name, KINDS.get(one.kind, one.kind), _stay(one), _spans(one.spans, zone))
        for number, one in enumerate(_seated(minutes), 1)
    ]
    head = ("序号", "会场", "类别", "到会情况", "在会时间")
    return [Heading("参会会场"), Table(head, tuple(rows), (8, 26, 12, 16, 38))]


def _seated(minutes: Minutes) -> list[Attendance]:
    """Who was to come or came; those who came first."""
    found = [one for one in minutes.attendance if one.invited or one.spans]
    return sorted(found, key=lambda one: not one.spans)


def _stay(one: Attendance) -> str:
    if not one.spans:
        return "未到"
    broken = len(one.spans) - 1
    return f"到会（中断 {broken} 次）" if broken else "到会"


def _spans(spans: Sequence[Span], zone: tzinfo) -> str:
    return "；".join(
        f"{_clock(span.since, zone)}–{_clock(span.until, zone) if span.until else '会中'}"
        for span in spans
    )


def _roll_calls(minutes: Minutes, zone: tzinfo) -> list[Block]:
    blocks: list[Block] = []
    for number, sheet in enumerate(minutes.roll_calls, 1):
        which = f"（第 {number} 次）" if len(minutes.roll_calls) > 1 else ""
        good = sum(answer.result == "present" for answer in sheet)
        blocks.append(Heading(f"点名记录{which}"))
        called = sum(answer.at is not None for answer in sheet)
        left = f"，未点到 {len(sheet) - called} 个" if called < len(sheet) else ""
        blocks.append(Paragraph(f"点名 {called} 个会场，应答正常 {good} 个{left}。"))
        rows = tuple(
            (
                str(row), answer.name, _clock(answer.at, zone) if answer.at else "",
                RESULTS.get(answer.result, answer.result or ("未记录" if answer.at else "未点到")),
            )
            for row, answer in enumerate(sheet, 1)
        )  # fmt: skip
        blocks.append(Table(("序号", "会场", "时间", "结果"), rows, (10, 40, 20, 30)))
    return blocks


def _checks(minutes: Minutes, zone: tzinfo) -> list[Block]:
    if not minutes.checks:
        return []
    rows = tuple(
        (
            "☑" if one.at else "☐", one.text,
            _clock(one.at, zone) if one.at else "", one.who,
        )
        for one in minutes.checks
    )  # fmt: skip
    return [Heading("预案检查单"), Table(("", "事项", "完成时间", "办理人"), rows, (6, 58, 18, 18))]


def _marks(minutes: Minutes, zone: tzinfo) -> list[Block]:
    rows = tuple(
        (_clock(entry.at, zone), mark_words(entry, minutes.name(entry.node)))
        for entry in minutes.marks
    )
    return [Heading("会议过程"), Table(("时间", "事项"), rows, (16, 84))] if rows else []


def _messages(minutes: Minutes, zone: tzinfo) -> list[Block]:
    rows = tuple(
        (
            _clock(entry.at, zone),
            minutes.name(entry.node) if entry.node else "指挥室", entry.text,
        )
        for entry in minutes.messages
    )  # fmt: skip
    return (
        [Heading("文字消息"), Table(("时间", "会场", "内容"), rows, (16, 24, 60))] if rows else []
    )


def _recordings(minutes: Minutes) -> list[Block]:
    if not minutes.recordings:
        return []
    return [Heading("会议录像"), *(Paragraph(name) for name in minutes.recordings)]


def _numbered(heading: str, texts: Sequence[str], none: str = "") -> list[Block]:
    if not texts:
        return [Heading(heading), Paragraph(none)] if none else []
    lines = [Paragraph(f"{number}. {text}") for number, text in enumerate(texts, 1)]
    return [Heading(heading), *lines]


def _clock(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%H:%M:%S}"
