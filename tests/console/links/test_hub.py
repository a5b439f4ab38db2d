"""What a hub is told, and told again when it was restarted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from console.links.hub import MOST_WAITING, HubLink
from console.site.load import load_site

LIVE = {"event": "conference", "state": "live", "id": "k1", "share": None, "nodes": []}


IDLE = {"event": "conference", "state": "idle", "nodes": []}


@pytest.fixture
def told() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def link(tmp_path: Path, told: list[dict[str, Any]]) -> Any:
    (tmp_path / "site.toml").write_text('name = "丁家湾"\n', "utf-8")
    (tmp_path / "cameras.csv").write_text("id,name,main\n", "utf-8")
    made = HubLink(load_site(tmp_path), False, told.append, lambda _report: None)
    yield made
    made.close()


def restored(link: HubLink) -> Any:
    return next(order for order in link.greeting() if order["do"] == "restore")["conference"]


def test_a_hub_that_comes_back_shares_what_it_shared_and_knows_where_it_lies(link: HubLink) -> None:
    link._hear({**LIVE, "share": {"source": "camera:c07", "name": "村口", "state": "live"}})
    link.look("camera:c07", 2, 9)
    assert restored(link)["share"]["name"] == "村口"
    look = {"do": "look", "source": "camera:c07", "channel": 2, "epoch": 9}
    assert look in link.greeting()


def test_a_hub_that_ended_before_it_told_of_the_share_is_given_it_again(link: HubLink) -> None:
    link._hear(LIVE)
    link.command({"action": "share", "source": "camera:c08", "name": "大桥"})
    assert restored(link)["share"]["source"] == "camera:c08"
    link.command({"action": "share", "source": None})
    assert restored(link)["share"] is None


def test_a_hub_that_comes_back_does_not_end_the_conference_before_it_reads_of_it(
    link: HubLink, told: list[dict[str, Any]]
) -> None:
    link._hear(LIVE)
    link.greeting()
    link._hear(IDLE)
    assert told == [LIVE]
    assert restored(link)["id"] == "k1"  # and is restored again if that hub dies at once
    link._hear(LIVE)
    link._hear(IDLE)
    assert told == [LIVE, LIVE, IDLE]  # this time it is over


def test_a_hub_that_will_not_restore_is_believed(link: HubLink, told: list[dict[str, Any]]) -> None:
    link._hear(LIVE)
    link.greeting()
    link._hear(IDLE)
    refused = {"event": "refused", "action": "restore", "node": None, "reason": "none is told"}
    link._hear(refused)
    assert told == [LIVE, refused, IDLE]


@pytest.mark.parametrize("early", [True, False])
def test_an_end_while_the_hub_comes_back_ends_it(
    link: HubLink, told: list[dict[str, Any]], early: bool
) -> None:
    link._hear(LIVE)
    if early:
        link.command({"action": "end"})
    link.greeting()
    link._hear(IDLE)
    if not early:
        assert told == [LIVE]
        link.command({"action": "end"})
    assert told == [LIVE, IDLE]


def test_links_wait_for_a_hub_that_is_away_in_turn_with_the_chairs_acts(link: HubLink) -> None:
    link.command({"action": "lock"})
    link.relink("n01", "withdraw")
    assert link.greeting()[-2:] == [
        {"do": "conference", "action": "lock"},
        {"do": "link", "node": "n01", "action": "withdraw"},
    ]
    assert {"do": "link", "node": "n01", "action": "withdraw"} not in link.greeting()


def test_an_act_that_waits_too_long_is_told_to_be_dropped(
    link: HubLink, told: list[dict[str, Any]]
) -> None:
    link.command({"action": "call", "node": "n01"})
    for _ in range(MOST_WAITING - 1):
        link.relink("n02", "renew")
    assert told == []
    link.relink("n02", "renew")
    assert [(one["event"], one["action"], one["node"]) for one in told] == [
        ("refused", "call", "n01")
    ]
    assert len([order for order in link.greeting() if order["do"] == "link"]) == MOST_WAITING
