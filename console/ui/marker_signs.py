"""The signs that markers are made of, as pixmaps: discs and plates.

Pictures, map, list and card show the same disc for the same case.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from console.cases.case import PlatformKind
from console.cases.markers import PictureMarker
from console.ui.lamps import draw_lamp
from console.ui.theme import Look
from console.ui.words import left_text, platform_mark

PLATES_KEPT = 256  # pixmaps of plates and ellipses, of all tiles together
EDGE_PX = 3  # ellipses have a rim for the pen
LONGEST_TITLE = 16  # characters on a plate


def disc_pixmap(
    look: Look, level: str | None, lamp: str, platform: str, size_px: int, ratio: float
) -> QPixmap:
    """A disc of ``size_px`` across its ring: shared by pictures, map and lists."""
    key = ("disc", level, lamp, platform, size_px, ratio)
    found = look.pixmaps.get(key)
    if found is None:
        found = look.pixmaps[key] = _disc(look, level, lamp, platform, size_px, ratio)
    return found


def _disc(
    look: Look, level: str | None, lamp: str, platform: str, size_px: int, ratio: float
) -> QPixmap:
    pixmap, painter = canvas(size_px, size_px, ratio)
    ring = max(2.5, size_px * 0.11)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("plate"))
    painter.drawEllipse(QRectF(0, 0, size_px, size_px))
    painter.setBrush(look.lamp(lamp))
    painter.drawEllipse(QRectF(0.75, 0.75, size_px - 1.5, size_px - 1.5))
    painter.setBrush(look.colour("plate"))
    inner = QRectF(ring, ring, size_px - 2 * ring, size_px - 2 * ring)
    painter.drawEllipse(inner)
    painter.setBrush(look.level(level))
    painter.drawEllipse(inner.adjusted(1, 1, -1, -1))
    font = QFont(look.font("body", strong=True))
    font.setPixelSize(max(9, round(size_px * 0.5)))
    painter.setFont(font)
    painter.setPen(look.colour("on_colour"))
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, platform_mark(platform))
    painter.end()
    return pixmap


def second_line(marker: PictureMarker) -> str:
    """Number and time left."""
    left = left_text(marker.left_s, marker.lamp)
    return " · ".join(part for part in (marker.number, left) if part)


def foot_pixmap(look: Look, radius_px: float, ratio: float) -> QPixmap:
    """The point on the ground."""
    key = ("foot", radius_px, ratio)
    found = look.pixmaps.get(key)
    if found is None:
        found, painter = canvas(2 * radius_px, 2 * radius_px, ratio)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("plate_text"))
        painter.drawEllipse(
            QRectF(0, 0, 2 * radius_px, 2 * radius_px).adjusted(0.5, 0.5, -0.5, -0.5)
        )
        painter.end()
        look.pixmaps[key] = found
    return found


def plate_size(look: Look, marker: PictureMarker) -> QSize:
    """Logical pixels of the marker's plate."""
    title, second = look.metrics("body", strong=True), look.metrics("small")
    wide = max(
        title.horizontalAdvance(marker.title[:LONGEST_TITLE]),
        second.horizontalAdvance(second_line(marker)) + look.px(13),
    )
    return QSize(wide + look.px(20), title.height() + second.height() + look.px(4))


def plate_pixmap(look: Look, marker: PictureMarker, ratio: float) -> QPixmap:
    """A plate with title, number and time left. The newest ``PLATES_KEPT`` are kept."""
    key = (marker.title, marker.level, marker.lamp, second_line(marker), ratio)
    return _kept(look, key, lambda: _plate(look, marker, ratio))


def ellipse_pixmap(
    look: Look, level: str | None, across_px: int, down_px: int, ratio: float
) -> QPixmap:
    """How well a place is known: half as wide and high as told, and a rim."""
    key = ("ellipse", level, across_px, down_px, ratio)
    return _kept(look, key, lambda: _ellipse(look, level, across_px, down_px, ratio))


def _ellipse(look: Look, level: str | None, across_px: int, down_px: int, ratio: float) -> QPixmap:
    size = QRectF(0, 0, 2 * (across_px + EDGE_PX), 2 * (down_px + EDGE_PX))
    pixmap, painter = canvas(size.width(), size.height(), ratio)
    colour = QColor(look.level(level))
    colour.setAlpha(190)
    painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DashLine))
    painter.drawEllipse(size.adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX))
    painter.end()
    return pixmap


def _kept(look: Look, key: tuple[object, ...], draw: Callable[[], QPixmap]) -> QPixmap:
    plates = look.plates
    found = plates.pop(key, None)
    plates[key] = found = draw() if found is None else found
    while len(plates) > PLATES_KEPT:
        plates.pop(next(iter(plates)))
    return found


def _plate(look: Look, marker: PictureMarker, ratio: float) -> QPixmap:
    size = plate_size(look, marker)
    pixmap, painter = canvas(size.width(), size.height(), ratio)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("plate"))
    painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()), 4, 4)
    painter.fillRect(QRectF(0, 0, look.px(3), size.height()), look.level(marker.level))
    left = look.px(10)
    title = look.metrics("body", strong=True)
    painter.setFont(look.font("body", strong=True))
    painter.setPen(look.colour("plate_text"))
    painter.drawText(left, look.px(2) + title.ascent(), marker.title[:LONGEST_TITLE])
    base = look.px(2) + title.height() + look.metrics("small").ascent()
    lamp = look.px(9)
    draw_lamp(painter, marker.lamp, QRectF(left, base - lamp, lamp, lamp), look.lamp(marker.lamp))
    painter.setFont(look.font("small"))
    painter.setPen(look.colour("plate_quiet"))
    painter.drawText(left + look.px(13), base, second_line(marker))
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
