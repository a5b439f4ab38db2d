from __future__ import annotations

from datetime import date

from console.site.records import Grid


def test_a_grid_is_in_force_from_its_first_day_to_its_last() -> None:
    grid = Grid("g", "", "", "", (), date(2026, 1, 1), date(2026, 1, 31))
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1))
    assert [grid.valid_on(day) for day in days] == [False, True, True, False]


def test_a_grid_without_days_is_always_in_force() -> None:
    assert Grid("g", "", "", "", ()).valid_on(date(2026, 1, 1))
