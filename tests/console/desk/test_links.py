from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.links import LinksDesk
from console.desk.printing import PrintingDesk
from console.site.card_dates import read_card_dates
from console.site.load import load_site
from console.ui.main_window import MainWindow

DOOR = {
    "event": "door", "links": {"n01": "https://h/join#token=a"}, "until": "2027-05-25",
    "trust": "https://h/trust", "fingerprint": "AB:CD", "warning": "",
    "watch": {"url": "https://h/whep", "token": "w"},
}  # fmt: skip


def straight(call: Callable[..., None], *given: Any) -> None:
    call(*given)


class Stage:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        (folder / "site.toml").write_text('name = "丁家湾"\n', "utf-8")
        nodes = "id,name,kind\nn01,丁家湾村,village\nn02,石塘村,village\n"
        (folder / "nodes.csv").write_text(nodes, "utf-8")
        (folder / "cameras.csv").write_text("id,name,main\n", "utf-8")
        self.window = MainWindow("丁家湾", "en")
        qtbot.addWidget(self.window)
        self.orders: list[tuple[str, str]] = []
        self.folder, self.reports = folder, folder / "state" / "reports"
        site = load_site(folder)
        self.window.finder.set_nodes(site.nodes)
        printing = PrintingDesk(self.window, self.window)
        self.desk = LinksDesk(
            self.window, site, lambda *order: self.orders.append(order), straight, printing
        )

    def told(self) -> str:
        return self.window.top._notice.text()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    return Stage(qtbot, tmp_path)


def test_cards_are_printed_for_the_sites_that_have_a_link(stage: Stage, qtbot: QtBot) -> None:
    stage.window.finder._cards.click()
    assert "no links yet" in stage.told()
    stage.desk.take(DOOR)
    stage.window.finder._cards.click()
    qtbot.waitUntil(lambda: "Join cards" in stage.told())
    (made,) = stage.reports.glob("join-cards-*.pdf")
    assert made.read_bytes().startswith(b"%PDF")
    assert str(made) in stage.told()
    assert made.stat().st_mode & 0o777 == 0o600


def test_it_is_said_once_a_day_that_printed_cards_end_soon(stage: Stage, qtbot: QtBot) -> None:
    soon = datetime.now().astimezone().date() + timedelta(days=14)
    stage.desk.take({**DOOR, "until": soon.isoformat()})
    assert "end on" not in stage.told()
    stage.window.finder._cards.click()
    qtbot.waitUntil(lambda: "Join cards" in stage.told())
    assert read_card_dates(stage.folder) == {"n01": soon}
    stage.desk.take(DOOR)
    assert "end on" not in stage.told()  # today it has been looked at
    stage.desk._warned_on = None
    stage.desk.take(DOOR)
    assert stage.told() == f"The join cards of 丁家湾村 end on {soon}: print new ones"


def test_a_link_is_renewed_from_the_list_and_told_as_it_is_then(stage: Stage) -> None:
    stage.desk.take(DOOR)
    stage.window.finder.link_wished.emit("n01", "renew")
    assert stage.orders == [("n01", "renew")]
    before = stage.desk.turn
    stage.desk.take({**DOOR, "links": {}})
    assert stage.desk.turn > before
    assert stage.desk.told("n01") == {"node": "n01", "join_url": None, "until": "2027-05-25"}
    assert stage.desk.watch() == {"url": "https://h/whep", "token": "w"}


def test_a_certificate_near_its_end_is_said_once(stage: Stage) -> None:
    stage.desk.take({**DOOR, "warning": "a.crt ends in 9 days"})
    assert "a.crt ends in 9 days" in stage.told()
    stage.window.tell("something else")
    stage.desk.take({**DOOR, "warning": "a.crt ends in 9 days"})
    assert stage.told() == "something else"


def test_a_door_in_trouble_leaves_the_links_as_they_are(stage: Stage) -> None:
    stage.desk.take(DOOR)
    stage.desk.take({"event": "door", "trouble": "taken"})
    stage.desk.take({"event": "conference"})
    assert stage.desk.told("n01")["join_url"] == "https://h/join#token=a"
