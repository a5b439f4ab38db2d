"""The right zone: cases, map and log as three tabs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from console.cases.case import Case, CaseId, LinkState, PlatformKind
from console.cases.duty_hours import DutyHours
from console.cases.row import CaseRow
from console.cases.views import Beside, View
from console.site.pinyin import readings
from console.site.records import CameraEntry
from console.ui.case_card import CaseCard
from console.ui.case_lines import CaseLines
from console.ui.case_list import CaseModel
from console.ui.case_row import ROW_PX, CaseDelegate
from console.ui.case_search import CaseSearch
from console.ui.case_wishes import CaseWishes
from console.ui.duty_log import DutyLog
from console.ui.duty_tab import DutyTab
from console.ui.inbox_bar import InboxBar, Options, options_of
from console.ui.map_page import MapPage
from console.ui.map_view import MapView
from console.ui.platform_chip import PlatformChip, PlatformRow
from console.ui.rows_view import RowsView
from console.ui.shortcuts import Keys
from console.ui.theme import Look

FOUR = (
    PlatformKind("governance", "综治工作", ""),
    PlatformKind("enforcement", "综合执法", ""),
    PlatformKind("market", "市场监管", ""),
    PlatformKind("service", "便民服务", ""),
)
CASES, MAP, LOG = range(3)
LEAST_CARD_PX = 232  # pixels of a desk; below, nothing but its buttons is seen
CASE_KEYS = (
    "case_acknowledge", "case_shelve", "case_reveal", "case_cameras", "case_call", "audit",
)  # fmt: skip


class CasePanel(QWidget):
    """Shows what the platform tells; ``case_selected`` is the operator's own choice.

    ``view_wished`` carries a written source for the selected cell, ``consult_wished`` a case's id;
    ``all_wished``: no longer the cases near a camera alone. ``key_wished`` carries an action of the
    case whose card is open, ``new_wished`` is for the newest case that nobody looked at,
    ``view_changed`` carries the ``View`` that is shown.
    """

    case_selected = Signal(str)
    view_wished = Signal(str)
    consult_wished = Signal(str)
    all_wished = Signal()
    duplicates_wished = Signal()
    key_wished = Signal(str)
    new_wished = Signal()
    view_changed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, keys: Keys | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("zone")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.wishes = CaseWishes(self)
        self.map = MapView(look, keys=keys)
        self.map_page = MapPage(look, self.map)
        self.log = DutyLog()
        self.duty = DutyTab(look, self.log)
        self.card = CaseCard(look)
        self._model = CaseModel(CaseSearch(readings))
        self._delegate = CaseDelegate(look)
        self._list = RowsView(look.px(ROW_PX))
        self.bar = InboxBar(look)
        self.bar.options = self._options
        self.lines = CaseLines(look, self)
        self._card_frame = QFrame()
        self._tabs = QTabBar()
        self._pages = QStackedWidget()
        self._chip_row = PlatformRow(look)
        self._chips: list[PlatformChip] = []
        self._counted: tuple[Mapping[str, int], int, int] | None = None  # as it is said
        self._bring = QTimer(self)
        self._bring.setSingleShot(True)
        self._build()
        self.set_platforms(FOUR)
        self._connect()
        self.words_changed()

    # -- setters

    def set_platforms(self, platforms: Sequence[PlatformKind]) -> None:
        """The platforms there are: data, not four for ever."""
        self._chips = self._chip_row.set_platforms(platforms)
        for chip in self._chips:
            chip.toggled.connect(self._on_chip)
        known = {platform.id: platform for platform in platforms}
        self._delegate.set_platforms(known)
        self.card.set_platforms(known)
        self._counted = None
        self._count()

    def set_cameras(self, cameras: Iterable[CameraEntry]) -> None:
        """The catalogue, so that a case's cameras are said by name."""
        self.card.set_camera_names({camera.id: camera.name for camera in cameras})

    @property
    def grids(self) -> Mapping[str, str]:
        """What the grids are called, by id."""
        return self._delegate.grids

    def set_grids(self, names: Mapping[str, str]) -> None:
        """What the grids are called, by id: a case tells the id."""
        self._delegate.grids = names
        self.card.set_grid_names(names)
        self._list.viewport().update()

    def set_cases(self, cases: Iterable[Case], now: datetime) -> None:
        """All cases of the book; open ones are listed as the view says."""
        self._model.set_cases(cases, now)
        self._count()

    def change_cases(
        self, changed: Collection[Case], gone: Collection[CaseId], now: datetime
    ) -> None:
        """These are new or otherwise, those are no more; the rest is as it was."""
        self._list.calm()
        self._model.change(changed, gone, now)
        self._count()

    def age(self, now: datetime) -> None:
        """Look at some rows again for what time alone did to them; to be called often."""
        self.card.clocks.tick(now)
        self._model.listing.ageing(now, self._list.seen())
        if self._model.listing.view.filter.lamps:
            self._count()

    def set_beside(self, beside: Beside, now: datetime) -> None:
        """What the room knows besides the platform, where that concerns all rows."""
        self._delegate.origin = beside.origin
        self._model.set_beside(beside, now)
        self._list.viewport().update()
        self._count()

    def touch(self, ids: Iterable[CaseId], beside: Beside, unseen: Collection[CaseId]) -> None:
        """Other cases wait for somebody, or were looked at: these rows are made anew."""
        self._list.calm()
        self._model.listing.beside = beside
        self._model.listing.unseen = unseen
        self._model.listing.touch(ids, datetime.now(UTC))
        self._count()

    def set_origin(self, origin: tuple[float, float] | None) -> None:
        """From where the rows' distances count, longitude and latitude."""
        self._delegate.origin = origin
        self._list.viewport().update()

    def set_view(self, view: View) -> None:
        """Show it, as if it were chosen, and tell nobody."""
        self.bar.set_view(view)
        for chip in self._chips:
            chip.blockSignals(True)
            chip.setChecked(chip.platform.id not in view.filter.hidden)
            chip.blockSignals(False)
        self._model.set_view(view, datetime.now(UTC))
        self._count()

    def set_hours(self, hours: DutyHours) -> None:
        """By these working time is told."""
        self._model.hours = self._delegate.hours = self.card.clocks.hours = hours

    def set_near(self, near: Mapping[CaseId, float | None] | None, camera: str) -> None:
        """Only the cases near a camera, with their distances in metres; None: all of them again."""
        self._model.set_near(near, datetime.now(UTC))
        self.lines.set_near(camera if near is not None else "")
        self._count()

    def show_case(self, case: Case | None) -> None:
        """Open a case's card and select its row; tells nobody."""
        another = self._card_frame.isHidden() or case is None or case.id != self.card.case_id
        self.card.show_case(case)
        self._card_frame.setVisible(case is not None)
        index = self._model.index_of(str(case.id)) if case is not None else QModelIndex()
        selection = self._list.selectionModel()
        if index.isValid() and not selection.isSelected(index):
            selection.blockSignals(True)
            self._list.setCurrentIndex(index)
            selection.blockSignals(False)
            self._list.viewport().update()
        if index.isValid() and another:
            self._bring_row()

    def set_no_platform(self) -> None:
        """The room has no platform: the empty list says so."""
        self.lines.set_has_platform(False)

    def set_link(self, link: LinkState) -> None:
        """How the one source that there is is reached."""
        self.set_links({link.feed: link}, {})

    def set_links(self, links: Mapping[str, LinkState], names: Mapping[str, str]) -> None:
        """How each case source is reached: what it does not tell any more is marked as old."""
        self.lines.set_links(links, names)
        self.lines.set_has_platform(True)
        silent = frozenset(self.lines.silent)
        if silent != self._delegate.stale:
            self._delegate.stale = silent
            self._list.viewport().update()
        self.card.set_silent({feed: link.since for feed, link in self.lines.silent.items()})

    @property
    def pages(self) -> QStackedWidget:
        return self._pages

    def tick(self) -> None:
        """Once a second: ages in words."""
        self.lines.tick()

    def tell(self, text: str) -> None:
        """One line for the log."""
        self.log.add(datetime.now(UTC), text)

    def key_actions(self) -> Mapping[str, Callable[[], object]]:
        """What each of the keys of cases does."""
        keys = {name: partial(self.key_wished.emit, name) for name in CASE_KEYS}
        return {**keys, "case_search": self._on_search, "new_case": self.new_wished.emit}

    def open_tab(self, which: int) -> None:
        """``CASES``, ``MAP`` or ``LOG``."""
        self._tabs.setCurrentIndex(which)

    def words_changed(self) -> None:
        self._tabs.setAccessibleName(self.tr("Cases, map, log"))
        self._list.setAccessibleName(self.tr("Cases"))
        self.lines.words_changed()
        self.bar.words_changed()
        self._tabs.setTabText(MAP, self.tr("Map"))
        self._tabs.setTabText(LOG, self.tr("Log"))
        self.log.setAccessibleName(self.tr("Log"))
        self.duty.words_changed()
        for chip in self._chips:
            chip.words_changed()
        self._chip_row.arrange()
        self.card.words_changed()
        self._counted = None
        self._count()
        self._list.viewport().update()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        for _ in range(3):
            self._tabs.addTab("")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._pages.addWidget(self._cases_page())
        self._pages.addWidget(self.map_page)
        self._pages.addWidget(self.duty)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(4), px(8), px(8))
        column.setSpacing(px(8))
        column.addWidget(self._tabs)
        column.addWidget(self._pages, 1)

    def _cases_page(self) -> QWidget:
        px = self._look.px
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        frame = self._card_frame
        frame.setObjectName("card")
        frame.setMinimumHeight(px(LEAST_CARD_PX))
        frame.hide()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.card)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._chip_row)
        column.addWidget(self.bar)
        column.addWidget(self.lines)
        column.addWidget(self._list, 5)
        column.addWidget(frame, 6)
        return page

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self._tabs.currentChanged.connect(self._bring_row)
        self.lines.all_wished.connect(self.all_wished)
        self.lines.duplicates_wished.connect(self.duplicates_wished)
        self.lines.newest_wished.connect(self.new_wished)
        self.bar.view_chosen.connect(self._on_view_chosen)
        self._bring.timeout.connect(self._scroll_to_row)
        self._list.selectionModel().selectionChanged.connect(self._on_selected)
        self.card.view_wished.connect(self.view_wished)
        self.card.consult_wished.connect(self.consult_wished)
        self.card.act_wished.connect(self.key_wished)
        self.card.around.case_wished.connect(self.case_selected)
        self.card.map_wished.connect(self._on_map_wished)
        self.map.case_selected.connect(self.case_selected)

    def _bring_row(self) -> None:
        """Scroll to the selected row once the card has taken its room."""
        self._bring.start(0)

    def _scroll_to_row(self) -> None:
        self._list.scrollTo(self._list.currentIndex())

    def _on_chip(self) -> None:
        hidden = frozenset(chip.platform.id for chip in self._chips if not chip.isChecked())
        view = self._model.listing.view
        self._on_view_chosen(replace(view, filter=replace(view.filter, hidden=hidden)))

    def _on_view_chosen(self, view: View) -> None:
        self.set_view(view)
        self.view_changed.emit(view)

    def _options(self) -> Options:
        """What the cases of now can be filtered by."""
        return options_of(self._model.listing.cases(), self._model.listing.beside.villages)

    def _on_selected(self, selected: QItemSelection) -> None:
        for index in selected.indexes():
            row: CaseRow = index.data(Qt.ItemDataRole.UserRole)
            self.case_selected.emit(row.id)

    def _on_search(self) -> None:
        self.open_tab(CASES)
        self.bar.search()

    def _on_map_wished(self, case_id: str) -> None:
        self.open_tab(MAP)
        self.map.show_case(case_id)

    def _count(self) -> None:
        counts = self._model.listing.counts()
        total = self._model.listing.total()
        shown = self._model.rowCount()
        counted = (counts, total, shown)
        if counted == self._counted:
            return
        self._counted = counted
        for chip in self._chips:
            chip.set_count(counts.get(chip.platform.id, 0))
        self._chip_row.arrange()
        words = self.tr("Cases {n}").format(n=total if shown == total else f"{shown}/{total}")
        if words != self._tabs.tabText(CASES):
            self._tabs.setTabText(CASES, words)
        self.lines.set_counts(shown, total)
