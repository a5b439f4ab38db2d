"""Case markers in a tile: over its picture, and beside what else lies there."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from console.ui.marker_painter import MarkerPainter
from console.ui.picture import LivePicture
from console.ui.theme import Look
from console.ui.tile_sign import SignPainter
from console.ui.zoom_inset import inset_rect

ACTIONS_FROM_PX, ACTIONS_PX = 400, 50  # wide pictures keep their foot free for the row of actions


def draw_markers(
    painter: QPainter,
    markers: MarkerPainter,
    picture: LivePicture,
    look: Look,
    now: float,
    sign: SignPainter,
    area: QRect,
    plates: bool,
) -> None:
    """Over the picture just painted. ``sign`` is what the tile says besides, in its ``area``."""
    taken = []
    if sign.sign.kind:
        taken.append(sign.plate(area))
    if picture.zoom:
        taken.append(inset_rect(picture.rect))
    spared = look.px(ACTIONS_PX) if picture.rect.width() >= look.px(ACTIONS_FROM_PX) else 0
    ratio = painter.device().devicePixelRatioF()
    markers.set_rect(picture.rect, ratio, picture.zoom, tuple(taken), spared)
    markers.draw(painter, now, plates)
