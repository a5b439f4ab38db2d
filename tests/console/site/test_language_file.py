from __future__ import annotations

from pathlib import Path

import pytest

from console.site.language_file import FILE, read_language, write_language


def test_what_was_chosen_is_read(tmp_path: Path) -> None:
    assert read_language(tmp_path) == ""
    write_language(tmp_path, "en")
    write_language(tmp_path, "zh")
    assert read_language(tmp_path) == "zh"


@pytest.mark.parametrize("written", [b"", b"fr\n", b"\xff\xfe", b"zh" * 1000])
def test_a_file_that_holds_something_else_says_nothing(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / FILE).write_bytes(written)
    assert read_language(tmp_path) == ""
