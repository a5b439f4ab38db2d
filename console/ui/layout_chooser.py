"""All layouts with their shapes and names: open one, edit one, choose those the top line has; and
all tours, to begin one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
from console.ui.play_signs import play_icon
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.shortcuts import FINDER, Keys, pressed
from console.ui.theme import Look
from layouts.layout import Layout
from layouts.tour import Tour

SHAPE_PX = 30
TITLE, CELLS, FAVOURITE = range(3)
STAR = "★"


@dataclass(frozen=True, slots=True)
class _Row:
    """One layout, or one tour. ``count``: its cells, or its cameras."""

    name: str
    is_tour: bool
    count: int
    searched: str
    item: QTreeWidgetItem


class LayoutChooser(Sheet):
    """``layout_chosen`` and ``edit_wished`` carry a layout's name, ``favourites_changed`` the names
    of all that the top line is to have; none: the usual ones. ``tour_chosen`` carries a tour's name
    and whether it is to run over the whole wall, or else in the selected cell; ``tour_edit_wished``
    its name."""

    most_px = (620, 640)

    layout_chosen = Signal(str)
    tour_chosen = Signal(str, bool)
    edit_wished = Signal(str)
    tour_edit_wished = Signal(str)
    favourites_changed = Signal(list)

    def __init__(self, look: Look, parent: QWidget, keys: Keys) -> None:
        super().__init__(look, parent)
        self._keys = keys
        self._layouts: list[Layout] = []
        self._tours: list[Tour] = []
        self._favourites: list[str] = []
        self._rows: list[_Row] = []
        self._current = ""
        self._title, self._told = QLabel(), QLabel()
        self.search, self.table = QLineEdit(), QTreeWidget()
        self.open, self.like = QPushButton(), QPushButton()
        self.in_cell = QPushButton()
        self.edit, self._close = QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_layouts(self, layouts: Iterable[Layout], favourites: Sequence[str]) -> None:
        """In the order in which they are listed."""
        self._layouts, self._favourites = list(layouts), list(favourites)
        self._fill(self.chosen())

    def set_tours(self, tours: Iterable[Tour]) -> None:
        """They stand below the layouts."""
        self._tours = list(tours)
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
        row = self._chosen_row()
        return row.name if row is not None and not row.is_tour else ""

    def chosen_tour(self) -> str:
        """The same of a tour."""
        row = self._chosen_row()
        return row.name if row is not None and row.is_tour else ""

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Layouts and tours"))
        self._title.setText(self.tr("Layouts and tours"))
        self._told.setText(
            self.tr("Favourites stand in the top line, with Ctrl+1 to Ctrl+9 in their order.")
        )
        self.search.setPlaceholderText(self.tr("search by name or number of pictures"))
        self.search.setAccessibleName(self.tr("search by name or number of pictures"))
        self.table.setAccessibleName(self.tr("Layouts and tours"))
        self.table.setHeaderLabels([self.tr("Layout"), self.tr("Pictures"), self.tr("Favourite")])
        self.in_cell.setText(self.tr("In the selected cell"))
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
        for button in (self.open, self.in_cell, self.edit, self.like):
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
        self.in_cell.clicked.connect(lambda: self._begin(whole=False))
        self.edit.clicked.connect(self._on_edit)
        self.like.clicked.connect(self.toggle_favourite)
        self._close.clicked.connect(self.close_sheet)

    def _fill(self, chosen: str) -> None:
        self.table.clear()
        self._rows.clear()
        for layout in self._layouts:
            words = layout_title(layout)
            icon = QIcon(layout_pixmap(self._look, layout, self._look.px(SHAPE_PX)))
            star = STAR if layout.name in self._favourites else ""
            item = self._item(words, layout.name, len(layout.cells), icon, star)
            searched = f"{words} {layout.title} {layout.name}".casefold()
            self._rows.append(_Row(layout.name, False, len(layout.cells), searched, item))
            if layout.name == chosen:
                self.table.setCurrentItem(item)
        for tour in self._tours:
            words = self.tr("Tour {title}").format(title=tour.title or tour.name)
            cameras = len(tour.every_camera())
            icon = play_icon(self._look, "play")
            item = self._item(words, tour.name if tour.title else words, cameras, icon)
            searched = f"{words} {tour.name}".casefold()
            self._rows.append(_Row(tour.name, True, cameras, searched, item))
        self._on_search(self.search.text())

    def _item(
        self, words: str, name: str, count: int, icon: QIcon, star: str = ""
    ) -> QTreeWidgetItem:
        """A row at the end of the table; its name stands beside the words where it is another."""
        shown = words if words == name else f"{words}   {name}"
        item = QTreeWidgetItem([shown, str(count), star])
        item.setIcon(TITLE, icon)
        item.setSizeHint(TITLE, QSize(0, self._look.px(SHAPE_PX + 8)))
        self.table.addTopLevelItem(item)
        return item

    def _chosen_row(self) -> _Row | None:
        item = self.table.currentItem()
        if item is None or item.isHidden():
            return None
        return next((row for row in self._rows if row.item is item), None)

    def _on_search(self, text: str) -> None:
        wanted = text.strip().casefold()
        shown = []
        for row in self._rows:
            if wanted.isdecimal():
                found = str(row.count).startswith(wanted) or wanted in row.name
            else:
                found = wanted in row.searched
            row.item.setHidden(not found)
            if found:
                shown.append(row)
        if shown and self._chosen_row() is None:
            exact = [row for row in shown if str(row.count) == wanted]
            self.table.setCurrentItem((exact or shown)[0].item)
        self._say()

    def _say(self) -> None:
        name, of_tour = self.chosen(), bool(self.chosen_tour())
        self.open.setText(self.tr("Over the whole wall") if of_tour else self.tr("Show"))
        self.open.setEnabled(bool(name) or of_tour)
        self.in_cell.setVisible(of_tour)
        self.edit.setEnabled(bool(name) or of_tour)
        self.like.setVisible(not of_tour)
        self.like.setEnabled(bool(name))
        liked = name in self._favourites
        self.like.setText(self.tr("No favourite any more") if liked else self.tr("Favourite"))
        self.like.setToolTip(self._keys.texts("favourite"))

    def _on_show(self) -> None:
        if name := self.chosen():
            self.close_sheet()
            self.layout_chosen.emit(name)
        else:
            self._begin(whole=True)

    def _begin(self, whole: bool) -> None:
        if name := self.chosen_tour():
            self.close_sheet()
            self.tour_chosen.emit(name, whole)

    def _on_edit(self) -> None:
        for name, wished in (
            (self.chosen(), self.edit_wished), (self.chosen_tour(), self.tour_edit_wished),
        ):  # fmt: skip
            if name:
                self.close_sheet()
                wished.emit(name)
                return

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
        shown = [row.item for row in self._rows if not row.item.isHidden()]
        at = self.table.currentItem()
        if shown:
            here = shown.index(at) if at in shown else -by
            self.table.setCurrentItem(shown[min(max(here + by, 0), len(shown) - 1)])
