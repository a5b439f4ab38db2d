"""The inbox: rows of two lines, painted from ready values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.cases.case import Case, CaseId, PlatformKind
from console.cases.clocks import is_open, lamp, left_s, running, urgency
from console.cases.duty_hours import DutyHours
from console.ui.countdown import countdown_text
from console.ui.lamps import lamp_pixmap
from console.ui.marker_signs import mark_pixmap
from console.ui.theme import RADIUS, Look
from console.ui.words import distance_text, left_text, status_text

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What a row of the list says of a case, without words of any language but its own."""

    id: str
    rev: int
    title: str
    place: str
    platform: str
    level: str | None
    lamp: str
    left_min: int | None  # whole minutes, so that a row changes once a minute at most
    status: str
    away_m: float | None = None  # from the camera that is asked about
    feed: str = ""  # the case source that tells of it
    number: str = ""  # said where the case was found to be several
    working_until: datetime | None = None  # the limit's end, where it counts working time


def row_of(case: Case, now: datetime) -> CaseRow:
    left = left_s(case, now)
    place = case.place.address or case.place.grid if case.place else ""
    return CaseRow(
        case.id,
        case.rev,
        case.title,
        place,
        case.platform,
        case.level,
        lamp(case, now),
        None if left is None else int(left // 60),
        case.status,
        feed=case.feed,
        number=case.number if case.joined else "",
        working_until=_working_until(case),
    )


def _working_until(case: Case) -> datetime | None:
    first = min(running(case), key=lambda clock: clock.due_at, default=None)
    return first.due_at if first is not None and first.unit == "working" else None


def rows_of(cases: Iterable[Case], now: datetime) -> list[CaseRow]:
    """The open cases as rows, the most urgent first."""
    shown = sorted((case for case in cases if is_open(case)), key=lambda case: urgency(case, now))
    return [row_of(case, now) for case in shown]


class CaseModel(QAbstractListModel):
    """The rows that pass the chosen platforms."""

    def __init__(self) -> None:
        super().__init__()
        self.hours: DutyHours | None = None
        self._all: list[CaseRow] = []
        self._rows: list[CaseRow] = []
        self._hidden: frozenset[str] = frozenset()
        self._near: Mapping[CaseId, float | None] | None = None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            told = (row.title, time_text(row, self.hours), status_text(row.status), place_text(row))
            return " · ".join(told)
        return None

    def set_rows(self, rows: Sequence[CaseRow]) -> None:
        """Take over the rows; the view is told only of what differs."""
        self._all = list(rows)
        self._show()

    def hide_platforms(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden
        self._show()

    def set_near(self, near: Mapping[CaseId, float | None] | None) -> None:
        """Only these cases, in this order and with these distances in metres; None: all of them."""
        self._near = near
        self._show()

    def index_of(self, case_id: str) -> QModelIndex:
        for number, row in enumerate(self._rows):
            if row.id == case_id:
                return self.index(number)
        return QModelIndex()

    def counts(self) -> Mapping[str, int]:
        """Open cases by platform, the hidden ones too."""
        found: dict[str, int] = {}
        for row in self._all:
            found[row.platform] = found.get(row.platform, 0) + 1
        return found

    def total(self) -> int:
        return len(self._all)

    def _show(self) -> None:
        rows = [row for row in self._ordered() if row.platform not in self._hidden]
        before = self._rows
        if rows == before:
            return
        if [row.id for row in rows] != [row.id for row in before]:
            self._reorder(rows)
            return
        self._rows = rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number), self.index(number))

    def _ordered(self) -> list[CaseRow]:
        if self._near is None:
            return self._all
        by_id = {row.id: row for row in self._all}
        return [
            replace(by_id[case_id], away_m=away_m)
            for case_id, away_m in self._near.items()
            if case_id in by_id
        ]

    def _reorder(self, rows: list[CaseRow]) -> None:
        """Keeps what a view has selected: the case, not the row number."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        where = {row.id: number for number, row in enumerate(rows)}
        named = [self._rows[index.row()].id for index in before]
        self._rows = rows
        after = [self.index(where[name]) if name in where else QModelIndex() for name in named]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


def time_text(row: CaseRow, hours: DutyHours | None) -> str:
    left_s = None if row.left_min is None else row.left_min * 60.0
    return countdown_text(left_s, row.lamp, row.working_until, hours)


def place_text(row: CaseRow) -> str:
    """Where it is, after how far that is where a camera is asked about."""
    away = "" if row.away_m is None else distance_text(row.away_m)
    return " · ".join(part for part in (row.number, away, row.place) if part)


class CaseDelegate(QStyledItemDelegate):
    """Paints a row: platform sign, title and place at the left, time and status at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._platforms: Mapping[str, PlatformKind] = {}
        self.stale: frozenset[str] = frozenset()  # case sources that tell nothing any more
        self.hours: DutyHours | None = None

    def set_platforms(self, platforms: Mapping[str, PlatformKind]) -> None:
        self._platforms = platforms

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self._look.px(72))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        look = self._look
        box = option.rect.adjusted(0, 0, -look.px(4), -look.px(6))
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(look.pen("accent" if chosen else ("quiet" if hovered else "line")))
        painter.setBrush(look.colour("raised" if chosen else "ground"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if row.feed in self.stale:
            painter.setOpacity(0.6)
        painter.fillRect(
            QRect(box.left() + 1, box.top() + look.px(6), look.px(4), box.height() - look.px(12)),
            look.level(row.level),
        )
        self._paint_sign(painter, box, row)
        self._paint_words(painter, box, row)
        painter.restore()

    def _paint_sign(self, painter: QPainter, box: QRect, row: CaseRow) -> None:
        look, size = self._look, self._look.px(26)
        told = self._platforms.get(row.platform)
        ratio = painter.device().devicePixelRatioF()
        sign = mark_pixmap(look, row.platform, told, size, ratio)
        painter.drawPixmap(box.left() + look.px(14), box.top() + look.px(10), sign)

    def _paint_words(self, painter: QPainter, box: QRect, row: CaseRow) -> None:
        look = self._look
        left, right = box.left() + look.px(50), box.right() - look.px(12)
        upper = QRect(left, box.top() + look.px(8), right - left, look.px(26))
        lower = upper.translated(0, look.px(26))
        taken = self._paint_right(painter, row, upper, lower)
        room = right - left - taken - look.px(12)
        painter.setFont(look.font("row", strong=True))
        painter.setPen(look.colour("text"))
        title = look.metrics("row", strong=True)
        painter.drawText(upper, _LEFT, title.elidedText(row.title, _CUT, room))
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("quiet"))
        place = look.metrics("body").elidedText(place_text(row), _CUT, room)
        painter.drawText(lower, _LEFT, place)

    def _paint_right(self, painter: QPainter, row: CaseRow, upper: QRect, lower: QRect) -> int:
        look = self._look
        left, status = time_text(row, self.hours), status_text(row.status)
        lamp = look.px(9)
        column = max(
            look.metrics("row", strong=True).horizontalAdvance(left),
            look.metrics("body").horizontalAdvance(status),
            self._usual_column(),
        )
        at = upper.right() - column
        if left:
            pixmap = lamp_pixmap(look, row.lamp, lamp, painter.device().devicePixelRatioF())
            painter.drawPixmap(at - lamp - look.px(6), upper.center().y() - lamp // 2 + 1, pixmap)
            painter.setFont(look.font("row", strong=True))
            painter.setPen(look.lamp_text(row.lamp) if row.lamp != "green" else look.colour("text"))
            painter.drawText(QRect(at, upper.top(), column + 2, upper.height()), _LEFT, left)
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("quiet"))
        painter.drawText(QRect(at, lower.top(), column + 2, lower.height()), _LEFT, status)
        return column + lamp + look.px(6)

    def _usual_column(self) -> int:
        """Wide enough for what most rows say: their lamps stand below each other."""
        look = self._look
        status = look.metrics("body").horizontalAdvance(status_text("handling"))
        time = look.metrics("row", strong=True).horizontalAdvance(left_text(-3599.0, "red"))
        return max(status, time, look.px(62))


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CUT = Qt.TextElideMode.ElideRight
