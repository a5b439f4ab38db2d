"""The map as a source: drawn into a board of its own, so that any tile can show it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter

from console.desk.drawn_source import DrawnSource
from console.ui.map_view import MapView
from console.ui.marker_painter import DrawnMarker
from media.source import Source, SourceKind


class TownMap(DrawnSource):
    """Lives in the Qt thread."""

    def __init__(self, view: MapView, parent: QObject | None = None) -> None:
        super().__init__(Source(SourceKind.MAP), view, parent)
        self.view = view

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

    def _resized(self) -> None:
        self.view.fit()

    def _paint(self, painter: QPainter) -> None:
        self.view.render(painter)
