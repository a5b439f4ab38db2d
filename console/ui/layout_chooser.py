"""All layouts with their shapes and names: open one, edit one, choose those the top line has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.ui.layout_button import layout_pixmap
from console.ui.layout_words import layout_title
from console.ui.plain_table import as_table
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.shortcuts import FINDER, Keys, pressed
from console.ui.theme import Look
from layouts.layout import Layout

SHAPE_PX = 30
TITLE, CELLS, FAVOURITE = range(3)
NAME = Qt.ItemDataRole.UserRole
STAR = "★"


class LayoutChooser(Sheet):
    """``layout_chosen`` and ``edit_wished`` carry a layout's name, ``favourites_changed`` the names
    of all that the top line is to have; none: the usual ones."""

    most_px = (620, 640)

    layout_chosen = Signal(str)
    edit_wished = Signal(str)
    favourites_changed = Signal(list)

    def __init__(self, look: Look, parent: QWidget, keys: Keys) -> None:
        super().__init__(look, parent)
        self._keys = keys
        self._layouts: list[Layout] = []
        self._favourites: list[str] = []
        self._items: list[QTreeWidgetItem] = []
        self._current = ""
        self._title, self._told = QLabel(), QLabel()
        self.search, self.table = QLineEdit(), QTreeWidget()
        self.open, self.like = QPushButton(), QPushButton()
        self.edit, self._close = QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_layouts(self, layouts: Iterable[Layout], favourites: Sequence[str]) -> None:
        """In the order in which they are listed."""
        self._layouts, self._favourites = list(layouts), list(favourites)
        self._fill(self.chosen())

    def set_layout(self, name: str) -> None:
        """Which one the wall has now."""
        self._current = name

    def open_sheet(self) -> None:
        self.search.clear()
        self._fill(self._current)
        super().open_sheet()

    def first(self) -> QWidget:
        return self.search

    def chosen(self) -> str:
        """The name of the layout whose row is chosen; empty when none is."""
        item = self.table.currentItem()
        return str(item.data(TITLE, NAME)) if item is not None and not item.isHidden() else ""

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Layouts"))
        self._title.setText(self.tr("Layouts"))
        self._told.setText(
            self.tr("Favourites stand in the top line, with Ctrl+1 to Ctrl+9 in their order.")
        )
        self.search.setPlaceholderText(self.tr("search by name or number of pictures"))
        self.search.setAccessibleName(self.tr("search by name or number of pictures"))
        self.table.setAccessibleName(self.tr("Layouts"))
        self.table.setHeaderLabels([self.tr("Layout"), self.tr("Pictures"), self.tr("Favourite")])
        self.open.setText(self.tr("Show"))
        self.edit.setText(self.tr("Edit"))
        self._close.setText(self.tr("Close"))
        self._fill(self.chosen())

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._told.setProperty("tone", "quiet")
        self._told.setWordWrap(True)
        self.search.setClearButtonEnabled(True)
        as_table(self.table)
        self.table.setIconSize(QSize(px(SHAPE_PX), px(SHAPE_PX)))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.open.setProperty("kind", "likely")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self.open, self.edit, self.like):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(8))
        for widget in (self._title, self._told, self.search):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self._on_show)
        self.table.currentItemChanged.connect(lambda *_: self._say())
        self.table.itemActivated.connect(lambda *_: self._on_show())
        self.open.clicked.connect(self._on_show)
        self.edit.clicked.connect(self._on_edit)
        self.like.clicked.connect(self.toggle_favourite)
        self._close.clicked.connect(self.close_sheet)

    def _fill(self, chosen: str) -> None:
        self.table.clear()
        self._items.clear()
        for layout in self._layouts:
            words = layout_title(layout)
            if words != layout.name:
                words += f"   {layout.name}"
            star = STAR if layout.name in self._favourites else ""
            item = QTreeWidgetItem([words, str(len(layout.cells)), star])
            item.setIcon(TITLE, QIcon(layout_pixmap(self._look, layout, self._look.px(SHAPE_PX))))
            item.setData(TITLE, NAME, layout.name)
            item.setSizeHint(TITLE, QSize(0, self._look.px(SHAPE_PX + 8)))
            self.table.addTopLevelItem(item)
            self._items.append(item)
            if layout.name == chosen:
                self.table.setCurrentItem(item)
        self._on_search(self.search.text())

    def _on_search(self, text: str) -> None:
        wanted = text.strip().casefold()
        shown = []
        for item, layout in zip(self._items, self._layouts, strict=True):
            if wanted.isdecimal():
                found = str(len(layout.cells)).startswith(wanted)
                found = found or wanted in layout.name
            else:
                found = wanted in f"{layout_title(layout)} {layout.title} {layout.name}".casefold()
            item.setHidden(not found)
            if found:
                shown.append(item)
        if shown and not self.chosen():
            exact = [i for i in shown if i.text(CELLS) == wanted]
            self.table.setCurrentItem((exact or shown)[0])
        self._say()

    def _say(self) -> None:
        name = self.chosen()
        for button in (self.open, self.edit, self.like):
            button.setEnabled(bool(name))
        liked = name in self._favourites
        self.like.setText(self.tr("No favourite any more") if liked else self.tr("Favourite"))
        self.like.setToolTip(self._keys.texts("favourite"))

    def _on_show(self) -> None:
        if name := self.chosen():
            self.close_sheet()
            self.layout_chosen.emit(name)

    def _on_edit(self) -> None:
        if name := self.chosen():
            self.close_sheet()
            self.edit_wished.emit(name)

    def toggle_favourite(self) -> None:
        name = self.chosen()
        if not name:
            return
        if name in self._favourites:
            self._favourites.remove(name)
        else:
            self._favourites.append(name)
        self._fill(name)
        self.favourites_changed.emit(list(self._favourites))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go through the list while a name is typed."""
        key = pressed(event)
        if self._keys.action(FINDER, key) == "favourite":
            self.toggle_favourite()
        elif key in ("Up", "Down") and self.search.hasFocus():
            self._step(-1 if key == "Up" else 1)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        shown = [item for item in self._items if not item.isHidden()]
        at = self.table.currentItem()
        if shown:
            here = shown.index(at) if at in shown else -by
            self.table.setCurrentItem(shown[min(max(here + by, 0), len(shown) - 1)])
