"""How the zones of the window lie: a line over everything, the wall between two sides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def arrange(
    window: QWidget,
    top: QWidget,
    left: QWidget,
    middle: Sequence[QWidget],
    right: Sequence[QWidget],
    edge_px: int,
    gap_px: int,
) -> None:
    """The first of ``middle`` gets the room that is left; ``edge_px`` lies around these."""
    between = QVBoxLayout()
    between.setContentsMargins(edge_px, edge_px, edge_px, edge_px)
    between.setSpacing(gap_px)
    for place, zone in enumerate(middle):
        between.addWidget(zone, int(place == 0))
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(left)
    row.addLayout(between, 1)
    for zone in right:
        row.addWidget(zone)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(top)
    column.addLayout(row, 1)
