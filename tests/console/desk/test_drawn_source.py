"""What this window draws as a source, on its way to tiles. The map is one: test_town_map."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.desk.drawn_source import DrawnSource
from media.source import Connecting, Live, Source, SourceKind


class Red(QWidget):
    drawn = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.drawn += 1
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(200, 0, 0))
        painter.end()


@pytest.fixture
def drawn(qtbot: QtBot) -> Iterator[DrawnSource]:
    made = DrawnSource(Source(SourceKind.LEADERS), Red())
    yield made
    made.close()


def test_it_is_drawn_in_the_size_of_the_largest_tile_and_lives(
    qtbot: QtBot, drawn: DrawnSource
) -> None:
    small, large = drawn.open(), drawn.open()
    assert isinstance(small.state(0.0), Connecting)
    small.wish(160, 90)
    large.wish(320, 180)
    qtbot.waitUntil(lambda: (p := large.picture()) is not None and p.width == 320)
    picture = small.picture()
    assert picture is not None
    assert picture.array()[90, 160].tolist()[:3] == [0, 0, 200]
    assert isinstance(small.state(picture.received_at), Live)
    assert small.source == Source(SourceKind.LEADERS)
    small.close()
    large.close()
    assert small.picture() is None


def test_nothing_is_drawn_while_no_tile_shows_it(qtbot: QtBot, drawn: DrawnSource) -> None:
    drawn.changed()
    assert not drawn._soon.isActive()
    feed = drawn.open()
    feed.wish(160, 90)
    feed.close()
    assert not drawn._beat.isActive()
