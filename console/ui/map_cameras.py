"""The cameras on the map: a lamp where each stands, and its view as a wedge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from console.site.records import CameraEntry
from console.ui.camera_state import kind_text
from console.ui.lamps import lamp_of, lamp_pixmap
from console.ui.map_ground import Plane, signs_at
from console.ui.map_layer import Hit, LegendLine, MapLayer, in_view, nearest, seen_in
from console.ui.map_places import Places
from console.ui.map_signs import write_name
from console.ui.marker_signs import canvas
from console.ui.theme import Look
from media.calibration import Pose
from media.source import SourceState

USUAL_HFOV = 60.0
HIT_PX = 16
NAMED_FROM = 1.2  # pixels of a desk a metre: nearer, cameras are named
REACH_M = 60.0  # of a wedge where the map is near enough to show it
MOST_REACH_PX = 150
MARK_SCALES = 5.0  # degrees to which wedges are drawn, so that few are different


class CamerasLayer(MapLayer):
    key = "cameras"
    height = 40.0

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._entries: list[CameraEntry] = []
        self._places = Places()
        self._lamps: list[str] = []
        self._looks: list[tuple[float, float] | None] = []  # heading, angle
        self._numbers: dict[str, int] = {}

    # -- setters

    def set_cameras(
        self, cameras: Sequence[CameraEntry], plane: Plane, poses: Mapping[str, Pose]
    ) -> None:
        """Those that have a place: of a calibrated one, its pose's."""
        found = [(camera, at) for camera in cameras if (at := _place(camera, poses)) is not None]
        before = {entry.id: lamp for entry, lamp in zip(self._entries, self._lamps, strict=True)}
        self._entries = [camera for camera, _ in found]
        self._places = Places(plane, [at for _, at in found])
        self._lamps = [before.get(camera.id, "grey") for camera in self._entries]
        self._looks = [_view(camera, poses.get(camera.id)) for camera in self._entries]
        self._numbers = {camera.id: number for number, camera in enumerate(self._entries)}
        self.update()

    def set_states(self, states: Mapping[str, SourceState]) -> None:
        changed = False
        for camera, state in states.items():
            number = self._numbers.get(camera)
            lamp = lamp_of(state)
            if number is not None and self._lamps[number] != lamp:
                self._lamps[number] = lamp
                changed = True
        if changed:
            self.update()

    def set_poses(self, poses: Mapping[str, Pose | None]) -> None:
        """How cameras with a head look now; None: nobody knows."""
        for camera, pose in poses.items():
            number = self._numbers.get(camera)
            if number is not None:
                self._looks[number] = None if pose is None else (pose.heading_deg, pose.hfov_deg)
        self.update()

    # -- questions

    def title(self) -> str:
        return QCoreApplication.translate("map", "Cameras")

    def legend(self) -> Sequence[LegendLine]:
        lamps = (("green", "live"), ("amber", "stale"), ("red", "lost"), ("grey", "off"))
        size = self._look.px(10)
        return [
            LegendLine(lamp_pixmap(self._look, lamp, size), kind_text(kind)) for lamp, kind in lamps
        ]

    def places(self) -> tuple[QPointF, ...]:
        return tuple(self._places.all())

    def place(self, camera: str) -> QPointF | None:
        number = self._numbers.get(camera)
        return None if number is None else self._places[number]

    def lamp(self, camera: str) -> str:
        return self._lamps[self._numbers[camera]]

    def within(self, outline: QRectF | None, holds: object) -> list[str]:
        """Ids of the cameras for which ``holds(x, y)``; ``outline`` is looked at first."""
        assert callable(holds)
        found = []
        for entry, at in zip(self._entries, self._places.all(), strict=True):
            if (outline is None or outline.contains(at)) and holds(at.x(), at.y()):
                found.append(entry.id)
        return found

    def hit(self, at: QPointF, to_view: QTransform) -> Hit | None:
        near = nearest(in_view(self._places.xy, to_view), at, HIT_PX)
        if near is None:
            return None
        entry = self._entries[near[0]]
        return Hit("camera", entry.id, entry.name, near[1])

    # -- painting

    def draw(self, painter: QPainter, to_view: QTransform, room: QRectF) -> None:
        scale = to_view.m11()
        signs = signs_at(scale / self._look.scale)
        reach = min(max(self._look.px(signs.wedge), REACH_M * scale), MOST_REACH_PX)
        has_wedge = signs.wedge > signs.lamp
        size, ratio = self._look.px(signs.lamp), painter.device().devicePixelRatio()
        places = in_view(self._places.xy, to_view)
        named = scale / self._look.scale >= NAMED_FROM
        for number in seen_in(places, room, MOST_REACH_PX).tolist():
            at = QPointF(*places[number])
            view = self._looks[number] if has_wedge else None
            pixmap = self._sign(self._lamps[number], view, round(reach), size, ratio)
            half = pixmap.width() / ratio / 2
            painter.drawPixmap(QPointF(at.x() - half, at.y() - half), pixmap)
            if named:
                write_name(painter, self._look, self._entries[number].name, at, size / 2)

    def _sign(
        self, lamp: str, view: tuple[float, float] | None, reach: int, size: int, ratio: float
    ) -> QPixmap:
        turn = tuple(round(each / MARK_SCALES) for each in view) if view is not None else None
        key = ("map camera", lamp, turn, reach if view is not None else 0, size, ratio)
        found = self._look.pixmaps.get(key)
        if found is None:
            if len(self._look.pixmaps) > 4000:  # every turn of every lamp at many zooms
                self._look.pixmaps.clear()
            found = _camera_pixmap(self._look, lamp, turn, reach, size, ratio)
            self._look.pixmaps[key] = found
        return found


def _camera_pixmap(
    look: Look, lamp: str, turn: tuple[int, ...] | None, reach: int, size: int, ratio: float
) -> QPixmap:
    """A lamp in the middle and the view as a wedge, north up."""
    half = reach if turn is not None else size
    pixmap, painter = canvas(2 * half, 2 * half, ratio)
    if turn is not None:
        faint = QColor(look.lamp(lamp))
        faint.setAlpha(56)
        painter.setBrush(faint)
        painter.setPen(Qt.PenStyle.NoPen)
        heading, hfov = (each * MARK_SCALES for each in turn)
        # Qt counts sixteenths of a degree, anticlockwise from three o'clock
        start = round((90 - heading - hfov / 2) * 16)
        painter.drawPie(QRectF(0, 0, 2 * half, 2 * half), start, round(max(hfov, 5) * 16))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("land"))
    painter.drawEllipse(QPointF(half, half), size * 0.85, size * 0.85)
    painter.drawPixmap(
        QPointF(half - size / 2, half - size / 2), lamp_pixmap(look, lamp, size, ratio)
    )
    painter.end()
    return pixmap


def _place(camera: CameraEntry, poses: Mapping[str, Pose]) -> tuple[float, float] | None:
    pose = poses.get(camera.id)
    if pose is not None:
        return pose.longitude, pose.latitude
    if camera.longitude is None or camera.latitude is None:
        return None
    return camera.longitude, camera.latitude


def _view(camera: CameraEntry, pose: Pose | None) -> tuple[float, float] | None:
    if pose is not None:
        return pose.heading_deg, pose.hfov_deg
    if camera.heading_deg is None:
        return None
    return camera.heading_deg, camera.hfov_deg or USUAL_HFOV
