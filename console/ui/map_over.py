"""The map over the wall: the same page as in the side, as large as the wall."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from console.ui.theme import Look


class MapOver(QFrame):
    """Made when it is first wished. ``pages`` is where the page lives otherwise."""

    def __init__(self, look: Look, wall: QWidget, pages: QStackedWidget, page: QWidget) -> None:
        super().__init__(wall)
        self._wall, self._pages, self._page = wall, pages, page
        self._at = pages.indexOf(page)
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty.setProperty("tone", "quiet")
        self._empty.setText(self.tr("The map is over the wall."))
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*(look.px(8) for _ in range(4)))
        self._inside = inside
        wall.installEventFilter(self)
        self.hide()

    def toggle(self) -> bool:
        """Whether it is there now."""
        is_there, shown = self.isVisible(), self._pages.currentIndex()
        if is_there:
            self.hide()
            self._pages.removeWidget(self._empty)
            self._pages.insertWidget(self._at, self._page)
        else:
            self._pages.insertWidget(self._at, self._empty)
            self._inside.addWidget(self._page)
            self._page.show()
            self._cover()
            self.show()
            self.raise_()
        self._pages.setCurrentIndex(shown)
        return not is_there

    def _cover(self) -> None:
        self.setGeometry(self._wall.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.toggle()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return super().eventFilter(watched, event)
