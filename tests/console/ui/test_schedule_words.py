from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from console.ui.schedule_words import (
    DAYS,
    days_text,
    hours_text,
    programme_text,
    season_text,
)
from console.ui.words import speak
from layouts.schedule import DAY, DAY_WORDS, Rule

FIRST, LAST = date(2026, 6, 1), date(2026, 9, 30)


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [(0, DAY, "all day"), (480, 1080, "08:00–18:00"), (1320, 360, "22:00–06:00 next day"),
     (720, DAY, "12:00–24:00"), (720, 0, "12:00–00:00 next day")],
)  # fmt: skip
def test_hours_say_when_they_end_the_next_day(
    qapp: QApplication, begin: int, end: int, words: str
) -> None:
    assert hours_text(Rule(begin=begin, end=end)) == words


def test_days_stand_in_the_order_of_the_week(qapp: QApplication) -> None:
    assert days_text(("sat", "holidays", "mon")) == "Holidays Mon Sat"
    assert days_text(("fri", "all")) == "Every day"
    assert tuple(DAYS) == DAY_WORDS
    speak(qapp, "zh")
    assert days_text(("fri", "workdays")) == "工作日 周五"


def test_a_season_may_have_one_end(qapp: QApplication) -> None:
    assert season_text(FIRST, LAST) == "2026-06-01–2026-09-30"
    assert season_text(FIRST, None) == "from 2026-06-01"
    assert season_text(None, LAST) == "until 2026-09-30"
    assert season_text(None, None) == ""


def test_what_is_on_has_its_title_or_its_name(qapp: QApplication) -> None:
    titles = {("scene", "flood"): "汛期", ("tour", "flood"): "河道"}
    assert programme_text(Rule(scene="flood"), titles) == "Scene 汛期"
    assert programme_text(Rule(tour="flood"), titles) == "Tour 河道"
    assert programme_text(Rule(scene="gone"), titles) == "Scene gone"
