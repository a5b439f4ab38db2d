"""Digest: who knows the password gets in, nobody else does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.town.cameras.login import REALM, Login

LOGIN = Login("town", "secret", nonce="abc123")


def answer(
    password: str, method: str = "PLAY", algorithm: str = "", qop: bool = False, name: str = "town"
) -> str:
    hashed: Callable[..., hashlib._Hash] = hashlib.sha256 if algorithm == "SHA-256" else hashlib.md5

    def digest(text: str) -> str:
        return hashed(text.encode()).hexdigest()

    middle = "abc123:00000001:xyz:auth" if qop else "abc123"
    response = digest(
        f"{digest(f'{name}:{REALM}:{password}')}:{middle}:{digest(f'{method}:rtsp://h/c01/sub')}"
    )
    line = (
        f'Digest username="{name}", realm="{REALM}", nonce="abc123", uri="rtsp://h/c01/sub", '
        f'response="{response}"'
    )
    line += f", algorithm={algorithm}" if algorithm else ""
    return line + (', qop=auth, nc=00000001, cnonce="xyz"' if qop else "")


@pytest.mark.parametrize("algorithm", ["", "MD5", "SHA-256"])
@pytest.mark.parametrize("qop", [False, True])
def test_the_right_password_is_accepted_in_every_form(algorithm: str, qop: bool) -> None:
    assert LOGIN.accepts("PLAY", answer("secret", "PLAY", algorithm, qop))


@pytest.mark.parametrize(
    ("method", "line"),
    [
        ("PLAY", answer("wrong")),
        ("PLAY", answer("secret", name="mayor")),
        ("SETUP", answer("secret", "PLAY")),
        ("PLAY", answer("secret").replace("abc123", "abc124")),
        ("PLAY", "Basic dG93bjpzZWNyZXQ="),
        ("PLAY", ""),
        ("PLAY", answer("secret") + ", algorithm=MD4"),
    ],
)
def test_everything_else_is_refused(method: str, line: str) -> None:
    assert not LOGIN.accepts(method, line)


@given(st.text(max_size=200))
def test_no_line_breaks_it(line: str) -> None:
    assert not LOGIN.accepts("PLAY", line)


def test_the_password_is_in_no_repr_and_md5_is_offered_last() -> None:
    assert "secret" not in repr(LOGIN)
    assert LOGIN.for_one().nonce != LOGIN.nonce
    assert "SHA-256" in LOGIN.challenges()[0]
    assert "algorithm" not in LOGIN.challenges()[1]
