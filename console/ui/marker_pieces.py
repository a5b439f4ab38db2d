"""What markers on a picture are painted from: pieces with their boxes, composed into few pixmaps.

A wall paints each tile 25 times a second: what lies over the picture is composed once, when it
changes, and copied from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from console.cases.markers import PictureMarker
from console.ui.marker_layout import Box, patches
from console.ui.marker_signs import foot_pixmap
from console.ui.theme import Look

FOOT_PX = 3.0  # half of the foot point's size
HALO_PX = 2.0  # around the disc of the case that is looked at

Draw = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Item:
    """Something to paint and the box that it keeps to; ``layer`` 0 lies on the ground, 1 above."""

    box: Box
    draw: Draw
    layer: int


@dataclass(frozen=True, slots=True)
class Patch:
    at: QPointF
    pixmap: QPixmap


@dataclass(slots=True)
class Piece:
    """One sign, ready to paint: of one marker, or of several that were gathered."""

    markers: tuple[PictureMarker, ...]
    feet: tuple[QPointF, ...]  # of those that stand on the ground, in the markers' order
    middle: QPointF
    disc_at: QPointF
    disc: QPixmap
    plate_at: QPointF | None = None
    plate: QPixmap | None = None
    ellipse_at: QPointF | None = None
    ellipse: QPixmap | None = None
    arrow: QPolygonF | None = None
    vague: bool = False
    chosen: bool = False

    @property
    def marker(self) -> PictureMarker:
        return self.markers[0]

    @property
    def foot(self) -> QPointF | None:
        return self.feet[0] if self.feet else None

    def holds(self, at: QPointF) -> bool:
        """Whether its disc or its plate lies under a point."""
        if QRectF(self.disc_at, self.disc.deviceIndependentSize()).contains(at):
            return True
        if self.plate is None or self.plate_at is None:
            return False
        return QRectF(self.plate_at, self.plate.deviceIndependentSize()).contains(at)


def items_of(piece: Piece, look: Look, ratio: float, plates: bool) -> list[Item]:
    """What is painted of a sign."""
    found = []
    if piece.ellipse is not None and piece.ellipse_at is not None:
        found.append(_pixmap(piece.ellipse_at, piece.ellipse, 0))
    found += [_stalk(piece, foot, look, ratio) for foot in piece.feet[:1]]
    found += [foot_item(foot, look, ratio) for foot in piece.feet[1:]]
    found.append(_disc(piece, look))
    if plates and piece.plate is not None and piece.plate_at is not None:
        found.append(_pixmap(piece.plate_at, piece.plate, 1))
    return found


def foot_item(foot: QPointF, look: Look, ratio: float) -> Item:
    """The foot point alone, of what has no sign."""
    half = FOOT_PX * look.scale
    return _pixmap(foot - QPointF(half, half), foot_pixmap(look, half, ratio), 0)


def pixmap_item(at: QPointF, pixmap: QPixmap) -> Item:
    return _pixmap(at, pixmap, 1)


def composed(items: Sequence[Item], frame: QRect, ratio: float) -> list[Patch]:
    """The items as few pixmaps, those on the ground first; what is beyond the frame is cut off."""
    found = []
    for layer in (0, 1):
        there = [item for item in items if item.layer == layer]
        for numbers in patches([item.box for item in there]):
            patch = _composed([there[number] for number in numbers], frame, ratio)
            if patch is not None:
                found.append(patch)
    return found


def _composed(items: Sequence[Item], frame: QRect, ratio: float) -> Patch | None:
    whole = items[0].box
    for item in items[1:]:
        whole = whole.united(item.box)
    rect = QRectF(*whole).toAlignedRect().intersected(frame)
    if rect.isEmpty():
        return None
    pixmap = QPixmap(rect.size() * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-rect.topLeft())
    for item in items:
        item.draw(painter)
    painter.end()
    return Patch(QPointF(rect.topLeft()), pixmap)


def _pixmap(at: QPointF, pixmap: QPixmap, layer: int) -> Item:
    size = pixmap.deviceIndependentSize()
    box = Box(at.x(), at.y(), size.width(), size.height())
    return Item(box, lambda painter: painter.drawPixmap(at, pixmap), layer)


def _stalk(piece: Piece, foot: QPointF, look: Look, ratio: float) -> Item:
    """From the foot to the sign; dashed where nobody says that the place is seen just there."""
    doubtful = piece.vague or bool(piece.marker.doubt)
    pen = QPen(look.colour("plate_text"), 1.5 * look.scale)
    if doubtful:
        pen.setDashPattern([2, 2])
    middle = piece.middle
    left, right = sorted((foot.x(), middle.x()))
    upper, lower = sorted((foot.y(), middle.y()))
    half = FOOT_PX * look.scale
    edge = half + pen.widthF()
    box = Box(left - edge, upper - edge, right - left + 2 * edge, lower - upper + 2 * edge)

    def draw(painter: QPainter) -> None:
        painter.setPen(pen)
        painter.drawLine(foot, middle)
        if not piece.vague:
            hollow = bool(piece.marker.doubt)
            painter.drawPixmap(foot - QPointF(half, half), foot_pixmap(look, half, ratio, hollow))

    return Item(box, draw, 0)


def _disc(piece: Piece, look: Look) -> Item:
    size = piece.disc.deviceIndependentSize()
    box = Box(piece.disc_at.x(), piece.disc_at.y(), size.width(), size.height())
    if piece.arrow is not None:
        around = piece.arrow.boundingRect()
        box = box.united(Box(around.x(), around.y(), around.width(), around.height()))
    wide = HALO_PX * look.scale + 1

    def draw(painter: QPainter) -> None:
        if piece.arrow is not None:
            painter.setPen(look.pen("plate", 1.5 * look.scale))  # on bright ground too
            painter.setBrush(look.lamp_text(piece.marker.lamp))
            painter.drawPolygon(piece.arrow)
        painter.drawPixmap(piece.disc_at, piece.disc)
        if piece.chosen:
            painter.setPen(look.pen("accent", HALO_PX * look.scale))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = size.width() / 2 + 1
            painter.drawEllipse(piece.middle, radius, radius)

    if piece.chosen:
        box = Box(box.x - wide, box.y - wide, box.width + 2 * wide, box.height + 2 * wide)
    return Item(box, draw, 1)
