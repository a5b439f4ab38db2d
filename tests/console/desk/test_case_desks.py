"""All desks of cases, joined as the app joins them; nothing leaves the window."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from pytestqt.qtbot import QtBot

from console.audit.entry import Link
from console.audit.months import walk
from console.bridge import Bridge
from console.cases.case import Case, CaseChanged, CaseId, Place
from console.cases.verdicts import MERGED
from console.desk.case_desks import CaseDesks
from console.desk.diagnosis import DiagnosisDesk
from console.desk.keeping import KeepingDesk
from console.desk.layouts import LayoutsDesk
from console.desk.picture_report import PictureReport
from console.desk.ptz import PtzDesk
from console.desk.town_map import TownMap
from console.feeds import Feeds
from console.site.load import load_site
from console.site.records import PlatformSettings
from console.ui.main_window import MainWindow
from console.ui.map_view import MapView
from console.ui.sound_stream import SoundDevices
from layouts.duty_calendar import DutyCalendar
from layouts.store import load_layouts
from media.onvif.rights import Seat
from media.secret import Secret
from tests.console.desk.disks import quick_disk
from tests.console.desk.walls import one_wall, wall_of

PEOPLE = "id,name,role,unit,phone\np1,张建国,duty_chief,,\np2,李小明,auditor,,\n"


class Io:
    """Nothing is begun; ``asked`` keeps what would be."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def call(self, do: Callable[..., object], *given: object) -> None:
        self.asked.append((do, *given))

    submit = call

    def keep(self, work: Coroutine[Any, Any, None], _name: str) -> None:
        work.close()


class Scheduling(QObject):
    changed = Signal(tuple)


class Alarms(QObject):
    told = Signal(str, dict)

    def reports(self) -> list[dict[str, Any]]:
        return []


class Conference(QObject):
    changed = Signal(dict)


class Room:
    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.folder, self.io, self.bridge, self.window = folder, Io(), Bridge(), window
        (folder / "site.toml").write_text('name = "room"\n', "utf-8")
        (folder / "cameras.csv").write_text("id,name,main\nc01,村口,rtsp://h/1\n", "utf-8")
        platform = PlatformSettings("http://127.0.0.1:9/api/v1", Secret("t"))
        site, io = replace(load_site(folder), platform=platform), self.io
        window.wall.set_layout(load_layouts(None)["2x2"])
        own = wall_of(window.wall)
        walls = one_wall(own)
        diagnosis = DiagnosisDesk(site, io.call)
        pictures = PictureReport(
            diagnosis, window, Feeds(lambda _source: None, lambda *_given: None)
        )
        ptz = PtzDesk(SimpleNamespace(), io.call, io.submit, Seat("seat", "window"), window)  # type: ignore
        self.map = TownMap(MapView(window.look))
        disk = quick_disk()
        self.desks = CaseDesks(
            window, site, disk, walls, KeepingDesk(site, {}, io.call), ptz, diagnosis, pictures,
            self.map, self.bridge, io, window,  # type: ignore[arg-type]
        )  # fmt: skip
        layouts = LayoutsDesk(window, walls, dict(own.layouts), {}, folder, disk, str, window)
        consulting: Any = SimpleNamespace(
            minutes=SimpleNamespace(names=list),
            meetings=SimpleNamespace(agenda=None),
            scheduling=Scheduling(window),
        )
        self.duty: list[str] = []  # who was told to be on duty, one after the other
        director: Any = SimpleNamespace(
            alarms=Alarms(window), on_duty=lambda: "王芳", set_duty=self.duty.append
        )
        conference: Any = Conference(window)
        sounds: Any = SimpleNamespace(devices=SoundDevices())
        self.desks.join(
            DutyCalendar(), layouts, conference, consulting, sounds, director, lambda: True
        )
        self.desks.follow()

    def acts(self) -> list[tuple[str, str]]:
        links = [each for each in walk(self.folder / "state" / "audit") if isinstance(each, Link)]
        return [(link.entry.who, link.entry.act) for link in links]


def make(window: MainWindow, folder: Path) -> Iterator[Room]:
    room = Room(window, folder)
    yield room
    room.desks.close()
    window.wall.close_feeds()
    room.map.close()
    room.desks.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(qtbot: QtBot, qapp: Any) -> Iterator[MainWindow]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.show()
    yield window
    qapp.setStyleSheet("")


@pytest.fixture
def room(window: MainWindow, tmp_path: Path) -> Iterator[Room]:
    yield from make(window, tmp_path)


@pytest.fixture
def room_with_people(window: MainWindow, tmp_path: Path) -> Iterator[Room]:
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    yield from make(window, tmp_path)


def a_case(name: str) -> CaseChanged:
    return CaseChanged(Case(
        CaseId(name), 3, f"2026-{name}", "占道", "", "market", "0301", "", "", "hall",
        "accepted", "red", Place(120.19, 30.47), reported_at=datetime.now(UTC),
    ))  # fmt: skip


def test_a_decision_is_ordered_and_audited_in_the_name_of_who_is_on_duty(room: Room) -> None:
    desks = room.desks
    desks.cases.take([a_case("c-1"), a_case("c-2")])
    desks.duplicates.decide((CaseId("c-1"), CaseId("c-2")), MERGED)
    (order,) = desks.work.orders.all()
    assert room.duty == [""]  # nobody is on a list
    assert (order.case_id, order.type, order.who) == ("c-2", "note", "王芳")
    assert room.acts() == [("王芳", "duplicate.merge"), ("王芳", "order")]


def test_who_sits_here_is_asked_by_all_before_they_do_anything(room_with_people: Room) -> None:
    room, desks = room_with_people, room_with_people.desks
    assert desks.who() == "张建国"
    assert desks.duty.may_send()
    room.window.top.person.chosen.emit("p2")
    assert room.duty == ["张建国", "李小明"]
    assert not desks.duty.may_send()
    assert not desks.handling.side.may("reveal")
    assert not desks.calibration.making.may("calibrate")
    desks.duplicates.decide((CaseId("c-1"), CaseId("c-2")), MERGED)
    assert not (room.folder / "state" / "audit").exists()
    desks.audit("look", "case:c-1", "")
    assert room.acts() == [("李小明", "look")]


def test_what_sources_tell_is_in_the_book_and_on_the_card(room: Room) -> None:
    room.bridge.cases_told.emit([a_case("c-1")])
    room.window.case_selected.emit("c-1")
    assert room.window.cases.card.case_id == "c-1"
    assert room.desks.cases.shown == "c-1"
    assert [case.id for case in room.desks.cases.book.open_cases()] == ["c-1"]
