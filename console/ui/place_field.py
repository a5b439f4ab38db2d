"""A place as it is typed: longitude and latitude in a datum; or chosen on the map."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from console.cases.datum import DATUMS, from_wgs84, to_wgs84
from console.ui.choice import Choice
from console.ui.theme import Look

DATUM_NAMES = {"wgs84": "WGS-84", "cgcs2000": "CGCS2000", "gcj02": "GCJ-02", "bd09": "BD-09"}
LONGEST = 64  # characters
_NUMBER = r"[-+]?\d{1,3}(?:\.\d{1,12})?"
_PAIR = re.compile(rf"\s*({_NUMBER})\s*[,，;\s]\s*({_NUMBER})\s*")


class PlaceField(QWidget):
    """``pick_wished``: it is to be chosen on the map."""

    pick_wished = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.coordinates, self.datum, self.pick = QLineEdit(), Choice(), QPushButton()
        self.coordinates.setMaxLength(LONGEST)
        self.datum.addItems([DATUM_NAMES[each] for each in DATUMS])
        self.pick.setProperty("fit", "close")
        self.setFocusProxy(self.coordinates)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(6))
        line.addWidget(self.coordinates, 1)
        line.addWidget(self.datum)
        line.addWidget(self.pick)
        self.pick.clicked.connect(self.pick_wished)
        self.words_changed()

    def words_changed(self) -> None:
        words = self.tr("Longitude, latitude")
        self.coordinates.setAccessibleName(words)
        self.coordinates.setPlaceholderText(words)
        self.datum.setAccessibleName(self.tr("Datum"))
        self.datum.setToolTip(self.tr("Datum"))
        self.pick.setText(self.tr("On the map"))

    def set_datum(self, datum: str) -> None:
        """What is typed is in this one, until another is chosen."""
        self.datum.setCurrentIndex(DATUMS.index(datum))

    def set_place(self, longitude: float, latitude: float) -> None:
        """A place in WGS-84, written in the chosen datum."""
        east, north = from_wgs84(self._chosen(), longitude, latitude)
        self.coordinates.setText(f"{east:.7f}, {north:.7f}")

    def clear(self) -> None:
        self.coordinates.setText("")

    def place(self) -> tuple[float, float] | None:
        """Longitude and latitude in WGS-84; None where nothing is typed. ValueError: it is none."""
        written = self.coordinates.text()
        return place_written(written, self._chosen()) if written.strip() else None

    def _chosen(self) -> str:
        return DATUMS[self.datum.currentIndex()]


def place_written(text: str, datum: str) -> tuple[float, float]:
    """``120.19, 30.47`` of a datum as longitude and latitude in WGS-84. ValueError: it is none."""
    found = _PAIR.fullmatch(text)
    if found is None:
        raise ValueError("no two numbers")
    longitude, latitude = float(found[1]), float(found[2])
    if abs(longitude) > 180 or abs(latitude) > 85:
        raise ValueError("no place on the earth")
    return to_wgs84(datum, longitude, latitude)
