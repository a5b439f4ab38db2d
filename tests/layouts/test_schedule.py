from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.duty_calendar import DayKind, DutyCalendar, Span
from layouts.format import WallFaults
from layouts.schedule import DAY, Rule, Schedule, dump_schedule, parse_schedule
from tests.layouts.made import TEXTS, VALUES

DUTY = """\
format = 1
title = "值班"

[[rules]]
scene = "日常"
days = ["workdays"]
from = "08:00"
until = "18:00"

[[rules]]
tour = "河道夜巡"
screen = "left"
days = ["all"]
from = "22:00"
until = "06:00"
priority = 5
first_day = 2026-06-01
last_day = 2026-09-30
"""
extras = st.dictionaries(st.sampled_from(["zzz", "x-y", "丁"]), st.sampled_from(VALUES), max_size=2)
words = st.sampled_from(["all", "workdays", "restdays", "weekends", "holidays", "mon", "sun"])


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    begin = draw(st.integers(0, DAY - 1))
    end = draw(st.integers(0, DAY).filter(lambda end: end != begin))
    tour = draw(st.booleans())
    first, last = sorted([draw(st.dates()), draw(st.dates())])
    return Rule(
        "" if tour else "a",
        "t" if tour else "",
        draw(st.sampled_from(["", "left"])) if tour else "",
        tuple(draw(st.lists(words, min_size=1, max_size=3))),
        begin,
        end,
        draw(st.integers(-1000, 1000)),
        draw(st.sampled_from([None, first])),
        draw(st.sampled_from([None, last])),
        draw(extras),
    )


def faults_of(text: str) -> list[str]:
    with pytest.raises(WallFaults) as caught:
        parse_schedule(text, "x")
    return [str(fault) for fault in caught.value.faults]


def test_a_schedule_is_read_and_written() -> None:
    schedule = parse_schedule(DUTY, "duty")
    assert schedule.rules == (
        Rule("日常", days=("workdays",), begin=480, end=1080),
        Rule("", "河道夜巡", "left", ("all",), 1320, 360, 5, date(2026, 6, 1), date(2026, 9, 30)),
    )
    assert dump_schedule(schedule) == DUTY


@given(
    st.lists(rules(), min_size=1, max_size=4), st.booleans(), st.sampled_from(TEXTS), extras
)  # fmt: skip
def test_what_is_written_is_read_again(
    made: list[Rule], enabled: bool, title: str, extra: dict[str, object]
) -> None:
    schedule = Schedule("x", tuple(made), enabled, title, "", extra)
    assert parse_schedule(dump_schedule(schedule), "x") == schedule


def test_times_and_days_may_be_written_in_other_ways_too() -> None:
    (rule,) = parse_schedule(
        '[[rules]]\nscene = "a"\nfrom = 08:30:00\nuntil = "9：05"\ndays = "mon"\n', "x"
    ).rules
    assert (rule.begin, rule.end, rule.days) == (510, 545, ("mon",))


def test_a_rule_holds_on_its_days_and_in_its_season() -> None:
    calendar = DutyCalendar([Span(date(2026, 10, 1), date(2026, 10, 7), DayKind.HOLIDAY)])
    thursday, saturday = date(2026, 10, 1), date(2026, 10, 10)

    def holds(day: date, *days: str) -> bool:
        return Rule("a", days=days).begins_on(day, calendar)

    assert holds(thursday, "all")
    assert holds(thursday, "holidays")
    assert holds(thursday, "restdays")
    assert holds(thursday, "thu")
    assert not holds(thursday, "workdays", "weekends", "fri")
    assert holds(saturday, "workdays", "weekends")
    season = Rule("a", first_day=thursday, last_day=thursday)
    assert season.begins_on(thursday, calendar)
    assert not season.begins_on(date(2026, 9, 30), calendar)
    assert not season.begins_on(date(2026, 10, 2), calendar)


def test_mistakes_are_told_by_line_and_key() -> None:
    assert faults_of("format = 1\n") == [
        "x.toml: rules: is missing: [[rules]] with a scene or a tour"
    ]
    text = (
        '[[rules]]\nscene = "a"\ntour = "b"\nscreen = "left"\ndays = ["workday"]\n'
        'from = "25:00"\nfirst_day = 2026-02-01\nlast_day = 2026-01-01\n'
        '[[rules]]\nscene = "a"\nfrom = "08:00"\nuntil = "08:00"\ndays = []\n'
    )
    assert faults_of(text) == [
        'x.toml:5: rules[0].days: "workday" is not one of all, workdays, restdays, weekends,'
        " holidays, mon, tue, wed, thu, fri, sat, sun",
        'x.toml:6: rules[0].from: "25:00" is no time of day: write "08:00"',
        "x.toml:2: rules[0].scene: a rule has a scene or a tour, one of them",
        "x.toml:4: rules[0].screen: stands beside a scene, which is for all screens",
        "x.toml:8: rules[0].last_day: 2026-01-01 is before 2026-02-01",
        "x.toml:13: rules[1].days: nothing is not one of all, workdays, restdays, weekends,"
        " holidays, mon, tue, wed, thu, fri, sat, sun",
        'x.toml:12: rules[1].until: is the time it begins; for all day write from = "00:00",'
        ' "24:00"',
    ]
