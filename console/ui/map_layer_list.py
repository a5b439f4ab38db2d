"""The list of the map's layers: show, hide, how much shows through; and the legend of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from console.site.records import TileSource
from console.ui.choice import Choice
from console.ui.map_layers import FAINTEST, MapLayers
from console.ui.theme import Look

WITH_OPACITY = ("heat", "grids", "warnings", "cameras")
SLIDER_PX = 84


class MapLayerList(QScrollArea):
    """``changed``: some layer is shown otherwise. ``ground_chosen`` carries a tile source's id,
    empty for the drawn ground; ``day_chosen`` the day of the grids."""

    changed = Signal()
    ground_chosen = Signal(str)
    day_chosen = Signal(QDate)

    def __init__(self, look: Look, layers: MapLayers) -> None:
        super().__init__()
        self._look, self._layers = look, layers
        self._boxes: dict[str, QCheckBox] = {}
        self._sliders: dict[str, QSlider] = {}
        self._ground, self._ground_name = Choice(), QLabel()
        self._day, self._day_name = QDateEdit(QDate.currentDate()), QLabel()
        self._tiles: Sequence[TileSource] = ()
        self._legends: dict[str, list[QLabel]] = {}
        self.setObjectName("card")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        self.words_changed()
        self.refresh()

    # -- setters

    def set_tiles(self, tiles: Sequence[TileSource], chosen: str) -> None:
        self._tiles = tiles
        self._ground.blockSignals(True)
        self._ground.clear()
        self._ground.addItem(self.tr("Drawn map"), "")
        for tile in tiles:
            self._ground.addItem(f"{tile.title}  ({tile.datum})", tile.id)
        self._ground.setCurrentIndex(max(self._ground.findData(chosen), 0))
        self._ground.blockSignals(False)
        for widget in (self._ground, self._ground_name):
            widget.setVisible(bool(tiles))

    def refresh(self) -> None:
        """As the layers are now; tells nobody."""
        for layer in self._layers.listed:
            box, slider = self._boxes[layer.key], self._sliders.get(layer.key)
            box.blockSignals(True)
            box.setChecked(self._layers.is_shown(layer.key))
            box.blockSignals(False)
            if slider is not None:
                slider.blockSignals(True)
                slider.setValue(round(layer.opacity() * 100))
                slider.blockSignals(False)
            for label in self._legends[layer.key]:
                label.setVisible(box.isChecked())

    def first(self) -> QWidget:
        return next(iter(self._boxes.values()))

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Layers of the map"))
        self._ground_name.setText(self.tr("Ground"))
        self._ground.setAccessibleName(self.tr("Ground"))
        self._day_name.setText(self.tr("Grids of"))
        self._day.setAccessibleName(self.tr("Day of the grids"))
        for layer in self._layers.listed:
            title = layer.title()
            self._boxes[layer.key].setText(title)
            if layer.key in self._sliders:
                words = self.tr("How much of {layer} is seen").format(layer=title)
                self._sliders[layer.key].setAccessibleName(words)
                self._sliders[layer.key].setToolTip(words)
            lines = layer.legend()
            for label, line in zip(self._legends[layer.key][1::2], lines, strict=False):
                label.setText(line.words)
        self.set_tiles(self._tiles, str(self._ground.currentData() or ""))

    # -- inside

    def _build(self) -> None:
        px, inner = self._look.px, QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(10), px(8), px(10), px(8))
        column.setSpacing(px(4))
        column.addLayout(self._row(self._ground_name, self._ground))
        for layer in self._layers.listed:
            box = self._boxes[layer.key] = QCheckBox()
            box.toggled.connect(partial(self._on_toggled, layer.key))
            row = QHBoxLayout()
            row.addWidget(box, 1)
            if layer.key in WITH_OPACITY:
                slider = self._sliders[layer.key] = QSlider(Qt.Orientation.Horizontal)
                slider.setRange(round(FAINTEST * 100), 100)
                slider.setPageStep(20)
                slider.setFixedWidth(px(SLIDER_PX))
                slider.valueChanged.connect(partial(self._on_opacity, layer.key))
                row.addWidget(slider)
            column.addLayout(row)
            if layer.key == "grids":
                column.addLayout(self._row(self._day_name, self._day))
            column.addLayout(self._legend(layer.key))
        column.addStretch(1)
        self._day.setDisplayFormat("yyyy-MM-dd")
        self._ground.activated.connect(
            lambda _: self.ground_chosen.emit(self._ground.currentData())
        )
        self._day.dateChanged.connect(self.day_chosen)
        self.setWidget(inner)

    def _row(self, name: QLabel, widget: QWidget) -> QHBoxLayout:
        name.setProperty("tone", "quiet")
        row = QHBoxLayout()
        row.addWidget(name)
        row.addWidget(widget, 1)
        return row

    def _legend(self, key: str) -> QGridLayout:
        layer = self._layers.by_key(key)
        assert layer is not None
        grid = QGridLayout()
        grid.setContentsMargins(self._look.px(22), 0, 0, self._look.px(4))
        grid.setColumnStretch(1, 1)
        labels = self._legends[key] = []
        for number, line in enumerate(layer.legend()):
            sign, words = QLabel(), QLabel(line.words)
            sign.setPixmap(line.sign)
            words.setProperty("tone", "quiet")
            grid.addWidget(sign, number, 0)
            grid.addWidget(words, number, 1)
            labels += [sign, words]
        return grid

    def _on_toggled(self, key: str, shown: bool) -> None:
        self._layers.show(key, shown)
        for label in self._legends[key]:
            label.setVisible(shown)
        self.changed.emit()

    def _on_opacity(self, key: str, percent: int) -> None:
        layer = self._layers.by_key(key)
        if layer is not None:
            layer.setOpacity(percent / 100)
            self.changed.emit()
