from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.url import RtspUrl, mask, parse_url
from media.secret import Secret


@pytest.mark.parametrize(
    ("written", "host", "port", "path"),
    [
        ("rtsp://10.0.0.1", "10.0.0.1", 554, "/"),
        ("rtsp://10.0.0.1:8554/a/b?c=1&d=2", "10.0.0.1", 8554, "/a/b?c=1&d=2"),
        ("RTSP://cam.example/x@y", "cam.example", 554, "/x@y"),
        ("rtsp://[fe80::1%2]:554/x", "fe80::1%2", 554, "/x"),
        (" rtsp://u:p@h/x ", "h", 554, "/x"),
        ("rtsp://h?channel=1", "h", 554, "?channel=1"),
        ("rtsps://h/x", "h", 322, "/x"),
    ],
)
def test_an_address_is_taken_apart(written: str, host: str, port: int, path: str) -> None:
    url = parse_url(written)
    assert (url.host, url.port, url.path) == (host, port, path)


@pytest.mark.parametrize(
    ("written", "user", "password"),
    [
        ("rtsp://admin:secret@h/x", "admin", "secret"),
        ("rtsp://admin:p@ss@h/x", "admin", "p@ss"),
        ("rtsp://admin:p%40s%2fs@h/x", "admin", "p@s/s"),
        ("rtsp://admin:a/b@h:554/x", "admin", "a/b"),
        ("rtsp://admin:a:b@h/x", "admin", "a:b"),
        ("rtsp://admin@h/x", "admin", ""),
    ],
)
def test_the_login_is_taken_out_of_an_address(written: str, user: str, password: str) -> None:
    url = parse_url(written)
    assert (url.user, url.password) == (user, Secret(password))
    assert url.host == "h"
    assert str(url) == "rtsp://h/x"
    assert not password or password not in repr(url)


@pytest.mark.parametrize(
    "written",
    [
        "", "http://u:geheim@h/x", "rtsp://", "rtsp://u:geheim@/x", "rtsp://u:geheim@h:70000/x",
        "rtsp://u:geheim@h:0/x", "rtsp://u:geheim@h /x", "rtsp://h/x\r\nInjected: y",
        "rtsp://u:geheim@h/" + "x" * 3000, "rtsp://u:geheim@ho[st/x",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_without_telling_the_password(written: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_url(written)
    assert "geheim" not in str(refused.value)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_a_value_error(text: str) -> None:
    for written in (text, f"rtsp://{text}"):
        try:
            url = parse_url(written)
        except ValueError:
            continue
        assert parse_url(str(url)) == RtspUrl(url.host, url.port, url.path, url.tls)


def test_every_login_in_a_text_is_masked() -> None:
    text = "rtsp://a:b@h/x and rtsps://c:d@e@i:1/y but rtsp://h/x"
    assert mask(text) == "rtsp://********@h/x and rtsps://********@i:1/y but rtsp://h/x"


def test_the_port_is_written_only_where_it_is_not_the_usual_one() -> None:
    assert str(parse_url("rtsp://h:554/x")) == "rtsp://h/x"
    assert str(parse_url("rtsp://[::1]:8554/x")) == "rtsp://[::1]:8554/x"
