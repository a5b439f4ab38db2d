"""What a hub is told, and told again when it was restarted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from console.links.hub import HubLink
from console.site.load import load_site

LIVE = {"event": "conference", "state": "live", "id": "k1", "share": None, "nodes": []}


@pytest.fixture
def link(tmp_path: Path) -> Any:
    (tmp_path / "site.toml").write_text('name = "丁家湾"\n', "utf-8")
    (tmp_path / "cameras.csv").write_text("id,name,main\n", "utf-8")
    made = HubLink(load_site(tmp_path), False, lambda _event: None, lambda _report: None)
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
