"""The first map: the town's ground, cameras with their view, cases as discs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsPixmapItem,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)

from console.cases.markers import MapMarker
from console.site.records import CameraEntry, Grid, MapFeature
from console.ui.lamps import lamp_of, lamp_pixmap
from console.ui.map_ground import Ground, Plane, SignSizes, plane_of, signs_at
from console.ui.marker_painter import DrawnMarker
from console.ui.marker_signs import canvas, disc_pixmap
from console.ui.theme import Look
from media.source import SourceState

FARTHEST, NEAREST = 0.02, 8.0  # pixels a metre
STEP = 1.25  # of one notch of the wheel
CLICK_PX = 16  # a click so near means the sign
MARGIN_M = 1500.0
NEAR_SCALE = 0.6  # where "show me this case" goes in to
WEDGE_HFOV = 60.0
LEVELS = ("red", "orange", "yellow", "blue")
IGNORES = QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations


class MapView(QGraphicsView):
    """Pans by dragging, zooms about the cursor; a click on a sign selects it.

    Signals are the operator's own choices: a case's id, a camera's id.
    """

    case_selected = Signal(str)
    camera_selected = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._plane = Plane()
        self._ground: Ground | None = None
        self._cameras: dict[str, _Camera] = {}
        self._cases: dict[str, _Case] = {}
        self._fitted = False
        self._fit_rect = QRectF()
        self._signs = signs_at(1.0)
        self._press_at = QPoint()
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(scene)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._halo = QGraphicsEllipseItem(-16, -16, 32, 32)
        self._halo.setPen(look.pen("accent", 2.5))
        self._halo.setFlag(IGNORES)
        self._halo.setZValue(20)
        self._halo.hide()
        scene.addItem(self._halo)
        self.words_changed()

    # -- setters

    def set_site(
        self,
        cameras: Sequence[CameraEntry],
        grids: Sequence[Grid] = (),
        features: Sequence[MapFeature] = (),
    ) -> None:
        """The ground and the cameras that have a place; what was there before goes."""
        placed = [
            camera
            for camera in cameras
            if camera.longitude is not None and camera.latitude is not None
        ]
        corners = [point for grid in grids for ring in grid.rings for point in ring]
        corners += [point for feature in features for point in feature.points]
        corners += [(c.longitude or 0.0, c.latitude or 0.0) for c in placed]
        self._plane = plane_of(corners)
        self._ground = Ground(self._look, self._plane, grids, features)
        for old in self._cameras.values():
            self.scene().removeItem(old.item)
        self._cameras = {camera.id: self._camera(camera) for camera in placed}
        self._ground.signs = tuple(shown.item.pos() for shown in self._cameras.values())
        rect = self._ground.rect()
        for shown in self._cameras.values():
            rect = rect.united(QRectF(shown.item.pos(), shown.item.pos()))
        self.scene().setSceneRect(rect.adjusted(-MARGIN_M, -MARGIN_M, MARGIN_M, MARGIN_M))
        self._fit_rect = rect
        self._fitted = False
        self.resetCachedContent()
        self._fit_once()

    def set_camera_states(self, states: Mapping[str, SourceState]) -> None:
        """Lamps of the cameras; ids that are not on the map are none of its business."""
        for camera_id, state in states.items():
            camera = self._cameras.get(camera_id)
            lamp = lamp_of(state)
            if camera is not None and camera.lamp != lamp:
                camera.lamp = lamp
                self._dress(camera)

    def set_cases(self, markers: Sequence[MapMarker]) -> None:
        """All cases on the map. Only what differs is changed."""
        wanted = {str(marker.case_id) for marker in markers}
        self.change_cases(markers, list(self._cases.keys() - wanted))

    def change_cases(self, changed: Sequence[MapMarker], gone: Iterable[str]) -> None:
        """These are new or otherwise, those are no more; the rest is as it was."""
        for case_id in gone:
            case = self._cases.pop(str(case_id), None)
            if case is not None:
                self.scene().removeItem(case.item)
        for marker in changed:
            case = self._cases.get(str(marker.case_id))
            if case is None:
                case = self._cases[str(marker.case_id)] = _Case(marker)
                self.scene().addItem(case.item)
                self._place(case, marker)
            elif case.marker != marker:
                self._place(case, marker)

    def show_case(self, case_id: str | None, centre: bool = True) -> None:
        """Ring a case, and bring it to the middle."""
        case = self._cases.get(case_id or "")
        self._halo.setVisible(case is not None)
        if case is None:
            return
        self._halo.setPos(case.item.pos())
        if centre:
            if self.transform().m11() < NEAR_SCALE:
                self._zoom(NEAR_SCALE / self.transform().m11())
            self.centerOn(case.item.pos())

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Map of cameras and cases"))
        self.viewport().setAccessibleName(self.accessibleName())  # a screen reader meets this one

    # -- questions

    def centre(self) -> tuple[float, float] | None:
        """(longitude, latitude) of the view's middle; None while there is no town."""
        if self._ground is None:
            return None
        return self._plane.place(self.mapToScene(self.viewport().rect().center()))

    def drawn_markers(self) -> list[DrawnMarker]:
        """The discs that are painted now, at their middles in device pixels of the screen."""
        if not self.isVisible():
            return []
        ratio, found = self.devicePixelRatioF(), []
        for marker, at, painted_at in self.placed_markers():
            spot = QPointF(self.viewport().mapToGlobal(at)) * ratio
            found.append(
                DrawnMarker(str(marker.case_id), marker.rev, spot.x(), spot.y(), painted_at, True)
            )
        return found

    def placed_markers(self) -> list[tuple[MapMarker, QPoint, float]]:
        """What is painted within the view: marker, place in the viewport, monotonic time."""
        room = self.viewport().rect()
        placed = [
            (case.marker, self.mapFromScene(case.item.pos()), case.painted_at)
            for case in self._cases.values()
            if case.painted_at is not None
        ]
        return [found for found in placed if room.contains(found[1])]

    # -- inside

    def _camera(self, entry: CameraEntry) -> _Camera:
        camera = _Camera(entry)
        camera.item.setPos(self._plane.point(entry.longitude or 0.0, entry.latitude or 0.0))
        camera.item.setToolTip(entry.name)
        self.scene().addItem(camera.item)
        self._dress(camera)
        return camera

    def _dress(self, camera: _Camera) -> None:
        pixmap = _camera_pixmap(self._look, camera, self._signs, self.devicePixelRatioF())
        half = pixmap.deviceIndependentSize().width() / 2
        camera.item.setPixmap(pixmap)
        camera.item.setOffset(-half, -half)

    def _place(self, case: _Case, marker: MapMarker) -> None:
        size = self._look.px(self._signs.disc)
        pixmap = disc_pixmap(
            self._look, marker.level, marker.lamp, marker.platform, size, self.devicePixelRatioF()
        )
        if case.marker.rev != marker.rev:
            case.painted_at = None
        case.marker = marker
        case.item.setPixmap(pixmap)
        case.item.setOffset(-size / 2, -size / 2)
        case.item.setPos(self._plane.point(marker.longitude, marker.latitude))
        case.item.setToolTip(marker.title)
        case.item.setZValue(_height(marker))
        case.item.update()

    def _fit_once(self) -> None:
        if not self._fitted and self._ground is not None and self.viewport().width() > 100:
            self._fitted = self.isVisible()
            self.fit()

    def fit(self) -> None:
        """The whole town."""
        if self._ground is not None and not self._fit_rect.isEmpty():
            self.fitInView(self._fit_rect, Qt.AspectRatioMode.KeepAspectRatio)
            self._size_signs()

    def _zoom(self, factor: float) -> None:
        scale = self.transform().m11()
        factor = min(max(scale * factor, FARTHEST), NEAREST) / scale
        self.scale(factor, factor)
        self._size_signs()

    def _size_signs(self) -> None:
        """As the scale now wants them: the whole town on a small map is not all signs."""
        signs = signs_at(self.transform().m11() / self._look.scale)
        if signs == self._signs:
            return
        self._signs = signs
        for camera in self._cameras.values():
            self._dress(camera)
        for case in self._cases.values():
            self._place(case, case.marker)

    def _hit(self, at: QPoint) -> tuple[str, str] | None:
        """("case" or "camera", id) of the sign nearest to a point of the viewport."""
        nearest, found = float(CLICK_PX), None
        for kind, signs in (("case", self._cases), ("camera", self._cameras)):
            for name, sign in signs.items():
                away = QPointF(self.mapFromScene(sign.item.pos()) - at)
                far = (away.x() ** 2 + away.y() ** 2) ** 0.5
                if far < nearest:
                    nearest, found = far, (kind, name)
            if found is not None:
                return found  # a case hides the camera below it
        return found

    # -- Qt

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self._ground is None:
            painter.fillRect(rect, self._look.colour("land"))
        else:
            self._ground.draw(painter, QRectF(rect), self.transform().m11())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        now = time.monotonic()
        for case in self._cases.values():
            if case.painted_at is None:
                case.painted_at = now

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_once()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom(STEP ** (event.angleDelta().y() / 120))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        event.accept()
        at = event.position().toPoint()
        if (at - self._press_at).manhattanLength() > 4:
            return
        match self._hit(at):
            case ("case", case_id):
                self.show_case(case_id, centre=False)
                self.case_selected.emit(case_id)
            case (_, camera_id):
                self.camera_selected.emit(camera_id)
            case None:
                pass

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.text():
            case "+" | "=":
                self._zoom(STEP)
            case "-":
                self._zoom(1 / STEP)
            case "0":
                self.fit()
            case _:
                super().keyPressEvent(event)


