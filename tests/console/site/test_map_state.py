from __future__ import annotations

from pathlib import Path

import pytest

from console.site.map_state import FILE, read_map_state, write_map_state


def test_what_was_written_is_read(tmp_path: Path) -> None:
    assert read_map_state(tmp_path) == {}
    write_map_state(tmp_path, {"ground": "street", "layers": {"heat": {"shown": True}}})
    assert read_map_state(tmp_path)["ground"] == "street"
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["[]", "{", "\xff", '"x"'])
def test_a_file_that_is_none_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / FILE).write_text(text, encoding="latin-1")
    assert read_map_state(tmp_path) == {}
