"""A window that is shared, as the system's own capture brings it."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.desk.own_window import OwnWindow, title_of
from console.links.share_board import WINDOW_CHANNEL, share_board
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
    window = OwnWindow(board)
    monkeypatch.setattr("console.desk.own_window.capturable", tuple)
    window.share("", 4)
    image = QImage(3000, 1000, QImage.Format.Format_RGB32)
    image.fill(0xFF2040C0)
    frame: Any = SimpleNamespace(toImage=lambda: image)
    window._on_frame(frame)
    assert board.picture(WINDOW_CHANNEL, 4) is None  # it is not captured
    window._sink = object()  # type: ignore[assignment]
    window._on_frame(frame)
    picture = board.picture(WINDOW_CHANNEL, 4)
    assert picture is not None
    assert (picture.width, picture.height) == (1920, 640)
    blue, green, red = picture.array()[100, 100, :3].tolist()
    assert (abs(blue - 0xC0) < 8, abs(green - 0x40) < 8, abs(red - 0x20) < 8) == (True,) * 3
    del picture
    window._sink = None
    window.unshare()
    assert board.picture(WINDOW_CHANNEL, 4) is None
