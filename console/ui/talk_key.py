"""Push to talk: something holds as long as a key is held, and never longer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent

_ENDS = (
    QEvent.Type.ApplicationDeactivate, QEvent.Type.WindowDeactivate, QEvent.Type.WindowBlocked,
)  # fmt: skip


class TalkKey(QObject):
    """``held``: the key is down, or no more. Events are looked at only while it is down: any key
    that is let go ends it, and so does a window that loses the keyboard."""

    held = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._down = False

    def press(self) -> None:
        """Its shortcut was pressed."""
        app = QCoreApplication.instance()
        if not self._down and app is not None:
            self._down = True
            app.installEventFilter(self)
            self.held.emit(True)

    def release(self) -> None:
        app = QCoreApplication.instance()
        if self._down and app is not None:
            self._down = False
            app.removeEventFilter(self)
            self.held.emit(False)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        let_go = isinstance(event, QKeyEvent) and not event.isAutoRepeat()
        if event.type() in _ENDS or (let_go and event.type() == QEvent.Type.KeyRelease):
            self.release()
        return False