class _Camera:
    def __init__(self, entry: CameraEntry) -> None:
        self.entry = entry
        self.lamp = "grey"
        self.item = QGraphicsPixmapItem()
        self.item.setFlag(IGNORES)
        self.item.setZValue(5)


class _Case:
    def __init__(self, marker: MapMarker) -> None:
        self.marker = marker
        self.painted_at: float | None = None
        self.item = QGraphicsPixmapItem()
        self.item.setFlag(IGNORES)


def _height(marker: MapMarker) -> float:
    """The more urgent lies above: overdue ones, then by level."""
    level = LEVELS.index(marker.level) if marker.level in LEVELS else len(LEVELS)
    return 20 - level + (len(LEVELS) + 1 if marker.lamp == "red" else 0)


def _camera_pixmap(look: Look, camera: _Camera, signs: SignSizes, ratio: float) -> QPixmap:
    """A lamp in the middle and the view as a wedge, north up."""
    reach = look.px(signs.wedge)
    pixmap, painter = canvas(2 * reach, 2 * reach, ratio)
    heading, hfov = camera.entry.heading_deg, camera.entry.hfov_deg or WEDGE_HFOV
    if heading is not None and signs.wedge > signs.lamp:
        faint = QColor(look.lamp(camera.lamp))
        faint.setAlpha(48)
        painter.setBrush(faint)
        painter.setPen(Qt.PenStyle.NoPen)
        # Qt counts sixteenths of a degree, anticlockwise from three o'clock
        start = round((90 - heading - hfov / 2) * 16)
        painter.drawPie(QRectF(0, 0, 2 * reach, 2 * reach), start, round(hfov * 16))
    size = look.px(signs.lamp)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("land"))
    painter.drawEllipse(QPointF(reach, reach), size * 0.85, size * 0.85)
    painter.drawPixmap(
        QPointF(reach - size / 2, reach - size / 2), lamp_pixmap(look, camera.lamp, size, ratio)
    )
    painter.end()
    return pixmap
