from __future__ import annotations

from dataclasses import replace

import pytest

from console.cases.case import PublicWarning
from console.site.plan import parse_plan
from console.site.plan_trigger import plan_for
from layouts.format import WallFaults

TEXT = 'format = 1\nkind = "plan"\ntitle = "x"\nkinds = ["village"]\n'
FLOOD = parse_plan(TEXT + 'warning_words = ["暴雨", "Flood"]\n', "flood")
STORM = parse_plan(
    TEXT + 'warning_words = ["台风"]\nwarning_levels = ["red", "orange"]\n', "typhoon"
)
PLAIN = parse_plan(TEXT, "plain")


def warning(title: str, level: str = "yellow") -> PublicWarning:
    return PublicWarning(title, level, title, "", None, None)


def chosen(*warnings: PublicWarning) -> str:
    found = plan_for(warnings, (PLAIN, FLOOD, STORM))
    return found[1].name if found else ""


def test_a_plan_is_proposed_by_the_words_of_the_warning() -> None:
    assert chosen(warning("暴雨黄色预警")) == "flood"
    assert chosen(warning("FLOOD watch")) == "flood"
    assert chosen(replace(warning("预警"), text="局地有暴雨")) == "flood"
    assert chosen(warning("大雾")) == ""


def test_a_plan_may_be_for_some_levels_only() -> None:
    assert chosen(warning("台风", "blue")) == ""
    assert chosen(warning("台风", "orange")) == "typhoon"


def test_the_severest_warning_comes_first() -> None:
    assert chosen(warning("暴雨", "blue"), warning("台风", "red")) == "typhoon"
    assert chosen(warning("暴雨", "odd"), warning("大雾", "red")) == "flood"


def test_a_level_that_is_none_is_a_fault() -> None:
    with pytest.raises(WallFaults, match='"purple" is not one of'):
        parse_plan(TEXT + 'warning_levels = ["purple"]\n', "x")
