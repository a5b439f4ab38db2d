"""The plate of a camera that is turned: its state, who steers, its presets and patrols."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from console.ui.ptz_presets import PtzPresets
from console.ui.ptz_rounds import PtzRounds
from console.ui.ptz_words import holder_text, state_text
from console.ui.theme import Look

WIDE_PX, HIGH_PX = 272, 430


class PtzPanel(QFrame):
    """``save_wished`` carries a name and a token, ``remove_wished`` a token: both are confirmed
    here where something would be lost."""

    save_wished = Signal(str, str)
    remove_wished = Signal(str)
    stop_wished = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._sure: Callable[[], None] | None = None
        self._told: Mapping[str, Any] = {}
        self._title, self.state, self.holder = QLabel(), QLabel(), QLabel()
        self._tabs, self._pages = QTabBar(), QStackedWidget()
        self.presets, self.rounds = PtzPresets(look), PtzRounds(look)
        self._ask, self._question = QWidget(), QLabel()
        self.yes, self.no = QPushButton(), QPushButton()
        self.stop, self._close = QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_camera(self, camera: str, name: str) -> None:
        self._title.setText(name)
        self._title.setToolTip(name)
        self.rounds.set_camera(camera)
        self._sure = None
        self._ask.hide()
        self.set_told({"state": "unknown"})

    def set_told(self, told: Mapping[str, Any]) -> None:
        """The answer of ``PtzDesk.ask``."""
        self._told = told
        self.state.setText(state_text(str(told.get("state")), str(told.get("reason") or "")))
        self.holder.setText(holder_text(told) or self.tr("Nobody steers it"))
        presets = [(str(each["token"]), str(each["name"])) for each in told.get("presets", ())]
        self.presets.set_presets(presets, told.get("can", ()))
        self.rounds.set_presets(presets)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Turning the camera"))
        self._tabs.setTabText(0, self.tr("Presets"))
        self._tabs.setTabText(1, self.tr("Patrols"))
        self._tabs.setAccessibleName(self.tr("Presets or patrols"))
        for button, words, tip in (
            (self.stop, self.tr("Stop"), self.tr("Stop whatever turns it, a patrol too")),
            (self._close, self.tr("Close"), self.tr("Turn it no more")),
            (self.yes, self.tr("Yes"), self.tr("Yes")),
            (self.no, self.tr("No"), self.tr("No")),
        ):
            button.setText(words)
            button.setAccessibleName(tip)
            button.setToolTip(tip)
        self.presets.words_changed()
        self.rounds.words_changed()
        if self._told:
            self.set_told(self._told)

    def first(self) -> QWidget:
        """What has the keyboard when it is gone to."""
        return self.presets.list if self._tabs.currentIndex() == 0 else self.rounds.list

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(WIDE_PX), self._look.px(HIGH_PX))

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "row")
        self.state.setWordWrap(True)
        self.holder.setProperty("tone", "quiet")
        self._tabs.addTab("")
        self._tabs.addTab("")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        for page in (self.presets, self.rounds):
            self._pages.addWidget(page)
        self._question.setWordWrap(True)
        self.yes.setProperty("kind", "danger")
        self.stop.setProperty("kind", "danger")
        for button in (self.yes, self.no, self.stop, self._close):
            button.setProperty("fit", "close")
        asked = QVBoxLayout(self._ask)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(self._question)
        asked.addLayout(_beside(px(6), self.yes, self.no))
        self._ask.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(12))
        column.setSpacing(px(6))
        for widget in (self._title, self.state, self.holder, self._tabs):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        column.addWidget(self._ask)
        column.addLayout(_beside(px(6), self.stop, self._close))

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.presets.save_wished.connect(self._on_save)
        self.presets.over_wished.connect(self._on_over)
        self.presets.remove_wished.connect(self._on_remove)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        self.stop.clicked.connect(self.stop_wished)
        self._close.clicked.connect(self.left)

    def _on_save(self, name: str, token: str) -> None:
        self.save_wished.emit(name, token)
        self.presets.kept()

    def _on_over(self, token: str, name: str) -> None:
        words = self.tr("Shall {name} point to what is seen now?").format(name=name)
        self._be_sure(words, lambda: self._on_save(name, token))

    def _on_remove(self, token: str, name: str) -> None:
        words = self.tr("Remove the preset {name} from the camera?").format(name=name)
        self._be_sure(words, lambda: self.remove_wished.emit(token))

    def _be_sure(self, words: str, then: Callable[[], None]) -> None:
        self._sure = then
        self._question.setText(words)
        self.yes.setAccessibleName(words)
        self._ask.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_yes(self) -> None:
        then = self._sure
        self._on_no()
        if then is not None:
            then()

    def _on_no(self) -> None:
        self._sure = None
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard; Esc answers no, or goes back to the
        picture."""
        focus = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focus, QPushButton) and self.isAncestorOf(focus):
            focus.click()
        elif event.key() == Qt.Key.Key_Escape and not self._ask.isHidden():
            self._on_no()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _beside(space: int, *widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(space)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row
