"""A row of the inbox: three lines, painted from ready values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.cases.case import PlatformKind
from console.cases.duty_hours import DutyHours
from console.cases.row import CaseRow
from console.ui.case_list import Index, time_text
from console.ui.lamps import lamp_pixmap
from console.ui.marker_signs import mark_pixmap
from console.ui.theme import RADIUS, Look
from console.ui.words import age_text, distance_text, left_text, say, status_text
from media.calibration import metres

ROW_PX = 92
RIGHT_PART = 0.62  # of the lowest line


class CaseDelegate(QStyledItemDelegate):
    """Paints a row: platform sign; title, place, unit and grid at the left; time left, status and
    age at the right. ``origin``: from where distances are said, longitude and latitude."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._platforms: Mapping[str, PlatformKind] = {}
        self.stale: frozenset[str] = frozenset()  # case sources that tell nothing any more
        self.hours: DutyHours | None = None
        self.origin: tuple[float, float] | None = None
        self.grids: Mapping[str, str] = {}  # what the grids are called, by id

    def set_platforms(self, platforms: Mapping[str, PlatformKind]) -> None:
        self._platforms = platforms

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self._look.px(ROW_PX))

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
        upper = QRect(left, box.top() + look.px(7), right - left, look.px(26))
        middle = upper.translated(0, look.px(25))
        lower = QRect(left, middle.bottom() + 1, right - left, look.px(22))
        taken = self._paint_right(painter, row, upper, middle)
        room = right - left - taken - look.px(12)
        painter.setFont(look.font("row", strong=True))
        painter.setPen(look.colour("text"))
        title = look.metrics("row", strong=True)
        painter.drawText(upper, _LEFT, title.elidedText(row.title, _CUT, room))
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("quiet"))
        place = look.metrics("body").elidedText(self._place(row), _CUT, room)
        painter.drawText(middle, _LEFT, place)
        self._paint_lower(painter, row, lower)

    def _paint_right(self, painter: QPainter, row: CaseRow, upper: QRect, middle: QRect) -> int:
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
        painter.drawText(QRect(at, middle.top(), column + 2, middle.height()), _LEFT, status)
        return column + lamp + look.px(6)

    def _paint_lower(self, painter: QPainter, row: CaseRow, lower: QRect) -> None:
        """Unit and grid; how long ago it was reported; that it waits for somebody."""
        look, small = self._look, self._look.metrics("small")
        strong = look.metrics("small", strong=True)
        marks, age = _marks(row), _age(row)
        most = int(lower.width() * RIGHT_PART)
        while marks and strong.horizontalAdvance(_joined(*marks, age)) > most:
            marks.pop(0)  # the last one presses most
        right = _joined(*marks, age)
        wide = (strong if marks else small).horizontalAdvance(right)
        painter.setFont(look.font("small", strong=bool(marks)))
        if marks:
            painter.setPen(look.colour("accent"))
        painter.drawText(lower.adjusted(0, 0, 2, 0), _RIGHT, right)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("quiet"))
        room = lower.width() - wide - look.px(12)
        told = _joined(row.unit, self.grids.get(row.grid, row.grid))
        painter.drawText(lower, _LEFT, small.elidedText(told, _CUT, room))

    def _place(self, row: CaseRow) -> str:
        away = row.away_m
        if away is None and self.origin is not None and row.longitude is not None:
            away = math.hypot(*metres(row.longitude, row.latitude or 0.0, *self.origin))
        said = "" if away is None else distance_text(away)
        return _joined(row.number, said, row.place)

    def _usual_column(self) -> int:
        """Wide enough for what most rows say: their lamps stand below each other."""
        look = self._look
        status = look.metrics("body").horizontalAdvance(status_text("handling"))
        time = look.metrics("row", strong=True).horizontalAdvance(left_text(-3599.0, "red"))
        return max(status, time, look.px(62))


def _marks(row: CaseRow) -> list[str]:
    marks = [say("supervised")] if row.supervised else []
    if row.unseen:
        marks.append(say("new"))
    elif not row.acknowledged:
        marks.append(say("waits"))
    return marks


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _age(row: CaseRow) -> str:
    if row.reported_at is None:
        return ""
    age_s = max((datetime.now(UTC) - row.reported_at).total_seconds(), 0.0)
    return say("{age} ago").format(age=age_text(age_s))


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_CUT = Qt.TextElideMode.ElideRight
