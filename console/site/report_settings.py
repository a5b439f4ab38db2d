"""``[reports]`` of ``site.toml`` and ``negative.csv``: how cases are kept and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from console.site.csv_file import CsvFile, Line
from layouts.fault import Fault
from layouts.toml_file import Table

NEGATIVE = "negative.csv"
COLUMNS = ("id", "name", "rule", "points", "at_least", "platform", "category", "level")
MOST_RULES = 100
MOST_POINTS = 1000.0
MOST_TIMES = 1000.0
OF_CASES = (
    "closed_late", "open_overdue", "slow_accept", "slow_arrive", "returned", "reopened", "urged",
    "supervised", "repeated", "dissatisfied",
)  # fmt: skip
OF_SITES, OF_CAMERAS = "roll_call_missed", "camera_lost"
RULES = (*OF_CASES, OF_SITES, OF_CAMERAS)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of entry of the negative list (负面清单). ``at_least``: so often within one case
    (returned twice), one site or one camera. Empty ``platform``, ``category``, ``level``: of
    all."""

    id: str
    name: str
    rule: str
    points: float = 1.0
    at_least: int = 1
    platform: str = ""
    category: str = ""
    level: str = ""


USUAL = (
    Rule("late", "超期办结", "closed_late", 2),
    Rule("overdue", "超期未结", "open_overdue", 3),
    Rule("slow", "受理响应超时", "slow_accept", 1),
    Rule("returned2", "退单两次及以上", "returned", 2, 2),
    Rule("reopened", "虚假办结（核查后重开）", "reopened", 5),
    Rule("supervised", "被督办", "supervised", 2),
    Rule("repeated", "反复上报", "repeated", 1),
    Rule("dissatisfied", "群众不满意", "dissatisfied", 2),
    Rule("rollcall", "视频点名缺席", "roll_call_missed", 1),
    Rule("camera", "摄像机多次失联（3 次及以上）", "camera_lost", 1, 3),
)


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """``keep_years``: of cases that ended. ``repeat_…``: which cases repeat one another."""

    keep_years: int = 5
    repeat_radius_m: float = 100.0
    repeat_days: int = 30
    repeat_least: int = 2
    negative: tuple[Rule, ...] = field(default=USUAL)


def read_reports(table: Table, folder: Path) -> ReportSettings:
    """Mistakes of the table are noted in its file; those of the list are ``negative_faults``."""
    table.known(("keep_years", "repeat_radius_m", "repeat_days", "repeat_least"))
    usual = ReportSettings()
    found = read_negative(folder)
    return ReportSettings(
        table.integer("keep_years", usual.keep_years, 1, 100),
        table.number("repeat_radius_m", usual.repeat_radius_m, 5, 5000),
        table.integer("repeat_days", usual.repeat_days, 1, 366),
        table.integer("repeat_least", usual.repeat_least, 2, 100),
        found[0] if found is not None else USUAL,
    )


def negative_faults(folder: Path) -> list[Fault]:
    """What is wrong with the room's own list."""
    found = read_negative(folder)
    return found[1] if found is not None else []


def read_negative(folder: Path) -> tuple[tuple[Rule, ...], list[Fault]] | None:
    """The room's own list, and what is wrong with it; None without one."""
    path = folder / NEGATIVE
    if not path.exists():
        return None
    file = CsvFile.read(path, NEGATIVE, COLUMNS, MOST_RULES)
    rules = tuple(_rules(file.lines(("id", "name", "rule", "points"))))
    return rules, file.faults


def _rules(lines: Iterable[Line]) -> Iterable[Rule]:
    seen: set[str] = set()
    for line in lines:
        id_ = line.text("id", needed=True, longest=64)
        if id_ in seen:
            line.fault("id", f'"{id_}" is there twice')
        seen.add(id_)
        points = line.number("points", 0, MOST_POINTS)
        times = line.number("at_least", 1, MOST_TIMES)
        yield Rule(
            id_,
            line.text("name", needed=True),
            line.choice("rule", RULES, RULES[0]),
            0.0 if points is None else points,
            1 if times is None else int(times),
            line.text("platform"),
            line.text("category"),
            line.text("level"),
        )
