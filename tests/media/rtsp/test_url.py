from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.url import RtspUrl, mask, parse_url, shown, split_card
from media.secret import Secret


@pytest.mark.parametrize(
    ("written", "host", "port", "path"),
    [
        ("rtsp://10.0.0.1", "10.0.0.1", 554, "/"),
        ("rtsp://10.0.0.1:8554/a/b?c=1&d=2", "10.0.0.1", 8554, "/a/b?c=1&d=2"),
        ("RTSP://cam.example/x%40y", "cam.example", 554, "/x%40y"),
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
        ("rtsp://admin:a%2Fb@h:554/x", "admin", "a/b"),
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
        "rtsp://op:77?geheim@127.0.0.1:554/red", "rtsp://op:77/geheim@h/x", "rtsp://u:geheim",
        "rtsp://u:a@b/geheim@h/x", "rtsp:/u:geheim@h/1", "rtsp://u:ge geheim@h/1",
        "http://h/?password=geheim", "rtsp://h/ ?pwd=x geheim",
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


def test_an_at_behind_the_host_is_refused_with_what_to_write() -> None:
    with pytest.raises(ValueError, match=r"%40, / %2F and \? %3F.*column user"):
        parse_url("rtsp://op:77?retpw@127.0.0.1:554/red")


@pytest.mark.parametrize(
    ("written", "for_people"),
    [
        ("rtsp://h/1?channel=1", "rtsp://h/1?channel=1"),
        (
            "rtsp://h/user=op&password=s3cret&channel=1",
            "rtsp://h/user=op&password=********&channel=1",
        ),
        (
            "rtsp://h/user=op_password=s3_c/ret_channel=1_stream=0.sdp?real",
            "rtsp://h/user=op_password=********_channel=1_stream=0.sdp?real",
        ),
        ("rtsp://h/1?user=op&PWD=s3cret", "rtsp://h/1?user=op&PWD=********"),
        ("rtsp://h/1?access_token=s3cret&a=b", "rtsp://h/1?access_token=********&a=b"),
        ("rtsp://h/1?passwd=s3/cret;x", "rtsp://h/1?passwd=********"),
        ("rtsp://h/1?key=s3cret", "rtsp://h/1?key=********"),
        ("rtsp://op:s3cret@h/1", "rtsp://********@h/1"),
        ("op:s3 cret@h/1", "********@h/1"),
    ],
)
def test_an_address_is_shown_without_its_secrets(written: str, for_people: str) -> None:
    assert shown(written) == for_people


@pytest.mark.parametrize("key", ["password", "passwd", "pwd", "pass", "token", "auth"])
def test_a_secret_in_the_path_is_kept_for_the_connection_alone(key: str) -> None:
    url = parse_url(f"rtsp://h/user=op&{key}=s3cret&channel=1")
    assert str(url) == f"rtsp://h/user=op&{key}=s3cret&channel=1"
    assert "s3cret" not in repr(url)


@pytest.mark.parametrize(
    "text",
    ["rtsp:/admin:geheim@h/1", "rtsp://admin:a geheim@h/1", "to rtsp://h/?auth=geheim failed"],
)
def test_secrets_of_malformed_addresses_are_masked_too(text: str) -> None:
    assert "geheim" not in mask(text)


def test_the_port_is_written_only_where_it_is_not_the_usual_one() -> None:
    assert str(parse_url("rtsp://h:554/x")) == "rtsp://h/x"
    assert str(parse_url("rtsp://[::1]:8554/x")) == "rtsp://[::1]:8554/x"


@pytest.mark.parametrize(
    ("written", "told", "card"),
    [
        ("rtsp://u:p@h/1?localaddr=10.20.30.2", "rtsp://h/1", "10.20.30.2"),
        ("rtsp://h/1?a=b&localaddr=10.20.30.2", "rtsp://h/1?a=b", "10.20.30.2"),
        ("rtsp://h/1?localaddr=10.20.30.2&a=b", "rtsp://h/1?a=b", "10.20.30.2"),
        ("rtsp://h?localaddr=10.20.30.2", "rtsp://h/", "10.20.30.2"),
        ("rtsp://h/1?", "rtsp://h/1?", ""),
        ("rtsp://h/1?xlocaladdr=10.20.30.2", "rtsp://h/1?xlocaladdr=10.20.30.2", ""),
    ],
)
def test_the_network_card_is_named_in_the_query_and_not_told_to_the_camera(
    written: str, told: str, card: str
) -> None:
    url, found = split_card(parse_url(written))
    assert (str(url), found) == (told, card)
    assert url.user == parse_url(written).user


@pytest.mark.parametrize("named", ["", "eth0", "::1", "10.20.30", "10.20.30.2/24"])
def test_a_card_is_named_by_its_address(named: str) -> None:
    with pytest.raises(ValueError, match="localaddr is no IPv4 address"):
        split_card(parse_url(f"rtsp://h/1?localaddr={named}"))
