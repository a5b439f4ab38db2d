from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.onvif.match import MOST_HOSTS, Found, parse_hosts, read_matches, write_probe
from media.onvif.tree import BadAnswer, parse_tree

MESSAGE = "urn:uuid:1"


def answer(xaddrs: str, scopes: str = "", message: str = MESSAGE) -> bytes:
    return (
        f"<Envelope><Header><RelatesTo>{message}</RelatesTo></Header><Body><ProbeMatches>"
        f"<ProbeMatch><Scopes>{scopes}</Scopes><XAddrs>{xaddrs}</XAddrs></ProbeMatch>"
        "</ProbeMatches></Body></Envelope>"
    ).encode()


def test_an_answer_names_the_device() -> None:
    root = "onvif://www.onvif.org"
    scopes = f"{root}/name/%E5%8C%97%E9%97%A8 {root}/hardware/DS-2DE4 {root}/location/village"
    content = answer(
        "http://[fe80::1]/x http://10.0.0.5/onvif/device_service",
        f"{scopes} {root}/MAC/AA:bb:cc:00:11:22 rubbish",
    )
    assert read_matches(content, MESSAGE, "10.0.0.5") == (
        Found(
            "http://10.0.0.5/onvif/device_service",
            "北门",
            "DS-2DE4",
            "aa:bb:cc:00:11:22",
            "village",
        ),
    )


@pytest.mark.parametrize(
    "content",
    [
        answer("http://10.0.0.9/onvif"),  # sends us, and our login, elsewhere
        answer("http://10.0.0.5@evil.example/"),
        answer("http://a:b@10.0.0.5/"),
        answer("ftp://10.0.0.5/"),
        answer("http://10.0.0.5:99999/"),
        answer("http://["),
        answer("http://10.0.0.5/", message="urn:uuid:2"),
        b"<Envelope><Header><RelatesTo>urn:uuid:1</RelatesTo></Header></Envelope>",
        b" " * 40_000,
    ],
)
def test_answers_that_cannot_be_trusted_are_bad(content: bytes) -> None:
    with pytest.raises(BadAnswer):
        read_matches(content, MESSAGE, "10.0.0.5")


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_answered_it_is_read_or_bad(xaddrs: str, scopes: str) -> None:
    with contextlib.suppress(BadAnswer):
        read_matches(answer(xaddrs, f"onvif://www.onvif.org/name/{scopes}"), MESSAGE, "10.0.0.5")


def test_a_question_carries_its_message() -> None:
    assert parse_tree(write_probe(MESSAGE)).said("Header", "MessageID") == MESSAGE


@pytest.mark.parametrize(
    ("written", "hosts"),
    [
        ("10.0.0.0/30", ("10.0.0.1", "10.0.0.2")),
        ("10.0.0.9-11", ("10.0.0.9", "10.0.0.10", "10.0.0.11")),
        ("gate.local, 10.0.0.7:8000，10.0.0.7:8000", ("gate.local", "10.0.0.7:8000")),
    ],
)
def test_hosts_are_written_as_people_do(written: str, hosts: tuple[str, ...]) -> None:
    assert parse_hosts(written) == hosts


@pytest.mark.parametrize(
    "written",
    [
        "",
        "10.0.0.0/8",
        "10.0.0.300",
        "10.0.0.9-3",
        "10.0.0.1-999",
        "a:b",
        "h:0",
        "-x",
        "x/24",
        "a@b",
    ],
)
def test_what_is_no_host_is_said(written: str) -> None:
    with pytest.raises(ValueError, match=r"address|such as"):
        parse_hosts(written)


@given(st.text(alphabet="0123456789./-:a, ", max_size=40))
def test_whatever_is_written_is_hosts_or_a_value_error(written: str) -> None:
    with contextlib.suppress(ValueError):
        assert 0 < len(parse_hosts(written)) <= MOST_HOSTS
