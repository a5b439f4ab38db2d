from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from console.site.kept_json import kept_json, table


def names(told: Any) -> list[str]:
    return [str(name) for name in told["names"]]


def test_what_is_kept_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    assert kept_json(path, 100, names, list[str]()) == []
    path.write_text('{"names":["a"]}')
    assert kept_json(path, 100, names, list[str]()) == ["a"]


@pytest.mark.parametrize("text", ["", "[1", "[]", "{}", '{"names":3}', '{"names":["a","b"]}     '])
def test_a_damaged_or_too_long_file_is_as_if_it_were_not_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    path = tmp_path / "kept.json"
    path.write_text(text)
    assert kept_json(path, 18, names, ["none"]) == ["none"]
    assert "kept.json: cannot be read" in caplog.text


def test_a_table_is_a_json_object(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    for text, told in (('{"a":1}', {"a": 1}), ('[["a",1]]', {})):
        path.write_text(text)
        assert kept_json(path, 100, table, dict[str, Any]()) == told
