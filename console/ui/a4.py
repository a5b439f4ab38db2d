"""A PDF of A4 pages, as all papers of the room are printed."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

END = b"%%EOF"


@contextmanager
def a4_paper(
    path: Path, title: str, dpi: int, margin_mm: float, mode: int = 0o666
) -> Iterator[tuple[QPdfWriter, QPainter]]:
    """A paper to be painted, written beside its place and there when it is whole: whoever leaves
    early, or by an error, leaves nothing. OSError when it cannot be written."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    writer = a4_writer(part, title, dpi, margin_mm, mode)
    painter = QPainter(writer)
    try:
        yield writer, painter
        painter.end()
        if not _ends(part):
            raise OSError(errno.EIO, "the disk did not take all of it", str(path))
        part.replace(path)
    finally:
        if painter.isActive():
            painter.end()
        part.unlink(missing_ok=True)


def _ends(part: Path) -> bool:
    """Whether all of it is there: Qt does not say when the disk is full."""
    with part.open("rb") as file:
        file.seek(max(0, part.stat().st_size - 32))
        return file.read().rstrip().endswith(END)


def a4_writer(path: Path, title: str, dpi: int, margin_mm: float, mode: int = 0o666) -> QPdfWriter:
    """OSError when the file cannot be written: the writer itself does not tell why."""
    path.touch(mode=mode)
    writer = QPdfWriter(str(path))
    writer.setResolution(dpi)
    writer.setTitle(title)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm),
            QPageLayout.Unit.Millimeter,
        )
    )
    return writer
