from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk import camera_list
from console.desk.camera_list import CameraListDesk
from console.desk.printing import PrintingDesk
from console.site.camera_list import PREVIOUS
from console.site.load import load_site
from console.site.records import Site
from console.ui.main_window import MainWindow
from tests.console.desk.disks import quick_disk

HEADER = "id,name,main\n"


class Stage:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        (folder / "site.toml").write_text('name = "丁家湾"\n', "utf-8")
        (folder / "cameras.csv").write_text(HEADER + "c01,村口,rtsp://op:geheim@h/1\n", "utf-8")
        self.folder, self.qtbot = folder, qtbot
        self.window = MainWindow("丁家湾", "en")
        qtbot.addWidget(self.window)
        self.taken: list[Site] = []
        self.printing = PrintingDesk(self.window, self.window)
        disk = quick_disk(self.window.tell)
        self.desk = CameraListDesk(self.window, load_site(folder), disk, self.printing)
        self.desk.taken_over.connect(self.taken.append)
        self.sheet = self.window.sheets.camera_import()

    def look_at(self, text: str, leave_out: bool = False) -> None:
        path = self.folder / "brought.csv"
        path.write_text(text, "utf-8")
        self.sheet.file_chosen.emit(str(path), leave_out)
        self.wait()

    def wait(self) -> None:
        """Until what was chosen was looked at."""
        self.qtbot.waitUntil(lambda: not self.sheet.told.text().startswith("Reading"))

    def notice(self) -> str:
        return self.window.top._notice.text()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path)
    yield made
    made.desk.close()


def test_a_list_is_looked_at_then_taken_over_and_the_room_hears_of_it(stage: Stage) -> None:
    stage.window.finder.cameras.list_wished.emit("import")
    stage.look_at(HEADER + "c01,村口东,rtsp://h/1\nc02,桥,rtsp://h/2\n")
    assert stage.sheet.told.text().endswith("1 new, 1 changed, 0 gone")
    assert "c02" not in (stage.folder / "cameras.csv").read_text()
    stage.sheet.take.click()
    assert "c02" in (stage.folder / "cameras.csv").read_text()
    assert [camera.name for camera in stage.taken[0].cameras] == ["村口东", "桥"]
    assert len(list((stage.folder / PREVIOUS).glob("cameras-*.csv"))) == 1
    assert stage.window.top._notice.text().startswith("Camera list taken over: 1 new")
    stage.look_at(HEADER + "c02,桥,rtsp://h/2\n")
    assert stage.sheet.told.text().endswith("0 new, 0 changed, 1 gone")


def test_a_faulty_list_is_not_taken_over_until_its_faults_are_left_out(stage: Stage) -> None:
    text = HEADER + "c 1,x,rtsp://h/1\nc02,桥,rtsp://h/2\n"
    stage.look_at(text)
    assert not stage.sheet.take.isEnabled()
    stage.sheet.taken.emit()
    assert stage.taken == []
    stage.look_at(text, leave_out=True)
    stage.sheet.take.click()
    assert [camera.id for camera in stage.taken[0].cameras] == ["c02"]


def test_what_cannot_be_read_or_written_is_told(stage: Stage) -> None:
    stage.sheet.file_chosen.emit(str(stage.folder / "gone.csv"), False)
    stage.wait()
    assert stage.sheet.told.text() == "It cannot be read: the folder is not there"
    stage.look_at(HEADER)
    (stage.folder / PREVIOUS).write_text("in the way")
    stage.sheet.take.click()
    assert stage.sheet.told.text().startswith("It cannot be taken over")
    assert stage.taken == []


def test_the_list_is_exported_without_passwords_and_printed(stage: Stage) -> None:
    for wish, ending in (("export", "csv"), ("print", "pdf")):
        stage.window.finder.cameras.list_wished.emit(wish)
        stage.qtbot.waitUntil(lambda ending=ending: stage.notice().endswith(ending))
        (path,) = (stage.folder / "state" / "reports").glob(f"cameras-*.{ending}")
        assert str(path) in stage.window.top._notice.text()
        assert b"geheim" not in path.read_bytes()


def test_a_folder_that_cannot_be_written_is_told(stage: Stage) -> None:
    (stage.folder / "state" / "reports").write_text("in the way")
    stage.window.finder.cameras.list_wished.emit("export")
    assert stage.notice().startswith("cameras-")
    assert "csv cannot be written: " in stage.notice()
    stage.window.finder.cameras.list_wished.emit("print")
    stage.qtbot.waitUntil(lambda: stage.notice().startswith("The camera list cannot be written"))


def test_a_list_is_read_beside_the_window_and_can_be_given_up(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, let = threading.Event(), threading.Event()
    real = camera_list.preview

    def slow(*given: Any) -> Any:
        reached.set()
        assert let.wait(60)
        return real(*given)

    monkeypatch.setattr(camera_list, "preview", slow)
    path = stage.folder / "brought.csv"
    path.write_text(HEADER + "c09,桥,rtsp://h/9\n", "utf-8")
    stage.sheet.open_sheet()
    stage.sheet.file_chosen.emit(str(path), False)
    assert reached.wait(60)
    assert stage.sheet.told.text() == "Reading brought.csv …"
    stage.sheet.cancel.click()
    assert stage.sheet.told.text() == "cancelled"
    let.set()
    stage.desk.close()  # its thread has ended, and what it told has arrived
    QApplication.processEvents()
    assert stage.sheet.told.text() == "cancelled"
    stage.sheet.taken.emit()
    assert stage.taken == []


def test_only_the_list_chosen_last_is_shown(stage: Stage) -> None:
    one, two = stage.folder / "1.csv", stage.folder / "2.csv"
    one.write_text(HEADER + "".join(f"c{n},x,rtsp://h/{n}\n" for n in range(500)), "utf-8")
    two.write_text(HEADER + "c01,x,rtsp://h/1\n", "utf-8")
    stage.sheet.file_chosen.emit(str(one), False)
    stage.sheet.file_chosen.emit(str(two), False)
    stage.wait()
    assert stage.sheet.told.text().startswith("1 lines")
