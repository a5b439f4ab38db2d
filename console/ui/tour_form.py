"""A tour is made or changed: its cameras in their order, how long each is seen, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.site.records import CameraEntry
from console.ui.camera_order import CameraOrder
from console.ui.camera_search import CameraSearch
from console.ui.choice import Choice
from console.ui.layout_editor_words import fault_text
from console.ui.layout_words import layout_title
from console.ui.number_field import SecondsField
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look
from console.ui.tour_words import page_text, round_text
from layouts.format import LONGEST_NAME, LONGEST_TITLE, name_fault
from layouts.layout import Layout
from layouts.tour import LONGEST_S, MOST_CAMERAS, SHORTEST_S, Tour

NEW = Tour("")


class TourForm(Sheet):
    """``given`` carries the tour and its name until now, empty for a new one; ``wall_wished`` and
    ``favourites_wished`` wish for cameras, see ``add``. Ctrl+Enter saves. What is wrong is said
    below, and what was typed stays; leaving what is not saved is asked about."""

    most_px = (980, 640)

    given = Signal(object, str)
    wall_wished = Signal()
    favourites_wished = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._tour, self._leaves = NEW, False
        self._heading, self._fault, self._about, self._note = (QLabel() for _ in range(4))
        self.name, self.title = QLineEdit(), QLineEdit()
        self.dwell, self.layout_of, self.skip = SecondsField(), Choice(), QCheckBox()
        self.order, self.search = CameraOrder(look), CameraSearch(look)
        self.add_found, self.add_all = QPushButton(), QPushButton()
        self.add_wall, self.add_liked = QPushButton(), QPushButton()
        self.save, self.leave = QPushButton(), QPushButton()
        self._names: dict[str, QLabel] = {}
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def open_for(
        self, tour: Tour, layouts: Sequence[Layout], cameras: Sequence[CameraEntry]
    ) -> None:
        """``tour``: ``NEW``, or one to change; ``layouts``: what its pages can be shown in;
        ``cameras``: those of the room."""
        self._tour, self._leaves = tour, False
        self.search.set_cameras(cameras)
        self.name.setText(tour.name)
        self.title.setText(tour.title)
        self.dwell.setValue(tour.dwell_s)
        self.skip.setChecked(tour.skip_lost)
        self._fill_layouts(layouts)
        if tour.pages:
            self.order.set_pages([page_text(page, self.search.name) for page in tour.pages])
        else:
            self.order.set_cameras(tour.cameras, self._words_of)
        for part in (self.search, self.add_found, self.add_all, self.add_wall, self.add_liked):
            part.setEnabled(not tour.pages)
        self._note.setVisible(bool(tour.pages))
        self.say("")
        self._say()
        self.open_sheet()

    def add(self, cameras: Sequence[str]) -> None:
        """Into the list, those that it has not yet."""
        have = self.order.cameras()
        new = [camera for camera in dict.fromkeys(cameras) if camera not in have]
        self.order.add(new[: MOST_CAMERAS - len(have)], self._words_of)

    def say(self, words: str) -> None:
        """Why it cannot be kept; nothing takes it away."""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))

    def refuse(self, fault: str) -> None:
        """The same, of a fault of the file's name or of the disk."""
        self.say(fault_text(fault))

    def saved(self, tour: Tour, before: str) -> None:
        """A file has what was given: the sheet closes, unless more is typed by now."""
        if self._tour.name == before:
            same, self._tour = self.tour() == tour, tour
            self.say("")
            if same:
                self.close_sheet()

    def first(self) -> QWidget:
        return self.title

    def tour(self) -> Tour:
        """As it is typed; what the form does not show stays."""
        name, title = self.name.text().strip(), self.title.text().strip()
        return replace(
            self._tour,
            name=name or title,
            title=title,
            dwell_s=self.dwell.value(),
            layout=str(self.layout_of.currentData() or ""),
            skip_lost=self.skip.isChecked(),
            cameras=self.order.cameras(),
        )

    def close_sheet(self) -> None:
        """What is not saved is asked about once."""
        if self.isVisible() and not self._leaves and self.tour() != self._tour:
            self._leaves = True
            self.say(self.tr("Not saved yet: once more leaves it as it was"))
        else:
            super().close_sheet()

    def words_changed(self) -> None:
        self._say()
        texts: Mapping[str, tuple[str, QWidget]] = {
            "title": (self.tr("Title"), self.title),
            "name": (self.tr("File's name"), self.name),
            "dwell": (self.tr("Seconds at each stop"), self.dwell),
            "layout": (self.tr("Whole pages in"), self.layout_of),
        }
        for key, (words, field) in texts.items():
            self._names[key].setText(words)
            field.setAccessibleName(words)
        self.name.setPlaceholderText(self.tr("as the title"))
        self.layout_of.setItemText(0, self.tr("the layout that is on"))
        self.skip.setText(self.tr("Pass over lost cameras"))
        self._note.setText(
            self.tr("It has pages of its own: those are changed in its file. The rest can be here.")
        )
        for button, words, tip in (
            (self.add_found, self.tr("Add"), self.tr("The chosen camera: Enter on it")),
            (self.add_all, self.tr("Add all found"), self.tr("Every camera that the search shows")),
            (self.add_wall, self.tr("Those on the wall"), self.tr("What the wall shows now")),
            (self.add_liked, self.tr("Favourites"), self.tr("All favourites of the camera list")),
        ):
            button.setText(words)
            button.setToolTip(tip)
        self.save.setText(self.tr("Save"))
        self.leave.setText(self.tr("Cancel"))
        self.order.words_changed()
        self.search.words_changed()

    # -- inside

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save)
        self.leave.clicked.connect(self.close_sheet)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_save)
        self.order.changed.connect(self._on_changed)
        self.dwell.valueChanged.connect(self._on_changed)
        for signal in (
            self.name.textChanged, self.title.textChanged, self.layout_of.currentIndexChanged,
            self.skip.toggled,
        ):  # fmt: skip
            signal.connect(self._on_changed)
        self.search.taken.connect(lambda camera: self.order.add([camera], self._words_of))
        self.add_found.clicked.connect(self._on_add)
        self.add_all.clicked.connect(lambda: self.add(self.search.found()))
        self.add_wall.clicked.connect(self.wall_wished)
        self.add_liked.clicked.connect(self.favourites_wished)

    def _build(self) -> None:
        px = self._look.px
        self._heading.setProperty("scale", "title")
        self._fault.setProperty("tone", "amber")
        for label in (self._about, self._note):
            label.setProperty("tone", "quiet")
        for label in (self._fault, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.name.setMaxLength(LONGEST_NAME)
        self.title.setMaxLength(LONGEST_TITLE)
        self.dwell.setRange(SHORTEST_S, LONGEST_S)
        self.dwell.setDecimals(6)
        self.layout_of.addItem("", "")
        self.save.setProperty("kind", "likely")
        lists = QHBoxLayout()
        lists.setSpacing(px(16))
        own = QVBoxLayout()
        own.setSpacing(px(6))
        self._about.setMinimumHeight(px(32))  # as the field beside
        own.addWidget(self._about)
        own.addWidget(self.order, 1)
        lists.addLayout(own, 1)
        lists.addLayout(self._finding(), 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addWidget(self._heading)
        column.addLayout(self._fields())
        column.addWidget(self._note)
        column.addLayout(lists, 1)
        column.addWidget(self._fault)
        column.addLayout(buttons)

    def _fields(self) -> QGridLayout:
        """Two beside each other."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(12))
        grid.setVerticalSpacing(self._look.px(8))
        fields = {"title": self.title, "name": self.name, "dwell": self.dwell,
                  "layout": self.layout_of}  # fmt: skip
        for number, (key, field) in enumerate(fields.items()):
            label = self._names[key] = QLabel()
            label.setBuddy(field)
            row, column = number // 2, 2 * (number % 2)
            grid.addWidget(label, row, column)
            grid.addWidget(field, row, column + 1)
            grid.setColumnStretch(column + 1, 1)
        grid.addWidget(self.skip, 2, 1, 1, 3)
        return grid

    def _finding(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.px(6))
        for button in (self.add_found, self.add_all, self.add_wall, self.add_liked):
            button.setProperty("fit", "close")
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(self._look.px(6))
        column.addWidget(self.search, 1)
        column.addLayout(row)
        return column

    def _fill_layouts(self, layouts: Sequence[Layout]) -> None:
        """One that its file names and is not there stays to be chosen."""
        while self.layout_of.count() > 1:
            self.layout_of.removeItem(1)
        for layout in layouts:
            self.layout_of.addItem(layout_title(layout), layout.name)
        if self.layout_of.findData(self._tour.layout) < 0:
            self.layout_of.addItem(self._tour.layout, self._tour.layout)
        self.layout_of.setCurrentIndex(self.layout_of.findData(self._tour.layout))

    def _words_of(self, camera: str) -> str:
        name = self.search.name(camera)
        return f"{name}  {camera}" if name != camera else camera

    def _on_add(self) -> None:
        if camera := self.search.current():
            self.order.add([camera], self._words_of)

    def _on_changed(self) -> None:
        if self._leaves:
            self._leaves = False
            self.say("")
        self._say()

    def _on_save(self) -> None:
        tour = self.tour()
        if fault := name_fault(tour.name):
            self.refuse(fault)
        elif not tour.every_camera():
            self.say(self.tr("A tour has one camera at least: add some from the list"))
        else:
            self.given.emit(tour, self._tour.name)

    def _say(self) -> None:
        new = not self._tour.name
        words = self.tr("A new tour") if new else self.tr("Change the tour")
        self._heading.setText(words)
        self.setAccessibleName(words)
        self._about.setText(round_text(self.tour()))
