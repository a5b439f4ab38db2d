"""Something to click points on, enlarged and moved by the hand, with a loupe: picture or map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from console.ui.theme import Look

STEP = 1.25  # of one notch of the wheel
GRAB_PX = 12  # a press so near to a point takes it
LOUPE_PX, LOUPE_TIMES = 148, 4.0
DRAG_PX = 4
ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """One point on the pane: ``at`` in the pane's own units, ``number`` of its row. ``lamp``: how
    well it fits; ``off``: where the fit has it."""

    number: int
    name: str
    at: QPointF
    lamp: str = "grey"
    chosen: bool = False
    faint: bool = False
    off: QPointF | None = None


class CalibrationPane(QWidget):
    """Signals carry the pane's own units (a picture's pixels, a map's metres east and south).

    ``clicked``: a free spot; ``taken``: a mark's number; ``moved``: a mark's number and where it is
    now. A press beside every mark and a pull moves the view.
    """

    clicked = Signal(QPointF)
    taken = Signal(int)
    moved = Signal(int, QPointF)

    nearest, farthest = 40.0, 0.01  # pixels a unit

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._marks: Sequence[Mark] = ()
        self._scale, self._middle = 1.0, QPointF()
        self._pressed: QPointF | None = None
        self._grabbed = -1
        self._pulled = False
        self._hover: QPointF | None = None
        self._fitted = True

    # -- setters

    def set_marks(self, marks: Sequence[Mark]) -> None:
        self._marks = tuple(marks)
        self.update()

    def fit(self) -> None:
        """All of it."""
        self._fitted = True
        extent = self.extent()
        if extent.isEmpty():
            return
        room = self.rect()
        self._scale = min(room.width() / extent.width(), room.height() / extent.height())
        self._middle = extent.center()
        self.update()

    def look_at(self, middle: QPointF, scale: float) -> None:
        self._fitted = False
        self._middle, self._scale = middle, min(max(scale, self.farthest), self.nearest)
        self.update()

    def zoom(self, times: float, about: QPointF) -> None:
        """About a point of the widget, which stays where it is."""
        kept = self.to_own(about)
        scale = min(max(self._scale * times, self.farthest), self.nearest)
        self.look_at(kept - (about - self._centre()) / scale, scale)

    # -- what a picture or a map makes of it

    def extent(self) -> QRectF:
        """All of it, in its own units."""
        raise NotImplementedError

    def paint_ground(self, painter: QPainter, scale: float) -> None:
        """Below the marks, in its own units; ``scale``: pixels a unit."""
        raise NotImplementedError

    def nudge_step(self) -> float:
        """What one press of an arrow moves a point by: a pixel of what is seen."""
        return 1.0

    # -- units

    def to_view(self, at: QPointF) -> QPointF:
        return (at - self._middle) * self._scale + self._centre()

    def to_own(self, at: QPointF) -> QPointF:
        return (at - self._centre()) / self._scale + self._middle

    def _centre(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _transform(self) -> QTransform:
        centre = self._centre()
        moved = QTransform().translate(centre.x(), centre.y()).scale(self._scale, self._scale)
        return moved.translate(-self._middle.x(), -self._middle.y())

    def _mark_at(self, at: QPointF) -> Mark | None:
        near = [(self._far(mark, at), mark) for mark in self._marks]
        near = [pair for pair in near if pair[0] <= self._look.px(GRAB_PX)]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def _far(self, mark: Mark, at: QPointF) -> float:
        away = self.to_view(mark.at) - at
        return float((away.x() ** 2 + away.y() ** 2) ** 0.5)

    def _chosen(self) -> Mark | None:
        return next((mark for mark in self._marks if mark.chosen), None)

    # -- the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed, self._pulled = event.position(), False
        mark = self._mark_at(event.position())
        self._grabbed = -1 if mark is None else mark.number
        if mark is not None:
            self.taken.emit(mark.number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        before, self._hover = self._hover, event.position()
        if self._pressed is not None and event.buttons() != Qt.MouseButton.NoButton:
            way = event.position() - self._pressed
            self._pulled = self._pulled or way.manhattanLength() > DRAG_PX
            if self._pulled and self._grabbed >= 0:
                self.moved.emit(self._grabbed, self.to_own(event.position()))
            elif self._pulled and before is not None:
                self.look_at(self._middle - (event.position() - before) / self._scale, self._scale)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if self._pressed is not None and not self._pulled and self._grabbed < 0 and left:
            self.clicked.emit(self.to_own(event.position()))
        self._pressed, self._grabbed = None, -1

    def leaveEvent(self, event: object) -> None:
        self._hover = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            self._nudge(*ARROWS[key], event.modifiers())
        elif event.text() in ("+", "="):
            self.zoom(STEP, self._centre())
        elif event.text() == "-":
            self.zoom(1 / STEP, self._centre())
        elif event.text() == "0":
            self.fit()
        else:
            super().keyPressEvent(event)

    def _nudge(self, right: int, down: int, held: Qt.KeyboardModifier) -> None:
        """The chosen point by a single pixel, ten with Shift; without one the view moves."""
        mark = self._chosen()
        if mark is None:
            self.look_at(self._middle + QPointF(right, down) * 40 / self._scale, self._scale)
            return
        step = self.nudge_step() * (10 if held & Qt.KeyboardModifier.ShiftModifier else 1)
        self.moved.emit(mark.number, mark.at + QPointF(right, down) * step)

    # -- painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("picture"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._transform())
        self.paint_ground(painter, self._scale)
        painter.resetTransform()
        for mark in self._marks:
            self._paint_mark(painter, mark)
        self._paint_names(painter)
        spot = self._loupe_spot()
        if spot is not None:
            self._paint_loupe(painter, spot)
        if self.hasFocus():
            painter.setPen(self._look.pen("accent", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        look, at = self._look, self.to_view(mark.at)
        colour = look.colour("quiet") if mark.faint else look.lamp(mark.lamp)
        if mark.off is not None:
            painter.setPen(QPen(colour, 2))
            painter.drawLine(at, self.to_view(mark.off))
        arm, gap = look.px(9), look.px(3)
        for width, pen in ((4, look.colour("ground")), (2, colour)):
            painter.setPen(QPen(pen, width))
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                painter.drawLine(at + QPointF(x, y) * gap, at + QPointF(x, y) * arm)
        if mark.chosen:
            painter.setPen(look.pen("accent", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, arm + 3, arm + 3)

    def name_boxes(self) -> list[tuple[Mark, QRectF]]:
        """Where each name stands; one that has no free place beside its mark is left out, the
        chosen mark's never."""
        metrics, arm = self._look.metrics("small", strong=True), self._look.px(9)
        high, boxes = metrics.height(), list[tuple[Mark, QRectF]]()
        around = QRectF(-arm, -arm, 2 * arm, 2 * arm)
        points = [self.to_view(mark.at) for mark in self._marks]
        for mark in sorted(self._marks, key=lambda mark: not mark.chosen):
            at, wide = self.to_view(mark.at), metrics.horizontalAdvance(mark.name) + 8
            signs = [] if mark.chosen else [around.translated(p) for p in points if p != at]
            places = (
                QRectF(at.x() + x, at.y() + y, wide, high)
                for x in (arm + 4, -arm - 4 - wide)
                for y in (-arm - metrics.ascent(), arm + metrics.ascent() - high)
            )
            taken = [other for _, other in boxes]
            free = (b for b in places if not any(map(b.intersects, taken + signs)))
            boxes += [(mark, box) for box in islice(free, 1)]
        return boxes

    def _paint_names(self, painter: QPainter) -> None:
        look = self._look
        painter.setFont(look.font("small", strong=True))
        painter.setPen(look.colour("plate_text"))
        for mark, box in self.name_boxes():
            painter.fillRect(box, look.colour("plate"))
            painter.drawText(
                box.adjusted(4, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), mark.name
            )

    def _loupe_spot(self) -> QPointF | None:
        """What is looked at closely: the pointer, or the chosen point while keys move it."""
        if self._hover is not None:
            return self._hover
        mark = self._chosen()
        return self.to_view(mark.at) if mark is not None and self.hasFocus() else None

    def _paint_loupe(self, painter: QPainter, spot: QPointF) -> None:
        size = float(self._look.px(LOUPE_PX))
        box = QRectF(8, 8, size, size)
        if box.adjusted(-30, -30, 30, 30).contains(spot):
            box.moveRight(self.width() - 8)
        path = QPainterPath()
        path.addEllipse(box)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(box, self._look.colour("picture"))
        own, scale = self.to_own(spot), self._scale * LOUPE_TIMES
        centre = box.center()
        closer = QTransform().translate(centre.x(), centre.y()).scale(scale, scale)
        painter.setTransform(closer.translate(-own.x(), -own.y()))
        self.paint_ground(painter, scale)
        painter.resetTransform()
        painter.setPen(self._look.pen("accent", 1))
        for x, y in ((1, 0), (0, 1)):
            arm = QPointF(x, y) * (size / 2)
            painter.drawLine(centre - arm, centre - arm / 8)
            painter.drawLine(centre + arm / 8, centre + arm)
        painter.restore()
        painter.setPen(self._look.pen("line", 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
