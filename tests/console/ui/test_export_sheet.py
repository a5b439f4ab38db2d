from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.site.records import CameraEntry
from console.ui.export_sheet import LAST_S, ExportSheet
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.words import speak

CAMERAS = [CameraEntry(f"c{n:02}", f"村口{n}", "rtsp://h/1") for n in range(80)]
RUNNING: dict[str, Any] = {
    "id": "20261123-064000-1", "state": "running", "done": 0.42, "folder": "/srv/exports/1",
    "cameras": ["c01", "c02", "c03"], "since": "2026-11-23T06:30:00Z",
    "until": "2026-11-23T06:40:00Z", "files": [], "missing": [], "sum": None, "reason": None,
}  # fmt: skip
DONE = {**RUNNING, "state": "done", "done": 1.0, "missing": ["c02"], "sum": "ab" * 32}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def sheet(look: Look, window: QWidget) -> ExportSheet:
    return filled(ExportSheet(look, window))


def filled(sheet: ExportSheet) -> ExportSheet:
    sheet.set_cameras(CAMERAS)
    sheet.set_folder("/srv/exports")
    return sheet


def wishes(sheet: ExportSheet) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    sheet.export_wished.connect(heard.append)
    return heard


def test_it_opens_with_the_tiles_camera_and_the_last_ten_minutes(
    sheet: ExportSheet, qtbot: QtBot
) -> None:
    heard = wishes(sheet)
    sheet.open_for(["c05"], ["c01", "c05"])
    assert sheet.isVisible()
    assert sheet.choice.chosen() == ["c05"]
    assert sheet.choice.list.item(0).text() == "村口5  c05"
    sheet.reason.setText(" 暴雨 ")
    sheet.burn.click()
    qtbot.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    (wish,) = heard
    since, until = (datetime.fromisoformat(wish[key]) for key in ("since", "until"))
    assert (until - since).total_seconds() == LAST_S
    assert abs((datetime.now(UTC) - until).total_seconds()) < 60
    rest = {key: wish[key] for key in ("cameras", "burn", "who", "reason", "folder")}
    assert rest == {
        "cameras": ["c05"], "burn": True, "who": "", "reason": "暴雨", "folder": "/srv/exports",
    }  # fmt: skip


def test_enter_presses_the_button_that_has_the_keyboard(sheet: ExportSheet, qtbot: QtBot) -> None:
    heard = wishes(sheet)
    sheet.open_for(["c05"], [])
    qtbot.waitUntil(sheet.start.hasFocus)
    qtbot.keyClick(sheet.start, Qt.Key.Key_Return)
    assert len(heard) == 1
    sheet.burn.setFocus()
    qtbot.keyClick(sheet.burn, Qt.Key.Key_Return)
    assert len(heard) == 1


def test_one_press_ticks_all_on_the_wall(sheet: ExportSheet, qtbot: QtBot) -> None:
    sheet.open_for(["c05"], ["c07", "c05"])
    qtbot.mouseClick(sheet._all, Qt.MouseButton.LeftButton)
    assert sheet.choice.chosen() == ["c07", "c05"]
    sheet.open_for([], ["c01"])
    assert sheet.choice.chosen() == ["c01"]


def test_of_a_replay_it_takes_the_minutes_around(sheet: ExportSheet) -> None:
    at = datetime(2026, 11, 23, 6, 30, tzinfo=UTC).timestamp() - 86400 * 30
    sheet.open_for(["c05"], [], at)
    assert (sheet.since.unix(), sheet.until.unix()) == (at - 300, at + 300)


def test_the_search_hides_and_unticks_nothing(sheet: ExportSheet, qtbot: QtBot) -> None:
    sheet.open_for(["c05"], [])
    qtbot.keyClicks(sheet.choice.search, "c79")
    assert [sheet.choice.list.item(n).isHidden() for n in (0, 79)] == [True, False]
    assert sheet.choice.chosen() == ["c05"]


@pytest.mark.parametrize("wrong", ["none", "many", "order", "long", "folder"])
def test_what_cannot_be_is_said_and_not_wished(
    sheet: ExportSheet, qtbot: QtBot, wrong: str
) -> None:
    heard = wishes(sheet)
    sheet.open_for(["c05"], [])
    match wrong:
        case "none":
            sheet.choice.choose([])
        case "many":
            sheet.choice.choose([camera.id for camera in CAMERAS[:65]])
        case "order":
            sheet.since.set(sheet.until.unix())
        case "long":
            sheet.since.set(sheet.until.unix() - 32 * 86400)
        case _:
            sheet.folder.setText("exports")
    qtbot.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    assert heard == []
    assert sheet._trouble.text()
    sheet.open_for(["c05"], [])
    assert not sheet._trouble.text()


def test_exports_are_listed_with_progress_cancel_and_the_sum_at_the_end(
    sheet: ExportSheet, qtbot: QtBot
) -> None:
    cancelled: list[str] = []
    sheet.cancel_wished.connect(cancelled.append)
    sheet.open_for(["c05"], [])
    sheet.set_exports([RUNNING, {**RUNNING, "id": "2", "state": "failed", "reason": "cancelled"}])
    row = sheet._rows[RUNNING["id"]]
    assert row.progress.isVisible()
    assert row.progress.value() == 420
    assert "and 1 more" in row.what.text()
    qtbot.mouseClick(row.cancel, Qt.MouseButton.LeftButton)
    assert cancelled == [RUNNING["id"]]
    sheet.set_exports([DONE])
    assert list(sheet._rows) == [DONE["id"]]
    assert not row.progress.isVisible()
    for part in ("/srv/exports/1", "ab" * 32, "村口2"):
        assert part in row.result.text()
    sheet.set_exports([{**DONE, "state": "failed", "reason": "No space left on device"}])
    assert row.result.text() == "Failed: the disk is full"
    assert row.result.property("tone") == "amber"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("density", "size"), [("desk", (1280, 720)), ("wall", (1920, 1080))])
def test_it_fits_the_window(
    qapp: QApplication, window: QWidget, language: str, density: str, size: tuple[int, int]
) -> None:
    look = Look(density=density)  # type: ignore[arg-type]
    qapp.setStyleSheet(style_sheet(look))
    speak(qapp, language)  # type: ignore[arg-type]
    window.resize(*size)
    sheet = filled(ExportSheet(look, window))
    sheet.open_for(["c05"], [])
    sheet.set_exports([{**DONE, "id": str(n)} for n in range(5)])
    qapp.processEvents()
    assert window.rect().contains(sheet.geometry())
    assert sheet.minimumSizeHint().width() <= sheet.width()
    for widget in sheet.findChildren(QWidget):
        if widget.isVisibleTo(sheet) and widget.parent() is sheet:
            assert sheet.rect().contains(widget.geometry())
