from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.onvif import words
from media.onvif.envelope import write_request
from media.onvif.tree import BadAnswer, Node, parse_tree
from media.onvif.words import Motion, Profile, Status

NAMES = (
    "Service", "Namespace", "XAddr", "Profiles", "VideoEncoderConfiguration", "Resolution",
    "Width", "UTCDateTime", "Date", "Time", "Year", "Month", "PTZNode", "SupportedPTZSpaces",
    "Position", "PanTilt", "Zoom", "MoveStatus", "Preset", "Name", "Uri", "PresetToken",
    "Capabilities", "Device", "Configurations", "MaximumNumberOfPresets",
)  # fmt: skip
TEXTS = st.sampled_from(
    ["", "1", "99999999999", "http://[", "http://h/p", "rtsp://a:b@h/x", "/p", "nan", "x" * 2000]
)
READERS: list[Callable[[Node], Any]] = [
    words.read_clock, words.read_services, words.read_profiles, words.read_abilities,
    words.read_status, words.read_presets, words.read_preset_token, words.read_information,
    lambda node: words.read_uri(node, ("rtsp", "http")),
]  # fmt: skip
ATTRIBUTES = st.dictionaries(st.sampled_from(["token", "x", "y"]), TEXTS, max_size=3)
TREES: st.SearchStrategy[Node] = st.recursive(
    st.builds(Node, st.sampled_from(NAMES), ATTRIBUTES, TEXTS),
    lambda inner: st.builds(
        Node, st.sampled_from(NAMES), ATTRIBUTES, TEXTS, st.lists(inner, max_size=4)
    ),
    max_leaves=20,
)


@given(TREES, st.sampled_from(READERS))
def test_whatever_an_answer_says_it_is_read_or_is_a_bad_one(
    tree: Node, read: Callable[[Node], Any]
) -> None:
    with contextlib.suppress(BadAnswer):
        read(tree)


@given(st.text(max_size=80), st.text(max_size=80))
def test_names_from_elsewhere_stay_texts(name: str, token: str) -> None:
    sound = [c for c in name + token if c.isprintable()]
    body = words.set_preset("p", "".join(sound), "".join(sound) or "t")
    root = parse_tree(write_request(body))
    asked = root.at("Body", "SetPreset")
    assert asked is not None
    assert asked.said("PresetName") == "".join(sound).strip()


def test_only_the_path_of_a_service_is_believed() -> None:
    answer = parse_tree(
        b"<r><Service><Namespace>http://www.onvif.org/ver20/ptz/wsdl</Namespace>"
        b"<XAddr>http://192.168.1.64:8080/onvif/ptz?a=1</XAddr></Service></r>"
    )
    assert words.read_services(answer) == {"tptz": "/onvif/ptz?a=1"}


def test_a_stream_address_loses_its_login() -> None:
    answer = parse_tree(b"<r><Uri>rtsp://admin:geheim@10.0.0.5:554/s?x=1</Uri></r>")
    assert words.read_uri(answer, ("rtsp",)) == "rtsp://10.0.0.5:554/s?x=1"


@pytest.mark.parametrize("uri", ["", "http://h/", "rtsp:///x", "rtsp://h:99999/", "rtsp://h/a b"])
def test_an_address_that_is_none_is_a_bad_answer(uri: str) -> None:
    with pytest.raises(BadAnswer):
        words.read_uri(parse_tree(f"<r><Uri>{uri}</Uri></r>".encode()), ("rtsp",))


def test_a_clock_is_read_leap_seconds_too() -> None:
    answer = parse_tree(
        b"<r><UTCDateTime><Time><Hour>23</Hour><Minute>59</Minute><Second>60</Second></Time>"
        b"<Date><Year>2026</Year><Month>12</Month><Day>31</Day></Date></UTCDateTime></r>"
    )
    assert words.read_clock(answer) == datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_a_head_that_does_not_say_where_it_stands_is_somewhere() -> None:
    answer = parse_tree(b'<r><Position><PanTilt x="zwei" y="0"/></Position></r>')
    assert words.read_status(answer) == Status(None, False)


def test_main_is_the_largest_of_the_first_lens_and_sub_its_smallest() -> None:
    profiles = (
        Profile("b", "b", "lens", "H264", 1280, 720),
        Profile("a", "a", "lens", "H265", 2560, 1440),
        Profile("c", "c", "lens", "H264", 640, 360),
        Profile("d", "d", "other", "H264", 320, 180),
    )
    main, sub = words.main_and_sub(profiles)  # type: ignore[misc]
    assert (main.token, sub.token if sub else "") == ("a", "c")
    assert words.main_and_sub(profiles[:1]) == (profiles[0], None)
    assert words.main_and_sub(()) is None


def test_a_zoom_that_is_none_is_not_named() -> None:
    assert "Zoom" not in words.go_by("p", Motion(0.1, 0.2, None))
    assert 'x="0.0000"' in words.move("p", Motion(0.1, 0.2), 1.0)
