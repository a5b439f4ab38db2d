from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from media.export.wish import ExportWish, parse_export
from media.marks import Mark

GOOD: dict[str, Any] = {
    "do": "export", "cameras": ["c01", "c02", "c01"], "since": "1970-01-01T00:01:00Z",
    "until": "1970-01-01T08:02:00+08:00", "folder": "/out", "archive": "/archive",
}  # fmt: skip


def test_an_order_is_read() -> None:
    wish = ExportWish(("c01", "c02"), 60.0, 120.0, Path("/out"), Path("/archive"))
    assert parse_export(GOOD) == wish
    named = parse_export({**GOOD, "burn": True, "site": "镇", "who": "王", "reason": "c-7"})
    assert (named.burn, named.site, named.who, named.reason) == (True, "镇", "王", "c-7")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cameras", []), ("cameras", ["../etc"]), ("cameras", [7]), ("cameras", ["c"] * 65),
        ("since", "1970-01-01T00:01:00"), ("since", 60), ("until", "1970-01-01T00:00:59Z"),
        ("until", "1971-01-01T00:00:00Z"), ("folder", ""), ("archive", None), ("burn", "yes"),
        ("site", "x" * 201), ("who", 7),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(key: str, value: object) -> None:
    with pytest.raises(ValueError, match="since" if key == "until" else key):
        parse_export({**GOOD, key: value})


@pytest.mark.parametrize("key", ["cameras", "since", "until", "folder", "archive"])
def test_what_is_missing_is_named(key: str) -> None:
    with pytest.raises(KeyError, match=key):
        parse_export({name: value for name, value in GOOD.items() if name != key})


def test_marks_are_read_with_what_is_said_of_them() -> None:
    pixels = np.zeros((4, 6, 4), np.uint8)
    marks = {
        "cameras": {"c01": [Mark(0.1, 0.2, 0.1, 0.1, pixels).packed()]},
        "said": {"as_of": "x"},
    }
    wish = parse_export({**GOOD, "marks": marks})
    assert wish.marks is not None
    assert wish.marks.said == {"as_of": "x"}
    assert wish.marks.cameras["c01"][0].y == 0.2
    assert parse_export(GOOD).marks is None


@pytest.mark.parametrize(
    "marks",
    [[], {}, {"cameras": []}, {"cameras": {"c01": [{}]}}, {"cameras": {"c01": [{}] * 65}}],
)
def test_marks_that_are_none_are_refused(marks: object) -> None:
    with pytest.raises(ValueError, match="marks"):
        parse_export({**GOOD, "marks": marks})
