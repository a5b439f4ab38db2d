"""This window's screen, written where the hub reads it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.desk.own_screen import OwnScreen
from console.links.share_board import HEIGHT, SCREEN_CHANNEL, WIDTH, share_board
from media.board import FrameBoard


class Grabbed(QWidget):
    """A window on a screen that looks as told."""

    def __init__(self, image: QImage | None) -> None:
        super().__init__()
        self._image = image

    def screen(self) -> Grabbed:  # type: ignore[override]
        return self

    def grabWindow(self, _id: int) -> QPixmap:
        return QPixmap() if self._image is None else QPixmap.fromImage(self._image)


@pytest.fixture
def board(qapp: object) -> Iterator[FrameBoard]:
    made = share_board()
    yield made
    made.close()


def painted(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(10, 60, 200))
    return image


def test_the_screen_is_written_in_its_colours(board: FrameBoard, qtbot: QtBot) -> None:
    window = Grabbed(painted(641, 361))
    qtbot.addWidget(window)
    screen = OwnScreen(window, board)
    screen.share("", 3)
    picture = board.picture(SCREEN_CHANNEL, 3)
    assert picture is not None
    assert (picture.width, picture.height) == (641, 361)
    assert np.abs(picture.array()[:, :, :3].astype(int) - (200, 60, 10)).max() <= 1
    before = picture.turn
    del picture
    screen.write()
    assert board.turn(SCREEN_CHANNEL) == before + 1
    screen.unshare()
    assert board.picture(SCREEN_CHANNEL, 3) is None


def test_a_larger_screen_is_made_to_fit_in_its_shape(board: FrameBoard, qtbot: QtBot) -> None:
    window = Grabbed(painted(7680, 1080))
    qtbot.addWidget(window)
    screen = OwnScreen(window, board)
    screen.share("", 1)
    picture = board.picture(SCREEN_CHANNEL, 1)
    assert picture is not None
    assert (picture.width, picture.height) == (WIDTH, HEIGHT // 4)
    del picture
    screen.unshare()


def test_where_the_system_gives_no_screen_the_window_is_shared(
    board: FrameBoard, qtbot: QtBot
) -> None:
    window = Grabbed(None)
    qtbot.addWidget(window)
    window.resize(320, 180)
    screen = OwnScreen(window, board)
    screen.share("", 1)
    picture = board.picture(SCREEN_CHANNEL, 1)
    assert picture is not None
    assert (picture.width, picture.height) == (320, 180)
    del picture
    screen.unshare()


def test_a_board_that_is_gone_is_written_no_more(qtbot: QtBot) -> None:
    window, board = Grabbed(painted(64, 36)), share_board()
    qtbot.addWidget(window)
    screen = OwnScreen(window, board)
    screen.share("", 1)
    board.close()
    screen.write()
    screen.unshare()
