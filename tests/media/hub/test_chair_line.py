"""A leader's orders over the line of a site: who may, what, and what he sees."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.hub import message
from media.hub.chair_line import (
    MOST_FIELDS,
    ChairWord,
    NotAllowedError,
    allowed,
    checked,
    ended,
    read,
    refused,
    told,
)

CONFERENCE: dict[str, Any] = {
    "state": "live", "mode": "free", "locked": False, "recording": False, "chair": "n02",
    "hush": "forced", "hands": ["n02", "n01"],
    "broadcast": {"source": "node:n01", "name": "杨家埭村"}, "roll_call": None,
    "nodes": [
        {
            "id": "n01", "name": "杨家埭村", "state": "live", "invited": True, "mic": "open",
            "hand": True, "speaking": False, "join_url": "https://x/join#token=secret",
            "up": {"kbps": 300.0, "loss": 0.2}, "down": {},
        }
    ],
}  # fmt: skip


def test_a_leader_may_and_whom_the_chair_was_handed_over_to_and_nobody_else() -> None:
    assert allowed("leader", "l01", {})
    assert allowed("village", "n02", CONFERENCE)
    assert not allowed("village", "n01", CONFERENCE)
    assert not allowed("village", "n01", {"chair": None})
    assert not allowed("", "", {"chair": ""})


@pytest.mark.parametrize(
    "order",
    [
        {"action": "mute", "node": "n01"},
        {"action": "broadcast", "source": "node:n01"},
        {"action": "broadcast", "source": None},
        {"action": "self_unmute", "on": False},
        {"action": "caption", "text": "请各村汇报水位"},
        {"action": "take_floor", "node": "n01"},
        {"action": "end"},
    ],
)
def test_what_the_conference_is_led_by_is_done_from_outside_too(order: dict[str, Any]) -> None:
    assert checked(order) == order


@pytest.mark.parametrize(
    "order",
    [
        {"action": "share", "source": "screen"},
        {"action": "start"},
        {"action": "chair", "node": "n01"},
        {"action": "broadcast", "source": "camera:c01"},
        {"action": 7},
        {"node": "n01"},
    ],
)
def test_what_opens_the_rooms_own_cameras_or_gives_the_chair_away_is_not(
    order: dict[str, Any],
) -> None:
    with pytest.raises(NotAllowedError):
        checked(order)


def test_an_order_is_read_from_the_line_and_a_long_one_refused() -> None:
    text = json.dumps({"type": "chair", "order": {"action": "mute", "node": "n01"}})
    assert message.parse(text) == ChairWord({"action": "mute", "node": "n01"})
    for order in (
        None, {}, {f"f{n}": 1 for n in range(MOST_FIELDS + 1)}, {"text": "x" * 1001},
        {"nodes": ["n"] * 501}, {"nodes": [["n01"]]}, {"node": {"id": "n01"}},
    ):  # fmt: skip
        with pytest.raises(message.MessageError, match="order"):
            message.parse(json.dumps({"type": "chair", "order": order}))


VALUES = st.recursive(
    st.none() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=4), max_leaves=8
)


@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=MOST_FIELDS + 2))
def test_whatever_is_said_is_read_or_refused(order: dict[str, Any]) -> None:
    with contextlib.suppress(ValueError):
        assert read({"order": order}).order == order


@pytest.mark.parametrize(
    ("broadcast", "seen"),
    [
        (None, None),
        ({"source": "node:n01", "name": "杨家埭村"}, "n01"),
        ({"source": "node:room", "name": "镇指挥室"}, "镇指挥室"),
        ({"source": "camera:c07", "name": "村口球机"}, "村口球机"),
    ],
)
def test_what_is_broadcast_is_a_site_or_told_by_its_name(
    broadcast: dict[str, str] | None, seen: str | None
) -> None:
    found = json.loads(told({**CONFERENCE, "broadcast": broadcast}, "l01"))
    assert found["conference"]["broadcast"] == seen


def test_what_a_leader_sees_holds_no_key_to_the_door() -> None:
    seen = told(CONFERENCE, "l01")
    assert "token" not in seen
    conference = json.loads(seen)["conference"]
    assert (conference["broadcast"], conference["own"], conference["hush"]) == (
        "n01", "l01", "forced",
    )  # fmt: skip
    assert conference["hands"] == ["n02", "n01"]  # in their order
    assert conference["nodes"] == [
        {
            "id": "n01", "name": "杨家埭村", "state": "live", "invited": True, "mic": "open",
            "hand": True, "speaking": False, "weak": True,
        }
    ]  # fmt: skip
    assert json.loads(ended()) == {"type": "chair", "conference": None}
    assert json.loads(refused("mute", "no such node"))["refused"]["reason"] == "no such node"
