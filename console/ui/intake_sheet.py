"""A case taken in by hand: somebody called, somebody came, somebody saw it on a camera."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.cases.case import Category, PlatformKind
from console.cases.intake import CHANNELS, LEVELS, LONGEST_LINE, LONGEST_TITLE, GivenPlace, Intake
from console.site.records import Grid
from console.ui.choice import Choice
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look
from console.ui.words import channel_text, level_text, platform_text

WIDE_PX, TEXT_PX = 620, 84
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class IntakeSheet(Sheet):
    """``given`` carries an ``Intake``; ``pick_wished``: a place is to be clicked, on the map or in
    a picture; ``grid_wished`` the id of a grid whose middle the place is to be. Ctrl+Enter sends.

    What was written stays until it is sent or cleared.
    """

    given = Signal(object)
    pick_wished = Signal()
    grid_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._place: GivenPlace | None = None
        self._camera = ""
        self._camera_name = ""
        self._categories: Sequence[Category] = ()
        self._platforms: Mapping[str, PlatformKind] = {}
        self._heading, self._where, self._fault, self._route = (QLabel() for _ in range(4))
        self._title, self._address, self._reporter, self._phone = (QLineEdit() for _ in range(4))
        self._text = QPlainTextEdit()
        self._category, self._platform, self._level, self._grid, self._channel = (
            Choice() for _ in range(5)
        )
        self._names: dict[str, QLabel] = {}
        self._pick, self._middle, self._no_place = (QPushButton() for _ in range(3))
        self._send, self._clear, self._leave = (QPushButton() for _ in range(3))
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_choices(
        self,
        categories: Sequence[Category],
        platforms: Mapping[str, PlatformKind],
        grids: Sequence[Grid],
    ) -> None:
        """What the platform and the site know; what was chosen stays where it still is."""
        if (categories, platforms) != (self._categories, self._platforms):
            self._categories, self._platforms = categories, platforms
            _fill(self._category, [(each.name, each.code) for each in categories])
            self._fill_platforms()
            self._say_title()
        rows = [(" ".join(filter(None, (g.village, g.name))), g.id) for g in grids]
        _fill(self._grid, [("–", ""), *rows])

    def set_place(self, place: GivenPlace | None, grid: str = "", camera_name: str = "") -> None:
        """Where it is, and the grid that holds it."""
        self._place = place
        if place is not None and place.camera:
            self.set_camera(place.camera, camera_name)
        if grid and (row := self._grid.findData(grid)) >= 0:
            self._grid.setCurrentIndex(row)
        self._say_place()

    def set_camera(self, camera: str, name: str) -> None:
        """It was seen by this camera, at a place in its picture that may not be known."""
        self._camera, self._camera_name = camera, name
        if camera:
            self._channel.setCurrentIndex(self._channel.findData("camera"))
        self._say_place()

    def say(self, fault: str) -> None:
        """Why it cannot be sent, or no place be had."""
        self._fault.setText(fault)

    def clear(self) -> None:
        """As a new form."""
        for line in (self._title, self._address, self._reporter, self._phone):
            line.clear()
        self._text.clear()
        for box in (self._level, self._grid, self._channel, self._platform):
            box.setCurrentIndex(0)
        self._place, self._camera, self._camera_name = None, "", ""
        self.say("")
        self._say_place()

    def first(self) -> QWidget:
        return self._category if self._category.count() else self._title

    def words_changed(self) -> None:
        words = self.tr("Register a case")
        self.setAccessibleName(words)
        self._heading.setText(words)
        fields: dict[str, tuple[str, QWidget]] = {
            "category": (self.tr("Category"), self._category),
            "platform": (self.tr("Platform"), self._platform),
            "title": (self.tr("Title"), self._title),
            "text": (self.tr("What was reported"), self._text),
            "level": (self.tr("Level"), self._level),
            "channel": (self.tr("Came by"), self._channel),
            "reporter": (self.tr("Reporter"), self._reporter),
            "phone": (self.tr("Telephone"), self._phone),
            "address": (self.tr("Address"), self._address),
            "grid": (self.tr("Grid"), self._grid),
            "place": (self.tr("Place"), self._pick),
        }
        for key, (name, field) in fields.items():
            self._names[key].setText(name)
            field.setAccessibleName(name)
        self._pick.setText(self.tr("Click it: map or picture"))
        self._middle.setText(self.tr("Middle of the grid"))
        self._no_place.setText(self.tr("Without a place"))
        self._send.setText(self.tr("Register"))
        self._clear.setText(self.tr("Clear"))
        self._leave.setText(self.tr("Close"))
        _fill(self._level, [("–", ""), *((level_text(each), each) for each in LEVELS)])
        _fill(self._channel, [(channel_text(each), each) for each in CHANNELS])
        self._fill_platforms()
        self._say_title()
        self._say_place()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self.setMinimumWidth(px(WIDE_PX))
        self._heading.setProperty("scale", "title")
        self._fault.setProperty("tone", "amber")
        self._fault.setWordWrap(True)
        self._where.setWordWrap(True)
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._send.setProperty("kind", "likely")
        self._title.setMaxLength(LONGEST_TITLE)
        for line in (self._address, self._reporter, self._phone):
            line.setMaxLength(LONGEST_LINE)
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(px(TEXT_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addWidget(self._heading)
        column.addLayout(self._fields())
        column.addWidget(self._fault)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self._clear)
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._send)
        column.addLayout(buttons)

    def _fields(self) -> QGridLayout:
        px = self._look.px
        rows = QGridLayout()
        rows.setHorizontalSpacing(px(12))
        rows.setVerticalSpacing(px(8))
        rows.setColumnStretch(1, 1)
        rows.setColumnStretch(3, 1)
        pairs: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            (("category", self._category), ("platform", self._platform)),
            (("title", self._title),),
            (("text", self._text),),
            (("level", self._level), ("channel", self._channel)),
            (("reporter", self._reporter), ("phone", self._phone)),
            (("address", self._address), ("grid", self._grid)),
        )
        for row, line in enumerate(pairs):
            for column, (key, field) in enumerate(line):
                top = Qt.AlignmentFlag.AlignTop if field is self._text else _MIDDLE
                rows.addWidget(self._name(key, field), row, 2 * column, top)
                rows.addWidget(field, row, 2 * column + 1, 1, 1 if len(line) > 1 else 3)
        place = QHBoxLayout()
        place.setSpacing(px(8))
        for button in (self._pick, self._middle, self._no_place):
            button.setProperty("fit", "close")
            place.addWidget(button)
        place.addStretch(1)
        rows.addWidget(self._name("place", self._pick), len(pairs), 0)
        rows.addLayout(place, len(pairs), 1, 1, 3)
        rows.addWidget(self._where, len(pairs) + 1, 1, 1, 3)
        return rows

    def _name(self, key: str, field: QWidget) -> QLabel:
        name = self._names[key] = QLabel()
        name.setProperty("tone", "quiet")
        name.setBuddy(field)
        return name

    def _connect(self) -> None:
        self._category.currentIndexChanged.connect(self._say_title)
        self._grid.currentIndexChanged.connect(self._say_place)
        self._pick.clicked.connect(self.pick_wished)
        self._middle.clicked.connect(lambda: self.grid_wished.emit(str(self._grid.currentData())))
        self._no_place.clicked.connect(lambda: self.set_place(None))
        self._send.clicked.connect(self._on_send)
        self._clear.clicked.connect(self.clear)
        self._leave.clicked.connect(self.close_sheet)
        key = QShortcut(QKeySequence("Ctrl+Return"), self, self._on_send)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # elsewhere it is another's

    def _fill_platforms(self) -> None:
        named = [
            (kind.name or platform_text(kind.id), kind.id) for kind in self._platforms.values()
        ]
        _fill(self._platform, [(self.tr("As the category says"), ""), *named])

    def _say_title(self) -> None:
        """A title that is left empty is the category's name."""
        self._title.setPlaceholderText(self._category.currentText())

    def _say_place(self) -> None:
        place = self._place
        if place is None:
            words = self.tr("Not known yet")
            if self._camera_name:
                words = self.tr("Seen by {name}; its place is not known").format(
                    name=self._camera_name
                )
        else:
            words = self.tr("{longitude}, {latitude} within {n} m").format(
                longitude=f"{place.longitude:.5f}", latitude=f"{place.latitude:.5f}",
                n=round(place.accuracy_m),
            )  # fmt: skip
            if place.camera:
                words += self.tr(" · from the picture of {name}").format(name=self._camera_name)
        self._where.setText(words)
        self._middle.setEnabled(bool(self._grid.currentData()))
        self._no_place.setEnabled(place is not None)

    def _on_send(self) -> None:
        title = self._title.text().strip() or self._category.currentText().strip()
        if not title:
            self.say(self.tr("A title is needed"))
            self._title.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.say("")
        self.given.emit(
            Intake(
                title=title,
                text=self._text.toPlainText(),
                category=str(self._category.currentData() or ""),
                platform=str(self._platform.currentData() or ""),
                level=str(self._level.currentData() or ""),
                address=self._address.text(),
                grid=str(self._grid.currentData() or ""),
                reporter=self._reporter.text(),
                phone=self._phone.text(),
                channel=str(self._channel.currentData() or "operator"),
                place=self._place,
                camera=self._camera,
            )
        )


def _fill(box: QComboBox, rows: Sequence[tuple[str, str]]) -> None:
    """Other rows; what was chosen stays so where it is still there."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    for words, code in rows:
        box.addItem(words, code)
    box.setCurrentIndex(max(box.findData(before), 0))
    box.blockSignals(False)
