from __future__ import annotations

from pathlib import Path

import pytest

from console.site.liked import FILE, MOST_RECENT, read_liked, write_liked


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert read_liked(tmp_path) == ([], [])
    write_liked(tmp_path, ["c02", "c01"], [f"c{n}" for n in range(40)])
    favourites, recent = read_liked(tmp_path)
    assert favourites == ["c02", "c01"]
    assert len(recent) == MOST_RECENT
    assert not list(tmp_path.rglob("*.new"))


@pytest.mark.parametrize("content", ["", "[]", "{", '{"favourites": 7, "recent": [1, "c1", "c1"]}'])
def test_a_spoiled_file_is_no_fault(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(content)
    favourites, recent = read_liked(tmp_path)
    assert favourites == []
    assert recent in ([], ["c1"])
