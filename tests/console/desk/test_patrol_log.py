"""The patrol log in the window, read from the site's database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.desk.patrol_log import PAGE, PatrolLogDesk
from console.desk.scribe import Scribe
from console.room_clock import room_now
from console.site.records import CameraEntry
from console.ui.patrol_sheet import PatrolSheet
from console.ui.stowed import Stowed
from console.ui.theme import Look
from layouts.patrol import PatrolRow
from tests.console.desk.disks import HungDisk

NOON = room_now().replace(hour=12, minute=0, second=0, microsecond=0)


def row(camera: str, at: datetime) -> PatrolRow:
    return PatrolRow(NOON, "河道", "李", camera, at, at + timedelta(seconds=15), 12.0)


class Stage:
    """A desk over a log of today and of yesterday."""

    def __init__(self, folder: Path, look: Look, over: QWidget) -> None:
        self.folder, self.hung, self.said = folder, HungDisk(), list[str]()
        self.scribe = Scribe(folder / "state")
        self.scribe.add([row("c01", NOON + timedelta(seconds=n)) for n in range(PAGE + 20)])
        self.scribe.add([row("c02", NOON - timedelta(days=1))])
        stowed = Stowed(lambda: PatrolSheet(look, over, NOON.date))
        window: Any = SimpleNamespace(sheets=SimpleNamespace(patrols=stowed), tell=self.said.append)
        site: Any = SimpleNamespace(
            folder=folder, cameras=(CameraEntry("c01", "村口", "rtsp://h/1"),)
        )
        self.desk = PatrolLogDesk(window, self.scribe, site, self.hung.disk, over)
        self.sheet = stowed()

    def cameras(self) -> list[str]:
        rows = self.sheet.rows
        return [str(rows.index(at, 3).data()) for at in range(rows.rowCount())]


@pytest.fixture
def stage(tmp_path: Path, look: Look, qtbot: QtBot) -> Iterator[Stage]:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 720)
    over.show()
    stage = Stage(tmp_path, look, over)
    yield stage
    stage.scribe.close()


@pytest.fixture
def look(qapp: Any) -> Look:
    return Look()


def test_today_is_read_page_by_page_and_another_day_when_it_is_wished(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.sheet.open_sheet()
    qtbot.waitUntil(lambda: len(stage.cameras()) >= PAGE)
    assert set(stage.cameras()) == {"村口"}
    assert f"video patrols {PAGE + 20}" in stage.sheet._sums.text()
    stage.sheet.view.scrollToBottom()
    qtbot.waitUntil(lambda: len(stage.cameras()) == PAGE + 20)
    stage.sheet.back.click()
    qtbot.waitUntil(lambda: stage.cameras() == ["c02"])


def test_of_several_wishes_the_last_one_alone_is_shown(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, show = list[date](), stage.sheet.show_day
    monkeypatch.setattr(
        stage.sheet, "show_day", lambda sums, *more: (shown.append(sums.day), show(sums, *more))
    )
    stage.sheet.open_sheet()
    stage.sheet.back.click()
    stage.sheet.back.click()
    stage.sheet.on.click()
    qtbot.waitUntil(lambda: stage.cameras() == ["c02"])
    assert set(shown) == {NOON.date() - timedelta(days=1)}


def test_a_day_becomes_a_file_and_where_it_lies_is_said(stage: Stage, qtbot: QtBot) -> None:
    stage.sheet.open_sheet()
    qtbot.waitUntil(stage.sheet.export.isEnabled)
    stage.sheet.export.click()
    qtbot.waitUntil(lambda: bool(stage.hung.waiting))
    stage.hung.go_on()
    path = stage.folder / "state" / "reports" / f"patrols-{NOON.date()}.csv"
    assert str(path) in stage.sheet.told.text()
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == PAGE + 21
    assert b"\r\r\n" not in content


def test_a_disk_that_refuses_is_said_to_whoever_looks(stage: Stage, qtbot: QtBot) -> None:
    (stage.folder / "state" / "reports").write_text("no folder")
    stage.sheet.open_sheet()
    qtbot.waitUntil(stage.sheet.export.isEnabled)
    stage.sheet.export.click()
    qtbot.waitUntil(lambda: bool(stage.hung.waiting))
    stage.sheet.close_sheet()
    stage.hung.go_on()
    (said,) = stage.said
    assert "cannot be written" in said
