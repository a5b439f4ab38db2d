from __future__ import annotations

from pathlib import Path

import pytest

from console.site.layout_favourites import FILE, read_favourites, write_favourites


def test_favourites_come_back_in_their_order(tmp_path: Path) -> None:
    write_favourites(tmp_path, ["渡口", "3x3"])
    assert read_favourites(tmp_path) == ["渡口", "3x3"]


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert read_favourites(tmp_path) == []


@pytest.mark.parametrize("text", ["", "[]", '{"favourites": 3}', "\x00", '{"favourites": [1, 2]}'])
def test_a_file_that_is_none_is_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(text)
    assert read_favourites(tmp_path) == []
