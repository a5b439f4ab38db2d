"""A feed that writes into a real board, a look, and ready cases."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.cases.case import Case, CaseId, Clock, Place, Step
from console.cases.markers import PictureMarker
from console.ui.feed import Figures
from console.ui.main_window import MainWindow
from console.ui.map_view import MapView
from console.ui.theme import Look
from console.ui.tile import Tile
from console.ui.words import speak
from media.board import FrameBoard, Mark, Picture
from media.source import Live, Source, SourceKind, SourceState, judge
from tests.console.ui.map_stage import village_map
from tests.console.ui.window_stage import FOUR, ONE, Opener

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
SCALE = float(os.environ.get("QT_SCALE_FACTOR", "1"))  # what the screen's pixels are of a point


class BoardFeed:
    """A feed on a channel of a board; tests write its pictures by ``show``."""

    def __init__(self, board: FrameBoard, channel: int, source: Source) -> None:
        self._board = board
        self._channel = channel
        self.source = source
        self.epoch = 1
        self.reported: SourceState = Live(0.0)
        self.wishes: list[tuple[int, int]] = []
        self.closed = False
        self.torn = 0  # so many pictures are overwritten while they are painted
        self.pictures = 0
        self.told = Figures("sub", "h264", 640, 360, 25.0, 500.0)

    def show(
        self,
        colour: tuple[int, int, int],
        size: tuple[int, int] = (64, 36),
        at: float | None = None,
        marks: Mark = Mark.NONE,
    ) -> None:
        """One picture of one colour (red, green, blue), received at ``at`` (monotonic)."""
        red, green, blue = colour
        at = time.monotonic() if at is None else at
        pixels = self._board.begin(self._channel, *size)
        pixels[:] = np.array((blue, green, red, 255), np.uint8)
        self._board.publish(self._channel, self.epoch, *size, marks, at, at, at)

    def place(self) -> tuple[FrameBoard, int]:
        return self._board, self._channel

    def turn(self) -> int:
        return self._board.turn(self._channel)

    def picture(self) -> Picture | None:
        found = self._board.picture(self._channel, self.epoch)
        self.pictures += 1
        if found is not None and self.torn > 0:
            self.torn -= 1
            for _ in range(3):  # the writer comes round to the same slot
                self.show((255, 0, 255), (found.width, found.height))
        return found

    def state(self, now: float) -> SourceState:
        found = self._board.picture(self._channel, self.epoch)
        return judge(self.reported, found.received_at if found else None, now)

    def figures(self) -> Figures:
        return self.told

    def wish(self, width: int, height: int) -> None:
        self.wishes.append((width, height))

    def close(self) -> None:
        self.closed = True


FeedMaker = Callable[..., BoardFeed]


@pytest.fixture
def board() -> Iterator[FrameBoard]:
    board = FrameBoard.create(channels=12, slot_bytes=640 * 360 * 4)
    yield board
    board.close()


@pytest.fixture
def make_feed(board: FrameBoard) -> FeedMaker:
    made: list[BoardFeed] = []

    def make(name: str = "c01", kind: SourceKind = SourceKind.CAMERA) -> BoardFeed:
        made.append(BoardFeed(board, len(made), Source(kind, name)))
        return made[-1]

    return make


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look()


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    """Tests read English unless they speak Chinese themselves; no style is left to the next."""
    font = qapp.font()
    speak(qapp, "en")
    yield
    speak(qapp, "en")
    qapp.setStyleSheet("")
    qapp.setFont(font)


def colour_at(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    pixel = image.pixelColor(x, y)
    return pixel.red(), pixel.green(), pixel.blue()


@pytest.fixture
def seen() -> Callable[[QWidget, int, int], tuple[int, int, int]]:
    """The colour that a widget shows at a point."""

    def look_at(widget: QWidget, x: int, y: int) -> tuple[int, int, int]:
        return colour_at(widget.grab().toImage(), x, y)

    return look_at


@pytest.fixture
def tile(look: Look, qtbot: QtBot) -> Tile:
    """Of 320 x 206: a caption of 26, below it a picture of 320 x 180."""
    tile = Tile(look, 3)
    qtbot.addWidget(tile)
    tile.resize(320, 206)
    tile.show()
    return tile


@pytest.fixture
def make_case() -> Callable[..., Case]:
    def make(name: str = "c-1", **changes: object) -> Case:
        fields: dict[str, object] = {
            "id": CaseId(name),
            "rev": 1,
            "number": "2026-1123-0031",
            "title": "占道经营冲突",
            "text": "",
            "platform": "market",
            "category_code": "0301",
            "category": "占道经营",
            "source": "网格智慧",
            "channel": "grid_worker",
            "status": "handling",
            "level": "red",
            "place": Place(120.19, 30.47, 10.0, "gps", "农贸市场东门", "集市-07"),
            "clocks": (Clock("handle", NOON + timedelta(minutes=20)),),
            "unit": "市场监管所",
            "person": "王",
            "reporter": "张**",
            "reporter_phone": "138****0000",
            "cameras": ("c05",),
            "timeline": (
                Step(NOON - timedelta(minutes=30), "李**", "", "report", ""),
                Step(NOON - timedelta(minutes=27), "赵", "指挥室", "accept", ""),
            ),
            "reported_at": NOON - timedelta(minutes=30),
        }
        return Case(**{**fields, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture
def make_marker() -> Callable[..., PictureMarker]:
    def make(name: str = "c-1", **changes: object) -> PictureMarker:
        fields: dict[str, object] = {
            "case_id": CaseId(name),
            "rev": 1,
            "x": 0.5,
            "y": 0.7,
            "where": "inside",
            "arrow_deg": None,
            "level": "red",
            "lamp": "amber",
            "platform": "market",
            "title": "占道经营冲突",
            "number": "2026-1123-0031",
            "left_s": 1200.0,
        }
        return PictureMarker(**{**fields, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture
def town(look: Look, qtbot: QtBot) -> MapView:
    view = village_map(look)
    qtbot.addWidget(view)
    return view


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Iterator[Opener]:
    def open_window(size: tuple[int, int] = (1280, 720), **more: object) -> MainWindow:
        window = MainWindow("运河镇综合信息指挥室", **more)  # type: ignore[arg-type]
        qtbot.addWidget(window)
        window.top.set_layouts([ONE, FOUR], "2x2")
        window.set_layout(FOUR)
        window.resize(*size)
        window.show()
        window.activateWindow()  # shortcuts are for the active window
        qtbot.waitUntil(window.isActiveWindow)
        assert window.devicePixelRatio() == SCALE
        return window

    yield open_window
    qapp.setStyleSheet("")
