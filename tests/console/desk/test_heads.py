from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from console.desk.heads import UNHEARD_S, HeadsDesk
from console.site.load import load_site
from console.site.records import Site
from media.calibration import Pose
from media.onvif.trouble import Kind, Trouble
from media.onvif.whereabouts import EACH_S, REST_S, Unknown
from media.onvif.words import Motion, Status

POSE = """[pose]
longitude = 120.19
latitude = 30.47
height_m = 8
heading_deg = 90
tilt_deg = 12
roll_deg = 0
hfov_deg = 60
"""
HEAD = "[head]\npan_deg = 45\ntilt_deg = 12\nhfov_deg = [[0, 60], [1, 11]]\n"


class Line(QObject):
    """Steering whose answers a test gives."""

    stood = Signal(str, object)
    steered = Signal(str, dict)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def look(self, camera: str) -> None:
        self.asked.append(camera)


class Room:
    def __init__(self, site: Site) -> None:
        self.line, self.now, self.changes = Line(), 0.0, 0
        self.desk = HeadsDesk(self.line, site, self.line, lambda: self.now)  # type: ignore[arg-type]
        self.desk.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self.changes += 1

    def rests(self, at: Motion) -> None:
        for _ in range(2):
            self.now += REST_S + 0.01
            self.desk.look()
            self.line.stood.emit("c1", Status(at, False))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "site.toml").write_text('name = "room"\n', "utf-8")
    rows = "c1,c1,rtsp://h/1,http://h/onvif\nc2,c2,rtsp://h/2,http://g/onvif\nc3,c3,rtsp://h/3,\n"
    (tmp_path / "cameras.csv").write_text("id,name,main,ptz\n" + rows, "utf-8")
    (tmp_path / "calibrations").mkdir()
    (tmp_path / "calibrations" / "c1.toml").write_text(POSE + HEAD, "utf-8")
    (tmp_path / "calibrations" / "c3.toml").write_text(POSE, "utf-8")
    return load_site(tmp_path)


@pytest.fixture
def room(qtbot: QtBot, site: Site) -> Room:
    return Room(site)


def heading(aim: Any) -> float:
    assert isinstance(aim, Pose)
    return aim.heading_deg


def test_only_calibrated_cameras_with_a_head_are_followed(room: Room) -> None:
    assert list(room.desk.turnable()) == ["c1"]
    assert room.desk.aim("c2") is None
    assert heading(room.desk.aim("c3")) == 90.0


def test_nothing_is_asked_while_nobody_watches(room: Room) -> None:
    room.desk.look()
    assert room.line.asked == []
    room.desk.watch({"c1", "c2", "c3"})
    room.desk.look()
    room.desk.watch(())
    room.desk.look()
    assert room.line.asked == ["c1"]


def test_a_turned_head_is_told_when_it_moves_and_when_it_rests(room: Room) -> None:
    room.desk.watch({"c1"})
    room.rests(Motion())
    assert heading(room.desk.aim("c1")) == 90.0
    told = room.changes
    room.line.steered.emit("c1", {})
    assert room.desk.aim("c1") is Unknown.TURNING
    assert room.changes == told + 1
    room.rests(Motion(0.5))
    assert heading(room.desk.aim("c1")) == 112.5
    assert room.changes == told + 2


def test_one_answer_is_waited_for_and_a_head_that_rests_is_asked_seldom(room: Room) -> None:
    room.desk.watch({"c1"})
    for _ in range(5):
        room.now += 1
        room.desk.look()
    assert len(room.line.asked) == 1
    room.now += UNHEARD_S
    room.desk.look()
    assert len(room.line.asked) == 2
    room.rests(Motion())
    asked = len(room.line.asked)
    room.desk.look()
    assert len(room.line.asked) == asked
    room.now += EACH_S
    room.desk.look()
    assert len(room.line.asked) == asked + 1


def test_a_device_in_trouble_is_asked_again_and_nothing_is_made_up(room: Room) -> None:
    room.desk.watch({"c1"})
    room.desk.look()
    room.line.stood.emit("c1", Trouble(Kind.SILENT))
    room.now += 10
    room.desk.look()
    assert len(room.line.asked) == 2
    assert room.desk.aim("c1") is Unknown.NOT_KNOWN


@pytest.mark.parametrize(
    "answer",
    [
        Trouble(Kind.WRONG_LOGIN), Trouble(Kind.UNSUPPORTED), Trouble(Kind.BAD_ANSWER),
        Status(None, False),
    ],
)  # fmt: skip
def test_what_will_be_refused_again_is_not_asked_again_soon(room: Room, answer: object) -> None:
    """Devices lock accounts."""
    room.desk.watch({"c1"})
    room.desk.look()
    room.line.stood.emit("c1", answer)
    for _ in range(58):
        room.now += 1
        room.desk.look()
    assert len(room.line.asked) == 1
    room.now += 2
    room.desk.look()
    assert len(room.line.asked) == 2


def test_another_list_keeps_what_is_known_and_takes_a_new_calibration(
    room: Room, site: Site
) -> None:
    room.desk.watch({"c1"})
    room.rests(Motion(0.5))
    room.desk.set_site(site)
    assert heading(room.desk.aim("c1")) == 112.5
    room.desk.set_site(replace(site, poses={**site.poses, "c1": site.poses["c3"]}, heads={}))
    assert heading(room.desk.aim("c1")) == 90.0
    room.desk.set_site(replace(site, poses={}, heads={}))
    room.line.stood.emit("c1", Status(Motion(), False))
    assert room.desk.aim("c1") is None
