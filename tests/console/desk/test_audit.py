from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.audit.entry import Link
from console.audit.months import walk
from console.desk.audit import AuditDesk
from console.ui.main_window import MainWindow
from tests.console.desk.disks import HungDisk, quick_disk


@pytest.fixture
def window(qtbot: QtBot, qapp: Any) -> Iterator[MainWindow]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.show()
    yield window
    window.wall.close_feeds()
    qapp.setStyleSheet("")


def said(window: MainWindow) -> str:
    lines = window.cases.log._lines
    return "\n".join(str(lines.data(lines.index(n))) for n in range(lines.rowCount()))


def test_an_entry_says_who_did_it_from_which_seat(window: MainWindow, tmp_path: Path) -> None:
    desk = AuditDesk(window, tmp_path, lambda: "王", "operator", quick_disk())
    assert desk.note("reveal", "case:c-1", "回访", "done")
    desk.audit("shelve", "case:c-2", "")
    links = [each for each in walk(tmp_path / "state" / "audit") if isinstance(each, Link)]
    entries = [link.entry for link in links]
    assert [(e.who, e.seat, e.act) for e in entries] == [
        ("王", "operator", "reveal"), ("王", "operator", "shelve"),
    ]  # fmt: skip
    assert entries[0].result == "done"


def test_a_disk_that_refuses_is_said_and_nothing_counts_as_noted(
    window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("in the way")
    desk = AuditDesk(window, tmp_path, lambda: "王", "operator", quick_disk())
    assert not desk.note("reveal", "case:c-1", "回访")
    assert desk.trouble
    assert "The audit cannot be written" in said(window)


def test_the_sheet_is_made_when_it_is_wished_shows_all_and_exports(
    window: MainWindow, tmp_path: Path
) -> None:
    desk = AuditDesk(window, tmp_path, lambda: "王", "operator", quick_disk())
    desk.open()
    sheet = window.sheets.audit()
    assert sheet.isVisible()
    assert sheet._table.topLevelItemCount() == 0
    desk.audit("reveal", "case:c-1", "回访")
    assert sheet._table.topLevelItemCount() == 1  # it follows while it is open
    sheet._export.click()
    (file,) = (tmp_path / "state" / "exports").glob("audit-*.csv")
    assert "回访" in file.read_text("utf-8-sig")
    assert sheet._table.topLevelItemCount() == 2  # the export is an act itself
    lines = (tmp_path / "state" / "audit").glob("*.jsonl")
    path = next(lines)
    path.write_text(path.read_text("utf-8").replace("回访", "别的"), "utf-8")
    desk._show()
    assert ":2" in sheet._state.text()
    desk.open()
    assert not sheet.isVisible()


def test_the_audit_is_read_and_exported_by_those_who_may(
    window: MainWindow, tmp_path: Path
) -> None:
    desk, acts = AuditDesk(window, tmp_path, lambda: "王", "operator", quick_disk()), {"audit_read"}
    desk.may = lambda act: act in acts
    desk.audit("reveal", "case:c-1", "回访")
    desk.open()
    assert desk._sheet.shown
    desk._sheet()._export.click()
    assert "may not export the audit" in said(window)
    assert not (tmp_path / "state" / "exports").exists()
    desk.open()
    acts.clear()
    desk.open()
    assert not desk._sheet.shown
    assert "may not read the audit" in said(window)


def test_an_export_does_not_wait_for_the_disk_and_counts_when_it_is_there(
    window: MainWindow, tmp_path: Path
) -> None:
    hung = HungDisk()
    desk = AuditDesk(window, tmp_path, lambda: "王", "operator", hung.disk)
    desk.audit("reveal", "case:c-1", "回访")
    desk.open()
    desk._sheet()._export.click()
    assert desk._sheet()._table.topLevelItemCount() == 1
    hung.go_on()
    assert desk._sheet()._table.topLevelItemCount() == 2
    (tmp_path / "state" / "exports").rename(tmp_path / "elsewhere")
    (tmp_path / "state" / "exports").write_text("in the way")
    desk._sheet()._export.click()
    hung.go_on()
    (told,) = hung.told
    assert "cannot be written" in told
    assert desk._sheet()._table.topLevelItemCount() == 2
