"""The map's search field, and what it found below: places, cameras, cases, villages, workers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from console.site.pinyin import readings
from console.ui.camera_index import MOST_WORDS, CameraIndex
from console.ui.theme import Look
from console.ui.words import N, say

MOST_FOUND = 30
LIST_PX = 260
KINDS = {
    "camera": N("camera"),
    "case": N("case"),
    "node": N("site"),
    "worker": N("worker"),
    "place": N("key place"),
    "grid": N("grid"),
    "name": N("on the map"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: ``kind`` of ``KINDS``, and the texts it is found by, its name first."""

    kind: str
    id: str
    texts: tuple[str, ...]
    at: tuple[float, float]  # longitude, latitude


class MapSearch(QLineEdit):
    """``wished`` asks for the entries when the field is entered: ``set_entries`` gives them.
    ``chosen`` carries the ``Entry``."""

    wished = Signal()
    chosen = Signal(object)

    def __init__(self, look: Look, over: Callable[[], QWidget]) -> None:
        super().__init__()
        self._look, self._over = look, over
        self._entries: Sequence[Entry] = ()
        self._index: CameraIndex | None = None
        self._found: list[Entry] = []
        self._list: QListWidget | None = None
        self._frame: QFrame | None = None
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self._on_typed)
        self.words_changed()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        self._entries, self._index = entries, None

    def search(self) -> None:
        """Put the cursor here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def found(self, text: str) -> list[Entry]:
        """Entries that all words of a text match; those whose name begins so come first."""
        words = text.split()[:MOST_WORDS]
        if not words:
            return []
        if self._index is None:
            self.wished.emit()
            self._index = CameraIndex([entry.texts for entry in self._entries], readings)
        hits = set.intersection(*(self._index.find(word) for word in words))
        first = words[0].lower()
        order = sorted(
            hits, key=lambda n: (not self._entries[n].texts[0].lower().startswith(first), n)
        )
        return [self._entries[n] for n in order[:MOST_FOUND]]

    def words_changed(self) -> None:
        self.setPlaceholderText(self.tr("Search the map"))
        self.setAccessibleName(self.tr("Search the map"))
        self.setToolTip(
            self.tr("A place, camera, case, site or worker: by name, pinyin or its initials")
        )

    # -- inside

    def _on_typed(self, text: str) -> None:
        self._found = self.found(text)
        view = self._shown_list()
        view.clear()
        for entry in self._found:
            item = QListWidgetItem(f"{entry.texts[0]}   {say(KINDS[entry.kind])}")
            view.addItem(item)
        if not self._found and text.strip():
            item = QListWidgetItem(self.tr("Nothing is called so"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            view.addItem(item)
        view.setCurrentRow(0 if self._found else -1)
        self._place_list(bool(text.strip()))

    def _shown_list(self) -> QListWidget:
        if self._list is None or self._frame is None:
            self._frame = frame = QFrame(self._over())
            frame.setObjectName("card")
            frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self._list = QListWidget()
            self._list.setObjectName("rows")
            self._list.setAccessibleName(self.tr("What was found on the map"))
            self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._list.itemActivated.connect(self._on_activated)
            self._list.itemClicked.connect(self._on_activated)
            self._list.installEventFilter(self)
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(2, 2, 2, 2)
            inside.addWidget(self._list)
        return self._list

    def _place_list(self, shown: bool) -> None:
        frame = self._frame
        assert frame is not None
        frame.setVisible(shown)
        if not shown:
            return
        rows = min(max(len(self._found), 1), 9)
        size = QSize(max(self.width(), self._look.px(LIST_PX)), self._look.px(29) * rows + 10)
        at = self.mapTo(self._over(), QPoint(0, self.height() + 2))
        frame.setGeometry(at.x(), at.y(), min(size.width(), self._over().width()), size.height())
        frame.raise_()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._found):
            entry = self._found[row]
            self._hide_list()
            self.chosen.emit(entry)

    def _hide_list(self) -> None:
        if self._frame is not None:
            self._frame.hide()

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._choose(self._shown_list().row(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view = self._list
        shown = view is not None and view.isVisible()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(view.currentRow() if view is not None and shown else 0)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and view is not None and shown:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            view.setCurrentRow(min(max(view.currentRow() + step, 0), view.count() - 1))
        elif event.key() == Qt.Key.Key_Escape and (shown or self.text()):
            self.clear()
            self._hide_list()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters typed in the list go on in the field."""
        escape = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        )
        if escape:
            self._hide_list()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)
