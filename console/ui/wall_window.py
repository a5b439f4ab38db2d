"""The window of a wall screen: the tiles alone, over the whole screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.ui.badge import Badge
from console.ui.number_readout import CAMERA, LAYOUT, NumberReadout, Resolve
from console.ui.shortcuts import WINDOW, Keys, pressed
from console.ui.theme import Look, times_for
from console.ui.wall import Wall
from layouts.screens import Screen


class WallWindow(QWidget):
    """``action_wished``: a key of the desk's window was pressed here. ``resolve`` as for
    ``NumberReadout``. An operator cannot close it; ``close_for_good`` does."""

    action_wished = Signal(str)
    talk_pressed = Signal()

    def __init__(
        self, look: Look, keys: Keys, screen: Screen, title: str, resolve: dict[str, Resolve]
    ) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(f"{title} · {screen.name}")
        self.screen_name = screen.name
        times = times_for("wall", screen.height)
        self._look, self._keys = Look(look.colours, "wall", times), keys
        self._ends = False
        self._simulated = False
        self.wall = Wall(self._look, keys=keys)
        self.readout = NumberReadout(self._look, self.wall, resolve)
        self._badge = Badge(self._look, self.wall)
        self._badge.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.wall)
        self.words_changed()

    def cover(self, rect: QRect) -> None:
        """Lie over a screen, whole."""
        self.setGeometry(rect)
        self.show()

    def set_simulated(self, simulated: bool) -> None:
        self._simulated = simulated
        self.words_changed()

    def words_changed(self) -> None:
        self._badge.set(self.tr("SIMULATED"), self._look.lamp("amber"))
        self._badge.adjustSize()
        self._badge.setVisible(self._simulated)
        self._badge_to_corner()

    def close_for_good(self) -> None:
        """The screen is gone, or the room closes: no tile reads a board any more."""
        self._ends = True
        self.wall.close_feeds()
        self.close()
        self.deleteLater()

    def _badge_to_corner(self) -> None:
        size = self._badge.size()
        self._badge.move(self.width() - size.width() - 8, self.height() - size.height() - 8)
        self._badge.raise_()

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._keys.action(WINDOW, pressed(event))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if action == "layout_number":
            self.readout.begin(LAYOUT)
        elif action == "talk":
            self.talk_pressed.emit()
        elif action:
            self.action_wished.emit(action)
        elif event.text().isdecimal() and held == Qt.KeyboardModifier.NoModifier:
            self.readout.begin(CAMERA, event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._badge_to_corner()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.wall.words_changed()
            self.words_changed()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._ends)
