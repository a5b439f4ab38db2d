from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.cases.case import Case, CaseChanged, CaseGone, CaseId, LinkState, Place
from console.desk.announcing import AnnouncingDesk
from console.desk.cases import CaseDesk
from console.site.inbox_file import read_notices
from console.ui.main_window import MainWindow
from tests.console.desk.walls import Fixed


def a_case(name: str, level: str = "orange", rev: int = 1, **fields: Any) -> CaseChanged:
    case = Case(
        CaseId(name), rev, f"2026-{name}", f"张三丰反映{name}", "", "market", name, "", "", "hall",
        fields.pop("status", "reported"), level, Place(120.19, 30.47), reporter="张三丰",
    )  # fmt: skip
    return CaseChanged(case)


class Room:
    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.rung: list[str] = []
        self.noted: list[tuple[str, str, str]] = []
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.open()

    def open(self) -> None:
        self.cases = CaseDesk(self.window.cases, self.window.wall, Fixed())
        self.desk = AnnouncingDesk(
            self.window, self.cases, self.folder, self.rung.append, lambda: "王",
            lambda *entry: self.noted.append(entry),
        )  # fmt: skip
        self.desk.told.connect(lambda kind, what: self.told.append((kind, what)))

    def hear(self, *events: Any) -> None:
        self.cases.take(list(events))


@pytest.fixture
def room(qtbot: QtBot, qapp: Any, tmp_path: Path) -> Iterator[Room]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.show()
    room = Room(window, tmp_path)
    yield room
    room.desk.close()
    window.wall.close_feeds()
    qapp.setStyleSheet("")


def test_what_is_there_at_the_start_is_no_news_and_what_comes_then_is(room: Room) -> None:
    room.hear(a_case("c-1"), LinkState("live"))
    assert room.rung == []
    room.hear(a_case("c-2"))
    assert room.rung == ["orange"]
    assert room.window.cases.lines._new.isVisible()
    assert "1 new" in room.window.cases.lines._new.text()
    line = room.window.cases.log._lines
    told = str(line.data(line.index(0)))
    assert "New case: 张**反映c-2" in told  # the whole room sees it
    room.hear(CaseGone(CaseId("c-2"), 2))
    assert not room.window.cases.lines._new.isVisible()


def test_the_newest_is_shown_and_seen_and_acknowledged_by_a_person(room: Room) -> None:
    room.hear(LinkState("live"))
    room.hear(a_case("c-1"), a_case("c-2", "red"))
    chosen: list[str] = []
    room.window.case_selected.connect(chosen.append)
    room.desk.show_newest()
    assert chosen == ["c-2"]
    room.desk.see("c-2")
    assert "1 new" in room.window.cases.lines._new.text()
    room.desk.acknowledge("c-2")
    assert room.noted == [("acknowledge", "case:c-2", "2026-c-2")]
    kind, what = room.told[0]
    assert (kind, what["case"], what["by"]) == ("acknowledged", "c-2", "王")
    room.desk.acknowledge("c-2")
    assert len(room.noted) == 1


def test_it_is_kept_over_a_restart(room: Room) -> None:
    room.hear(LinkState("live"))
    room.hear(a_case("c-1", "red"), a_case("c-2"))
    room.desk.acknowledge("c-2")
    room.desk.close()
    acknowledged, waits, _ = read_notices(room.folder)
    assert acknowledged[CaseId("c-2")].who == "王"
    assert list(waits) == ["c-1"]
    room.open()
    room.hear(a_case("c-1", "red"), a_case("c-2"), LinkState("live"))
    assert list(room.desk.notices.waiting) == ["c-1"]
    assert room.desk.notices.acknowledged[CaseId("c-2")].who == "王"


def test_only_red_rings_again_and_not_while_it_is_shelved(room: Room) -> None:
    room.hear(LinkState("live"))
    room.hear(a_case("c-1", "red"))
    waiting = room.desk.notices._waiting[CaseId("c-1")]
    waiting.heard_at = datetime.now(UTC) - timedelta(minutes=2)
    room.desk.notices._heard.clear()
    room.desk.shelve("c-1")
    room.desk.second()
    assert room.rung == ["red"]
    room.desk.notices.shelved.clear()
    room.desk.second()
    assert room.rung == ["red", "red"]
    assert [act for act, *_ in room.noted] == ["shelve"]
    assert room.told[0][0] == "shelved"


def test_a_disk_that_refuses_ends_nothing(room: Room, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    room.hear(LinkState("live"))
    room.hear(a_case("c-1"))
    room.desk.acknowledge("c-1")
    room.desk.second()
    assert not room.desk.notices.waiting
