from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.reader.address import SCHEMES, parse_address, rtsp_address
from media.rtsp.url import parse_url
from media.secret import Secret


@pytest.mark.parametrize(
    ("written", "host", "port", "plain"),
    [
        ("rtsp://10.0.0.1/main?x=1", "10.0.0.1", None, "rtsp://10.0.0.1/main?x=1"),
        ("udp://239.1.1.1:5004", "239.1.1.1", 5004, "udp://239.1.1.1:5004"),
        ("udp://@239.1.1.1:5004", "239.1.1.1", 5004, "udp://239.1.1.1:5004"),
        ("HTTP://u:p@h:81/x.mjpg", "h", 81, "http://h:81/x.mjpg"),
        ("rtmp://h/live/x", "h", None, "rtmp://h/live/x"),
        ("https://[fe80::1]/x.m3u8", "fe80::1", None, "https://[fe80::1]/x.m3u8"),
        ("file:///srv/a b%20.mp4", "", None, "file:///srv/a b%20.mp4"),
    ],
)
def test_an_address_is_taken_apart(written: str, host: str, port: int | None, plain: str) -> None:
    address = parse_address(written)
    assert (address.host, address.port, address.plain) == (host, port, plain)


def test_the_login_is_for_the_connection_alone() -> None:
    address = parse_address("http://admin:p%40s@h/x?token=geheim")
    assert (address.user, address.password) == ("admin", Secret("p@s"))
    assert address.with_login("o:p", Secret("a/b")) == "http://o%3Ap:a%2Fb@h/x?token=geheim"
    assert address.with_login(None, None) == address.plain
    assert "geheim" not in repr(address) + str(address)


@pytest.mark.parametrize(
    "written",
    [
        "", "x", "ftp://u:geheim@h/x", "srt://h:1", "concat:/a|/b", "udp://239.1.1.1",
        "udp://u:geheim@239.1.1.1:5", "http://u:geheim@/x", "http://u:geheim@h:0/x",
        "http://u:geheim@h:x/", "http://u:a/geheim@h/x", "http://u:ge heim@h/x", "file:x.mp4",
        "file://srv/x.mp4", "file:////srv/x.mp4", "rtsp://h/\r\nX: geheim",
        "http://h/" + "geheim" * 500,
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_without_telling_the_password(written: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_address(written)
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(
    "written", ["rtsp://u:p%40@h:8554/1?a=b", "rtsp://[fd00::1]/", "rtsp://h/1"]
)
def test_an_rtsp_address_is_the_same_for_ffmpeg(written: str) -> None:
    made, parsed = rtsp_address(parse_url(written)), parse_address(written)
    assert (made.plain, made.host, made.user) == (parsed.plain, parsed.host, parsed.user)
    assert made.with_login(made.user, made.password) == written


@given(st.sampled_from(SCHEMES), st.text(max_size=60))
def test_any_text_is_an_address_or_a_value_error(scheme: str, text: str) -> None:
    try:
        address = parse_address(f"{scheme}://{text}")
    except ValueError:
        return
    again = parse_address(address.plain)
    assert (again.plain, again.user) == (address.plain, None)
