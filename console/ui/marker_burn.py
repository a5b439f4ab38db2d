"""Case markers drawn apart from any tile, as pixels to be laid into snapshots and films."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from console.cases.markers import PictureMarker
from console.ui.marker_layout import Box
from console.ui.marker_painter import MarkerPainter
from console.ui.marker_pieces import Item, Patch, Piece, composed, items_of
from console.ui.theme import DARK, Look
from media.marks import Mark

HEIGHT_PX = 720  # of a picture on which markers are as large as on the desk
SMALLEST, LARGEST = 0.6, 3.2

_looks: dict[float, Look] = {}


def drawn_marks(
    markers: Sequence[PictureMarker], width: int, height: int, since: dict[str, float] | None = None
) -> list[Mark]:
    """The markers of one picture of so many pixels; ``since`` tells by case from when on its sign
    is to be seen. Belongs to the Qt thread."""
    times = round(min(max(height / HEIGHT_PX, SMALLEST), LARGEST), 1)
    look = _looks.setdefault(times, Look(DARK, times=times))
    frame = QRect(0, 0, width, height)
    painter = MarkerPainter(look)
    painter.set_rect(frame, 1.0)
    painter.set(markers)
    found = []
    for piece in painter.pieces():
        mark = _mark(piece, look, frame, since or {})
        if mark is not None:
            found.append(mark)
    return found


def _mark(piece: Piece, look: Look, frame: QRect, since: dict[str, float]) -> Mark | None:
    """All of one sign as one piece of pixels."""
    items = items_of(piece, look, 1.0, plates=True)
    whole = items[0].box
    for item in items[1:]:
        whole = whole.united(item.box)
    patches = composed([_together(items, whole)], frame, 1.0)
    if not patches:
        return None
    known = [since[each.case_id] for each in piece.markers if each.case_id in since]
    what = ", ".join(marker.number or marker.case_id for marker in piece.markers)
    return _as_mark(patches[0], frame, min(known, default=None), what)


def _together(items: Sequence[Item], whole: Box) -> Item:
    ordered = sorted(items, key=lambda item: item.layer)

    def draw(painter: QPainter) -> None:
        for item in ordered:
            item.draw(painter)

    return Item(whole, draw, 0)


def _as_mark(patch: Patch, frame: QRect, since: float | None, what: str) -> Mark:
    import numpy as np  # somebody wants a picture with its signs

    image = patch.pixmap.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    wide, high = image.width(), image.height()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(high, image.bytesPerLine())
    pixels = rows[:, : wide * 4].reshape(high, wide, 4).copy()
    return Mark(
        patch.at.x() / frame.width(), patch.at.y() / frame.height(),
        wide / frame.width(), high / frame.height(), pixels, since, what[:100],
    )  # fmt: skip
