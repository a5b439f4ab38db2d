"""Rows of the camera tree, painted: a lamp, the name with its matched letters, a word of state."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from console.site.pinyin import readings
from console.ui.camera_index import spans
from console.ui.camera_state import KIND_LAMPS, kind_text
from console.ui.camera_tree import COUNT, FINDINGS, LIKED, PATH, STATE, CameraTree
from console.ui.case_list import Index
from console.ui.lamps import lamp_pixmap
from console.ui.theme import Look

LAMP_PX, HIGH_PX, GAP_PX, EDGE_PX = 9, 27, 8, 8
NARROW_NAME_PX = 64  # a name gets so much before a state gets its word
SPOKEN = ("stale", "lost", "connecting")  # kinds that are said by a word besides their lamp
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class CameraRow(QStyledItemDelegate):
    """Paints groups with arrow and counts, cameras with lamp, name and state."""

    def __init__(self, look: Look, view: QTreeView, tree: CameraTree) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), self._look.px(HIGH_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = self._view.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._view
        )
        room = option.rect.adjusted(0, 0, -self._look.px(EDGE_PX), 0)
        if index.data(STATE) is None:
            self._paint_group(painter, room, index)
        else:
            self._paint_camera(painter, room, index)

    # -- groups

    def _paint_group(self, painter: QPainter, room: QRect, index: Index) -> None:
        look = self._look
        self._paint_arrow(painter, room, self._view.isExpanded(cast("QModelIndex", index)))
        total, _live, trouble = index.data(COUNT)
        taken = self._right(painter, room, str(total), "quiet")
        if trouble:
            more = room.adjusted(0, 0, -taken - look.px(GAP_PX), 0)
            painter.setPen(look.lamp_text("red"))
            wide = self._text(painter, more, str(trouble), "small", RIGHT)
            size = look.px(LAMP_PX)
            left = more.right() - wide - look.px(4) - size
            self._lamp(painter, left, room, "red")
            taken += look.px(GAP_PX) + wide + look.px(4) + size
        painter.setPen(look.colour("text"))
        name = room.adjusted(0, 0, -taken - look.px(GAP_PX), 0)
        self._text(painter, name, str(index.data()), "body", LEFT, strong=True)

    def _paint_arrow(self, painter: QPainter, room: QRect, opened: bool) -> None:
        half, middle = self._look.px(3), room.center().y() + 1
        left = room.left() - self._look.px(9)
        points = [(-half, -half), (half, -half), (0, half)]
        if not opened:
            points = [(-half, -half), (half, 0), (-half, half)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("quiet"))
        painter.drawPolygon(QPolygonF([QPointF(left + x, middle + y) for x, y in points]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # -- cameras

    def _paint_camera(self, painter: QPainter, room: QRect, index: Index) -> None:
        look, kind = self._look, str(index.data(STATE))
        lamp = KIND_LAMPS.get(kind, "grey")
        self._lamp(painter, room.left(), room, lamp)
        room = room.adjusted(look.px(LAMP_PX + 7), 0, 0, 0)
        room = self._paint_marks(painter, room, index)
        said = kind_text(kind) if kind in SPOKEN else ""
        wide = look.metrics("small").horizontalAdvance(said)
        if said and room.width() >= look.px(NARROW_NAME_PX) + wide:  # whole, or its sign alone
            painter.setPen(look.lamp_text(lamp))
            self._text(painter, room, said, "small", RIGHT)
            room = room.adjusted(0, 0, -wide - look.px(GAP_PX), 0)
        painter.setPen(look.colour("quiet" if kind == "lost" else "text"))
        self._paint_name(painter, room, short(str(index.data()), index.parent().data(PATH)))

    def _paint_marks(self, painter: QPainter, room: QRect, index: Index) -> QRect:
        """A star for a favourite, a triangle for a bad picture; the room that is left."""
        look = self._look
        if index.data(FINDINGS):
            left = room.right() - look.px(LAMP_PX)
            self._lamp(painter, left, room, "amber")
            room = room.adjusted(0, 0, -look.px(LAMP_PX + GAP_PX), 0)
        if index.data(LIKED):
            wide = self._right(painter, room, "★", "quiet")
            room = room.adjusted(0, 0, -wide - look.px(GAP_PX), 0)
        return room

    def _paint_name(self, painter: QPainter, room: QRect, name: str) -> None:
        """The letters that the search matched stand on the accent."""
        look = self._look
        metrics = look.metrics("body")
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        for begin, end in spans(name, self._tree.words, readings) if self._tree.words else ():
            left = metrics.horizontalAdvance(name[:begin])
            wide = metrics.horizontalAdvance(name[:end]) - left
            high = look.px(2)
            at = QRect(room.left() + left, room.center().y() + look.px(8), wide, high)
            painter.fillRect(at.intersected(room), look.colour("accent"))
        painter.setFont(look.font("body"))
        painter.drawText(room, LEFT, shown)

    # -- pieces

    def _lamp(self, painter: QPainter, left: int, room: QRect, lamp: str) -> None:
        size = self._look.px(LAMP_PX)
        pixmap = lamp_pixmap(self._look, lamp, size, painter.device().devicePixelRatioF())
        painter.drawPixmap(left, room.center().y() - size // 2, pixmap)

    def _right(self, painter: QPainter, room: QRect, text: str, role: str) -> int:
        painter.setPen(self._look.colour(role))
        return self._text(painter, room, text, "small", RIGHT)

    def _text(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        size: str,
        where: Qt.AlignmentFlag,
        strong: bool = False,
    ) -> int:
        """Draws a text, cut where it does not fit; how wide it is."""
        metrics = self._look.metrics(size, strong)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        painter.setFont(self._look.font(size, strong))
        painter.drawText(room, where, shown)
        return metrics.horizontalAdvance(shown)


def short(name: str, group: str | None) -> str:
    """A camera's name below its group: without the group's own name before it."""
    for part in (group or "").split("/"):
        if part and name.startswith(f"{part} "):
            return name[len(part) + 1 :].strip() or name
    return name
