"""Join tokens: good ones open, everything else does not."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.hub.token import Claim, ForgedError, TokenError, Tokens

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TOKENS = Tokens(b"k" * 32)
GOOD = TOKENS.issue("n03", NOW + timedelta(days=1))


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-_", min_size=1, max_size=64))
def test_a_token_opens_for_its_node_until_it_expires(node: str) -> None:
    token = TOKENS.issue(node, NOW + timedelta(minutes=1))
    assert TOKENS.check(token, NOW) == Claim(node, 0)
    with pytest.raises(TokenError, match="expired") as refusal:
        TOKENS.check(token, NOW + timedelta(minutes=1))
    assert refusal.value.told == "expired"
    assert not isinstance(refusal.value, ForgedError)


def test_a_token_says_which_of_a_nodes_links_it_is() -> None:
    token = TOKENS.issue("n03", NOW + timedelta(days=1), generation=3)
    assert TOKENS.check(token, NOW) == Claim("n03", 3)


@given(st.integers(0, len(GOOD) - 1), st.characters(codec="ascii"))
def test_a_token_with_another_letter_opens_nothing(at: int, letter: str) -> None:
    forged = GOOD[:at] + letter + GOOD[at + 1 :]
    if forged != GOOD:
        with pytest.raises(ForgedError):
            TOKENS.check(forged, NOW)


@given(st.text(max_size=600))
def test_nonsense_opens_nothing(text: str) -> None:
    with pytest.raises(ForgedError):
        TOKENS.check(text, NOW)


def test_another_hubs_seal_opens_nothing() -> None:
    with pytest.raises(ForgedError, match="not sealed"):
        Tokens(b"x" * 32).check(GOOD, NOW)
    payload = base64.urlsafe_b64encode(b'{"node":"n03","exp":99999999999}').decode().rstrip("=")
    with pytest.raises(ForgedError, match="not sealed"):
        TOKENS.check(payload + "." + GOOD.partition(".")[2], NOW)


def test_the_key_is_made_once_and_nobody_else_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "hub.key"
    token = Tokens.kept_in(path).issue("n01", NOW + timedelta(days=1))
    assert path.stat().st_mode & 0o777 == 0o600
    assert Tokens.kept_in(path).check(token, NOW).node == "n01"
    assert "k" * 5 not in repr(TOKENS)
    path.write_bytes(b"short")
    with pytest.raises(ValueError, match="holds 5 bytes"):
        Tokens.kept_in(path)
