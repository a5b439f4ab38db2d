"""The frames around the tiles that are selected: whole around the one keys go to, dashed around
those that are selected besides."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from console.ui.theme import Look

EDGE_PX = 2  # room for a frame around a tile


def draw_frames(painter: QPainter, look: Look, chosen: Mapping[int, QRect], selected: int) -> None:
    """``chosen``: the selected cells and where their tiles lie, drawn in this order."""
    pen = look.pen("accent", EDGE_PX)
    for cell, tile in chosen.items():
        pen.setStyle(Qt.PenStyle.SolidLine if cell == selected else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(tile.adjusted(-1, -1, 1, 1))
