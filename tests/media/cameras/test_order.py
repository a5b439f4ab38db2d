from __future__ import annotations

from fractions import Fraction
from math import inf
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cameras.order import parse_cameras, parse_show
from media.secret import Secret

ENTRY = {"id": "c01", "main": "rtsp://10.0.0.1/main"}
SHOW = {"camera": "c01", "channel": 3, "epoch": 17, "width": 626, "height": 352}


def test_a_plain_entry_has_the_protocols_defaults() -> None:
    entry = parse_cameras({"cameras": [ENTRY]})["c01"]
    assert str(entry.main) == "rtsp://10.0.0.1/main"
    assert (entry.sub, entry.user, entry.password) == (None, None, None)
    assert (entry.transport, entry.warm, entry.rotate) == ("tcp", False, 0)
    assert (entry.aspect, entry.shows_damage) == (None, False)


def test_a_full_entry_is_taken_over_and_shows_no_password() -> None:
    written = {
        **ENTRY, "sub": "rtsp://10.0.0.1/sub", "user": "u", "password": "geheim",
        "transport": "udp", "warm": True, "rotate": 90, "ca": "/a.pem", "fingerprint": "Ab" * 32,
    }  # fmt: skip
    entry = parse_cameras({"cameras": [written]})["c01"]
    assert (entry.transport, entry.warm, entry.rotate) == ("udp", True, 90)
    target = entry.target(entry.main)
    assert (target.user, target.password) == ("u", Secret("geheim"))
    assert (target.ca, target.fingerprint) == (Path("/a.pem"), "ab" * 32)
    assert "geheim" not in repr(entry) + repr(target)
    assert entry == parse_cameras({"cameras": [dict(written)]})["c01"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "c 1"}, '"id" is 1-64'),
        ({"main": "http://u:geheim@h/"}, "c01: .* is no RTSP address"),
        ({"main": None}, "c01"),
        ({"sub": 3}, "c01"),
        ({"password": 3}, 'c01: "password" is a text'),
        ({"transport": "pigeon"}, 'c01: "transport" is one of tcp'),
        ({"main": "rtsp://h/1?localaddr=lo", "transport": "multicast"}, "c01: localaddr is no"),
        ({"rotate": 45}, 'c01: "rotate" is 0, 90'),
        ({"aspect": "wide"}, 'c01: "aspect": "wide" is no ratio'),
        ({"aspect": 1.5}, 'c01: "aspect" is a text'),
        ({"damaged": "yes"}, 'c01: "damaged" is hold or show'),
        ({"ca": 3}, 'c01: "ca" is a text'),
        ({"fingerprint": "ab"}, 'c01: "fingerprint" is no SHA-256 fingerprint'),
    ],
)
def test_a_faulty_entry_is_named_and_its_password_is_not(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        parse_cameras({"cameras": [{**ENTRY, **change}]})
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("aspect", "read_as"), [("16:9", Fraction(16, 9)), ("main", "main"), (None, None), ("", None)]
)
def test_how_pictures_are_to_be_seen_is_read(aspect: str | None, read_as: object) -> None:
    entry = parse_cameras({"cameras": [{**ENTRY, "aspect": aspect, "damaged": "show"}]})["c01"]
    assert (entry.aspect, entry.shows_damage) == (read_as, True)


def test_a_list_with_a_camera_twice_or_without_an_address_is_refused() -> None:
    with pytest.raises(ValueError, match="c01 is there twice"):
        parse_cameras({"cameras": [ENTRY, ENTRY]})
    with pytest.raises(ValueError, match="'main' is missing"):
        parse_cameras({"cameras": [{"id": "c01"}]})


def test_a_show_order_is_taken_over() -> None:
    identity, outlet = parse_show({**SHOW, "rate": 12})
    assert identity == "c01"
    assert (outlet.channel, outlet.epoch) == (3, 17)
    assert (outlet.width, outlet.height, outlet.rate) == (626, 352, 12.0)
    assert parse_show(SHOW)[1].rate == 25
    assert parse_show({**SHOW, "rate": None})[1].rate == inf


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("camera", "村"), ("channel", -1), ("channel", "3"), ("epoch", 2**32), ("width", 0),
        ("width", 99999), ("height", 1.5), ("height", True), ("rate", 0), ("rate", True),
        ("rate", "25"), ("rate", 1e9),
    ],
)  # fmt: skip
def test_a_faulty_show_order_names_its_key(key: str, value: object) -> None:
    with pytest.raises(ValueError, match=f'"{key}"'):
        parse_show({**SHOW, key: value})


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.sampled_from(["id", "main", "sub", "user", "camera"]), inner),
        ),
    )
)
def test_any_json_is_an_order_or_refused(value: Any) -> None:
    orders = [{"cameras": value}, {"cameras": [value]}, {"cameras": [{**ENTRY, "sub": value}]}]
    for order in orders:
        try:
            parse_cameras(order)
        except (ValueError, KeyError):
            continue
    for key in SHOW:
        try:
            parse_show({**SHOW, key: value})
        except (ValueError, KeyError):
            continue


def test_when_and_what_a_camera_records_is_read() -> None:
    entry = {"id": "c01", "main": "rtsp://h/1", "record": "07:00-09:00", "record_stream": "sub"}
    read = parse_cameras({"cameras": [entry]})["c01"]
    assert read.record.windows == ((420, 540),)
    assert read.record_stream == "sub"
    for wrong in ({"record": "nights"}, {"record": 3}, {"record_stream": "third"}):
        with pytest.raises(ValueError, match=r"camera c01: .*(record|time)"):
            parse_cameras({"cameras": [{**entry, **wrong}]})
