from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from console.cases.case import Case, Clock, Place, Step
from console.cases.row import row_of


def test_a_row_says_what_the_list_shows(case_of: Callable[..., Case], now: datetime) -> None:
    place = Place(120.19, 30.47, 15, "gps", "石埠桥东", "集市-07")
    clocks = (Clock("handle", now - timedelta(minutes=5)),)
    step = Step(now, "赵", "", "supervise", "")
    row = row_of(case_of(place=place, clocks=clocks, timeline=(step,), unit="执法中队"), now)
    assert (row.place, row.grid, row.unit) == ("石埠桥东", "集市-07", "执法中队")
    assert (row.lamp, row.left_min, row.supervised) == ("red", -5, True)
    assert (row.longitude, row.latitude) == (120.19, 30.47)


def test_what_is_not_known_is_not_made_up(case_of: Callable[..., Case], now: datetime) -> None:
    row = row_of(case_of(grid="集市-07"), now)
    assert (row.place, row.grid) == ("集市-07", "")
    assert row.left_min is row.longitude is None
    assert row_of(case_of(address="桥东", grid="集市-07"), now).place == "桥东"
