"""The card of a case, written where the hub reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from console.desk.case_screen import HEIGHT, WIDTH, CaseScreen, card_of
from console.links.share_board import CARD_CHANNEL, share_board
from media.board import FrameBoard


@pytest.fixture
def board(qapp: QApplication) -> Iterator[FrameBoard]:
    made = share_board()
    yield made
    made.close()


def dark(image: Any) -> int:
    """How many pixels are written on."""
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT, WIDTH, 4)
    return int((pixels[:, :, :3].max(axis=2) < 128).sum())


def test_the_card_is_written_and_follows_its_case(board: FrameBoard) -> None:
    screen = CaseScreen(board)
    told: dict[str, Any] = {"title": "河水漫堤", "level": "橙"}
    screen.case = lambda: dict(told)
    screen.share("", 4)
    picture = board.picture(CARD_CHANNEL, 4)
    assert picture is not None
    assert (picture.width, picture.height) == (WIDTH, HEIGHT)
    before = picture.array().copy()
    del picture
    told["status"] = "处置中"
    screen.write()
    picture = board.picture(CARD_CHANNEL, 4)
    assert picture is not None
    assert (picture.array() != before).any()
    del picture
    screen.unshare()


def test_more_is_written_the_more_is_known_and_nothing_runs_over(qapp: QApplication) -> None:
    title = dark(card_of({"title": "河水漫堤"}))
    more = dark(card_of({"title": "河水漫堤", "unit": "水利站", "text": "水" * 9999}))
    assert 0 < title < more
    assert dark(card_of({})) > 0
