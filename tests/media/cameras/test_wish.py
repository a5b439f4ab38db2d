from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cameras.wish import parse_archive, parse_clip, parse_record, parse_snapshot

ARCHIVE = {"folder": "/r", "keep_days": 7, "max_gb": 1.5, "site": "丁家湾", "sweeps": True}
SNAPSHOT = {"ticket": "t", "camera": "c01", "path": "/s/a.jpg"}
CLIP = {"ticket": "t", "camera": "c01", "path": "/s/a.mp4", "before_s": 5, "after_s": 0}
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def test_sound_orders_are_read() -> None:
    archive = parse_archive(ARCHIVE)
    assert archive.place.folder == Path("/r")
    assert archive.place.limits.max_bytes == 1_500_000_000
    assert archive.place.sweeps
    assert parse_snapshot({**SNAPSHOT, "place": [120, 30.5]}).place == (120.0, 30.5)
    assert parse_snapshot(SNAPSHOT).name == ""
    assert parse_clip(CLIP).before_s == 5.0
    assert (parse_clip(CLIP).at, parse_clip({**CLIP, "at": 1.5e9}).at) == (None, 1.5e9)
    assert parse_snapshot({**SNAPSHOT, "at": 1.5e9}).at == 1.5e9
    assert parse_record({"ticket": "t", "camera": "c01", "on": True}).on


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ({**CLIP, "path": "a.mp4"}, "path"), ({**CLIP, "path": "/a.txt"}, "path"),
        ({**CLIP, "path": "/a/../b.mp4"}, "path"), ({**CLIP, "path": "/a\0.mp4"}, "path"),
        ({**CLIP, "before_s": 601}, "before_s"), ({**CLIP, "after_s": -1}, "after_s"),
        ({**CLIP, "after_s": float("nan")}, "after_s"), ({**CLIP, "after_s": True}, "after_s"),
        ({**CLIP, "at": "now"}, "at"), ({**CLIP, "at": -1}, "at"),
        ({**CLIP, "camera": "../x"}, "camera"), ({**CLIP, "ticket": ""}, "ticket"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_by_its_name(order: dict[str, Any], key: str) -> None:
    with pytest.raises(ValueError, match=key):
        parse_clip(order)


def test_a_place_off_the_earth_is_refused() -> None:
    for place in ([200, 0], [0, 91], [1], "x", [None, 1]):
        with pytest.raises(ValueError, match=r"place|itude"):
            parse_snapshot({**SNAPSHOT, "place": place})


@given(st.sampled_from([*ARCHIVE, *SNAPSHOT, *CLIP, "on", "name", "place", "at"]), JSON)
def test_any_json_is_an_order_or_refused(key: str, value: Any) -> None:
    whole = {**ARCHIVE, **SNAPSHOT, **CLIP, "on": True}
    for parse in (parse_archive, parse_snapshot, parse_clip, parse_record):
        try:
            parse({**whole, key: value})
        except ValueError:
            continue
