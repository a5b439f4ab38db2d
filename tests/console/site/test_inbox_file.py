from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.cases.case import CaseId
from console.cases.notices import Acknowledged
from console.cases.views import PRESETS, Filter, View
from console.site.inbox_file import (
    NOTICES,
    VIEWS,
    read_notices,
    read_views,
    write_notices,
    write_views,
)

AT = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)


def test_views_are_read_back(tmp_path: Path) -> None:
    views = [View("桥东的", Filter(areas=frozenset(("石埠村",))), "due"), *PRESETS]
    write_views(tmp_path, views)
    assert read_views(tmp_path) == views


def test_what_waits_and_who_acknowledged_is_read_back(tmp_path: Path) -> None:
    acknowledged = {CaseId("c-1"): Acknowledged("王", AT)}
    waits, shelved = {CaseId("c-2"): ("red", AT)}, {"case:c-2": AT}
    write_notices(tmp_path, acknowledged, waits, shelved)
    assert read_notices(tmp_path) == (acknowledged, waits, shelved)


@pytest.mark.parametrize(
    "text",
    ["", "[", "[]", "{}", '{"views": 3, "waiting": []}',
     '{"views": [{}, 3], "acknowledged": {"c": ["x", "never"], "d": 3, "e": ["x", "2026-01-01"]}}'],
)  # fmt: skip
def test_a_file_that_is_none_is_no_trouble(tmp_path: Path, text: str) -> None:
    (tmp_path / "state").mkdir()
    for file in (VIEWS, NOTICES):
        (tmp_path / file).write_text(text, "utf-8")
    assert read_views(tmp_path) == []
    assert read_notices(tmp_path) == ({}, {}, {})
    assert read_notices(tmp_path / "nowhere") == ({}, {}, {})
