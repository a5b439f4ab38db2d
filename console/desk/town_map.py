"""The map as a source: drawn into a board of its own, so that any tile can show it."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter

from console.ui.feed import Figures
from console.ui.map_view import MapView
from console.ui.marker_painter import DrawnMarker
from media.board import FrameBoard, Mark, Picture
from media.source import Connecting, Live, Source, SourceKind, SourceState

SOONEST_MS = 200  # between two drawings: a map is read, not watched
OLDEST_MS = 1000  # so that its age on the tile stays that of a living map
FIRST_SIZE = (640, 360)


class TownMap(QObject):
    """Draws a map that nobody sees into a board. Lives in the Qt thread.

    Nothing is drawn while no tile shows it. The map is as large as the largest tile wishes.
    """

    def __init__(self, view: MapView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = view
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.resize(*FIRST_SIZE)
        view.show()
        self.board = FrameBoard.create(channels=1)
        self._wishes: dict[int, tuple[int, int]] = {}
        self._handle = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)
        self._beat = QTimer(self)
        self._beat.setInterval(OLDEST_MS)
        self._beat.timeout.connect(self._draw)

    def open(self) -> MapFeed:
        self._handle += 1
        return MapFeed(self, self._handle)

    @Slot()
    def changed(self) -> None:
        """Cases or cameras on the map are others: draw it soon."""
        if self._wishes and not self._soon.isActive():
            self._soon.start(SOONEST_MS)

    def drawn_markers(self, rect: tuple[int, int, int, int]) -> list[DrawnMarker]:
        """The cases on the map as a tile shows it whose picture lies at ``rect`` on the screen."""
        x, y, width, height = rect
        across, down = width / self.view.width(), height / self.view.height()
        return [
            DrawnMarker(
                str(marker.case_id), marker.rev,
                x + at.x() * across, y + at.y() * down, painted_at, True,
            )
            for marker, at, painted_at in self.view.placed_markers()
        ]  # fmt: skip

    def close(self) -> None:
        self._beat.stop()
        self._soon.stop()
        self.view.close()
        self.board.close()

    def wish(self, handle: int, width: int, height: int) -> None:
        self._wishes[handle] = (width, height)
        largest = max(self._wishes.values(), key=lambda size: size[0] * size[1])
        if (self.view.width(), self.view.height()) != largest and 0 not in largest:
            self.view.resize(*largest)
            self.view.fit()
        self._beat.start()
        self._soon.start(0)

    def leave(self, handle: int) -> None:
        self._wishes.pop(handle, None)
        if not self._wishes:
            self._beat.stop()

    @Slot()
    def _draw(self) -> None:
        if not self._wishes:
            return
        width, height = self.view.width(), self.view.height()
        pixels = self.board.begin(0, width, height)
        image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self.view.render(painter)
        painter.end()
        now = time.monotonic()
        self.board.publish(0, 0, width, height, Mark.NONE, now, now, now)


class MapFeed:
    """The map on its way to one tile: the ``Feed`` of ``console.ui.feed``."""

    source = Source(SourceKind.MAP)

    def __init__(self, town_map: TownMap, handle: int) -> None:
        self._map = town_map
        self._handle = handle
        self._open = True

    def place(self) -> None:
        return None

    def turn(self) -> int:
        return self._map.board.turn(0) if self._open else 0

    def picture(self) -> Picture | None:
        return self._map.board.picture(0, 0) if self._open else None

    def state(self, now: float) -> SourceState:
        picture = self.picture()
        return Connecting() if picture is None else Live(max(now - picture.received_at, 0.0))

    def figures(self) -> Figures:
        return Figures()

    def wish(self, width: int, height: int) -> None:
        if self._open:
            self._map.wish(self._handle, width, height)

    def close(self) -> None:
        if self._open:
            self._open = False
            self._map.leave(self._handle)
