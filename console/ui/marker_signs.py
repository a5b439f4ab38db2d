"""The signs that markers are made of, as pixmaps: discs and plates.

Pictures, map, list and card show the same disc for the same case.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from console.cases.case import PlatformKind
from console.ui.lamps import draw_lamp
from console.ui.theme import Look
from console.ui.words import platform_mark

PLATES_KEPT = 512  # pixmaps of plates and ellipses, of all tiles together
EDGE_PX = 4  # ellipses have a rim for the pen
FADES = 8  # steps in which a worker fades
BADGE = 0.42  # of a disc: the lamp's shape, and a number


def disc_pixmap(
    look: Look,
    level: str | None,
    lamp: str,
    platform: str,
    size_px: int,
    ratio: float,
    doubt: bool = False,
    count: int = 1,
) -> QPixmap:
    """A disc of ``size_px`` across its ring: shared by pictures, map and lists. ``doubt``: its ring
    is dashed; ``count``: so many are gathered in it."""
    mark = platform_mark(platform)
    key = ("disc", level, lamp, mark, size_px, ratio, doubt, count)
    draw = partial(_disc, look, level, lamp, mark, size_px, ratio, doubt, count)
    if count > 1:  # numbers are many
        return _kept(look, key, draw)
    found = look.pixmaps.get(key)
    if found is None:
        found = look.pixmaps[key] = draw()
    return found


def _disc(
    look: Look,
    level: str | None,
    lamp: str,
    mark: str,
    size_px: int,
    ratio: float,
    doubt: bool,
    count: int,
) -> QPixmap:
    pixmap, painter = canvas(size_px, size_px, ratio)
    ring = max(2.5, size_px * 0.11)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("plate"))
    painter.drawEllipse(QRectF(0, 0, size_px, size_px))
    inner = QRectF(ring, ring, size_px - 2 * ring, size_px - 2 * ring)
    if doubt:
        _dashed_ring(painter, look.lamp(lamp), size_px, ring)
    else:
        painter.setBrush(look.lamp(lamp))
        painter.drawEllipse(QRectF(0.75, 0.75, size_px - 1.5, size_px - 1.5))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("plate"))
    painter.drawEllipse(inner)
    painter.setBrush(look.level(level))
    painter.drawEllipse(inner.adjusted(1, 1, -1, -1))
    font = QFont(look.font("body", strong=True))
    font.setPixelSize(max(9, round(size_px * 0.5)))
    painter.setFont(font)
    painter.setPen(look.colour("on_colour"))
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, mark)
    if lamp != "green":
        _lamp_badge(painter, look, lamp, size_px)
    if count > 1:
        _count_badge(painter, look, count, size_px)
    painter.end()
    return pixmap


def _dashed_ring(painter: QPainter, colour: QColor, size_px: float, ring: float) -> None:
    pen = QPen(colour, ring - 0.75)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.1, 1.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = 0.75 + ring / 2
    painter.drawEllipse(QRectF(half, half, size_px - 2 * half, size_px - 2 * half))


def _lamp_badge(painter: QPainter, look: Look, lamp: str, size_px: float) -> None:
    """The lamp's shape at the lower right: the ring's colour alone is not enough."""
    side = size_px * BADGE
    box = QRectF(size_px - side, size_px - side, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("plate"))
    painter.drawEllipse(box)
    inset = side * 0.2
    shape = box.adjusted(inset, inset, -inset, -inset)
    draw_lamp(painter, lamp, shape, look.lamp_text(lamp))


def _count_badge(painter: QPainter, look: Look, count: int, size_px: float) -> None:
    side = size_px * BADGE * 1.1
    box = QRectF(size_px - side, 0, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("plate_text"))
    painter.drawEllipse(box)
    font = QFont(look.font("small", strong=True))
    font.setPixelSize(max(7, round(side * (0.8 if count < 10 else 0.62))))
    painter.setFont(font)
    painter.setPen(look.colour("on_colour"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(min(count, 99)))


def count_size(look: Look, count: int) -> tuple[int, int]:
    """Logical pixels of the corner's count."""
    metrics = look.metrics("small", strong=True)
    return metrics.horizontalAdvance(f"+{count}") + look.px(12), metrics.height() + look.px(2)


def count_pixmap(look: Look, count: int, ratio: float) -> QPixmap:
    """How many more there are than the picture carries."""
    return _kept(look, ("count", count, ratio), lambda: _count(look, count, ratio))


