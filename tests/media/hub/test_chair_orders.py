"""The chair's orders, read."""

from __future__ import annotations

from typing import Any

import pytest

from media.hub import chairing as c
from media.hub import orders


@pytest.mark.parametrize(
    ("order", "read"),
    [
        ({"action": "call", "nodes": ["n1"]}, c.CallMany(("n1",))),
        ({"action": "call", "nodes": "all"}, c.CallMany()),
        ({"action": "redial"}, c.Redial()),
        ({"action": "roll_call", "node": "n1"}, c.RollCall(("n1",))),
        ({"action": "roll_call", "nodes": ["n1", "n2"]}, c.RollCall(("n1", "n2"))),
        ({"action": "next"}, c.Step()),
        ({"action": "back"}, c.Step(back=True)),
        ({"action": "mark", "node": "n1", "result": "bad_line"}, c.Mark("n1", c.Result.BAD_LINE)),
        ({"action": "mark"}, c.Mark(None)),
        (
            {"action": "broadcast", "source": "node:n1", "name": "村"},
            c.Broadcast(c.Source("node:n1", "村")),
        ),
        ({"action": "broadcast", "source": None}, c.Broadcast(None)),
        ({"action": "polling", "nodes": ["n1"], "every_s": 5}, c.Polling(("n1",), 5.0)),
        ({"action": "cancel"}, c.Cancel()),
        ({"action": "give_floor", "node": "n1"}, c.GiveFloor("n1")),
        ({"action": "give_floor", "node": None}, c.GiveFloor(None)),
        ({"action": "take_floor"}, c.TakeFloor()),
        ({"action": "take_floor", "node": "n1"}, c.TakeFloor("n1")),
        ({"action": "lower_hand"}, c.LowerHand()),
        ({"action": "self_unmute", "on": False}, c.SelfUnmute(on=False)),
        ({"action": "banner", "text": "防汛"}, c.SetBanner("防汛")),
        ({"action": "caption", "text": "请汇报"}, c.SetCaption("请汇报")),
        ({"action": "message", "node": None, "text": "请"}, c.Send(None, "请")),
        ({"action": "layout", "layout": "1+5"}, c.Layout("1+5")),
        (
            {"action": "layout", "layout": "2x2", "places": [None, "n1"]},
            c.Layout("2x2", (None, "n1")),
        ),
        ({"action": "voice_switch", "on": True, "hold_s": 5}, c.VoiceSwitch(True, 5.0)),
        ({"action": "private", "node": "n1"}, c.Private("n1")),
        ({"action": "bell", "node": None}, c.Bell()),
        ({"action": "chair", "node": "n1"}, c.HandOver("n1")),
    ],
)
def test_acts_are_read(order: dict[str, Any], read: c.Act) -> None:
    assert orders.chair(order, "new") == read


@pytest.mark.parametrize(
    "order",
    [
        {"action": "roll_call", "nodes": "n1"},
        {"action": "roll_call", "nodes": ["n1"] * 501},
        {"action": "mark", "result": "asleep"},
        {"action": "broadcast", "source": "x" * 129},
        {"action": "polling", "nodes": ["n1"], "every_s": 0.1},
        {"action": "layout", "layout": "7x7"},
        {"action": "layout", "layout": "1", "places": "n1"},
        {"action": "voice_switch", "on": True, "hold_s": 1000},
        {"action": "message", "text": "x" * 501},
        {"action": "caption", "text": "x" * 501},
    ],
)
def test_what_is_no_act_is_an_error(order: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        orders.chair(order, "new")
