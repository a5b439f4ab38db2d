from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cameras.play_clock import PlayClock
from media.cameras.replay_order import parse_replay, parse_step

GOOD: dict[str, Any] = {
    "do": "replay", "camera": "c01", "channel": 3, "epoch": 7, "width": 626, "height": 352,
    "rate": 25, "clock": {"at": 1.7e9, "since": 12.5, "rate": 2},
}  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


def test_an_order_is_read() -> None:
    order = parse_replay(GOOD)
    assert (order.camera, order.outlet.channel, order.outlet.epoch) == ("c01", 3, 7)
    assert order.clock == PlayClock(1.7e9, 12.5, 2.0)
    assert not order.skip_gaps
    assert parse_replay({**GOOD, "skip_gaps": True}).skip_gaps
    assert parse_step({"channel": 3, "pictures": -1}) == (3, -1)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"clock": 7}, "clock"),
        ({"clock": {"at": "now", "since": 1, "rate": 1}}, "at"),
        ({"clock": {"at": 1, "since": True, "rate": 1}}, "since"),
        ({"clock": {"at": 1, "since": 1, "rate": 3}}, "rate"),
        ({"clock": {"at": float("nan"), "since": 1, "rate": 1}}, "finite"),
        ({"clock": {"at": 10**400, "since": 1, "rate": 1}}, "finite"),
        ({"skip_gaps": 1}, "skip_gaps"),
        ({"channel": -1}, "channel"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        parse_replay({**GOOD, **change})


@pytest.mark.parametrize("pictures", [0, 2, True, "1", None])
def test_a_step_is_one_picture(pictures: object) -> None:
    with pytest.raises(ValueError, match="pictures"):
        parse_step({"channel": 0, "pictures": pictures})


@given(st.sampled_from([*GOOD, "skip_gaps"]), JSON)
def test_any_json_is_an_order_or_refused(key: str, value: object) -> None:
    try:
        parse_replay({**GOOD, key: value})
    except (ValueError, KeyError):
        return