def _count(look: Look, count: int, ratio: float) -> QPixmap:
    pixmap, painter = canvas(*count_size(look, count), ratio)
    box = QRectF(0, 0, *count_size(look, count))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("plate"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(look.font("small", strong=True))
    painter.setPen(look.colour("plate_text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"+{count}")
    painter.end()
    return pixmap


def worker_pixmap(look: Look, size_px: int, ratio: float, shown: float = 1.0) -> QPixmap:
    """A person: whoever is on his way there; the older his position, the fainter."""
    step = round(shown * FADES)
    key = ("worker", size_px, ratio, step)
    found = look.pixmaps.get(key)
    if found is None:
        found, painter = canvas(size_px, size_px, ratio)
        painter.setOpacity(step / FADES)
        painter.setPen(look.pen("plate", max(1.0, size_px * 0.06)))
        painter.setBrush(look.colour("plate_text"))
        unit = size_px / 16
        painter.drawEllipse(QRectF(5.2 * unit, 1 * unit, 5.6 * unit, 5.6 * unit))
        body = QPainterPath()
        body.moveTo(2.6 * unit, 15 * unit)
        body.cubicTo(2.6 * unit, 5.6 * unit, 13.4 * unit, 5.6 * unit, 13.4 * unit, 15 * unit)
        body.closeSubpath()
        painter.drawPath(body)
        painter.end()
        look.pixmaps[key] = found
    return found


def foot_pixmap(look: Look, radius_px: float, ratio: float, hollow: bool = False) -> QPixmap:
    """The point on the ground; hollow where nobody says that it is seen."""
    key = ("foot", radius_px, ratio, hollow)
    found = look.pixmaps.get(key)
    if found is None:
        found, painter = canvas(2 * radius_px, 2 * radius_px, ratio)
        painter.setPen(look.pen("plate_text", 1.2 * look.scale) if hollow else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("plate" if hollow else "plate_text"))
        painter.drawEllipse(
            QRectF(0, 0, 2 * radius_px, 2 * radius_px).adjusted(0.5, 0.5, -0.5, -0.5)
        )
        painter.end()
        look.pixmaps[key] = found
    return found


def plate_size(look: Look, lines: tuple[str, ...]) -> QSize:
    """Logical pixels of a plate that says this: a title, and below it what there is to say."""
    title, small = look.metrics("body", strong=True), look.metrics("small")
    wide = title.horizontalAdvance(lines[0])
    for number, line in enumerate(lines[1:]):
        wide = max(wide, small.horizontalAdvance(line) + (0 if number else look.px(13)))
    high = title.height() + small.height() * (len(lines) - 1)
    return QSize(wide + look.px(20), high + look.px(4))


def plate_pixmap(
    look: Look, level: str | None, lamp: str, lines: tuple[str, ...], ratio: float
) -> QPixmap:
    """A plate with title, number and time left. The newest ``PLATES_KEPT`` are kept."""
    key = ("plate", level, lamp, lines, ratio)
    return _kept(look, key, lambda: _plate(look, level, lamp, lines, ratio))


def ellipse_pixmap(
    look: Look, level: str | None, across_px: int, down_px: int, turn_deg: int, ratio: float
) -> QPixmap:
    """How well a place is known: half as wide and high as told, and a rim; the long axis turned
    clockwise from the right."""
    key = ("ellipse", level, across_px, down_px, turn_deg, ratio)
    return _kept(look, key, lambda: _ellipse(look, level, across_px, down_px, turn_deg, ratio))


def _ellipse(
    look: Look, level: str | None, across_px: int, down_px: int, turn_deg: int, ratio: float
) -> QPixmap:
    turn = math.radians(turn_deg)
    wide = math.hypot(across_px * math.cos(turn), down_px * math.sin(turn)) + EDGE_PX
    high = math.hypot(across_px * math.sin(turn), down_px * math.cos(turn)) + EDGE_PX
    pixmap, painter = canvas(2 * wide, 2 * high, ratio)
    colour = QColor(look.level(level))
    colour.setAlpha(190)
    painter.translate(wide, high)
    painter.rotate(turn_deg)
    painter.setPen(QPen(colour, 1.2 * look.scale, Qt.PenStyle.DashLine))
    painter.drawEllipse(QRectF(-across_px, -down_px, 2 * across_px, 2 * down_px))
    painter.end()
    return pixmap


def _kept(look: Look, key: tuple[object, ...], draw: Callable[[], QPixmap]) -> QPixmap:
    plates = look.plates
    found = plates.pop(key, None)
    plates[key] = found = draw() if found is None else found
    while len(plates) > PLATES_KEPT:
        plates.pop(next(iter(plates)))
    return found


def _plate(
    look: Look, level: str | None, lamp: str, lines: tuple[str, ...], ratio: float
) -> QPixmap:
    size = plate_size(look, lines)
    pixmap, painter = canvas(size.width(), size.height(), ratio)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("plate"))
    painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()), 4, 4)
    painter.fillRect(QRectF(0, 0, look.px(3), size.height()), look.level(level))
    left = look.px(10)
    title, small = look.metrics("body", strong=True), look.metrics("small")
    painter.setFont(look.font("body", strong=True))
    painter.setPen(look.colour("plate_text"))
    painter.drawText(left, look.px(2) + title.ascent(), lines[0])
    base = look.px(2) + title.height() + small.ascent()
    side = look.px(9)
    draw_lamp(painter, lamp, QRectF(left, base - side, side, side), look.lamp(lamp))
    painter.setFont(look.font("small"))
    painter.setPen(look.colour("plate_quiet"))
    for number, line in enumerate(lines[1:]):
        painter.drawText(left + (0 if number else look.px(13)), base, line)
        base += small.height()
    painter.end()
    return pixmap


def canvas(width: float, height: float, ratio: float) -> tuple[QPixmap, QPainter]:
    pixmap = QPixmap(max(1, round(width * ratio)), max(1, round(height * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return pixmap, painter


def mark_pixmap(
    look: Look, platform: str, told: PlatformKind | None, size_px: int, ratio: float
) -> QPixmap:
    """A platform's sign for lists and chips: its character on its colour."""
    colour, name = (told.colour, told.name) if told is not None else ("", "")
    key = ("mark", platform, colour, name, size_px, ratio)
    found = look.pixmaps.get(key)
    if found is None:
        found = look.pixmaps[key] = _mark(
            platform_mark(platform, name), look, look.platform(platform, colour), size_px, ratio
        )
    return found


def _mark(mark: str, look: Look, colour: QColor, size_px: int, ratio: float) -> QPixmap:
    pixmap, painter = canvas(size_px, size_px, ratio)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    box = QRectF(0, 0, size_px, size_px)
    painter.drawEllipse(box)
    font = QFont(look.font("body", strong=True))
    font.setPixelSize(max(9, round(size_px * 0.54)))
    painter.setFont(font)
    painter.setPen(look.colour("on_colour"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark)
    painter.end()
    return pixmap
