"""Sources on the move: what a drag from a list or a tile carries."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from media.source import Source

MIME = "application/x-command-room-source"
CELL_MIME = "application/x-command-room-cell"


def source_mime(written: str) -> QMimeData:
    mime = QMimeData()
    mime.setData(MIME, written.encode())
    mime.setText(written)
    return mime


def tile_mime(wall: int, cell: int, written: str) -> QMimeData:
    """What a tile shows, of which wall (a number of this program's own) and of which cell."""
    mime = source_mime(written)
    mime.setData(CELL_MIME, f"{wall}:{cell}".encode())
    return mime


def dragged_cell(mime: QMimeData, wall: int) -> int | None:
    """The cell a dragged tile comes from; None for what comes from elsewhere."""
    told = bytes(mime.data(CELL_MIME).data()).decode("ascii", "replace")
    whose, _, cell = told.partition(":")
    return int(cell) if whose == str(wall) and cell.isdecimal() and len(cell) < 4 else None


def dragged_source(mime: QMimeData) -> str:
    """The written source a drag carries; empty when it carries none that is right."""
    if not mime.hasFormat(MIME):
        return ""
    written = bytes(mime.data(MIME).data()).decode("utf-8", "replace")
    try:
        return str(Source.parse(written))
    except ValueError:
        return ""
