"""The screens of this machine by name, and when one comes or goes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from layouts.screens import Screen


class Screens(QObject):
    """``changed``: a screen was plugged in or pulled out, or lies elsewhere now."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._on_added)
        app.screenRemoved.connect(self.changed)
        for screen in app.screens():
            screen.geometryChanged.connect(self.changed)

    def found(self) -> list[Screen]:
        """Those there are, the primary one first, in Qt's own coordinates. A name that occurs twice
        gets a number."""
        named: dict[str, Screen] = {}
        for number, screen in enumerate(QGuiApplication.screens(), start=1):
            at, name = screen.geometry(), screen.name() or f"screen-{number}"
            name = name if name not in named else f"{name}-{number}"
            named[name] = Screen(name, at.x(), at.y(), at.width(), at.height())
        return list(named.values())

    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.changed)
        self.changed.emit()


def rect_of(screen: Screen) -> QRect:
    return QRect(screen.x, screen.y, screen.width, screen.height)
