"""The table [duty] of site.toml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from console.cases.duty_hours import CHINA, Season
from console.cases.ladder import USUAL, Rung
from console.site.duty import DutySettings, ShiftTimes
from console.site.load import read_site

NAME = 'name = "柳桥镇指挥室"\n'


def test_without_the_table_the_usual_holds(site: Path) -> None:
    duty = read_site(site).duty
    assert duty == DutySettings()
    assert duty.zone is CHINA
    assert duty.ladder == USUAL


def test_everything_can_be_set(site: Path, write: Callable[[str, str], Path]) -> None:
    write("site.toml", NAME + """
[duty]
zone = "Europe/Berlin"
hours = ["09:00-12:00", "13:00-17:00"]
seasons = [{from = "06-01", until = "09-30", hours = ["08:30-12:00", "14:30-18:00"]}]
amber_percent = 25
amber_hours = 2
phone_min = 30
written_min = 60
shifts = [{name = "早", hours = "08:00-20:00"}, {name = "晚", hours = "20:00-08:00"}]

[[duty.ladder]]
id = "early"
title = "提醒"
before = 4
unit = "工作时"
[[duty.ladder]]
id = "urge"
title = "催办"
after = 1
""")  # fmt: skip
    duty = read_site(site).duty
    assert str(duty.zone) == "Europe/Berlin"
    assert duty.times.usual == ((540, 720), (780, 1020))
    assert duty.times.seasons == (Season((6, 1), (9, 30), ((510, 720), (870, 1080))),)
    assert (duty.amber_part, duty.amber_s) == (0.25, 7200)
    assert (duty.phone_min, duty.written_min) == (30, 60)
    assert duty.shifts == (ShiftTimes("早", 480, 1200), ShiftTimes("晚", 1200, 480))
    assert duty.ladder == (
        Rung("early", "提醒", -4, "working_hour"), Rung("urge", "催办", 1, "working_day"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('hours = ["9-17"]', "duty.hours"),
        ("hours = [9]", "duty.hours"),
        ('zone = "Moon/Sea"', "duty.zone"),
        ('seasons = [{from = "6-1", until = "09-30", hours = ["09:00-12:00"]}]', "from"),
        ("amber_percent = 101", "amber_percent"),
        ('shifts = [{name = "", hours = "08:00-20:00"}]', "name"),
        ('shifts = [{name = "早", hours = "08:00"}]', "hours"),
        ('ladder = [{id = "Urge!", title = "催办", after = 1}]', "id"),
        ('ladder = [{id = "urge", title = "", after = 1}]', "title"),
        ('ladder = [{id = "urge", title = "催办"}]', "after"),
        ('ladder = [{id = "urge", title = "催办", after = 0.5}]', "unit"),
        ("office = 1", "duty.office"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_key(
    write: Callable[[str, str], Path], faults: Callable[[], list[str]], written: str, told: str
) -> None:
    write("site.toml", f"{NAME}[duty]\n{written}\n")
    found = faults()
    assert found
    assert all(fault.startswith("site.toml:3: duty") for fault in found)
    assert any(told in fault for fault in found)
