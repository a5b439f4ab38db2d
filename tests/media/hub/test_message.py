"""The door's language: what is read, and that nothing else gets in."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.hub import message as m

json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "sdp", "t", "up", "token", "candidate"]), inner)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({"type": "hello", "token": "a.b"}, m.Hello("a.b", "", standby=False)),
        (
            {"type": "hello", "token": "a.b", "if_free": True},
            m.Hello("a.b", "", standby=False, if_free=True),
        ),
        (
            {"type": "hello", "token": "t", "agent": "x" * 900, "standby": True, "new": 1},
            m.Hello("t", "x" * 300, standby=True),
        ),
        ({"type": "offer", "sdp": "v=0"}, m.Offer("v=0")),
        ({"type": "candidate", "candidate": None}, m.Candidate("")),
        (
            {"type": "candidate", "candidate": {"candidate": "c", "sdpMid": "0"}},
            m.Candidate("c", "0"),
        ),
        ({"type": "hand", "up": True}, m.Hand(up=True)),
        ({"type": "mic", "open": False}, m.Mic(open=False)),
        ({"type": "camera", "on": True}, m.Camera(on=True)),
        ({"type": "leave"}, m.Leave()),
        ({"type": "ping", "t": 12.5}, m.Ping(12.5)),
    ],
)
def test_each_message_is_read(said: dict[str, Any], read: m.FromSite) -> None:
    assert m.parse(json.dumps(said)) == read


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no JSON"),
        ("[" * 60_000, "no JSON"),
        ('{"type":"ping","t":NaN}', "no JSON"),
        ('{"type":"leave","type":"leave"}', "no JSON"),
        ("[]", "one JSON object"),
        ('{"type":"dance"}', "type: 'dance' is none of"),
        ('{"type":["hello"]}', "type"),
        ('{"type":"hello"}', "token"),
        (json.dumps({"type": "hello", "token": "t" * 2000}), "token"),
        ('{"type":"hand","up":1}', "up: true or false"),
        ('{"type":"ping","t":true}', "t: a number"),
        ('{"type":"ping","t":1e999}', "t: a number"),
        ('{"type":"ping","t":1' + "0" * 400 + "}", "t: a number"),
        ('{"type":"candidate"}', "candidate: missing"),
        ('{"type":"candidate","candidate":7}', "candidate"),
        ('{"type":"candidate","candidate":{"candidate":"c","sdpMLineIndex":99}}', "sdpMLineIndex"),
        ('{"type":"candidate","candidate":{"candidate":"c","sdpMid":5}}', "sdpMid"),
        (json.dumps({"type": "offer", "sdp": "v" * 70_000}), "at most"),
    ],
)
def test_what_is_no_message_is_refused_and_named(text: str, why: str) -> None:
    with pytest.raises(m.MessageError, match=why):
        m.parse(text)


@given(json_values.map(json.dumps) | st.text(max_size=200))
def test_anything_is_a_message_or_a_message_error(text: str) -> None:
    with contextlib.suppress(m.MessageError):
        assert isinstance(m.parse(text), m.FromSite)


def test_what_the_hub_says_is_json_with_its_type() -> None:
    said = [
        m.welcome("n01", "丁家湾村", "镇", "zh", simulated=True, ice_servers=[]),
        m.call(), m.ask_mic(), m.answer("v=0"), m.pong(3), m.bye(m.Reason.REPLACED, "x"),
        m.state(conference="live", place="live", mic="open", hand=False, on_air=["n01"], banner=""),
        m.kept("收到", "2026-11-27T01:00:00.000+00:00"),
        m.recalled([("请准备", "2026-11-27T00:59:00.000+00:00", False)]),
    ]  # fmt: skip
    kinds = [json.loads(text)["type"] for text in said]
    assert kinds == [
        "welcome", "call", "ask", "answer", "pong", "bye", "state", "wrote", "messages",
    ]  # fmt: skip
    (letter,) = json.loads(said[8])["letters"]
    assert (letter["text"], letter["own"]) == ("请准备", False)
    assert "丁家湾村" in said[0]
    assert json.loads(said[5])["code"] == 4001


def test_only_a_farewell_of_the_conference_leaves_the_line_open() -> None:
    staying = {reason for reason in m.Reason if not reason.closes}
    assert staying == {m.Reason.ENDED, m.Reason.REMOVED, m.Reason.LOCKED}
    assert len({reason.code for reason in m.Reason if reason.closes}) == 7
