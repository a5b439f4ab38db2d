from __future__ import annotations

import logging
from pathlib import Path

import pytest

from console.site.key_file import FILE, read_keys, write_keys


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert read_keys(tmp_path) == {}
    keys = {"snapshot": ["F12", 'Ctrl+"'], "clip": []}
    write_keys(tmp_path, keys)
    assert read_keys(tmp_path) == keys
    assert not list(tmp_path.rglob("*.new"))


def test_what_is_wrong_is_told_and_the_rest_is_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text('[keys]\nclip = "C"\nrecord = ["R"]\n[other]\n')
    with caplog.at_level(logging.WARNING):
        assert read_keys(tmp_path) == {"record": ["R"]}
    assert "keys.clip" in caplog.text
    assert "other" in caplog.text
    (tmp_path / FILE).write_text("[keys")
    assert read_keys(tmp_path) == {}
