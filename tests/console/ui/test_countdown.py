"""A clock's words, in office hours and outside."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from console.cases.case import Clock
from console.cases.duty_hours import CHINA, DutyHours
from console.ui.countdown import (
    clock_kind_text,
    clock_text,
    countdown_text,
    rests_text,
    working_length_text,
)
from console.ui.words import speak

HOURS = DutyHours(lambda day: day.weekday() < 5)
DUE = datetime(2026, 11, 30, 11, 50, tzinfo=CHINA)  # a Monday


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"2026-{written}").replace(tzinfo=CHINA)


def told(now: str, lamp: str = "green") -> str:
    left_s = (DUE - at(now)).total_seconds()
    return countdown_text(left_s, lamp, DUE, HOURS)


@pytest.mark.parametrize(
    ("now", "english", "chinese"),
    [
        ("11-25 09:00", "25 h of work", "余 25 工时"),
        ("11-27 17:00", "3.8 h of work", "余 3.8 工时"),
        ("11-27 17:30", "3.3 h, stands", "余 3.3 工时·停"),
        ("11-29 03:00", "3.3 h, stands", "余 3.3 工时·停"),
        ("11-30 08:30", "3.3 h of work", "余 3.3 工时"),
        ("11-30 11:20", "30 min of work", "余 30 分工时"),
        ("11-30 11:52", "2 min over", "超时 2 分"),
    ],
)
def test_working_time_is_told_as_it_is_worked(
    qapp: QApplication, now: str, english: str, chinese: str
) -> None:
    speak(qapp, "en")
    assert told(now) == english
    speak(qapp, "zh")
    assert told(now) == chinese


def test_natural_time_is_told_as_before(qapp: QApplication) -> None:
    speak(qapp, "en")
    night = at("11-27 22:00")  # the platform reckoned it by other hours
    assert countdown_text(3 * 3600, "green", night, HOURS) == "3 h left"
    assert rests_text((Clock("handle", night, "working"),), at("11-27 19:00"), HOURS) == ""
    assert countdown_text(3 * 3600, "green", None, HOURS) == "3 h left"
    assert countdown_text(None, "grey", None, HOURS) == "paused"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 min"), (3599, "59 min"), (7200, "2 h"), (90_000, "25 h")]
)
def test_lengths_are_never_days(qapp: QApplication, seconds: float, words: str) -> None:
    speak(qapp, "en")
    assert working_length_text(seconds) == words


def test_a_clock_that_is_done_says_when_and_whether_late(qapp: QApplication) -> None:
    speak(qapp, "en")
    now = at("11-30 15:00")
    done = Clock("handle", DUE, "working", done_at=DUE - timedelta(hours=1))
    late = Clock("handle", DUE, "working", done_at=DUE + timedelta(hours=1))
    assert clock_text(done, now, "grey", HOURS) == "done 10:50"
    assert clock_text(late, now, "grey", HOURS) == "done 12:50, late"
    working = Clock("handle", DUE, "working")
    assert clock_text(working, at("11-28 09:00"), "green", HOURS) == "work 3 h 20 min left"
    assert clock_text(working, at("11-30 11:52"), "red", HOURS) == "2 min over"
    assert clock_text(Clock("handle", DUE, paused=True), now, "grey", HOURS) == "paused"
    assert clock_kind_text("handle") == "Handle within"
    assert clock_kind_text("回访") == "回访"


def test_outside_office_hours_it_says_when_time_goes_on(qapp: QApplication) -> None:
    speak(qapp, "en")
    clocks = (Clock("handle", DUE, "working"),)
    words = "Outside office hours: working time goes on 11-30 08:30"
    assert rests_text(clocks, at("11-28 09:00"), HOURS) == words
    assert rests_text(clocks, at("11-27 12:30"), HOURS).endswith("goes on 13:30")
    assert rests_text(clocks, at("11-27 14:30"), HOURS) == ""
    assert rests_text((Clock("handle", DUE),), at("11-28 09:00"), HOURS) == ""
    assert (
        rests_text((Clock("handle", DUE, "working", paused=True),), at("11-28 09:00"), HOURS) == ""
    )
    never = DutyHours(lambda _: False)
    assert rests_text(clocks, at("11-28 09:00"), never) == ""
