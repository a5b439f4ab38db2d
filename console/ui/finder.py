"""The left zone: find a camera or a site, put it on the wall, call a consultation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from console.site.records import CameraEntry, NodeEntry
from console.ui.camera_finder import CameraFinder
from console.ui.camera_tree import SOURCE
from console.ui.node_list import NodeDelegate, NodeList
from console.ui.shortcuts import Keys
from console.ui.theme import Look
from media.source import SourceState

CAMERAS, SITES = range(2)


class Finder(QWidget):
    """``source_wished`` carries a written source for the selected cell; ``start_wished`` and
    ``call_wished`` carry node ids, all of them when none is selected; ``cards_wished`` is for
    those of ``chosen_nodes``. ``cameras`` is the page of
    cameras, with signals of its own."""

    source_wished = Signal(str)
    start_wished = Signal(list)
    call_wished = Signal(list)
    cards_wished = Signal()
    link_wished = Signal(str, str)  # node id, "renew" or "withdraw"

    def __init__(self, look: Look, parent: QWidget | None = None, keys: Keys | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("zone")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._live = False
        self.cameras = CameraFinder(look, keys=keys)
        self._nodes = NodeList(look)
        self._tabs = QTabBar()
        self._pages = QStackedWidget()
        self._node_view = QListView()
        self._links: dict[str, str] = {}
        self._call = QPushButton()
        self._call.setProperty("kind", "likely")
        self._cards = QPushButton()
        self._dress_nodes()
        self._build()
        self.words_changed()

    # -- setters

    def set_cameras(self, cameras: Sequence[CameraEntry]) -> None:
        self.cameras.set_cameras(cameras)

    def set_camera_states(self, states: Mapping[str, SourceState]) -> None:
        self.cameras.set_states(states)

    def set_findings(self, findings: Mapping[str, tuple[str, ...]]) -> None:
        """What is wrong with the pictures of cameras, as codes by id."""
        self.cameras.set_findings(findings)

    def set_nodes(self, nodes: Sequence[NodeEntry]) -> None:
        self._nodes.set_nodes(nodes)
        self._say_call()

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        nodes = conference.get("nodes", ())
        self._nodes.set_states(nodes)
        self._links = {str(n["id"]): str(n["join_url"]) for n in nodes if n.get("join_url")}
        live = conference.get("state") == "live"
        if live != self._live:
            self._live = live
            self._say_call()

    def search(self) -> None:
        """Put the cursor into the search field."""
        self._tabs.setCurrentIndex(CAMERAS)
        self.cameras.search()

    def words_changed(self) -> None:
        self._tabs.setAccessibleName(self.tr("Cameras, sites"))
        self._tabs.setTabText(CAMERAS, self.tr("Cameras"))
        self._tabs.setTabText(SITES, self.tr("Sites"))
        self.cameras.words_changed()
        self._node_view.setAccessibleName(self.tr("Sites"))
        self._node_view.viewport().update()
        self._cards.setText(self.tr("Join cards as PDF"))
        self._cards.setToolTip(self.tr("A card with link and QR code for each chosen site"))
        self._say_call()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._tabs.addTab("")
        self._tabs.addTab("")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        sites = QWidget()
        column = QVBoxLayout(sites)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._node_view)
        column.addWidget(self._call)
        column.addWidget(self._cards)
        for page in (self.cameras, sites):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(4), px(8), px(8))
        column.setSpacing(px(8))
        column.addWidget(self._tabs)
        column.addWidget(self._pages, 1)
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.cameras.source_wished.connect(self.source_wished)
        self._call.clicked.connect(self._on_call)
        self._cards.clicked.connect(self.cards_wished)

    def _dress_nodes(self) -> None:
        view = self._node_view
        view.setModel(self._nodes)
        view.setItemDelegate(NodeDelegate(self._look, view))
        view.setObjectName("rows")
        view.setUniformItemSizes(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._dress(view)
        view.selectionModel().selectionChanged.connect(self._say_call)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_node_menu)

    def _dress(self, view: QAbstractItemView) -> None:
        view.setIconSize(QSize(self._look.px(9), self._look.px(9)))
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.activated.connect(self._on_activated)

    def _on_activated(self, index: QModelIndex) -> None:
        source = index.data(SOURCE)
        if source:
            self.source_wished.emit(source)

    def chosen_nodes(self) -> list[str]:
        """Ids of the selected sites; all of them when none is selected."""
        chosen = self._node_view.selectionModel().selectedIndexes()
        rows = sorted(index.row() for index in chosen) or range(self._nodes.rowCount())
        return [str(self._nodes.index(row, 0).data(SOURCE)).removeprefix("node:") for row in rows]

    def menu_for(self, node_id: str) -> QMenu:
        """What can be done with a site of the list."""
        menu = QMenu(self)
        menu.addAction(
            self.tr("Put on the wall"), lambda: self.source_wished.emit(f"node:{node_id}")
        )
        link = self._links.get(node_id, "")
        copy = menu.addAction(
            self.tr("Copy join link"), lambda: QGuiApplication.clipboard().setText(link)
        )
        copy.setEnabled(bool(link))
        menu.addAction(
            self.tr("New link: the one before is void"),
            lambda: self.link_wished.emit(node_id, "renew"),
        )
        withdraw = menu.addAction(
            self.tr("Withdraw the link"), lambda: self.link_wished.emit(node_id, "withdraw")
        )
        withdraw.setEnabled(bool(link))
        return menu

    def _on_node_menu(self, at: QPoint) -> None:
        index = self._node_view.indexAt(at)
        if index.isValid():
            menu = self.menu_for(str(index.data(SOURCE)).removeprefix("node:"))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._node_view.viewport().mapToGlobal(at))

    def _on_call(self) -> None:
        (self.call_wished if self._live else self.start_wished).emit(self.chosen_nodes())

    def _say_call(self) -> None:
        chosen = len(self._node_view.selectionModel().selectedIndexes())
        if self._live:
            words = self.tr("Call {n} sites") if chosen else self.tr("Call all sites")
        else:
            words = self.tr("Consult with {n}") if chosen else self.tr("Consult with all")
        self._call.setText(words.format(n=chosen))
        self._call.setEnabled(self._nodes.rowCount() > 0)
