from __future__ import annotations

from pathlib import Path

import pytest

from console.site.load import SiteFaults, read_site
from console.site.report_settings import RULES, USUAL, ReportSettings, Rule

HEAD = "id,name,rule,points,at_least,platform\n"


def room(folder: Path, settings: str = "", negative: str | None = None) -> Path:
    (folder / "site.toml").write_text(f'name = "镇"\n{settings}', "utf-8")
    (folder / "cameras.csv").write_text("id,name,main\n", "utf-8")
    if negative is not None:
        (folder / "negative.csv").write_text(negative, "utf-8")
    return folder


def test_a_room_without_wishes_has_the_usual(tmp_path: Path) -> None:
    assert read_site(room(tmp_path)).reports == ReportSettings()
    assert {rule.rule for rule in USUAL} <= set(RULES)


def test_the_room_says_how_cases_are_kept_and_counted(tmp_path: Path) -> None:
    table = "[reports]\nkeep_years = 3\nrepeat_radius_m = 50\nrepeat_days = 7\nrepeat_least = 3\n"
    list_ = HEAD + "r2,退单三次,returned,1.5,3,market\n"
    found = read_site(room(tmp_path, table, list_)).reports
    assert (found.keep_years, found.repeat_radius_m, found.repeat_days, found.repeat_least) == (
        3, 50.0, 7, 3,
    )  # fmt: skip
    assert found.negative == (Rule("r2", "退单三次", "returned", 1.5, 3, "market"),)


def test_every_mistake_is_named_by_file_line_and_key(tmp_path: Path) -> None:
    list_ = HEAD + "a,甲,returned,x,1,\na,乙,retuned,1,0,\n"
    with pytest.raises(SiteFaults) as told:
        read_site(room(tmp_path, "[reports]\nkeep_years = 0\nrepeat_day = 1\n", list_))
    faults = {(fault.file, fault.line, fault.key) for fault in told.value.faults}
    assert faults == {
        ("site.toml", 3, "reports.keep_years"), ("site.toml", 4, "reports.repeat_day"),
        ("negative.csv", 2, "points"), ("negative.csv", 3, "id"), ("negative.csv", 3, "rule"),
        ("negative.csv", 3, "at_least"),
    }  # fmt: skip
