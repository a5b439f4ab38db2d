"""Who is on duty when."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from console.cases.duty_hours import CHINA
from console.duty.roster import Roster
from console.site.duty import ShiftTimes
from console.site.limits_file import Turn

SHIFTS = (ShiftTimes("白班", 510, 1050), ShiftTimes("夜班", 1050, 510))
DAY = date(2026, 11, 26)
TURNS = (
    Turn(DAY, "白班", "王芳", "指挥室"), Turn(DAY, "夜班", "陈刚", "指挥室", "8801"),
    Turn(DAY, "白班", "李明", "综合执法中队"), Turn(DAY, "", "周副镇长", "领导"),
)  # fmt: skip
ROSTER = Roster(TURNS, SHIFTS, CHINA)


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{written}").replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("moment", "unit", "people"),
    [
        ("26 08:29", "指挥室", []), ("26 08:30", "指挥室", ["王芳"]),
        ("26 17:30", "指挥室", ["陈刚"]), ("27 03:00", "指挥室", ["陈刚"]),
        ("27 08:30", "指挥室", []), ("26 09:00", "综合执法中队", ["李明"]),
        ("26 09:00", "", ["王芳", "李明", "周副镇长"]), ("26 03:00", "", ["周副镇长"]),
        ("26 09:00", "市场监管所", []),
    ],
)  # fmt: skip
def test_on_duty_is_who_the_running_shift_names(moment: str, unit: str, people: list[str]) -> None:
    assert [turn.person for turn in ROSTER.on_duty(unit, at(moment))] == people


def test_a_night_shift_belongs_to_the_day_on_which_it_begins() -> None:
    (shift,) = ROSTER.shifts(at("27 03:00"))
    assert (shift.day, shift.name) == (DAY, "夜班")
    assert (shift.begins, shift.ends) == (at("26 17:30"), at("27 08:30"))
    assert ROSTER.units() == ["指挥室", "综合执法中队", "领导"]


def test_shifts_may_overlap_and_the_newer_one_comes_first() -> None:
    roster = Roster((), (*SHIFTS, ShiftTimes("值守", 0, 0)), CHINA)
    assert [shift.name for shift in roster.shifts(at("26 09:00"))] == ["白班", "值守"]
