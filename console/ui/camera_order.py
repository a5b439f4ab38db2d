"""Cameras in an order of somebody's own: moved up and down, taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.ui.theme import Look

_ID = Qt.ItemDataRole.UserRole
_AS_IT_IS = QItemSelectionModel.SelectionFlag.NoUpdate


class CameraOrder(QWidget):
    """One camera may stand there more than once. Alt with an arrow moves the chosen row, Del takes
    the chosen ones out; rows can be dragged. ``changed``: others, or another order."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.up, self.down, self.remove = QPushButton(), QPushButton(), QPushButton()
        self._build(look)
        moves: dict[QPushButton, tuple[str, Callable[[], None]]] = {
            self.up: ("Alt+Up", lambda: self._move(-1)),
            self.down: ("Alt+Down", lambda: self._move(1)),
            self.remove: ("Del", self._remove),
        }
        for button, (key, do) in moves.items():
            button.clicked.connect(do)
            context = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence(key), self.list, do, context=context)
        self.list.model().rowsMoved.connect(self.changed)
        self.list.itemSelectionChanged.connect(self._say_able)
        self.words_changed()
        self._say_able()

    # -- setters

    def set_cameras(self, cameras: Iterable[str], name: Callable[[str], str]) -> None:
        """These and no other; ``name`` gives a row's words."""
        self._fill((name(camera), camera) for camera in cameras)

    def set_pages(self, pages: Sequence[str]) -> None:
        """Words of what can only be looked at."""
        self._fill((words, "") for words in pages)

    def add(self, cameras: Sequence[str], name: Callable[[str], str]) -> None:
        """Behind the chosen row, in this order; the last one is chosen then."""
        at = self.list.currentRow() + 1 or self.list.count()
        for number, camera in enumerate(cameras):
            self.list.insertItem(at + number, _item(name(camera), camera))
        if cameras:
            self.list.clearSelection()
            self.list.setCurrentRow(at + len(cameras) - 1)
            self.changed.emit()

    def cameras(self) -> tuple[str, ...]:
        """Their ids, in the order."""
        ids = (str(self.list.item(row).data(_ID)) for row in range(self.list.count()))
        return tuple(filter(None, ids))

    def words_changed(self) -> None:
        self.list.setAccessibleName(self.tr("The tour's cameras in their order"))
        for button, words, tip in (
            (self.up, self.tr("Up"), self.tr("The chosen camera one up: Alt+↑")),
            (self.down, self.tr("Down"), self.tr("The chosen camera one down: Alt+↓")),
            (self.remove, self.tr("Take out"), self.tr("Take the chosen cameras out: Del")),
        ):
            button.setText(words)
            button.setToolTip(tip)

    # -- inside

    def _build(self, look: Look) -> None:
        self.list.setObjectName("choices")
        self.list.setUniformItemSizes(True)
        self.list.setMinimumSize(QSize(0, look.px(90)))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(6))
        for button in (self.up, self.down, self.remove):
            button.setProperty("fit", "close")
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def _fill(self, rows: Iterable[tuple[str, str]]) -> None:
        self.list.clear()
        for words, camera in rows:
            self.list.addItem(_item(words, camera))
        self._say_able()

    def _chosen(self) -> list[int]:
        return sorted(self.list.row(item) for item in self.list.selectedItems())

    def _move(self, by: int) -> None:
        """The chosen rows, as far as there is room."""
        rows = self._chosen()
        if not self.up.isEnabled() or rows[0] + by < 0 or rows[-1] + by >= self.list.count():
            return
        for row in rows if by < 0 else reversed(rows):
            self.list.insertItem(row + by, self.list.takeItem(row))
        self.list.clearSelection()
        for row in rows:
            self.list.item(row + by).setSelected(True)
        self.list.setCurrentRow((rows[0] if by < 0 else rows[-1]) + by, _AS_IT_IS)
        self.changed.emit()

    def _remove(self) -> None:
        rows = self._chosen()
        if not self.remove.isEnabled():
            return
        for row in reversed(rows):
            self.list.takeItem(row)
        self.list.setCurrentRow(min(rows[0], self.list.count() - 1))
        self.changed.emit()

    def _say_able(self) -> None:
        own = all(item.data(_ID) for item in self.list.selectedItems())
        for button in (self.up, self.down, self.remove):
            button.setEnabled(own and bool(self.list.selectedItems()))


def _item(words: str, camera: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setData(_ID, camera)
    if not camera:
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
