from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from console.ui.tour_words import clock_text, page_text, round_text, seconds_text
from layouts.tour import Page, Tour


def test_a_tour_says_how_long_a_round_takes(qapp: QApplication) -> None:
    tour = Tour("t", ("c01", "c02", "c01"), dwell_s=25.0)
    assert round_text(tour) == "2 cameras · in one cell a round takes 1:15"
    paged = Tour("t", pages=(Page(("c01", "c02")), Page(("c03",), 40.0)), dwell_s=10.0)
    assert round_text(paged) == "3 cameras · in one cell a round takes 1:00"
    assert round_text(Tour("t")).endswith("0:00")


@pytest.mark.parametrize(("seconds", "words"), [(5, "0:05"), (75, "1:15"), (3605, "1:00:05")])
def test_a_clock_has_hours_when_it_needs_them(seconds: int, words: str) -> None:
    assert clock_text(seconds) == words


def test_a_page_names_its_cameras_and_its_own_time(qapp: QApplication) -> None:
    assert page_text(Page(("c01", "c02")), str.upper) == "C01、C02"
    assert page_text(Page(("c01",), 7.5), str.upper) == "C01 · 7.5 s"
    assert seconds_text(15.0) == "15 s"
