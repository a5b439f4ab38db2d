"""The minutes in the window and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.desk.minutes import MinutesDesk, Occasion
from console.desk.minutes_report import MinutesReport
from console.ui.minutes_sheet import MinutesSheet
from console.ui.stowed import Stowed
from console.ui.theme import DARK, Look

NOON = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)


class Room:
    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        over = self.over = QWidget()
        qtbot.addWidget(over)
        over.resize(1200, 800)
        over.show()
        self.told: list[str] = []
        self.papers = folder / "papers"
        self.sheet = MinutesSheet(Look(DARK), over)
        self.minutes = MinutesDesk(
            folder, "室", lambda _: {}, lambda _: None, lambda: True, lambda: NOON
        )
        window: Any = SimpleNamespace(
            sheets=SimpleNamespace(minutes=Stowed(lambda: self.sheet)), tell=self.told.append
        )
        self.report = MinutesReport(self.minutes, window, self.papers, UTC)
        window.sheets.minutes()

    def hold(self, title: str, id_: str) -> None:
        self.minutes.announce(Occasion(title))
        nodes = [{"id": "a", "name": "丁家湾村", "state": "live"}]
        self.minutes.take({"event": "conference", "state": "live", "id": id_, "nodes": nodes})

    def end(self) -> None:
        self.minutes.take({"event": "conference", "state": "idle", "id": None, "nodes": []})


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, qtbot)
    yield made
    made.minutes.close()


def test_decisions_are_typed_in_while_the_conference_goes_on(room: Room) -> None:
    room.sheet.open_sheet()
    assert not room.sheet._field.isVisible()
    room.hold("防汛会商", "k1")
    room.report.show()
    room.sheet._field.setText("转移低洼户")
    room.sheet._add.click()
    room.report.show()
    assert "防汛会商纪要" in room.sheet._text.toPlainText()
    assert "转移低洼户" in room.sheet._text.toPlainText()
    item = room.sheet._decisions.item(0)
    assert item is not None
    item.setText("转移全部低洼户")
    assert [one.text for one in room.minutes.minutes().decisions] == ["转移全部低洼户"]
    room.end()
    room.report.show()
    assert not room.sheet._field.isVisible()


def test_earlier_conferences_are_there_and_can_be_read(room: Room, tmp_path: Path) -> None:
    room.hold("第一次会", "k1")
    room.end()
    room.hold("第二次会", "k2")
    room.minutes._thread.submit(lambda: None).result(10)
    room.report.show()
    names = [room.sheet._list.item(row).text() for row in range(room.sheet._list.count())]  # type: ignore[union-attr]
    assert names == ["Now: 第二次会", "11-26 04:00 第一次会"]
    room.sheet._list.setCurrentRow(1)
    assert "第一次会纪要" in room.sheet._text.toPlainText()


def test_papers_are_written_and_their_place_is_told(room: Room) -> None:
    room.hold("防汛/会商", "k1")
    room.report.show()
    room.sheet._docx.click()
    room.sheet._pdf.click()
    found = sorted(path.name for path in room.papers.iterdir())
    assert found == ["20261126-0400 防汛_会商纪要.docx", "20261126-0400 防汛_会商纪要.pdf"]
    paper = docx.Document(str(room.papers / found[0]))
    assert paper.paragraphs[0].text == "防汛/会商纪要"
    assert (room.papers / found[1]).read_bytes().startswith(b"%PDF")
    assert len(room.told) == 2


def test_a_paper_that_cannot_be_written_is_told(room: Room) -> None:
    room.papers.write_text("no folder")
    room.hold("会", "k1")
    room.report.export("k1", "docx")
    assert "cannot be written" in room.told[0]


def test_a_disk_that_refuses_is_said_over_the_minutes(room: Room) -> None:
    room.sheet.open_sheet()
    assert not room.sheet._trouble.isVisible()
    room.minutes.dropped = 2
    room.report.show()
    assert room.sheet._trouble.text() == "Not kept on the disk: 2 lines of the minutes are lost"
    assert room.sheet._trouble.isVisible()
