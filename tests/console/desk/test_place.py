"""What is chosen of the room's devices is kept, and whether it is heard is shown at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from console.desk.place import PlaceDesk
from console.links.share_board import share_board
from console.site.place_file import Place, read_place
from console.ui.main_window import MainWindow
from console.ui.sound_stream import SoundDevices
from media.level import Level
from media.source import Source
from tests.console.desk.disks import quick_disk

LIVE = {"state": "live", "nodes": [], "program": {"on_air": []}}
IDLE = {**LIVE, "state": "idle"}


class RoomSound(QObject):
    trial_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.heard, self.trouble = False, ""
        self.measured: list[bool] = []

    def measure(self, wanted: bool) -> None:
        self.measured.append(wanted)

    def levels(self) -> tuple[Level, Level]:
        return Level(-10.0, -20.0), Level()

    def play_tone(self) -> None:
        self.trouble = "no loudspeaker"

    def try_voice(self) -> None:
        self.trouble = ""


class Sounds(QObject):
    heard_changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.devices, self.room = SoundDevices(self), RoomSound()
        window.conference.microphone_wished.connect(self.hear)

    def hear(self, wanted: bool) -> None:
        self.room.heard = wanted
        self.heard_changed.emit()


class Conference(QObject):
    changed = Signal(dict)


class Walls:
    def __init__(self, source: Source | None) -> None:
        self.target = self.desk = self.wall = self
        self.selected = 0
        self._source = source

    def sources(self) -> list[Source | None]:
        return [self._source]


@dataclass
class Hub:
    share: Any

    def place(self, name: str | None, channel: int = 0, epoch: int = 0) -> None: ...


@dataclass
class Site:
    folder: Path
    name: str = "运河镇"


class Stage:
    def __init__(self, window: MainWindow, folder: Path, share: Any) -> None:
        self.window, self.folder = window, folder
        self.sounds, self.conference = Sounds(window), Conference()
        self.walls = Walls(Source.parse("camera:c03"))
        parts: Any = (window, self.walls, self.sounds, self.conference, Site(folder))
        self.desk = PlaceDesk(
            *parts, quick_disk(window.tell), {}, Hub(share), lambda do, *given: do(*given),
            lambda source: f"大厅 {source.name}",
        )  # fmt: skip

    def hear(self, conference: dict[str, Any]) -> None:
        self.window.set_conference(conference)
        self.conference.changed.emit(conference)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr("console.ui.device_choice.DeviceChoice.names", lambda _self, _kind: [])
    monkeypatch.setattr("console.ui.device_choice.DeviceChoice.usual", lambda _self, _kind: "")
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.resize(1400, 900)
    window.show()
    share = share_board()
    yield Stage(window, tmp_path, share)
    share.close()


def test_what_is_chosen_is_kept_and_taken_up(stage: Stage) -> None:
    stage.desk.sheet().device_chosen.emit("microphone", "Jabra")
    stage.desk.sheet().cleaning_chosen.emit(True, False, True)
    stage.desk.sheet().cell_wished.emit()
    assert read_place(stage.folder) == Place("Jabra", picture="camera:c03", noise=False)
    assert stage.sounds.devices.choice.wished("microphone") == "Jabra"
    assert not stage.sounds.devices.treatment.wished.noise
    assert stage.desk.sheet().picture.currentText() == "大厅 c03"


def test_a_cell_without_a_camera_is_no_picture(stage: Stage) -> None:
    stage.walls._source = Source.parse("program")
    stage.desk.sheet().open_sheet()
    stage.desk.sheet().cell_wished.emit()
    assert stage.desk.place.picture == ""
    assert "no camera" in stage.desk.sheet().told.text()


def test_the_microphone_is_measured_while_the_sheet_is_open(stage: Stage) -> None:
    stage.window.place_wished.emit()
    stage.desk._show_levels()
    assert stage.desk.sheet().meters["microphone"].level.rms == -20.0
    stage.desk.sheet().tone_wished.emit()
    assert stage.desk.sheet().told.text() == "no loudspeaker"
    stage.desk.sheet().close_sheet()
    assert stage.sounds.room.measured == [True, False]


def test_the_room_is_heard_while_the_key_is_held_and_everybody_sees_it(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.window.activateWindow()
    qtbot.keyPress(stage.window, Qt.Key.Key_Insert)
    assert not stage.sounds.room.heard  # no conference
    stage.hear(LIVE)
    qtbot.keyPress(stage.window, Qt.Key.Key_Insert)
    assert stage.sounds.room.heard
    assert stage.desk.sign.isVisible()
    qtbot.keyRelease(stage.window, Qt.Key.Key_Insert)
    assert not stage.sounds.room.heard
    assert not stage.desk.sign.isVisible()


def test_a_microphone_that_is_open_stays_so_when_the_key_is_let_go(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.hear(LIVE)
    stage.window.conference.microphone_wished.emit(True)
    qtbot.keyPress(stage.window, Qt.Key.Key_Insert)
    qtbot.keyRelease(stage.window, Qt.Key.Key_Insert)
    assert stage.sounds.room.heard


def test_the_end_of_the_conference_lets_go_of_the_key(stage: Stage, qtbot: QtBot) -> None:
    stage.hear(LIVE)
    qtbot.keyPress(stage.window, Qt.Key.Key_Insert)
    stage.hear(IDLE)
    assert not stage.sounds.room.heard
    assert not stage.desk.sign.isVisible()
