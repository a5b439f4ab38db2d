"""What is typed of a control point: its name, its coordinates in a datum, its height."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from console.calibration.draft import Row
from console.cases.datum import DATUMS, from_wgs84
from console.ui.choice import Choice
from console.ui.place_field import DATUM_NAMES, place_written
from console.ui.theme import Look


class CalibrationFields(QWidget):
    """``changed`` carries what was typed of the chosen row: ``name``, ``place`` (longitude and
    latitude in WGS-84) or ``height_m``. A text that is none comes back as it was."""

    changed = Signal(dict)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: Row | None = None
        self.named, self.coordinates, self.above = QLineEdit(), QLineEdit(), QLineEdit()
        self.datum = Choice()
        self.datum.addItems([DATUM_NAMES[each] for each in DATUMS])
        self.named.setMaxLength(40)
        self.named.setFixedWidth(look.px(110))
        self.above.setFixedWidth(look.px(88))
        self.coordinates.setMinimumWidth(look.px(190))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(6))
        for widget in (self.named, self.coordinates, self.datum, self.above):
            line.addWidget(widget, 1 if widget is self.coordinates else 0)
        self.named.editingFinished.connect(self._on_name)
        self.coordinates.editingFinished.connect(self._on_coordinates)
        self.above.editingFinished.connect(self._on_height)
        self.datum.currentIndexChanged.connect(lambda _at: self._show())
        self.words_changed()
        self.set_row(None)

    def words_changed(self) -> None:
        for widget, words in (
            (self.named, self.tr("Name")),
            (self.coordinates, self.tr("Longitude, latitude")),
            (self.above, self.tr("Height m")),
            (self.datum, self.tr("Datum")),
        ):
            widget.setAccessibleName(words)
            widget.setToolTip(words)
            if isinstance(widget, QLineEdit):
                widget.setPlaceholderText(words)

    def set_row(self, row: Row | None) -> None:
        """The chosen one, None: none is."""
        self._row = row
        for widget in (self.named, self.coordinates, self.above):
            widget.setEnabled(row is not None)
        self._show()

    def chosen_datum(self) -> str:
        return DATUMS[self.datum.currentIndex()]

    def _show(self) -> None:
        row = self._row
        self.named.setText(row.name if row else "")
        self.above.setText(f"{row.height_m:g}" if row else "")
        place = row.place if row else None
        if place is None:
            self.coordinates.setText("")
        else:
            longitude, latitude = from_wgs84(self.chosen_datum(), *place)
            self.coordinates.setText(f"{longitude:.7f}, {latitude:.7f}")

    def _on_name(self) -> None:
        if self._row is not None and (name := self.named.text().strip()):
            self._tell(name=name)

    def _on_height(self) -> None:
        try:
            height = float(self.above.text().replace(",", "."))
        except ValueError:
            height = 1e9
        if abs(height) <= 1000:
            self._tell(height_m=height)
        else:
            self._show()

    def _on_coordinates(self) -> None:
        if self._row is None:
            return
        try:
            place = place_written(self.coordinates.text(), self.chosen_datum())
        except ValueError:
            self._show()
            return
        before = self._row.place
        if before is None or max(abs(a - b) for a, b in zip(place, before, strict=True)) > 6e-8:
            self._tell(place=place)

    def _tell(self, **values: object) -> None:
        row = self._row
        if row is not None and any(getattr(row, key) != value for key, value in values.items()):
            self.changed.emit(values)
