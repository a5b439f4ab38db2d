"""The hand on the map: a click, a camera dragged away, the tool, and the same by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication

from console.ui.map_layer import Hit
from console.ui.map_layers import MapLayers
from console.ui.map_tool import CHOOSES, LASSO, RECTANGLE
from console.ui.sources import source_mime
from console.ui.wall_keys import DIRECTIONS

if TYPE_CHECKING:
    from console.ui.map_view import MapView

CLICK_PX = 4  # a hand that trembles does not drag
PAN_SHARE = 8  # an arrow moves by so much of the view
SPLITS_TO = 4.0  # pixels a metre: nearer, what lies together stays so
KEY_REACH = 28  # pixels from the cross


class MapHand:
    """Methods that take an event tell whether it was theirs."""

    def __init__(self, view: MapView, layers: MapLayers) -> None:
        self._view, self._layers = view, layers
        self._pressed_at = QPointF()
        self._camera = ""
        self._drawing = False

    # -- the tool

    @property
    def tool(self) -> str:
        return self._layers.marks.tool

    def take_up(self, tool: str) -> None:
        """One of ``map_tool.TOOLS``, or none."""
        self._layers.marks.take_up(tool)
        self._view.viewport().setCursor(
            Qt.CursorShape.CrossCursor if tool else Qt.CursorShape.OpenHandCursor
        )
        self._view.tool_changed.emit()

    def _finish(self) -> None:
        marks = self._layers.marks
        if not marks.tool or marks.done:
            return
        marks.finish()
        self._end_choice()
        self._view.tool_changed.emit()

    def _end_choice(self) -> None:
        marks = self._layers.marks
        if marks.done and marks.tool in CHOOSES:
            outline = marks.outline()
            found = self._layers.cameras.within(
                outline.boundingRect(),
                lambda x, y: outline.containsPoint(QPointF(x, y), Qt.FillRule.OddEvenFill),
            )
            self._view.area_selected.emit(found)

    def _add(self, at: QPointF) -> None:
        marks = self._layers.marks
        marks.add(self._view.metres(at))
        if marks.done:
            self._end_choice()
        self._view.tool_changed.emit()

    # -- the mouse

    def pressed(self, event: QMouseEvent) -> bool:
        self._pressed_at = event.position()
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if self.tool:
            self._add(event.position())
            self._drawing = self.tool in CHOOSES
            return True
        found = self._view.hit(event.position())
        self._camera = found.id if found is not None and found.kind == "camera" else ""
        return bool(self._camera)

    def moved(self, event: QMouseEvent) -> bool:
        marks, at = self._layers.marks, event.position()
        if self.tool:
            point = self._view.metres(at)
            if self._drawing and self.tool == LASSO and marks.points:
                marks.draw_on(point, self._view.transform().m11())
            else:
                marks.move(point)
            self._view.tool_changed.emit()
            return True
        far = (at - self._pressed_at).manhattanLength()
        if self._camera and far >= QApplication.startDragDistance():
            camera, self._camera = self._camera, ""
            drag = QDrag(self._view)
            drag.setMimeData(source_mime(f"camera:{camera}"))
            drag.exec(Qt.DropAction.CopyAction)
            return True
        return bool(self._camera)

    def released(self, event: QMouseEvent) -> None:
        at, self._camera = event.position(), ""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        moved = (at - self._pressed_at).manhattanLength()
        if self.tool:
            dragged = self._drawing and moved > CLICK_PX
            self._drawing = False
            if dragged and self.tool == RECTANGLE:
                self._add(at)
            elif dragged:
                self._finish()
        elif moved <= CLICK_PX:
            self.select(self._view.hit(at), at)

    def double_clicked(self) -> bool:
        if self.tool:
            self._finish()  # the click before has set this point already
        return bool(self.tool)

    def wish_menu(self, at: QPointF) -> None:
        view = self._view
        to_screen = view.viewport().mapToGlobal(at.toPoint())
        view.menu_wished.emit(to_screen, view.degrees(at), view.hit(at))

    # -- what is selected

    def select(self, found: Hit | None, at: QPointF) -> None:
        view = self._view
        match found:
            case None:
                pass
            case Hit(cases=cases) if cases:
                self._open_cluster(cases, at)
            case Hit(kind="case"):
                view.show_case(found.id, centre=False)
                view.case_selected.emit(found.id)
            case Hit(kind="camera"):
                view.camera_selected.emit(found.id)
            case _:
                view.sign_selected.emit(found.kind, found.id)

    def _open_cluster(self, cases: tuple[str, ...], at: QPointF) -> None:
        """Nearer, until it splits; what lies on one point is told as a list."""
        view = self._view
        area = self._layers.cases.bounds(cases)
        scale = view.transform().m11()
        if area.isEmpty() and max(area.width(), area.height()) * SPLITS_TO < KEY_REACH:
            area = QRectF()
        if scale >= SPLITS_TO or (area.isNull() and scale >= 1):
            view.several_selected.emit(list(cases), view.viewport().mapToGlobal(at.toPoint()))
            return
        before = scale
        view.show_area(area if not area.isNull() else _about(view.metres(at), 100.0))
        if view.transform().m11() <= before:
            view.zoom(2.0)

    # -- keys

    def perform(self, action: str) -> None:
        """What a key of the map does that moves it, selects, or is of the tool."""
        if way := DIRECTIONS.get(action.removeprefix("map_")):
            self._go(*way)
        elif action == "map_select":
            self._enter()
        elif action == "map_end":
            self._finish()
        elif self.tool:
            self._layers.marks.back()
            self._view.tool_changed.emit()

    def _go(self, across: int, down: int) -> None:
        view, marks = self._view, self._layers.marks
        size = view.viewport().size()
        view.pan(across * size.width() // PAN_SHARE, down * size.height() // PAN_SHARE)
        if marks.tool:
            marks.move(view.metres(view.middle()))
            view.tool_changed.emit()

    def _enter(self) -> None:
        middle = self._view.middle()
        if self.tool:
            self._add(middle)
        else:
            self.select(self._near_cross(middle), middle)

    def _near_cross(self, middle: QPointF) -> Hit | None:
        """The sign at the cross, or else the nearest one about it."""
        found = self._view.hit(middle)
        for away in range(8, KEY_REACH, 8):
            for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)):
                found = found or self._view.hit(middle + QPointF(across, down) * away)
        return found


def _about(at: QPointF, reach: float) -> QRectF:
    return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
