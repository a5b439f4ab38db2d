"""The map: layers of signs over the ground, moved and asked by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QToolTip, QWidget

from console.cases.markers import MapMarker
from console.site.records import CameraEntry, Grid, MapFeature, NodeEntry, TileSource
from console.ui.map_ground import Ground, Plane, plane_of
from console.ui.map_hand import MapHand
from console.ui.map_layer import Hit
from console.ui.map_layers import MapLayers
from console.ui.map_pictures import GroundPictures
from console.ui.map_tiles import Ask, TileGround
from console.ui.marker_painter import DrawnMarker
from console.ui.shortcuts import MAP, Keys, pressed
from console.ui.theme import Look
from media.calibration import Pose
from media.source import SourceState

FARTHEST, NEAREST = 0.02, 8.0  # pixels a metre
STEP = 1.25  # of one notch of the wheel
MARGIN_M = 1500.0
NEAR_SCALE = 0.6  # where "show me this case" goes in to
SETTLE_MS = 120  # a hand that is still so long rests: the ground is drawn at its own scale
TILES_MS = 60  # between two paintings of squares that came


class MapView(QGraphicsView):
    """Pans by dragging, zooms about the cursor; a click on a sign selects it.

    Signals are the operator's own choices: a case's id, a camera's id; ``several_selected`` the
    cases of a cluster that nothing splits; ``menu_wished`` a point of the screen, (longitude,
    latitude) and the ``Hit`` there or None; ``area_selected`` the cameras in an area;
    ``tool_changed``: the tool in hand is another, or what it measures.
    """

    case_selected = Signal(str)
    camera_selected = Signal(str)
    sign_selected = Signal(str, str)
    several_selected = Signal(list, QPoint)
    menu_wished = Signal(QPoint, tuple, object)
    area_selected = Signal(list)
    tool_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None, keys: Keys | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.keys = keys if keys is not None else Keys(self)
        self.plane = Plane()
        self._ground: Ground | None = None
        self._features: Sequence[MapFeature] = ()
        self._tiles: TileGround | None = None
        self._pictures = GroundPictures(self._draw_ground)
        self._fitted = False
        self._fit_rect, self._fit_scale = QRectF(), 0.0
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(scene)
        self.layers = MapLayers(look, scene)
        self.hand = MapHand(self, self.layers)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(partial(self._ground_changed, False))
        self._settle, self._more = QTimer(self), QTimer(self)  # the hand rests; more to be drawn
        for timer in (self._settle, self._more):
            timer.setSingleShot(True)
            timer.timeout.connect(self.viewport().update)
        self.words_changed()

    # -- setters

    def set_site(
        self,
        cameras: Sequence[CameraEntry],
        grids: Sequence[Grid] = (),
        features: Sequence[MapFeature] = (),
        poses: Mapping[str, Pose] | None = None,
    ) -> None:
        """The ground and the cameras that have a place; what was there before goes."""
        corners = [point for grid in grids for ring in grid.rings for point in ring]
        corners += [point for feature in features for point in feature.points]
        corners += [
            (camera.longitude, camera.latitude)
            for camera in cameras
            if camera.longitude is not None and camera.latitude is not None
        ]
        self.plane = plane_of(corners)
        self._ground = Ground(self._look, self.plane, grids, features)
        self.layers.set_plane(self.plane)
        self.layers.grids.set_grids(grids, self.plane)
        self.layers.cameras.set_cameras(cameras, self.plane, poses or {})
        if self._tiles is not None:
            self._tiles.set_plane(self.plane)
        self._ground.signs = self.layers.cameras.places()
        self._ground.set_sites(self.layers.nodes.middles())
        rect = self._ground.rect()
        for place in self._ground.signs:
            rect = rect.united(QRectF(place, place))
        self.scene().setSceneRect(rect.adjusted(-MARGIN_M, -MARGIN_M, MARGIN_M, MARGIN_M))
        self._fit_rect = rect
        self._fitted = False
        self._ground_changed()
        self._fit_once()

    def set_nodes(self, nodes: Sequence[NodeEntry], named: frozenset[str]) -> None:
        """Villages and stations; ``named`` are villages whose names the ground has."""
        self.layers.nodes.set_nodes(nodes, named)
        if self._ground is not None:
            self._ground.set_sites(self.layers.nodes.middles())
            self.viewport().update()

    def set_camera_states(self, states: Mapping[str, SourceState]) -> None:
        """Lamps of the cameras; ids that are not on the map are none of its business."""
        self.layers.cameras.set_states(states)

    def set_cases(self, markers: Sequence[MapMarker]) -> None:
        """The cases on the map, the most urgent last."""
        self.layers.cases.set_markers(markers)
        self._place_ring()

    def change_cases(self, markers: Sequence[MapMarker], gone: Iterable[str]) -> None:
        """These are new or otherwise, those are no more; the rest is as it was."""
        self.layers.cases.change(markers, gone)
        self._place_ring()

    def show_case(self, case_id: str | None, centre: bool = True) -> None:
        """Ring a case, and bring it to the middle."""
        self.layers.cases.chosen = case_id or ""
        place = self._place_ring()
        if place is not None and centre:
            self.show_place(place)

    def show_place(self, at: QPointF, scale: float = NEAR_SCALE) -> None:
        """Bring a point, in metres, to the middle, near enough to see it."""
        if self.transform().m11() < scale:
            self.zoom(scale / self.transform().m11())
        self.centerOn(at)

    def show_area(self, area: QRectF) -> None:
        """All of a rectangle, in metres, and some room around it."""
        edge = max(area.width(), area.height(), 60.0) * 0.15
        wanted, room = area.adjusted(-edge, -edge, edge, edge), self.viewport().size()
        scale = min(room.width() / wanted.width(), room.height() / wanted.height())
        scale = min(max(scale, FARTHEST), NEAREST)
        self.setTransform(QTransform.fromScale(scale, scale))
        self.centerOn(area.center())

    def set_tiles(self, source: TileSource | None, ask: Ask) -> None:
        """The web map below everything; None: the ground alone."""
        self._tiles = TileGround(self._look, source, self.plane, ask) if source else None
        self._ground_changed()

    def put_tile(self, source: str, zoom: int, x: int, y: int, content: bytes | None) -> None:
        """A square has come, or could not be had."""
        tiles = self._tiles
        if tiles is None or tiles.source.id != source:
            return
        if tiles.put(zoom, x, y, content) and not self._soon.isActive():
            self._soon.start(TILES_MS)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Map of cameras and cases"))
        self.viewport().setAccessibleName(self.accessibleName())  # a screen reader meets this one
        self.setAccessibleDescription(
            self.tr(
                "Arrows move it, + and - come nearer and go away, 0 shows the town. Enter selects "
                "what is at the cross in the middle, the menu key tells what can be done there"
            )
        )

    # -- questions

    def drawn_markers(self) -> list[DrawnMarker]:
        """The discs that are painted now, at their middles in device pixels of the screen; of a
        small cluster its cases, at its middle."""
        if not self.isVisible():
            return []
        ratio, found = self.devicePixelRatioF(), []
        for marker, at, painted_at in self.placed_markers():
            spot = QPointF(self.viewport().mapToGlobal(at)) * ratio
            found.append(
                DrawnMarker(str(marker.case_id), marker.rev, spot.x(), spot.y(), painted_at, True)
            )
        return found

    def place_at(self, at: QPoint) -> tuple[float, float]:
        """(longitude, latitude) at a point of the viewport."""
        return self.plane.degrees(self.mapToScene(at))

    def centre(self) -> tuple[float, float] | None:
        """(longitude, latitude) of the view's middle; None while there is no town."""
        return None if self._ground is None else self.place_at(self.viewport().rect().center())

    def placed_markers(self) -> list[tuple[MapMarker, QPoint, float]]:
        """What is painted within the view: marker, place in the viewport, monotonic time."""
        cases = self.layers.cases
        if not cases.isVisible():
            return []
        room = QRectF(self.viewport().rect())
        return [
            (marker, at.toPoint(), painted_at)
            for marker, at, painted_at in cases.shown(self.viewportTransform(), room)
        ]

    def hit(self, at: QPointF) -> Hit | None:
        """The sign that is meant by a point of the viewport."""
        return self.layers.hit(at, self.viewportTransform())

    def degrees(self, at: QPointF) -> tuple[float, float]:
        """(longitude, latitude) of a point of the viewport, WGS-84."""
        return self.plane.degrees(self.metres(at))

    def metres(self, at: QPointF) -> QPointF:
        return self.viewportTransform().inverted()[0].map(at)

    # -- moving

    def fit(self) -> None:
        """The whole town."""
        if self._ground is not None and not self._fit_rect.isEmpty():
            self.fitInView(self._fit_rect, Qt.AspectRatioMode.KeepAspectRatio)
            self._fit_scale = self.transform().m11()
            self._settle.stop()

    def zoom(self, factor: float) -> None:
        scale = self.transform().m11()
        factor = min(max(scale * factor, FARTHEST), NEAREST) / scale
        self.scale(factor, factor)
        self._settle.start(SETTLE_MS)

    def pan(self, across: int, down: int) -> None:
        """By pixels."""
        for bar, way in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + way)

    def perform(self, action: str) -> None:
        """As if its key were pressed: an action of ``shortcuts`` that belongs to the map."""
        match action:
            case "map_nearer":
                self.zoom(STEP)
            case "map_farther":
                self.zoom(1 / STEP)
            case "map_whole":
                self.fit()
            case _:
                self.hand.perform(action)

    def middle(self) -> QPointF:
        """Of the viewport: where the cross is."""
        return QRectF(self.viewport().rect()).center()

    # -- inside

    def _place_ring(self) -> QPointF | None:
        """Where the case that is shown is, with the ring about it."""
        place = self.layers.cases.place(self.layers.cases.chosen)
        if place != self.layers.marks.ring:
            self.layers.marks.ring = place
            self.layers.marks.update()
        return place

    def _fit_once(self) -> None:
        if not self._fitted and self._ground is not None and self.viewport().width() > 100:
            self._fitted = self.isVisible()
            self.fit()

    def _ground_changed(self, everything: bool = True) -> None:
        self._pictures.forget(everything)
        self.viewport().update()

    # -- Qt

    def drawBackground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        to_view, room = painter.worldTransform(), QRectF(painter.window())
        painter.save()
        painter.setTransform(QTransform())
        if self._ground is None:
            painter.fillRect(room, self._look.colour("land"))
        else:
            whole = self.sceneRect()
            if not self._pictures.paint(painter, to_view, room, whole, self._settle.isActive()):
                self._more.start(0)
            if self._tiles is None:
                self._ground.draw_names(painter, to_view, room)
        painter.restore()

    def _draw_ground(self, painter: QPainter, exposed: QRectF, scale: float) -> None:
        if self._tiles is None:
            assert self._ground is not None
            self._ground.draw(painter, exposed, scale)
            return
        painter.fillRect(exposed, self._look.colour("land"))
        to_view = painter.worldTransform()
        painter.setTransform(QTransform())
        self._tiles.draw(painter, to_view, to_view.mapRect(exposed))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._settle.start(SETTLE_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted and self.transform().m11() == self._fit_scale:
            self.fit()
        self._fit_once()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP ** (event.angleDelta().y() / 120))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.hand.pressed(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.hand.moved(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.hand.released(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.hand.double_clicked():
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.middle() if by_key else QPointF(event.pos())
        self.hand.wish_menu(at)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = pressed(event)
        if key == "Esc" and self.hand.tool:
            self.hand.take_up("")
        elif action := self.keys.action(MAP, key):
            self.perform(action)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._cross(event.reason() != Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._cross(False)

    def _cross(self, shown: bool) -> None:
        self.layers.marks.has_cross = shown
        self.layers.marks.update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.hit(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found.name if found else "", self)
            return True
        return super().viewportEvent(event)
