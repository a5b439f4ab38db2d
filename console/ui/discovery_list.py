"""The first page of finding cameras: who is asked, how far it is, who answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.ui.plain_table import as_table
from console.ui.theme import Look

ADDRESS, NAME, MODEL, LISTED = range(4)
MOST_SHOWN = 1024


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A device that answered. ``address`` is that of its ONVIF service."""

    address: str
    name: str
    model: str
    listed: bool


class DiscoveryList(QWidget):
    """``search_wished`` carries the addresses to ask, empty for everybody; ``chosen`` the place of
    a device in what was set; ``by_hand_wished`` that an address is to be typed."""

    search_wished = Signal(str)
    cancelled = Signal()
    chosen = Signal(int)
    by_hand_wished = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._searching = False
        self._hint, self._told = QLabel(), QLabel()
        self.hosts, self.search = QLineEdit(), QPushButton()
        self.bar, self.table = QProgressBar(), QTreeWidget()
        self.by_hand, self.next, self._close = QPushButton(), QPushButton(), QPushButton()
        self._build()
        self.search.clicked.connect(self._on_search)
        self.hosts.returnPressed.connect(self._on_search)
        self.table.itemActivated.connect(self._on_next)
        self.table.currentItemChanged.connect(self._say_able)
        self.next.clicked.connect(self._on_next)
        self.by_hand.clicked.connect(self.by_hand_wished)
        self._close.clicked.connect(self.left)
        self.words_changed()

    # -- setters

    def set_searching(self, searching: bool) -> None:
        self._searching = searching
        self.bar.setRange(0, 0)
        self.bar.setVisible(searching)
        self.hosts.setEnabled(not searching)
        self.words_changed()
        if searching:
            self._told.setText(self.tr("Asking …"))

    def set_progress(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self._told.setText(self.tr("{done} of {of} addresses asked").format(done=done, of=of))

    def set_found(self, found: Sequence[FoundDevice]) -> None:
        """Those that are in no list come first."""
        self.table.clear()
        order = sorted(range(len(found)), key=lambda at: found[at].listed)
        for at in order[:MOST_SHOWN]:
            each = found[at]
            listed = self.tr("already in the list") if each.listed else self.tr("new")
            item = QTreeWidgetItem([each.address, each.name, each.model, listed])
            item.setData(ADDRESS, Qt.ItemDataRole.UserRole, at)
            for column in (ADDRESS, NAME, MODEL):
                item.setToolTip(column, item.text(column))
            self.table.addTopLevelItem(item)
        new = sum(not each.listed for each in found)
        words = self.tr("{n} devices answered, {new} of them in no list")
        if not found:
            words = self.tr(
                "Nobody answered. Is ONVIF switched on in the cameras, and are they in this "
                "network? Type addresses above, or one by hand."
            )
        self._told.setText(words.format(n=len(found), new=new))
        if (first := self.table.topLevelItem(0)) is not None:
            self.table.setCurrentItem(first)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_able()

    def show_trouble(self, words: str) -> None:
        self._told.setText(words)

    @property
    def told(self) -> str:
        return self._told.text()

    def words_changed(self) -> None:
        self._hint.setText(self.tr("Everybody in this network is asked, or the addresses here:"))
        self.hosts.setPlaceholderText("10.0.0.0/24, 10.0.0.10-40")
        self.hosts.setAccessibleName(self.tr("Addresses to ask; empty: everybody"))
        self.search.setText(self.tr("Cancel") if self._searching else self.tr("Search"))
        self.bar.setAccessibleName(self.tr("How far the search is"))
        self.table.setAccessibleName(self.tr("Devices that answered"))
        self.table.setHeaderLabels(
            [self.tr("Address"), self.tr("Name"), self.tr("Model"), self.tr("List")]
        )
        self.by_hand.setText(self.tr("By hand …"))
        self.next.setText(self.tr("Next"))
        self._close.setText(self.tr("Close"))

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._told.setWordWrap(True)
        self._hint.setProperty("tone", "quiet")
        self.bar.setTextVisible(False)
        self.bar.hide()
        as_table(self.table)
        self.table.setColumnCount(4)
        header = self.table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, wide in ((ADDRESS, 330), (NAME, 200), (MODEL, 160)):
            header.resizeSection(column, px(wide))
        self.search.setProperty("fit", "close")
        self.next.setProperty("kind", "likely")
        top, foot = QHBoxLayout(), QHBoxLayout()
        for row in (top, foot):
            row.setSpacing(px(8))
        top.addWidget(self.hosts, 1)
        top.addWidget(self.search)
        foot.addWidget(self.by_hand)
        foot.addStretch(1)
        foot.addWidget(self.next)
        foot.addWidget(self._close)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(0, 0, 0, 0)
        column_of.setSpacing(px(8))
        column_of.addWidget(self._hint)
        column_of.addLayout(top)
        column_of.addWidget(self.bar)
        column_of.addWidget(self.table, 1)
        column_of.addWidget(self._told)
        column_of.addLayout(foot)
        self._say_able()

    def _say_able(self) -> None:
        self.next.setEnabled(self.table.currentItem() is not None)

    def _on_search(self) -> None:
        if self._searching:
            self.cancelled.emit()
        else:
            self.search_wished.emit(self.hosts.text().strip())

    def _on_next(self) -> None:
        if (item := self.table.currentItem()) is not None:
            self.chosen.emit(item.data(ADDRESS, Qt.ItemDataRole.UserRole))
