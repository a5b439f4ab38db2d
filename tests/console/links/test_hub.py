"""What a hub is told, and told again when it was restarted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from console.links.hub import MOST_WAITING, HubLink
from console.site.load import load_site

LIVE = {"event": "conference", "state": "live", "id": "k1", "share": None, "nodes": []}


@pytest.fixture
def told() -> list[dict[str, Any]]:
    """What the link passes on."""
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
    assert not link.greeting()[0]["restores"]
    link._hear({**LIVE, "share": {"source": "camera:c07", "name": "村口", "state": "live"}})
    link.look("camera:c07", 2, 9)
    assert link.greeting()[0]["restores"]
    assert restored(link)["share"]["name"] == "村口"
    look = {"do": "look", "source": "camera:c07", "channel": 2, "epoch": 9}
    assert look in link.greeting()


def test_a_hub_that_ended_before_it_told_of_the_share_is_given_it_again(link: HubLink) -> None:
    link._hear(LIVE)
    link.command({"action": "share", "source": "camera:c08", "name": "大桥"})
    assert restored(link)["share"]["source"] == "camera:c08"
    link.command({"action": "share", "source": None})
    assert restored(link)["share"] is None


def test_a_hub_that_goes_on_with_a_conference_never_says_that_it_was_over(
    link: HubLink, told: list[dict[str, Any]]
) -> None:
    idle = {**LIVE, "state": "idle", "id": None}
    link._hear(idle)
    link._hear(LIVE)
    link.greeting()
    link._hear(idle)  # it has read its first order alone
    assert restored(link)["id"] == "k1"  # it ended at once, and is given it again
    link._hear(LIVE)
    link._hear(idle)
    assert [event["state"] for event in told] == ["idle", "live", "live", "idle"]
    assert not any(order["do"] == "restore" for order in link.greeting())


@pytest.mark.parametrize(
    "why",
    [
        {"event": "refused", "action": "restore", "node": None, "reason": "none is told"},
        {"event": "fault", "text": "ValueError"},
        {"event": "record", "act": "ended", "node": None, "text": "k1"},
    ],
)
def test_one_that_cannot_go_on_or_was_ended_meanwhile_is_over(
    link: HubLink, told: list[dict[str, Any]], why: dict[str, Any]
) -> None:
    link._hear(LIVE)
    link.greeting()
    link._hear({"event": "refused", "action": "mute", "node": "n01", "reason": "no such node"})
    link._hear({"event": "record", "act": "joined", "node": "n01", "text": ""})
    assert restored(link)["id"] == "k1"
    link._hear(why)
    assert told[-2:] == [why, {**LIVE, "state": "idle", "id": None}]
    assert not any(order["do"] == "restore" for order in link.greeting())


def test_what_is_ordered_while_it_is_down_waits_and_what_is_too_much_is_refused(
    link: HubLink, told: list[dict[str, Any]]
) -> None:
    link.relink("n07", "withdraw")
    for site in range(MOST_WAITING):
        link.command({"action": "call", "node": f"n{site}"})
    assert [(each["action"], each["node"]) for each in told] == [("call", f"n{MOST_WAITING - 1}")]
    waiting = [order for order in link.greeting() if order["do"] in ("link", "conference")]
    assert waiting[0] == {"do": "link", "node": "n07", "action": "withdraw"}
    assert len(waiting) == MOST_WAITING
    assert not any(order["do"] == "link" for order in link.greeting())
