"""What can be put into a cell and is in no list of the finder: the program, the map, tours, and
where an empty cell gets its source from. Dragged into a cell, or pressed for the selected one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from console.ui.flow import Flow
from console.ui.layout_editor_words import FILLS, piece_text
from console.ui.sources import dragged_source, source_mime
from console.ui.theme import Look
from layouts.draft import FILL, TOUR
from layouts.format import name_fault

PIECE_MIME = "application/x-command-room-piece"
SOURCES = ("program", "map", "leaders")


def piece_mime(piece: str) -> QMimeData:
    """What is carried: also as a source, where it is one, for the wall takes it then."""
    mime = source_mime(piece) if piece in SOURCES else QMimeData()
    mime.setData(PIECE_MIME, piece.encode())
    return mime


def dragged_piece(mime: QMimeData) -> str | None:
    """What a drag carries, as ``Draft.put`` takes it; None when that is nothing for a cell."""
    if source := dragged_source(mime):
        return source
    piece = bytes(mime.data(PIECE_MIME).data()).decode("utf-8", "replace")
    if piece.startswith(TOUR) and not name_fault(piece.removeprefix(TOUR)):
        return piece
    return piece if piece.removeprefix(FILL) in FILLS and piece.startswith(FILL) else None


class Piece(QPushButton):
    """``pulled`` while it is dragged away, ``clicked`` as any button."""

    def __init__(self, piece: str) -> None:
        super().__init__()
        self.piece = piece
        self.setProperty("fit", "close")
        self._at: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        far = self._at is not None and (at - self._at).manhattanLength()
        if self._at is not None and far >= QApplication.startDragDistance():
            self._at = None
            self.setDown(False)
            drag = QDrag(self)
            drag.setMimeData(piece_mime(self.piece))
            drag.setPixmap(self.grab())
            drag.setHotSpot(QPoint(self.width() // 4, self.height() // 2))
            drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._at = None
        super().mouseReleaseEvent(event)


class Pieces(QWidget):
    """``wished`` carries what is to be in the selected cell."""

    wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(look.px(6), self)
        self._hint = QLabel()
        self._hint.setProperty("tone", "quiet")
        self._flow.addWidget(self._hint)
        self._tours: dict[str, str] = {}
        self.buttons: list[Piece] = []
        self.set_tours(())

    def set_tours(self, tours: Sequence[tuple[str, str]]) -> None:
        """(name, title) of each."""
        self._tours = dict(tours)
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        pieces = [*SOURCES, *(f"{TOUR}{name}" for name in self._tours)]
        self.buttons = [Piece(piece) for piece in [*pieces, *(f"{FILL}{kind}" for kind in FILLS)]]
        for button in self.buttons:
            self._flow.addWidget(button)
            button.clicked.connect(lambda _on=False, piece=button.piece: self.wished.emit(piece))
        self.words_changed()

    def words_changed(self) -> None:
        self._hint.setText(self.tr("Drag into a cell:"))
        for button in self.buttons:
            name = button.piece.removeprefix(TOUR)
            piece = f"{TOUR}{self._tours[name] or name}" if name in self._tours else button.piece
            button.setText(piece_text(piece, self._title))

    def _title(self, source: str) -> str:
        words = {
            "program": self.tr("Conference program"), "map": self.tr("Map"),
            "leaders": self.tr("Leaders' view"),
        }  # fmt: skip
        return words.get(source, source)
