"""What the sheet of reports calls things, in the language spoken now.

Tables come with the Chinese words of the papers; here each of them has its English.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from console.figures import wording
from console.figures.tables import Cell
from console.ui.words import N, level_text, say, status_text

COLUMNS: Mapping[str, str] = {
    "received": N("Received"), "closed": N("Closed"), "in_time": N("Closed in time"),
    "late": N("Closed late"), "in_time_share": N("In time, share"), "refused": N("Refused"),
    "gone": N("Out of sight"), "open": N("Open"), "running": N("Open, in time"),
    "overdue": N("Open, overdue"), "returned": N("Returned"), "reopened": N("Reopened"),
    "urged": N("Urged"), "supervised": N("Supervised"), "repeated": N("Repeated"),
    "before": N("Against the period before"), "year": N("Against last year"),
    "accept_mean": N("To accept"), "arrive_mean": N("To arrive"), "close_mean": N("To close"),
    "close_median": N("To close, median"), "close_p90": N("To close, 9 of 10"),
    "satisfaction": N("Satisfaction"), "number": N("Number"), "title": N("Case"),
    "status": N("State"), "limit": N("Limit"), "closed_at": N("Ended"),
    "reported_at": N("Reported"), "rule": N("Kind of entry"), "times": N("Times"),
    "points": N("Points"), "proofs": N("Shown by"), "site": N("Site"), "called": N("Called"),
    "present": N("Answered"), "missed": N("Missed"), "share": N("Share"),
    "camera": N("Camera"), "patrols": N("Times patrolled"), "live": N("Seen live"),
    "patrolled": N("Last patrol"), "spells": N("Times lost"), "lost": N("Time lost"),
    "cases": N("Cases"), "first": N("First report"), "last": N("Last report"),
    "kept": N("Kept"), "broken": N("Broken"),
    "clock": N("Kind of limit"), "kind": N("Figure"), "n": N("Number of"),
    "mean": N("Mean"), "median": N("Median"), "p90": N("9 of 10 within"), "value": N("Value"),
    "day": N("Day"), "platform": N("Platform"), "unit": N("Unit"), "village": N("Village"),
    "grid": N("Grid"), "category": N("Category"), "channel": N("Channel"), "level": N("Level"),
}  # fmt: skip
TABLES: Mapping[str, str] = {
    "totals": N("Totals"), "times": N("How long it takes"), "clocks": N("Time limits"),
    "platform": N("By platform"), "unit": N("By unit"), "village": N("By village"),
    "grid": N("By grid"), "category": N("By category"), "channel": N("By channel"),
    "level": N("By level"), "days": N("Over time"), "repeats": N("Reported again and again"),
    "negatives": N("Negative list"), "attendance": N("Roll calls"), "patrols": N("Patrols"),
    "patrolled": N("Patrols by camera"), "cameras": N("Cameras lost"), "cases": N("All cases"),
}  # fmt: skip
CHARTS: Mapping[str, str] = {
    "days": N("Received and closed"), "platform": N("Platforms"), "unit": N("Units"),
    "category": N("Categories, received"), "village": N("Villages, received"),
}  # fmt: skip
KINDS: Mapping[str, str] = {
    "day": N("Day"), "week": N("Week"), "month": N("Month"), "quarter": N("Quarter"),
    "year": N("Year"), "span": N("From … to"),
}  # fmt: skip
POINTS: Mapping[str, str] = {
    "summary": N("The whole"), "serious": N("Serious"), "overdue": N("Open, overdue"),
    "repeated": N("Repeated"), "negative": N("Negative list"),
}  # fmt: skip
_OTHERS: Mapping[str, str] = {
    "合计": N("Total"), wording.NONE: N("not told"), wording.TIMES["accept"]: N("To accept"),
    wording.TIMES["arrive"]: N("To arrive"), wording.TIMES["close"]: N("To close"),
    "轮巡次数": N("Tours"), "有效巡查（路次）": N("Cameras patrolled, times"),
    "覆盖摄像机": N("Cameras seen"), "未见画面的摄像机": N("Cameras never seen"),
    "巡查人": N("Who patrolled"), "未见画面名单": N("Never seen"),
    **dict(zip(wording.CLOCKS.values(),
               (N("Respond"), N("Arrive"), N("Handle"), N("Close the case")), strict=True)),
    **dict(zip(wording.CHANNELS.values(),
               (N("Grid worker"), N("Hotline"), N("Service hall"), N("Computer"), N("Kiosk"),
                N("Phone app"), N("Seen by camera"), N("Command room")), strict=True)),
    **{words: COLUMNS[key] for key, words in wording.COLUMNS.items() if key in COLUMNS},
}  # fmt: skip
_STATUSES = {words: key for key, words in wording.STATUSES.items()}
_LEVELS = {words: key for key, words in wording.LEVELS.items() if key}


def column_text(key: str) -> str:
    return say(COLUMNS[key]) if key in COLUMNS else key


def cell_text(cell: Cell, kind: str, zone: tzinfo | None = None, column: str = "") -> str:
    """A cell as it is shown; empty for what is not known."""
    if cell is None:
        return wording.UNKNOWN if kind == "change" else ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(zone):%m-%d %H:%M}"
    if isinstance(cell, str):
        return _word_text(cell, column)
    match kind:
        case "share":
            return f"{cell:.0%}"
        case "change":
            return f"{cell:+.0%}"
        case "seconds":
            return length_text(cell)
        case "score" | "points":
            return f"{cell:.1f}".removesuffix(".0")
        case _:
            return str(cell)


def length_text(seconds: float) -> str:
    """Seconds, minutes, hours, or days."""
    if seconds < 60:
        return say("{n} s").format(n=round(seconds))
    if seconds < 3600:
        return say("{n} min").format(n=round(seconds / 60))
    if seconds < 48 * 3600:
        return say("{n} h").format(n=f"{seconds / 3600:.1f}")
    return say("{n} d").format(n=f"{seconds / 86400:.1f}")


def _word_text(cell: str, column: str) -> str:
    if column == "status" and cell in _STATUSES:
        return status_text(_STATUSES[cell])
    if column == "level" and cell in _LEVELS:
        return level_text(_LEVELS[cell])
    if column == "level" and cell == wording.LEVELS[""]:
        return say("no level")
    translated = column in ("kind", "clock", "channel") or cell in ("合计", wording.NONE)
    return say(_OTHERS[cell]) if translated and cell in _OTHERS else cell
