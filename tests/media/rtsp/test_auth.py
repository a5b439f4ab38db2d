from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.auth import Login, Verdict, parse_challenges
from media.secret import Secret

MD5 = 'Digest realm="r", nonce="n1"'
SHA = 'Digest realm="r", nonce="n1", algorithm=SHA-256, qop="auth,auth-int", opaque="o"'


def login(user: str | None = "Mufasa", password: str = "Circle of Life") -> Login:
    return Login(user, Secret(password), lambda: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_examples_of_rfc_7616_come_out_as_printed_there(algorithm: str, response: str) -> None:
    ours = login()
    challenge = (
        f'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm},'
        ' nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",'
        ' opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    )
    assert ours.challenged([challenge]) is Verdict.AGAIN
    header = ours.header("GET", "/dir/index.html")
    assert header is not None
    assert f'response="{response}"' in header
    assert "nc=00000001" in header


def test_a_digest_without_qop_is_the_old_one_of_rfc_2069() -> None:
    ours = login("u", "p")
    ours.challenged([MD5])
    header = ours.header("DESCRIBE", "rtsp://h/x")
    assert header is not None
    assert "qop" not in header
    assert "algorithm" not in header
    assert 'response="58cf5c4cec61ef80d7fc5fd1c32a305c"' in header


def test_the_strongest_challenge_is_answered() -> None:
    assert [each.algorithm for each in parse_challenges([f'Basic realm="r", {MD5}', SHA])] == [
        "SHA-256",
        "MD5",
        "",
    ]


def test_basic_is_answered_when_nothing_else_is_offered() -> None:
    ours = login("u", "p")
    assert ours.header("OPTIONS", "*") is None
    assert ours.challenged(['Basic realm="x"']) is Verdict.AGAIN
    assert ours.header("OPTIONS", "*") == "Basic dTpw"


def test_a_refused_login_is_not_tried_twice() -> None:
    ours = login()
    assert ours.challenged([MD5]) is Verdict.AGAIN
    ours.header("DESCRIBE", "x")
    assert ours.challenged([MD5.replace("n1", "n2")]) is Verdict.REFUSED


def test_a_stale_nonce_is_renewed() -> None:
    ours = login()
    ours.challenged([MD5])
    ours.header("DESCRIBE", "x")
    assert ours.challenged([MD5.replace("n1", "n2") + ", stale=true"]) is Verdict.AGAIN
    header = ours.header("DESCRIBE", "x")
    assert header is not None
    assert 'nonce="n2"' in header


def test_a_login_that_passed_before_is_renewed_when_the_nonce_runs_out_unsaid() -> None:
    ours = login()
    ours.challenged([MD5])
    ours.header("DESCRIBE", "x")
    ours.passed()
    assert ours.challenged([MD5.replace("n1", "n2")]) is Verdict.AGAIN
    ours.header("SETUP", "x")
    assert ours.challenged([MD5.replace("n1", "n3")]) is Verdict.REFUSED


def test_without_a_user_there_is_nothing_to_try() -> None:
    assert login(None).challenged([MD5]) is Verdict.REFUSED


def test_a_kind_of_login_that_is_not_known_is_told_apart_from_a_wrong_one() -> None:
    odd = ["Bearer x", 'Digest realm="r", nonce="n", algorithm=SHA-512-256']
    assert login().challenged(odd) is Verdict.UNKNOWN
    assert login().challenged(['Digest realm="r", nonce="n", qop="auth-int"']) is Verdict.UNKNOWN


def test_quotes_in_names_are_escaped_and_understood() -> None:
    ours = login('u"x', "p")
    ours.challenged(['Digest realm="a \\"b\\", c", nonce="n"'])
    header = ours.header("OPTIONS", "x")
    assert header is not None
    assert 'username="u\\"x"' in header
    assert 'realm="a \\"b\\", c"' in header


def test_a_login_shows_no_password() -> None:
    assert "Circle" not in repr(login())


@given(st.lists(st.text(max_size=80), max_size=3))
def test_any_header_is_read_without_an_error(headers: list[str]) -> None:
    parse_challenges(headers)
    parse_challenges([f"Digest {header}" for header in headers])
