"""The workstation's camera, from a sink that gives frames as a camera's does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtMultimedia import QMediaDevices, QVideoFrame, QVideoSink
from pytestqt.qtbot import QtBot

from console.desk.own_camera import OwnCamera
from console.links.share_board import OWN_CAMERA_CHANNEL, share_board
from console.ui.device_choice import CAMERA, DeviceChoice
from media.board import FrameBoard
from tests.console.ui.sound_devices import NoDevice

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", extend=True)  # a screen without a GPU


@pytest.fixture
def board() -> Iterator[FrameBoard]:
    made = share_board()
    yield made
    made.close()


@pytest.fixture
def camera(board: FrameBoard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnCamera]:
    monkeypatch.setattr(QMediaDevices, "defaultVideoInput", NoDevice)
    made = OwnCamera(board, DeviceChoice())
    yield made
    made.unplace()


def frame(width: int = 640, height: int = 360) -> QVideoFrame:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 40, 10))
    return QVideoFrame(image)


def test_its_frames_are_written_while_the_room_is_seen(
    camera: OwnCamera, board: FrameBoard
) -> None:
    sink = QVideoSink()
    camera.follow(sink)
    sink.setVideoFrame(frame())
    assert board.picture(OWN_CAMERA_CHANNEL, 7) is None  # nobody asked
    camera.place("own", 7)
    sink.setVideoFrame(frame())
    picture = board.picture(OWN_CAMERA_CHANNEL, 7)
    assert picture is not None
    assert (picture.width, picture.height) == (640, 360)
    assert picture.array()[0, 0].tolist()[:3] == [10, 40, 200]
    turn = board.turn(OWN_CAMERA_CHANNEL)
    for _ in range(20):
        sink.setVideoFrame(frame())
    assert board.turn(OWN_CAMERA_CHANNEL) <= turn + 2  # no more than the program shows


def test_its_operator_looks_at_it_though_nobody_sees_it(
    camera: OwnCamera, board: FrameBoard, qtbot: QtBot
) -> None:
    sink = QVideoSink()
    camera.follow(sink)
    camera.preview(True)
    with qtbot.waitSignal(camera.seen) as seen:
        sink.setVideoFrame(frame(1280, 720))
    image = seen.args[0]
    assert (image.width(), image.height()) == (320, 180)
    assert board.picture(OWN_CAMERA_CHANNEL, 0) is None
    camera.preview(False)
    with qtbot.assertNotEmitted(camera.seen):
        sink.setVideoFrame(frame())


def test_one_larger_than_the_program_is_made_smaller(camera: OwnCamera, board: FrameBoard) -> None:
    camera.place("own", 7)
    camera.write(frame(1920, 1200).toImage(), 1.0)
    picture = board.picture(OWN_CAMERA_CHANNEL, 7)
    assert picture is not None
    assert (picture.width, picture.height) == (1152, 720)


def test_a_workstation_without_a_camera_says_so_and_looks_again(
    camera: OwnCamera, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(camera.troubled) as told:
        camera.place("own", 1)
    assert "no camera" in told.args[0]
    with qtbot.waitSignal(camera.troubled):
        camera._choice.listed.emit(CAMERA)
