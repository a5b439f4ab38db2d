"""The readout over the wall while a number is typed, as on a video matrix's keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.ui.camera_number import MOST_DIGITS
from console.ui.theme import RADIUS, Look

CAMERA, LAYOUT = "camera", "layout"
WAIT_MS = 8000  # after the last key
WIDE_PX, HIGH_PX, FOOT_PX = 380, 56, 28

Resolve = Callable[[str], tuple[str, str] | None]


class NumberReadout(QWidget):
    """Belongs to the wall, and has the keyboard while a number is typed: Enter takes it, Esc and
    any other key end it. ``chosen`` carries ``camera`` or ``layout`` and the id or name meant.

    ``resolve`` gives (id, words) for what is typed, by kind.
    """

    chosen = Signal(str, str)

    def __init__(self, look: Look, wall: QWidget, resolve: dict[str, Resolve]) -> None:
        super().__init__(wall)
        self._look, self._wall, self.resolve = look, wall, resolve
        self._kind = CAMERA
        self.typed = ""
        self._before: QWidget | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.end)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.resize(self.sizeHint())
        self.hide()

    def begin(self, kind: str, typed: str = "") -> None:
        """Show it, with what is typed already."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._kind, self.typed = kind, typed[:MOST_DIGITS]
        self.resize(self.sizeHint())
        room = self._wall.rect()
        self.move(
            (room.width() - self.width()) // 2,
            max(room.height() - self.height() - self._look.px(FOOT_PX), 0),
        )
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say()

    def end(self) -> None:
        """Gone, and nothing taken. The keyboard goes back to where it was."""
        self._wait.stop()
        before, self._before = self._before, None
        had = self.hasFocus()
        self.hide()
        if had and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> tuple[str, str]:
        """What is typed, and what it means."""
        kinds = {CAMERA: self.tr("Camera {n}"), LAYOUT: self.tr("Layout {n}")}
        typed = kinds[self._kind].format(n=self.typed or "…")
        if not self.typed:
            return typed, self.tr("type its number, then Enter")
        found = self.resolve[self._kind](self.typed)
        return typed, found[1] if found is not None else self.tr("there is none")

    def _say(self) -> None:
        self._wait.start()
        self.setAccessibleName(", ".join(self.words()))
        self.update()

    def sizeHint(self) -> QSize:
        room = self._wall.width() - self._look.px(16)
        return QSize(max(min(self._look.px(WIDE_PX), room), 1), self._look.px(HIGH_PX))

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.text().isdecimal():
            self.typed = (self.typed + event.text())[-MOST_DIGITS:]
            self._say()
        elif key == Qt.Key.Key_Backspace and self.typed:
            self.typed = self.typed[:-1]
            self._say()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key not in (Qt.Key.Key_Shift, Qt.Key.Key_NumLock):
            self.end()

    def _take(self) -> None:
        found = self.resolve[self._kind](self.typed)
        if found is None:
            self._say()  # it stays and says that there is none
            return
        self.end()
        self.chosen.emit(self._kind, found[0])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible():
            self.end()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.pen("accent", 2))
        painter.setBrush(look.colour("plate"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        typed, meant = self.words()
        left = look.px(18)
        room = self.rect().adjusted(left, 0, -left, 0)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(look.font("title", strong=True))
        painter.setPen(look.colour("plate_text"))
        painter.drawText(room, flags, typed)
        wide = look.metrics("title", strong=True).horizontalAdvance(typed) + look.px(18)
        rest = room.adjusted(wide, 0, 0, 0)
        metrics = look.metrics("row")
        painter.setFont(look.font("row"))
        painter.setPen(look.colour("plate_quiet"))
        shown = metrics.elidedText(meant, Qt.TextElideMode.ElideRight, max(rest.width(), 0))
        painter.drawText(rest, flags, shown)
        painter.end()
