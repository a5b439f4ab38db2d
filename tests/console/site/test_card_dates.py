from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from console.site.card_dates import FILE, ending, note_cards, read_card_dates


def test_the_newest_card_of_each_site_counts(tmp_path: Path) -> None:
    assert read_card_dates(tmp_path) == {}
    (tmp_path / "state").mkdir()
    note_cards(tmp_path, ["n01", "n02"], date(2027, 1, 5))
    note_cards(tmp_path, ["n02"], date(2027, 5, 1))
    assert read_card_dates(tmp_path) == {"n01": date(2027, 1, 5), "n02": date(2027, 5, 1)}
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text", ["", "[]", '{"format":2,"until":{}}', '{"format":1,"until":{"n01":"soon"}}', "\xff"]
)
def test_a_file_that_is_none_says_nothing_and_the_next_print_writes_it_anew(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / FILE).write_text(text, "latin-1")
    assert read_card_dates(tmp_path) == {}
    note_cards(tmp_path, ["n01"], date(2027, 1, 5))
    assert read_card_dates(tmp_path) == {"n01": date(2027, 1, 5)}


def test_who_needs_a_new_card_is_known_two_weeks_before() -> None:
    dates = {"a": date(2027, 1, 20), "b": date(2027, 1, 5), "c": date(2026, 12, 1)}
    nodes = ["a", "b", "c", "never printed"]
    assert ending(dates, nodes, date(2026, 12, 1)) == ["c"]
    assert ending(dates, nodes, date(2026, 12, 22)) == ["c", "b"]
    assert ending(dates, ["a"], date(2027, 1, 6)) == ["a"]
    assert ending(dates, ["a"], date(2027, 1, 5)) == []
