"""The second page of finding cameras: log in, choose the streams, see a picture, add it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.ui.choice import Choice
from console.ui.place_field import PlaceField
from console.ui.theme import Look

PREVIEW_PX = (336, 189)
LONGEST = {"user": 64, "password": 128, "name": 64, "group": 200}


@dataclass(frozen=True, slots=True)
class Written:
    """What the form holds. ``device`` is empty for an address that was typed by hand."""

    device: str
    user: str
    password: str = field(repr=False)
    main: str = field(repr=False)
    sub: str = field(repr=False)
    name: str = ""
    group: str = ""
    place: tuple[float, float] | None = None  # longitude, latitude in WGS-84


class DiscoveryForm(QWidget):
    """``look_wished``, ``test_wished`` and ``add_wished`` carry a ``Written``; ``pick_wished``: the
    place is to be chosen on the map."""

    look_wished = Signal(object)
    test_wished = Signal(object)
    add_wished = Signal(object)
    pick_wished = Signal()
    back_wished = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._device = ""
        self._busy = False
        self._labels = {
            key: QLabel()
            for key in ("device", "user", "password", "main", "sub", "name", "group", "place")
        }
        self._address = QLabel()
        self.user, self.password = QLineEdit(), QLineEdit()
        self.main, self.sub = Choice(), Choice()
        self.name, self.group = QLineEdit(), QLineEdit()
        self.place = PlaceField(look)
        self.closer, self.test = QPushButton(), QPushButton()
        self.preview, self.told = QLabel(), QLabel()
        self.back, self.add, self._close = QPushButton(), QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def begin(self, device: str, name: str = "", group: str = "") -> None:
        """Another device, or an address by hand; name and password stay: often all have the
        same."""
        self._device = device
        self._address.setText(device)
        for widget in (self._labels["device"], self._address, self.closer):
            widget.setVisible(bool(device))
        for field_of in (self.main, self.sub):
            field_of.clear()
        self.name.setText(name)
        self.group.setText(group)
        self.place.clear()
        self.told.setText("")
        self.clear_preview()
        self.set_busy("")

    def set_streams(self, streams: Sequence[tuple[str, str]], main: str, sub: str) -> None:
        """(what it is, address) of all streams, and which are the main and the small one."""
        for box, address, none in ((self.main, main, False), (self.sub, sub, True)):
            box.clear()
            if none:
                box.addItem("")
            for words, each in streams:
                box.addItem(each)
                box.setItemData(box.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
            box.setEditText(address)
        self._say_able()

    def set_busy(self, words: str) -> None:
        """Something is being asked; empty: no more."""
        self._busy = bool(words)
        if words:
            self.told.setText(words)
        self._say_able()

    def show_told(self, words: str) -> None:
        self.told.setText(words)

    def show_preview(self, jpeg: bytes, words: str) -> None:
        picture = QPixmap()
        picture.loadFromData(jpeg, "JPEG")
        self.preview.setPixmap(
            picture.scaled(
                self.preview.size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        self.told.setText(words)

    def clear_preview(self) -> None:
        self.preview.setPixmap(QPixmap())
        self.preview.setText(self.tr("no picture yet"))

    def first(self) -> QWidget:
        return self.user if self._device else self.main

    def words_changed(self) -> None:
        labels = {
            "device": self.tr("Device"), "user": self.tr("Login name"),
            "password": self.tr("Password"), "main": self.tr("Main stream"),
            "sub": self.tr("Small stream"), "name": self.tr("Name"), "group": self.tr("Group"),
            "place": self.tr("Place"),
        }  # fmt: skip
        for key, words in labels.items():
            self._labels[key].setText(words)
        for key, widget in self._fields().items():
            widget.setAccessibleName(labels[key])
        for box in (self.main, self.sub):
            if (line := box.lineEdit()) is not None:
                line.setAccessibleName(box.accessibleName())
                line.setPlaceholderText("rtsp://10.0.0.11/…")
        self.place.words_changed()
        self.group.setPlaceholderText(self.tr("village/grid"))
        self.closer.setText(self.tr("Log in"))
        self.closer.setAccessibleName(self.tr("Log in and ask for its streams"))
        self.test.setText(self.tr("Show the picture"))
        self.add.setText(self.tr("Add"))
        self.add.setAccessibleName(self.tr("Add to the list of cameras"))
        self.back.setText(self.tr("Back"))
        self._close.setText(self.tr("Close"))
        self.preview.setAccessibleName(self.tr("Picture of the camera"))

    def written(self) -> Written:
        return Written(
            self._device, self.user.text().strip(), self.password.text(),
            self.main.currentText().strip(), self.sub.currentText().strip(),
            self.name.text().strip(), self.group.text().strip(), self._place(),
        )  # fmt: skip

    # -- inside

    def _place(self) -> tuple[float, float] | None:
        try:
            return self.place.place()
        except ValueError:
            return None

    def _fields(self) -> dict[str, QLineEdit | QComboBox]:
        return {
            "user": self.user, "password": self.password, "main": self.main, "sub": self.sub,
            "name": self.name, "group": self.group,
        }  # fmt: skip

    def _build(self) -> None:
        px = self._look.px
        self._address.setTextFormat(Qt.TextFormat.PlainText)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for key, each in self._fields().items():
            if isinstance(each, QLineEdit):
                each.setMaxLength(LONGEST[key])
        for box in (self.main, self.sub):
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.setMinimumContentsLength(20)
        for button in (self.closer, self.test):
            button.setProperty("fit", "close")
        self.preview.setFixedSize(px(PREVIEW_PX[0]), px(PREVIEW_PX[1]))
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setProperty("tone", "quiet")
        self.told.setWordWrap(True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.add.setProperty("kind", "likely")
        self._lay_out()

    def _lay_out(self) -> None:
        px = self._look.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        rows: dict[str, QWidget] = {"device": self._address, **self._fields(), "place": self.place}
        for row, (key, widget) in enumerate(rows.items()):
            label = self._labels[key]
            label.setProperty("tone", "quiet")
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.closer, 2, 2)
        grid.addWidget(self.test, 3, 2)
        seen = QHBoxLayout()
        seen.setSpacing(px(16))
        seen.addWidget(self.preview)
        seen.addWidget(self.told, 1)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.add)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(grid)
        column.addLayout(seen, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.closer.clicked.connect(lambda: self.look_wished.emit(self.written()))
        self.test.clicked.connect(lambda: self.test_wished.emit(self.written()))
        self.add.clicked.connect(self._on_add)
        self.place.pick_wished.connect(self.pick_wished)
        self.password.returnPressed.connect(self._on_enter)
        self.back.clicked.connect(self.back_wished)
        self._close.clicked.connect(self.left)
        for box in (self.main, self.sub):
            box.editTextChanged.connect(self._say_able)
        self.name.textChanged.connect(self._say_able)

    def _on_enter(self) -> None:
        (self.closer if self._device else self.test).click()

    def _on_add(self) -> None:
        try:
            self.place.place()
        except ValueError:
            self.told.setText(
                self.tr("The place is longitude, then latitude, in degrees: 120.1927, 30.4721")
            )
            self.place.setFocus()
        else:
            self.add_wished.emit(self.written())

    def _say_able(self) -> None:
        has_main = bool(self.main.currentText().strip())
        self.closer.setEnabled(not self._busy)
        self.test.setEnabled(has_main and not self._busy)
        self.add.setEnabled(has_main and bool(self.name.text().strip()) and not self._busy)
