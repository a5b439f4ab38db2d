"""The sites' links: what renewing and withdrawing does to those that were given out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.hub.links import Links
from media.hub.token import TokenError, Tokens

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_a_renewed_link_voids_the_one_before_for_its_node_alone(tmp_path: Path) -> None:
    links = Links.kept_in(tmp_path)
    old, other = links.token("n01", NOW), links.token("n02", NOW)
    assert old
    assert other
    links.renew("n01")
    with pytest.raises(TokenError) as refusal:
        links.check(old, NOW)
    assert refusal.value.told == "withdrawn"
    new = links.token("n01", NOW)
    assert new
    assert (links.check(new, NOW), links.check(other, NOW)) == ("n01", "n02")


def test_a_withdrawn_link_stays_so_over_a_restart_until_it_is_renewed(tmp_path: Path) -> None:
    links = Links.kept_in(tmp_path)
    old = links.token("n01", NOW)
    assert old
    links.withdraw("n01")
    again = Links.kept_in(tmp_path)
    assert again.token("n01", NOW) is None
    with pytest.raises(TokenError, match="withdrawn"):
        again.check(old, NOW)
    again.renew("n01")
    new = again.token("n01", NOW)
    assert new
    assert Links.kept_in(tmp_path).check(new, NOW) == "n01"
    assert (tmp_path / "links.json").stat().st_mode & 0o777 == 0o600


def test_a_link_ends_and_says_so(tmp_path: Path) -> None:
    links = Links.kept_in(tmp_path)
    token = links.token("n01", NOW)
    assert token
    with pytest.raises(TokenError) as refusal:
        links.check(token, NOW + timedelta(days=180))
    assert refusal.value.told == "expired"


@given(st.lists(st.tuples(st.sampled_from(["renew", "withdraw"]), st.sampled_from("abc"))))
def test_only_the_newest_link_of_a_node_opens(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str]]
) -> None:
    links = Links(Tokens(b"k" * 32), tmp_path_factory.mktemp("links") / "links.json")
    given_out: list[str] = []
    for act, node in acts:
        given_out += filter(None, [links.token(node, NOW)])
        getattr(links, act)(node)
    for token in given_out:
        with pytest.raises(TokenError):
            links.check(token, NOW)
    for node in "abc":
        token = links.token(node, NOW) or ""
        withdrawn = [act for act, at in acts if at == node][-1:] == ["withdraw"]
        assert bool(token) != withdrawn
        assert withdrawn or links.check(token, NOW) == node


def test_a_damaged_file_says_what_to_do(tmp_path: Path) -> None:
    for text in ("[]", '{"n01": 3}', "{", '{"n01": {"generation": "1", "withdrawn": false}}'):
        (tmp_path / "links.json").write_text(text)
        with pytest.raises(ValueError, match="delete it together with"):
            Links.kept_in(tmp_path)


def test_a_change_that_cannot_be_kept_changes_nothing(tmp_path: Path) -> None:
    links = Links.kept_in(tmp_path)
    old = links.token("n01", NOW)
    assert old
    (tmp_path / "links.json.part").mkdir()
    for change in (links.renew, links.withdraw):
        with pytest.raises(OSError):
            change("n01")
        assert links.check(old, NOW) == "n01"
        assert links.token("n01", NOW) == old
