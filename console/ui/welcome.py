"""The first window of who has no room yet: the demo town, a folder that is there, or a new room."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.ui.style_sheet import dress
from console.ui.theme import Look
from console.ui.words import Language, speak

WIDE_PX = 760
RECENT_PX = 84
LONGEST_NAME, LONGEST_PATH = 64, 1000


class Welcome(QWidget):
    """``folder_chosen`` carries a path, ``new_wished`` a path and the room's name."""

    demo_wished = Signal()
    cancel_wished = Signal()  # of what is being opened
    folder_chosen = Signal(str)
    new_wished = Signal(str, str)
    closed = Signal()

    def __init__(self, language: Language, usual: Path, rooms: Sequence[Path] = ()) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._look = Look()
        self.language: Language = language
        speak(app, language)
        dress(app, self._look)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._intro, self.told = QLabel(), QLabel(), QLabel()
        self._demo_title, self._demo_hint, self.demo = QLabel(), QLabel(), QPushButton()
        self._open_title, self.recent = QLabel(), QListWidget()
        self.path, self._choose, self.open = QLineEdit(), QPushButton(), QPushButton()
        self._new_title, self._new_hint = QLabel(), QLabel()
        self.name, self.place = QLineEdit(), QLineEdit(str(usual))
        self._choose_place, self.make = QPushButton(), QPushButton()
        self._speak, self.progress = QPushButton(), QProgressBar()
        self._busy = False
        for room in rooms:
            self.recent.addItem(str(room))
        self._build()
        self._connect()
        self.words_changed()
        self.demo.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- setters

    def show_trouble(self, words: str) -> None:
        self.told.setText(words)

    def set_busy(self, words: str) -> None:
        """Something is being opened, which can be cancelled; empty: no more."""
        self._busy = bool(words)
        for widget in (self.recent, self.path, self.name, self.place):
            widget.setEnabled(not words)
        self.progress.setVisible(self._busy)
        self.told.setText(words)
        self._say_able()

    def words_changed(self) -> None:
        self.setWindowTitle(self.tr("Command Room"))
        self._title.setText(self.tr("Which room?"))
        self._intro.setText(self.tr("A room is one folder: its settings, cameras and passwords."))
        self._demo_title.setText(self.tr("Look around in the demo town"))
        self._demo_hint.setText(self.tr("64 simulated cameras, sites and cases; nothing is needed"))
        self._open_title.setText(self.tr("Open a room that is there"))
        self.recent.setAccessibleName(self.tr("Rooms opened lately"))
        self._new_title.setText(self.tr("Make a new room"))
        self._new_hint.setText(self.tr("Afterwards cameras are searched for in the network"))
        for line, words in (
            (self.path, self.tr("folder with site.toml")),
            (self.name, self.tr("name of the room")),
            (self.place, self.tr("new folder of the room")),
        ):
            line.setPlaceholderText(words)
            line.setAccessibleName(words)
        self._choose.setText(self.tr("Choose …"))
        self._choose.setAccessibleName(self.tr("Choose the folder of a room"))
        self._choose_place.setText(self.tr("Choose …"))
        self._choose_place.setAccessibleName(self.tr("Choose where the new room lies"))
        self.open.setText(self.tr("Open"))
        self.make.setText(self.tr("Make it and find cameras"))
        self._speak.setText("English" if self.language == "zh" else "中文")
        self._speak.setAccessibleName(self._speak.text())
        self.progress.setAccessibleName(self.tr("The room is being opened"))
        self._say_able()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        for label in (self._demo_title, self._open_title, self._new_title):
            label.setProperty("scale", "row")
        for label in (self._intro, self._demo_hint, self._new_hint):
            label.setProperty("tone", "quiet")
            label.setWordWrap(True)
        self.told.setProperty("tone", "amber")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.demo.setProperty("kind", "likely")
        self.recent.setObjectName("rows")
        self.recent.setFixedHeight(px(RECENT_PX))
        self.recent.setVisible(self.recent.count() > 0)
        self.name.setMaxLength(LONGEST_NAME)
        for line in (self.path, self.place):
            line.setMaxLength(LONGEST_PATH)
        for button in (self._choose, self._choose_place, self._speak):
            button.setProperty("fit", "close")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(32), px(24), px(32), px(24))
        column.setSpacing(px(12))
        column.addLayout(self._row(self._title, self._speak))
        column.addWidget(self._intro)
        demo = self._row(self._demo_hint, self.demo)
        column.addWidget(self._card(self._demo_title, demo))
        there = self._row(self.path, self._choose, self.open)
        column.addWidget(self._card(self._open_title, self.recent, there))
        where = self._row(self.place, self._choose_place)
        last = self._row(self._new_hint, self.make)
        column.addWidget(self._card(self._new_title, self.name, where, last))
        self.progress.setRange(0, 0)  # how long it takes nobody knows
        self.progress.setTextVisible(False)
        self.progress.hide()
        column.addWidget(self.told)
        column.addWidget(self.progress)
        column.addStretch(1)
        self.resize(px(WIDE_PX), self.sizeHint().height())
        self.move(self.screen().availableGeometry().center() - self.rect().center())

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.px(8))
        for widget in widgets:
            row.addWidget(widget, 1 if isinstance(widget, QLineEdit | QLabel) else 0)
        return row

    def _card(self, *parts: QWidget | QHBoxLayout) -> QFrame:
        px, card = self._look.px, QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        return card

    def _connect(self) -> None:
        self.demo.clicked.connect(self._on_demo)
        self.open.clicked.connect(self._on_open)
        self.path.returnPressed.connect(self._on_open)
        self.path.textChanged.connect(self._say_able)
        self.recent.itemActivated.connect(lambda item: self.folder_chosen.emit(item.text()))
        self.recent.itemClicked.connect(lambda item: self.path.setText(item.text()))
        self.name.textChanged.connect(self._say_able)
        self.name.returnPressed.connect(self.make.click)
        self.place.textChanged.connect(self._say_able)
        self.make.clicked.connect(self._on_make)
        self._choose.clicked.connect(lambda: self._ask_folder(self.path))
        self._choose_place.clicked.connect(lambda: self._ask_folder(self.place))
        self._speak.clicked.connect(self._on_speak)
        self._say_able()

    def _say_able(self) -> None:
        cancel, town = self.tr("Cancel"), self.tr("Open the demo town")
        self.demo.setText(cancel if self._busy else town)
        self.open.setEnabled(not self._busy and bool(self.path.text().strip()))
        both = bool(self.name.text().strip()) and bool(self.place.text().strip())
        self.make.setEnabled(not self._busy and both)

    def _on_demo(self) -> None:
        (self.cancel_wished if self._busy else self.demo_wished).emit()

    def _on_open(self) -> None:
        if self.open.isEnabled():
            self.folder_chosen.emit(self.path.text().strip())

    def _on_make(self) -> None:
        self.new_wished.emit(self.place.text().strip(), self.name.text().strip())

    def _ask_folder(self, into: QLineEdit) -> None:
        dialog = QFileDialog(self, self.windowTitle(), into.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(into.setText)
        dialog.open()

    def _on_speak(self) -> None:
        app = QApplication.instance()
        assert app is not None
        self.language = "en" if self.language == "zh" else "zh"
        speak(app, self.language)
        self.words_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.words_changed()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
