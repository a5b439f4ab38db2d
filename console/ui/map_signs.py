"""The signs of the map besides those of cases: who and what stands there, as shared pixmaps.

Each kind has a shape of its own: colour is never alone. Names are written below where there is
room.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from console.ui.marker_signs import PLATES_KEPT, canvas
from console.ui.theme import Look

Shape = Literal["round", "square", "house", "diamond", "drop"]

NAME_PX = 4  # between a sign and its name
RIM_PX = 2


def sign_pixmap(
    look: Look, shape: Shape, mark: str, fill: QColor, size_px: int, ratio: float,
    ring: QColor | None = None,
) -> QPixmap:  # fmt: skip
    """``size_px`` square, ``mark`` one character in it; ``ring`` runs around the shape."""
    edge = ring if ring is not None else look.colour("plate")
    key = ("map sign", shape, mark, fill.rgba(), edge.rgba(), size_px, ratio)
    found = look.pixmaps.get(key)
    if found is None:
        found, painter = canvas(size_px, size_px, ratio)
        wide = max(1.5, size_px * 0.1)
        painter.setPen(QPen(edge, wide))
        painter.setBrush(fill)
        inside = QRectF(0, 0, size_px, size_px).adjusted(wide, wide, -wide, -wide)
        painter.drawPath(_outline(shape, inside))
        _write(painter, look, mark, inside, size_px, look.ink_on(fill))
        painter.end()
        look.pixmaps[key] = found
    return found


def cluster_pixmap(
    look: Look, level: str | None, lamp: str, count: int, size_px: int, ratio: float
) -> QPixmap:
    """Many cases: the worst level within the ring of the worst lamp, and how many there are."""
    words = count_text(count)
    key = ("map cluster", level, lamp, words, size_px, ratio)
    found = look.pixmaps.get(key)
    if found is None:
        found, painter = canvas(size_px, size_px, ratio)
        box = QRectF(0, 0, size_px, size_px)
        ring = max(3.0, size_px * 0.1)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, inset in (
            (look.colour("plate"), 0.0), (look.lamp(lamp), 0.75),
            (look.colour("plate"), ring), (look.level(level), ring + 1),
        ):  # fmt: skip
            painter.setBrush(colour)
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        font = QFont(look.font("small", strong=True))
        font.setPixelSize(round(size_px * (0.42 if len(words) < 3 else 0.32)))
        painter.setFont(font)
        painter.setPen(look.colour("on_colour"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        look.pixmaps[key] = found
    return found


def count_text(count: int) -> str:
    """Exact to 99, then in steps that the eye can tell apart."""
    if count < 100:
        return str(count)
    if count < 1000:
        return f"{count // 50 * 50}+"
    return f"{count // 1000}k+"


def draw_name(painter: QPainter, look: Look, words: str, at: QPointF, strong: bool = False) -> None:
    """``at`` is the middle of its base line. A rim stands it off roads."""
    ratio = painter.device().devicePixelRatio()
    metrics = look.metrics("small", strong=strong)
    key = ("map name", words, strong, ratio)
    found = look.plates.pop(key, None)
    if found is None:
        wide = metrics.horizontalAdvance(words) + 2 * RIM_PX
        found, inside = canvas(wide, metrics.height() + 2 * RIM_PX, ratio)
        inside.setFont(look.font("small", strong=strong))
        base = RIM_PX + metrics.ascent()
        inside.setPen(look.colour("land"))
        for aside, down in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            inside.drawText(QPointF(RIM_PX + aside, base + down), words)
        inside.setPen(look.colour("text" if strong else "quiet"))
        inside.drawText(QPointF(RIM_PX, base), words)
        inside.end()
    look.plates[key] = found
    while len(look.plates) > PLATES_KEPT:
        look.plates.pop(next(iter(look.plates)))
    left = at.x() - found.width() / ratio / 2
    painter.drawPixmap(QPointF(round(left), round(at.y() - metrics.ascent() - RIM_PX)), found)


def write_name(
    painter: QPainter, look: Look, words: str, at: QPointF, below_px: float, strong: bool = False
) -> None:
    """Below a sign, in the middle."""
    base = at.y() + below_px + NAME_PX + look.metrics("small", strong=strong).ascent()
    draw_name(painter, look, words, QPointF(at.x(), base), strong)


def _outline(shape: Shape, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    middle, quarter = box.center(), box.height() * 0.38
    match shape:
        case "round":
            path.addEllipse(box)
        case "square":
            path.addRoundedRect(box, 3, 3)
        case "house":
            path.addPolygon(QPolygonF([
                QPointF(box.left(), box.top() + quarter), QPointF(middle.x(), box.top()),
                QPointF(box.right(), box.top() + quarter), box.bottomRight(), box.bottomLeft(),
            ]))  # fmt: skip
            path.closeSubpath()
        case "diamond":
            path.addPolygon(QPolygonF([
                QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y()),
                QPointF(middle.x(), box.bottom()), QPointF(box.left(), middle.y()),
            ]))  # fmt: skip
            path.closeSubpath()
        case "drop":
            path.addRoundedRect(box, box.width() / 2, box.width() / 2)
            path.addRect(QRectF(box.left(), middle.y(), box.width() / 2, box.height() / 2))
            path = path.simplified()
    return path


def _write(
    painter: QPainter, look: Look, mark: str, box: QRectF, size_px: int, ink: QColor
) -> None:
    if not mark or size_px < 12:
        return
    font = QFont(look.font("small", strong=True))
    font.setPixelSize(max(8, round(size_px * 0.48)))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark[:1])
