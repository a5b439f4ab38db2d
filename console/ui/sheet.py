"""A sheet over the window; the window below goes on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QPushButton,
    QWidget,
)

from console.ui.theme import Look

EDGE_PX = 24


class Sheet(QFrame):
    """Lies in the middle of its parent. ``toggle`` opens and closes it, Esc closes it.

    ``most_px``: its width and height where the parent has room for it; None: what it needs.
    """

    most_px: tuple[int, int] | None = None

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self._over = parent
        self._before: QWidget | None = None
        escape = QShortcut(QKeySequence("Esc"), self, self.close_sheet)  # while it is seen
        escape.activatedAmbiguously.connect(self._close_uppermost)
        parent.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        if self.isVisible():
            self.close_sheet()
        else:
            self.open_sheet()

    def open_sheet(self) -> None:
        """Over everything, with the keyboard."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.to_middle()
        self.show()
        self.raise_()
        self.activateWindow()  # the key may have been pressed on another screen
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """The keyboard goes back to where it was."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.activateWindow()
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_uppermost(self) -> None:
        """Where one sheet lies over another Esc is for the one opened last."""
        children = self._over.children()
        sheets = [each for each in children if isinstance(each, Sheet) and each.isVisible()]
        sheets[-1].close_sheet()

    def first(self) -> QWidget:
        """What has the keyboard when the sheet opens."""
        return self

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # Qt's own name
        """Tab stays inside: what lies below is out of reach until the sheet is closed."""
        inside = self._stops()
        if not inside:
            return False
        focus = QApplication.focusWidget()
        at = inside.index(focus) if focus in inside else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        inside[(at + (1 if forward else -1)) % len(inside)].setFocus(reason)
        return True

    def _stops(self) -> list[QWidget]:
        """Where Tab stops, in its order."""
        stops: list[QWidget] = []
        each = self.nextInFocusChain()
        while each is not None and each is not self:
            takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus
            # the line in a field of numbers hands the keyboard back to the field: Tab stood still
            own = not isinstance(each.parentWidget(), QAbstractSpinBox | QComboBox)
            if takes and own and self.isAncestorOf(each) and each.isVisible() and each.isEnabled():
                stops.append(each)
            each = each.nextInFocusChain()
        return stops

    def words_changed(self) -> None:
        """The language is another."""

    def to_middle(self) -> None:
        room = self._over.size()
        if self.most_px is None:
            self.adjustSize()
        else:
            wide, high = (self._look.px(most) for most in self.most_px)
            edges = 2 * self._look.px(EDGE_PX)
            self.resize(min(wide, room.width() - edges), min(high, room.height() - edges))
        self.move((room.width() - self.width()) // 2, (room.height() - self.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as the space bar does."""
        focus = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focus, QPushButton) and self.isAncestorOf(focus):
            focus.click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.to_middle()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.words_changed()
        super().changeEvent(event)
