"""limits.csv and roster.csv."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from console.cases.limits import Limit
from console.site.limits_file import Turn
from console.site.load import read_site
from console.town.duty_files import duty_files

HEAD = "category,clock,amount,unit,starts,file_when,close_when\n"


def test_limits_are_read(site: Path, write: Callable[[str, str], Path]) -> None:
    write("limits.csv", f"{HEAD}0113*,handle,4,工作时,,水面漂浮物,水面清洁\n,close,7,工作日,,,\n")
    assert read_site(site).limits == (
        Limit("0113", "handle", 4, "working_hour", "accepted", "水面漂浮物", "水面清洁"),
        Limit("", "close", 7, "working_day", "reported"),
    )


def test_a_room_without_the_files_has_none(site: Path) -> None:
    assert read_site(site).limits == read_site(site).roster == ()


def test_the_demo_towns_limits_are_right(site: Path, write: Callable[[str, str], Path]) -> None:
    for name, text in duty_files().items():
        write(name, text)
    limits = read_site(site).limits
    assert {limit.clock for limit in limits} == {"respond", "arrive", "handle", "close"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("01,handel,4,工作时,,,", "limits.csv:2: clock"),
        ("01,handle,,工作时,,,", "limits.csv:2: amount"),
        ("01,handle,0,工作时,,,", "limits.csv:2: amount"),
        ("01,handle,4,周,,,", "limits.csv:2: unit"),
        ("01,handle,1.5,工作日,,,", "limits.csv:2: amount"),
        ("01,handle,4,工作时,begun,,", "limits.csv:2: starts"),
        ("01,handle,4,工作时,,,\n01,handle,5,工作时,,,", "limits.csv:3: clock"),
    ],
)
def test_a_mistake_in_the_limits_is_told_with_its_line(
    write: Callable[[str, str], Path], faults: Callable[[], list[str]], line: str, told: str
) -> None:
    write("limits.csv", HEAD + line + "\n")
    (found,) = faults()
    assert found.startswith(told)


def test_the_roster_is_read(site: Path, write: Callable[[str, str], Path]) -> None:
    write("roster.csv", "date,shift,person,unit,phone\n2026/11/26,夜班,王芳,指挥室,8801\n"
          "2026-11-27,,陈刚,,\n")  # fmt: skip
    assert read_site(site).roster == (
        Turn(date(2026, 11, 26), "夜班", "王芳", "指挥室", "8801"),
        Turn(date(2026, 11, 27), "", "陈刚"),
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("11-26,白班,王芳", "roster.csv:2: date"), ("2026-02-30,白班,王芳", "roster.csv:2: date"),
        ("2026-11-26,白斑,王芳", 'roster.csv:2: shift: "白斑"'),
        ("2026-11-26,白班,", "roster.csv:2: person"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_roster_is_told_with_its_line(
    write: Callable[[str, str], Path], faults: Callable[[], list[str]], line: str, told: str
) -> None:
    write("roster.csv", f"date,shift,person\n{line}\n")
    (found,) = faults()
    assert found.startswith(told)
