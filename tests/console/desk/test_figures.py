"""Reports made in a thread of their own: shown, written as papers, given up."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.cases.case import About, Case, CaseChanged, CaseGone, CaseId, PlatformKind
from console.desk.agenda import AgendaDesk
from console.desk.figures import FiguresDesk
from console.figures.period import Period
from console.site.load import read_site
from console.site.meeting import Meeting, Rule
from console.ui.report_sheet import ReportSheet
from console.ui.stowed import Stowed
from console.ui.theme import Look
from console.ui.words import speak
from tests.console.desk.disks import quick_disk

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
NOVEMBER = Period.parse("2026-11")


class Teller(QObject):
    cases_told = Signal(list)


class Window(QObject):
    case_selected = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        made = partial(ReportSheet, Look(), over, NOW.date())
        self.sheets = SimpleNamespace(reports=Stowed(made))
        self.said: list[str] = []
        self.tell = self.said.append


class Room:
    def __init__(self, folder: Path, over: QWidget) -> None:
        (folder / "site.toml").write_text('name = "演示镇"\n', "utf-8")
        (folder / "cameras.csv").write_text("id,name,main\n", "utf-8")
        site = read_site(folder)
        meeting = Meeting("weekly", "周例会", Rule())
        told = {name: getattr(site, name) for name in site.__dataclass_fields__}
        self.site: Any = SimpleNamespace(**{**told, "meetings": (meeting,)})
        self.teller, self.window = Teller(), Window(over)
        self.agenda = AgendaDesk(folder, quick_disk())
        window: Any = self.window
        self.may = True
        self.desk = FiguresDesk(
            window, self.site, self.teller.cases_told, lambda: True, self.agenda, lambda: NOW,
            lambda act: self.may and act == "figures",
        )  # fmt: skip

    @property
    def sheet(self) -> Any:
        return self.window.sheets.reports()


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    speak(qapp, "en")
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 720)
    over.show()
    made = Room(tmp_path, over)
    yield made
    made.desk.close()


def case(number: int, **fields: Any) -> Case:
    at = NOW - timedelta(hours=2 + number)
    plain: dict[str, Any] = {"status": "closed", "unit": "养护队", "simulated": True}
    return Case(
        CaseId(f"c-{number}"), 1, f"N{number}", "路面积水", "", "market", "0137", "积水内涝", "",
        channel="", level=None, place=None, reported_at=at, updated_at=NOW - timedelta(hours=1),
        **{**plain, **fields},
    )  # fmt: skip


def opened(room: Room, qtbot: QtBot) -> None:
    room.sheet._chooser.set_period(NOVEMBER)
    room.sheet.toggle()
    qtbot.waitUntil(lambda: room.sheet._report is not None)


def test_what_the_platform_told_is_in_the_report_after_it_is_gone(room: Room, qtbot: QtBot) -> None:
    about = About("p", True, (PlatformKind("market", "市场管理", ""),))
    events = [about, *(CaseChanged(case(n)) for n in range(7)), CaseGone(CaseId("c-3"), 2)]
    # as the platform's client does it: in a thread that is not the window's
    teller = threading.Thread(target=room.teller.cases_told.emit, args=(events,))
    teller.start()
    teller.join()
    assert room.desk.history.settled(20)
    opened(room, qtbot)
    report = room.sheet._report
    assert report.whole.figures.counts.closed == 7
    assert [row.label for row in report.groups["platform"]] == ["市场管理"]


def test_earlier_cases_come_with_the_first_report(room: Room, qtbot: QtBot) -> None:
    past = room.site.folder / "past"
    past.mkdir()
    message = {"id": "p-1", "rev": 1, "status": "closed", "reported_at": "2026-11-02T00:00:00Z",
               "updated_at": "2026-11-02T01:00:00Z"}  # fmt: skip
    (past / "cases.jsonl").write_text(json.dumps(message), "utf-8")
    opened(room, qtbot)
    assert room.sheet._report.whole.figures.counts.closed == 1


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_a_paper_is_written_and_its_place_told(room: Room, qtbot: QtBot, form: str) -> None:
    room.teller.cases_told.emit([CaseChanged(case(n)) for n in range(5)])
    assert room.desk.history.settled(20)
    opened(room, qtbot)
    room.desk.export(form)
    qtbot.waitUntil(lambda: bool(room.window.said))
    path = room.site.folder / "state" / "reports" / f"演示镇2026年11月月报.{form}"
    assert room.window.said == [f"Report: {path}"]
    assert not room.sheet._progress.isVisible()
    if form == "xlsx":
        assert "案件清单" in openpyxl.load_workbook(path).sheetnames
    else:
        paper = QPdfDocument()
        assert paper.load(str(path)) is QPdfDocument.Error.None_
        paper.close()


REFUSED = "Your role does not see statistics and reports."


def test_who_may_not_opens_no_report_and_is_told(room: Room) -> None:
    room.may = False
    room.window.sheets.reports.toggle()
    assert not room.window.sheets.reports.made
    assert room.window.said == [REFUSED]


def test_a_report_is_closed_to_the_next_who_may_not(room: Room, qtbot: QtBot) -> None:
    opened(room, qtbot)
    room.desk.person_changed()
    assert room.sheet.isVisible()
    room.may = False
    room.desk.person_changed()
    assert not room.sheet.isVisible()
    room.desk.export("xlsx")
    room.desk.make(NOVEMBER)
    assert room.window.said == [REFUSED] * 2
    assert not (room.site.folder / "state" / "reports").exists()


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_a_paper_that_is_given_up_is_not_there(room: Room, qtbot: QtBot, form: str) -> None:
    opened(room, qtbot)
    room.desk.export(form)
    room.desk.cancel()
    qtbot.waitUntil(lambda: room.sheet._xlsx.isEnabled())
    assert list((room.site.folder / "state").rglob("reports/*")) == []
    assert room.window.said == []


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_a_disk_that_refuses_is_told(room: Room, qtbot: QtBot, form: str) -> None:
    opened(room, qtbot)
    (room.site.folder / "state" / "reports").write_text("", "utf-8")
    room.desk.export(form)
    qtbot.waitUntil(lambda: bool(room.window.said))
    assert room.window.said[0].startswith("The report cannot be written: ")


def test_only_the_period_chosen_last_is_shown(room: Room, qtbot: QtBot) -> None:
    opened(room, qtbot)
    shown: list[str] = []
    kept = room.sheet.set_report
    room.sheet.set_report = lambda report, trouble: (
        shown.append(report.period.code), kept(report, trouble)
    )  # fmt: skip
    for code in ("2026-10", "2026-09", "2026-08"):
        room.desk.make(Period.parse(code))
    qtbot.waitUntil(lambda: "2026-08" in shown)
    assert room.sheet._report.period.code == "2026-08"


def test_points_are_offered_to_no_meeting_that_was_held_already(room: Room, qtbot: QtBot) -> None:
    past = Meeting("m1", "汛前会商", Rule("once", on=NOW.date() - timedelta(days=1)))
    today = Meeting("m2", "今日会商", Rule("once", on=NOW.date()))
    room.site.meetings = (*room.site.meetings, past, today)
    opened(room, qtbot)
    choice = room.sheet._agenda._meeting
    assert [choice.itemData(at) for at in range(choice.count())] == ["weekly", "m2"]


def test_points_are_taken_into_a_meetings_agenda(room: Room, qtbot: QtBot) -> None:
    opened(room, qtbot)
    room.sheet.agenda_wished.emit("weekly", ["督办甲"])
    room.sheet.agenda_wished.emit("nobody", ["督办乙"])
    assert room.agenda.of(room.site.meetings[0]) == ("督办甲",)
    assert room.window.said == ["1 points are on the agenda of 周例会 now"]
