"""The map with its tools: search, layers, measuring, choosing an area, heat, the day so far."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.site.records import TileSource
from console.ui.flow import Flow
from console.ui.map_layer_list import MapLayerList
from console.ui.map_search import MapSearch
from console.ui.map_time_bar import MapTimeBar
from console.ui.map_tool import AREA, DISTANCE, LASSO, RECTANGLE, tool_text
from console.ui.map_view import MapView
from console.ui.theme import Look

HEAT_DAYS = (1, 7, 30)
LIST_PX, LIST_HIGH_PX = 240, 430


class MapPage(QWidget):
    """``heat_wished`` carries a number of days, 0 for none; ``area_shown`` cameras for the wall and
    ``area_kept`` besides the name of a layout; ``layers_changed``: what is shown is to be kept."""

    heat_wished = Signal(int)
    past_wished = Signal()
    suspects_wished = Signal()
    large_wished = Signal()
    area_shown = Signal(list)
    area_kept = Signal(list, str)
    layers_changed = Signal()
    layer_list_made = Signal()

    def __init__(self, look: Look, view: MapView) -> None:
        super().__init__()
        self._look, self.view = look, view
        self.search = MapSearch(look, lambda: self)
        self.time = MapTimeBar(look)
        self.layer_list: MapLayerList | None = None
        self._heat_days = 0
        self._chosen: list[str] = []
        self._tiles: tuple[Sequence[TileSource], str] = ((), "")
        self._buttons: dict[str, QPushButton] = {
            key: QPushButton()
            for key in ("layers", DISTANCE, AREA, RECTANGLE, LASSO, "heat", "past", "suspects",
                        "large")
        }  # fmt: skip
        self._hint, self._count = QLabel(), QLabel()
        self._area, self._name = QWidget(), QLineEdit()
        self._show, self._keep, self._drop = QPushButton(), QPushButton(), QPushButton("✕")
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_tiles(self, tiles: Sequence[TileSource], chosen: str) -> None:
        self._tiles = (tiles, chosen)
        if self.layer_list is not None:
            self.layer_list.set_tiles(tiles, chosen)

    def set_large(self, large: bool) -> None:
        self._buttons["large"].setChecked(large)

    def set_suspects(self, count: int) -> None:
        """How many places cannot be right."""
        self._suspects = count
        self._say_suspects()

    def set_heat(self, days: int) -> None:
        self._heat_days = days
        self._buttons["heat"].setChecked(bool(days))

    def toggle_layers(self) -> None:
        made = self._layer_list()
        made.setVisible(not made.isVisible())
        self._buttons["layers"].setChecked(made.isVisible())
        self._place_list()
        if made.isVisible():
            made.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str) -> None:
        """One line below the map."""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    _suspects = 0

    def words_changed(self) -> None:
        for key, words, tip in (
            ("layers", self.tr("Layers"), self.tr("Which layers are seen, and what signs mean")),
            (DISTANCE, self.tr("Distance"), self.tr("Measure a distance")),
            (AREA, self.tr("Area"), self.tr("Measure an area")),
            (RECTANGLE, self.tr("Box"), self.tr("Choose cameras in a rectangle")),
            (LASSO, self.tr("Lasso"), self.tr("Choose cameras by a line around them")),
            ("heat", self.tr("Heat"), self.tr("Where cases come up often")),
            ("past", self.tr("Day"), self.tr("The day so far, or another one")),
            ("large", self.tr("Large"), self.tr("Over the wall, and back")),
        ):
            self._buttons[key].setText(words)
            self._buttons[key].setToolTip(tip)
            self._buttons[key].setAccessibleName(tip)
        self._show.setText(self.tr("To the wall"))
        self._keep.setText(self.tr("Keep as layout"))
        self._drop.setAccessibleName(self.tr("Forget the area"))
        self._name.setPlaceholderText(self.tr("Name of the layout"))
        self._name.setAccessibleName(self.tr("Name of the layout"))
        self._say_suspects()
        self._say_area()
        self.search.words_changed()
        self.time.words_changed()
        self.view.words_changed()
        if self.layer_list is not None:
            self.layer_list.words_changed()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        bar = QWidget()
        flow = Flow(px(4), bar)
        for key, button in self._buttons.items():
            button.setProperty("fit", "close")
            button.setCheckable(key not in ("suspects",))
            flow.addWidget(button)
        self._hint.setProperty("tone", "quiet")
        self._hint.setWordWrap(True)
        self._hint.hide()
        for button in (self._show, self._keep, self._drop):
            button.setProperty("fit", "close")
        self._show.setProperty("kind", "likely")
        row = QHBoxLayout(self._area)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        row.addWidget(self._count)
        row.addWidget(self._show)
        row.addWidget(self._name, 1)
        row.addWidget(self._keep)
        row.addWidget(self._drop)
        self._area.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.search)
        column.addWidget(bar)
        column.addWidget(self.view, 1)
        for widget in (self._hint, self._area, self.time):
            column.addWidget(widget)

    def _connect(self) -> None:
        for tool in (DISTANCE, AREA, RECTANGLE, LASSO):
            self._buttons[tool].clicked.connect(partial(self.take_up, tool))
        self._buttons["layers"].clicked.connect(self.toggle_layers)
        self._buttons["heat"].clicked.connect(self._on_heat)
        self._buttons["past"].clicked.connect(self._on_past)
        self._buttons["suspects"].clicked.connect(self.suspects_wished)
        self._buttons["large"].clicked.connect(self.large_wished)
        self.view.tool_changed.connect(self._on_tool_changed)
        self.view.area_selected.connect(self._on_area)
        self._show.clicked.connect(lambda: self.area_shown.emit(self._chosen))
        self._keep.clicked.connect(self._on_keep)
        self._name.returnPressed.connect(self._on_keep)
        self._drop.clicked.connect(partial(self.take_up, ""))
        self.time.ended.connect(lambda: self._buttons["past"].setChecked(False))

    def take_up(self, tool: str) -> None:
        """A tool of ``map_tool``; the one in hand is put down."""
        hand = self.view.hand
        hand.take_up("" if hand.tool == tool else tool)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tool_changed(self) -> None:
        marks = self.view.layers.marks
        for tool in (DISTANCE, AREA, RECTANGLE, LASSO):
            self._buttons[tool].setChecked(tool == marks.tool)
        told = (marks.measured(), tool_text(marks.tool, self.view.keys))
        self.tell("  ".join(part for part in told if part))
        if not (marks.done and self._chosen):
            self._chosen = []
            self._area.hide()

    def _on_area(self, cameras: list[str]) -> None:
        self._chosen = cameras
        self._area.setVisible(True)
        for widget in (self._show, self._keep, self._name):
            widget.setEnabled(bool(cameras))
        self._say_area()

    def _say_area(self) -> None:
        self._count.setText(self.tr("{n} cameras").format(n=len(self._chosen)))

    def _say_suspects(self) -> None:
        button, words = self._buttons["suspects"], self.tr("Places {n}?")
        button.setText(words.format(n=self._suspects))
        button.setToolTip(self.tr("Cases whose place cannot be right"))
        button.setAccessibleName(button.toolTip())
        button.setVisible(bool(self._suspects))

    def _on_keep(self) -> None:
        name = self._name.text().strip()
        if name and self._chosen:
            self.area_kept.emit(self._chosen, name)
        elif self._chosen:
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def heat_menu(self) -> QMenu:
        """Of how many days."""
        menu = QMenu(self)
        words = {
            1: self.tr("Today"),
            7: self.tr("The last 7 days"),
            30: self.tr("The last 30 days"),
        }
        for days in HEAT_DAYS:
            action = QAction(words[days], menu)
            action.setCheckable(True)
            action.setChecked(days == self._heat_days)
            action.triggered.connect(partial(self._wish_heat, days))
            menu.addAction(action)
        menu.addAction(self.tr("No heat map"), partial(self._wish_heat, 0))
        return menu

    def _wish_heat(self, days: int, _checked: bool = False) -> None:
        self.heat_wished.emit(days)

    def _on_heat(self) -> None:
        button = self._buttons["heat"]
        button.setChecked(bool(self._heat_days))
        menu = self.heat_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_past(self) -> None:
        if self.time.isVisible():
            self.time.end()
        else:
            self.past_wished.emit()

    # -- the list of layers

    def _layer_list(self) -> MapLayerList:
        """Made when it is first opened."""
        if self.layer_list is None:
            self.layer_list = made = MapLayerList(self._look, self.view.layers)
            made.setParent(self)
            made.hide()
            made.set_tiles(*self._tiles)
            made.changed.connect(self.layers_changed)
            self.layer_list_made.emit()
        return self.layer_list

    def _place_list(self) -> None:
        made = self.layer_list
        if made is not None and made.isVisible():
            wide = min(self._look.px(LIST_PX), self.view.width() - 8)
            high = min(self._look.px(LIST_HIGH_PX), self.view.height() - 8)
            made.setGeometry(self.view.x() + 4, self.view.y() + 4, wide, high)
            made.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_list()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.words_changed()
        super().changeEvent(event)
