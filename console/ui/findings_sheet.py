"""The report on the cameras' pictures: a sheet over the window, which goes on below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.room_clock import room_now
from console.ui.finding_words import finding_advice, finding_text
from console.ui.lamps import lamp_pixmap
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look
from console.ui.words import age_text
from media.diagnosis.report import Row, Spell

CAMERA, FINDING, STATE, TIMES, TOTAL = range(5)
NOT_TO_ACCEPT = ("lost", "frozen")  # no view to get used to
HISTORY_PX, TABLE_PX, COLUMN_PX = 150, 130, 72
ID = Qt.ItemDataRole.UserRole


class FindingsSheet(Sheet):
    """Signals: ``opened`` wishes for rows, ``camera_chosen`` for a camera's own history;
    ``accept_wished`` and ``show_wished`` carry a camera's id; ``report_wished``: as a file.
    """

    most_px = (940, 600)

    opened = Signal()
    camera_chosen = Signal(str)
    accept_wished = Signal(str)
    show_wished = Signal(str)
    report_wished = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._rows: tuple[Row, ...] = ()
        self._names: Mapping[str, str] = {}
        self._spells: tuple[Spell, ...] = ()
        self._title, self._summary, self._history_title = QLabel(), QLabel(), QLabel()
        self._none = QLabel()
        self._table, self._history = QTreeWidget(), QListWidget()
        self._accept, self._show = QPushButton(), QPushButton()
        self._report, self._close = QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_rows(self, rows: Sequence[Row], names: Mapping[str, str]) -> None:
        """The table of the last seven days; ``names`` of the cameras by id."""
        self._rows, self._names = tuple(rows), names
        self._fill()

    def set_history(self, spells: Sequence[Spell]) -> None:
        """Of the chosen camera, newest first."""
        self._spells = tuple(spells)
        self._history.clear()
        now = room_now()
        for spell in self._spells:
            began = f"{spell.began.astimezone():%m-%d %H:%M}"
            if spell.ended is None:
                until = self.tr("still so")
            else:
                until = f"{spell.ended.astimezone():%m-%d %H:%M}"
            lasted = _text(spell.lasted(now))
            words = finding_text(spell.finding.value)
            self._history.addItem(f"{began} – {until}   {words}   {lasted}")

    def open_sheet(self) -> None:
        self.opened.emit()
        super().open_sheet()

    def open_for(self, camera: str) -> None:
        """With the row of a camera chosen; its history is there without one too."""
        self.open_sheet()
        self._table.setCurrentItem(None)  # type: ignore[call-overload]
        for row in range(self._table.topLevelItemCount()):
            item = self._table.topLevelItem(row)
            if item is not None and item.data(CAMERA, ID)[0] == camera:
                self._table.setCurrentItem(item)
                return
        self.camera_chosen.emit(camera)
        self._history_title.setText(self._names.get(camera, camera))
        self._history_title.show()
        self._history.show()

    def first(self) -> QWidget:
        return self._table

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Are the pictures good?"))
        self._title.setText(self.tr("Are the pictures good?"))
        self._accept.setText(self.tr("Picture is right as it is"))
        self._accept.setToolTip(self.tr("From now on the camera is judged by how it looks now"))
        self._show.setText(self.tr("Show camera"))
        self._report.setText(self.tr("Save as CSV"))
        self._close.setText(self.tr("Close"))
        self._none.setText(self.tr("Nothing was wrong with any picture in the last 7 days."))
        self._table.setAccessibleName(self.tr("Findings"))
        self._history.setAccessibleName(self.tr("The camera's history"))
        self._table.setHeaderLabels(
            [
                self.tr("Camera"), self.tr("Finding"), self.tr("When"), self.tr("Times"),
                self.tr("In all"),
            ]
        )  # fmt: skip
        self._fill()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._summary.setProperty("tone", "quiet")
        self._history_title.setProperty("scale", "row")
        self._table.setRootIsDecorated(False)
        self._table.setObjectName("table")
        self._table.setUniformRowHeights(True)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self._table.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(CAMERA, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(px(COLUMN_PX))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._history.setObjectName("rows")
        self._history.setMaximumHeight(px(HISTORY_PX))
        self._history.setMinimumHeight(px(HISTORY_PX // 3))
        self._table.setMinimumHeight(px(TABLE_PX))
        self._history.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._accept.setProperty("kind", "likely")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self._accept, self._show, self._report):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(8))
        for widget in (self._title, self._summary):
            column.addWidget(widget)
        column.addWidget(self._table, 3)
        self._none.setProperty("tone", "quiet")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self._table.viewport()).addWidget(self._none)
        column.addWidget(self._history_title)
        column.addWidget(self._history, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._table.currentItemChanged.connect(self._on_chosen)
        self._table.itemActivated.connect(lambda _item, _column: self._on_show())
        self._accept.clicked.connect(lambda: self.accept_wished.emit(self.chosen()))
        self._show.clicked.connect(self._on_show)
        self._report.clicked.connect(self.report_wished)
        self._close.clicked.connect(self.close_sheet)

    def chosen(self) -> str:
        """The id of the camera whose row is chosen; empty when none is."""
        item = self._table.currentItem()
        return str(item.data(CAMERA, ID)[0]) if item is not None else ""

    def _fill(self) -> None:
        """Anew; what was chosen stays so."""
        before = self._table.currentItem()
        kept = before.data(CAMERA, ID) if before is not None else None
        self._table.blockSignals(True)
        self._table.clear()
        for row in self._rows:
            item = self._item(row)
            self._table.addTopLevelItem(item)
            if item.data(CAMERA, ID) == kept:
                self._table.setCurrentItem(item)
        self._table.blockSignals(False)
        bad = {row.camera for row in self._rows if row.now}
        words = self.tr("Cameras with a bad picture now: {n}; below are those of the last 7 days")
        calm = self.tr("No camera has a bad picture now; below, all of the last 7 days")
        self._summary.setText(words.format(n=len(bad)) if bad else calm)
        self._none.setVisible(not self._rows)
        self._history_title.setVisible(bool(self._rows))
        self._history.setVisible(bool(self._rows))
        self._on_chosen()

    def _item(self, row: Row) -> QTreeWidgetItem:
        code = row.finding.value
        if row.now:
            when = self.tr("since {at}").format(at=f"{row.began.astimezone():%m-%d %H:%M}")
        else:
            ended = row.ended or row.began
            when = self.tr("until {at}").format(at=f"{ended.astimezone():%m-%d %H:%M}")
        name = self._names.get(row.camera, row.camera)
        item = QTreeWidgetItem([name, finding_text(code), when, str(row.times), _text(row.total)])
        item.setData(CAMERA, ID, (row.camera, code))
        lamp = lamp_pixmap(self._look, "amber" if row.now else "grey", self._look.px(9))
        item.setIcon(CAMERA, QIcon(lamp))
        for column in (CAMERA, FINDING):
            item.setToolTip(column, f"{row.camera}: {finding_advice(code)}")
        if row.now:
            item.setForeground(FINDING, self._look.lamp_text("amber"))
        return item

    def _on_chosen(self) -> None:
        camera = self.chosen()
        now = [row.finding.value for row in self._rows if row.now and row.camera == camera]
        self._accept.setEnabled(bool(set(now).difference(NOT_TO_ACCEPT)))
        self._show.setEnabled(bool(camera))
        name = self._names.get(camera, camera)
        empty = self.tr("Choose a row to see the camera's history.")
        advice = " · ".join(finding_advice(code) for code in now)
        self._history_title.setText(" · ".join(p for p in (name, advice) if p) or empty)
        if camera:
            self.camera_chosen.emit(camera)
        else:
            self.set_history(())

    def _on_show(self) -> None:
        if camera := self.chosen():
            self.show_wished.emit(camera)
            self.close_sheet()


def _text(lasted: timedelta) -> str:
    return age_text(lasted.total_seconds())
