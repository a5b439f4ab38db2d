from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.camera_list import CameraListDesk
from console.site.camera_list import PREVIOUS
from console.site.load import load_site
from console.site.records import Site
from console.ui.main_window import MainWindow

HEADER = "id,name,main\n"


def straight(call: Callable[..., None], *given: Any) -> None:
    call(*given)


class Stage:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        (folder / "site.toml").write_text('name = "丁家湾"\n', "utf-8")
        (folder / "cameras.csv").write_text(HEADER + "c01,村口,rtsp://op:geheim@h/1\n", "utf-8")
        self.folder = folder
        self.window = MainWindow("丁家湾", "en")
        qtbot.addWidget(self.window)
        self.taken: list[Site] = []
        self.desk = CameraListDesk(self.window, load_site(folder), straight)
        self.desk.taken_over.connect(self.taken.append)
        self.sheet = self.window.sheets.camera_import()

    def look_at(self, text: str, leave_out: bool = False) -> None:
        path = self.folder / "brought.csv"
        path.write_text(text, "utf-8")
        self.sheet.file_chosen.emit(str(path), leave_out)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    return Stage(qtbot, tmp_path)


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
    assert stage.sheet.told.text() == "It cannot be read: the folder is not there"
    stage.look_at(HEADER)
    (stage.folder / PREVIOUS).write_text("in the way")
    stage.sheet.take.click()
    assert stage.sheet.told.text().startswith("It cannot be taken over")
    assert stage.taken == []


def test_the_list_is_exported_without_passwords_and_printed(stage: Stage) -> None:
    for wish, ending in (("export", "csv"), ("print", "pdf")):
        stage.window.finder.cameras.list_wished.emit(wish)
        (path,) = (stage.folder / "state" / "reports").glob(f"cameras-*.{ending}")
        assert str(path) in stage.window.top._notice.text()
        assert b"geheim" not in path.read_bytes()


def test_a_folder_that_cannot_be_written_is_told(stage: Stage) -> None:
    (stage.folder / "state" / "reports").write_text("in the way")
    for wish in ("export", "print"):
        stage.window.finder.cameras.list_wished.emit(wish)
        assert stage.window.top._notice.text().startswith("The camera list cannot be written")
