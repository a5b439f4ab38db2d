"""Sources on the move: what a drag from a list or a tile carries."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from media.source import Source

MIME = "application/x-command-room-source"


def source_mime(written: str) -> QMimeData:
    mime = QMimeData()
    mime.setData(MIME, written.encode())
    mime.setText(written)
    return mime


def dragged_source(mime: QMimeData) -> str:
    """The written source a drag carries; empty when it carries none that is right."""
    if not mime.hasFormat(MIME):
        return ""
    written = bytes(mime.data(MIME).data()).decode("utf-8", "replace")
    try:
        return str(Source.parse(written))
    except ValueError:
        return ""
