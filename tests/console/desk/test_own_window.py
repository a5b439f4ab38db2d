"""A window that is shared, as the system's own capture brings it."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.desk import own_window
from console.desk.own_window import Captured, OwnWindow, title_of
from console.links.share_board import RATE, WINDOW_CHANNEL, share_board
from media.board import FrameBoard


@pytest.fixture
def board() -> Iterator[FrameBoard]:
    made = share_board()
    yield made
    made.close()


def test_a_window_s_title_is_its_name() -> None:
    assert title_of("window:报表: 2026") == "报表: 2026"


def test_its_pictures_are_written_until_it_is_shared_no_more(
    qapp: QApplication, board: FrameBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(own_window, "time", SimpleNamespace(monotonic=lambda: now[0]))
    window = OwnWindow(board)
    window.title = "no such window"
    window.share("", 4)
    image = QImage(3000, 1000, QImage.Format.Format_RGB32)
    image.fill(0xFF2040C0)
    frame: Any = SimpleNamespace(toImage=lambda: image)
    captured = Captured(window)
    captured.take(frame)
    now[0] += 0.5 / RATE
    captured.take(frame)  # sooner than the program shows it
    picture = board.picture(WINDOW_CHANNEL, 4)
    assert picture is not None
    assert (picture.turn, picture.width, picture.height) == (1, 1920, 640)
    blue, green, red = picture.array()[100, 100, :3].tolist()
    assert (abs(blue - 0xC0) < 8, abs(green - 0x40) < 8, abs(red - 0x20) < 8) == (True,) * 3
    del picture
    now[0] += 0.5 / RATE
    captured.take(frame)
    picture = board.picture(WINDOW_CHANNEL, 4)
    assert picture is not None
    assert (picture.turn, picture.received_at) == (2, now[0])
    del picture
    captured.end()
    now[0] += 1.0
    captured.take(frame)
    window.unshare()
    assert board.picture(WINDOW_CHANNEL, 4) is None
