"""The sheet that finds cameras in the network, and adds them to the list one by one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from console.ui.discovery_form import DiscoveryForm
from console.ui.discovery_list import DiscoveryList
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look


class DiscoverySheet(Sheet):
    """``found`` is its first page, ``form`` the second."""

    closed = Signal()

    most_px = (900, 620)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._title, self._pages = QLabel(), QStackedWidget()
        self.found, self.form = DiscoveryList(look), DiscoveryForm(look)
        px = look.px
        self._title.setProperty("scale", "title")
        self._pages.addWidget(self.found)
        self._pages.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(8))
        column.addWidget(self._title)
        column.addWidget(self._pages, 1)
        self.found.by_hand_wished.connect(lambda: self.show_form(""))
        self.found.left.connect(self.close_sheet)
        self.form.left.connect(self.close_sheet)
        self.form.back_wished.connect(self.show_found)
        self.words_changed()

    def close_sheet(self) -> None:
        """What nobody sees any more is not asked."""
        if self.isVisible():
            self.closed.emit()
        super().close_sheet()

    def show_found(self) -> None:
        self._pages.setCurrentWidget(self.found)
        self.first().setFocus()

    def show_form(self, device: str, name: str = "", group: str = "") -> None:
        """Of a device that answered, or by hand."""
        self.form.begin(device, name, group)
        self._pages.setCurrentWidget(self.form)
        self.form.first().setFocus()

    def first(self) -> QWidget:
        if self._pages.currentWidget() is self.form:
            return self.form.first()
        return self.found.table if self.found.table.topLevelItemCount() else self.found.search

    def words_changed(self) -> None:
        self._title.setText(self.tr("Find cameras in the network"))
        self.setAccessibleName(self._title.text())
        self.found.words_changed()
        self.form.words_changed()
