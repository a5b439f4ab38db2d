from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from console.site.program_layouts import (
    FILE,
    LONGEST_NAME,
    ProgramLayout,
    name_fault,
    read_program_layouts,
    write_program_layouts,
)

RIVER = ProgramLayout("沿河四村", "2x2", ("n03", None, "n01"))
PAIR = ProgramLayout("双方", "side", ("n01", "n02"))


def test_what_is_kept_is_read_again_in_its_order_and_is_the_owners_alone(tmp_path: Path) -> None:
    assert read_program_layouts(tmp_path) == []
    write_program_layouts(tmp_path, [RIVER, PAIR])
    assert read_program_layouts(tmp_path) == [RIVER, PAIR]
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "told",
    [
        "{",
        "[]",
        {"format": 2, "layouts": []},
        {"format": 1},
        {"format": 1, "layouts": [{"name": "x", "layout": "7x7", "places": []}]},
        {"format": 1, "layouts": [{"name": "2x2", "layout": "2x2", "places": []}]},
        {"format": 1, "layouts": [{"name": "x", "layout": "2x2", "places": [3]}]},
        {"format": 1, "layouts": [{"name": "x", "layout": "2x2", "places": "n01"}]},
        {"format": 1, "layouts": [7]},
    ],
    ids=str,
)
def test_a_file_that_is_none_is_told_and_keeps_nobody_from_starting(
    tmp_path: Path, told: Any, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(told if isinstance(told, str) else json.dumps(told), "utf-8")
    with caplog.at_level(logging.WARNING):
        assert read_program_layouts(tmp_path) == []
    assert "program-layouts.json" in caplog.text
    write_program_layouts(tmp_path, [RIVER])
    assert (tmp_path / FILE).with_name(f"{FILE.name}~").exists()  # what could not be read stays


def test_more_places_than_a_layout_has_are_left_out(tmp_path: Path) -> None:
    write_program_layouts(tmp_path, [ProgramLayout("双方", "side", ("n01", "n02", "n03"))])
    assert read_program_layouts(tmp_path) == [PAIR]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("沿河四村", True),
        ("x" * LONGEST_NAME, True),
        ("", False),
        (" x", False),
        ("x" * (LONGEST_NAME + 1), False),
        ("a\nb", False),
        ("3x3", False),
    ],
)
def test_a_name_can_be_seen_and_is_no_presets(name: str, right: bool) -> None:
    assert (name_fault(name) == "") == right
