"""The sign over the wall that the sites hear this room: what is said is never heard unseen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from console.ui.badge import Badge
from console.ui.level_meter import LevelMeter
from console.ui.theme import Look
from media.level import Level

EDGE_PX = 8


class HeardSign(QFrame):
    """In the lower left corner of its parent while the room is heard."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look = look
        self._badge, self.meter = Badge(look), LevelMeter(look)
        self.meter.setFixedWidth(look.px(90))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(8), look.px(6), look.px(8), look.px(6))
        row.addWidget(self._badge)
        row.addWidget(self.meter)
        self._talks, self._sites = False, 0
        parent.installEventFilter(self)
        self.words_changed()
        self.hide()

    def set_heard(self, heard: bool, sites: int = 1, while_held: bool = False) -> None:
        """``sites``: how many hear it; ``while_held``: only as long as a key is held."""
        self._talks, self._sites = while_held, sites
        self.words_changed()
        self.setVisible(heard)
        self._to_corner()

    def set_level(self, level: Level) -> None:
        self.meter.set_level(level)

    def words_changed(self) -> None:
        words = self.tr("On air while the key is held") if self._talks else self.tr("Room on air")
        if not self._sites:
            words = self.tr("Microphone open, no site is there")
        self._badge.set(f"● {words}", self._look.lamp("red" if self._sites else "amber"))

    def _to_corner(self) -> None:
        self.adjustSize()
        over = self.parentWidget()
        if over is not None:
            self.move(EDGE_PX, over.height() - self.height() - EDGE_PX)
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._to_corner()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.words_changed()
        super().changeEvent(event)
