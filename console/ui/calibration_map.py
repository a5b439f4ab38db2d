"""The map beside the picture that is calibrated: its own ground, in metres about the camera."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from console.site.records import Grid, MapFeature
from console.ui.calibration_pane import CalibrationPane
from console.ui.map_ground import Ground, Plane
from console.ui.theme import Look
from media.calibration import Pose, degrees

ABOUT_M = 80.0  # shown about a camera on a pole at first
CORNERS = 400.0  # metres within which a map's corners catch a click
CATCH_PX = 9


class CalibrationMap(CalibrationPane):
    """Units are metres east and south of the camera. A click near a corner of the map is meant as
    that corner: it is what the map knows best."""

    nearest, farthest = 60.0, 0.02

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._plane = Plane()
        self._ground: Ground | None = None
        self._corners: list[QPointF] = []
        self._pose: Pose | None = None
        self._about_m = ABOUT_M

    def set_site(
        self,
        middle: tuple[float, float],
        grids: Sequence[Grid],
        features: Sequence[MapFeature],
        about_m: float = ABOUT_M,
    ) -> None:
        """``middle``: longitude and latitude of the camera, or of where it may be; so far around it
        is shown at first."""
        self._about_m = about_m
        self._plane = Plane(*middle)
        self._ground = Ground(self._look, self._plane, grids, features)
        corners = [self._plane.point(*at) for feature in features for at in feature.points]
        self._corners = [at for at in corners if at.manhattanLength() < CORNERS]
        self.look_at(QPointF(), min(self.width(), self.height()) / (2 * about_m))

    def set_pose(self, pose: Pose | None) -> None:
        """Where the fit has the camera, and what it sees."""
        self._pose = pose
        self.update()

    def place(self, at: QPointF) -> tuple[float, float]:
        """Longitude and latitude."""
        return degrees(at.x(), -at.y(), self._plane.longitude, self._plane.latitude)

    def at(self, place: tuple[float, float]) -> QPointF:
        return self._plane.point(*place)

    def caught(self, at: QPointF) -> QPointF:
        """The map's corner that a click is meant for, else where it was."""
        reach = self._look.px(CATCH_PX) / self._scale
        near = min(self._corners, key=lambda corner: _far(corner, at), default=at)
        return near if _far(near, at) <= reach else at

    def nudge_step(self) -> float:
        return 1 / self._scale

    def extent(self) -> QRectF:
        about = self._about_m
        return QRectF(-about, -about, 2 * about, 2 * about)

    def paint_ground(self, painter: QPainter, scale: float) -> None:
        seen, _ = painter.transform().inverted()
        exposed = seen.mapRect(QRectF(self.rect()))
        if self._ground is None:
            painter.fillRect(exposed, self._look.colour("land"))
        else:
            self._ground.draw(painter, exposed, scale)
        if self._pose is not None:
            self._paint_view(painter, self._pose, scale)

    def _paint_view(self, painter: QPainter, pose: Pose, scale: float) -> None:
        foot = self._plane.point(pose.longitude, pose.latitude)
        reach = 60 / scale
        ends = [
            self._plane.point(*_away(pose, pose.heading_deg + side * pose.hfov_deg / 2, reach))
            for side in (-1, -0.5, 0, 0.5, 1)
        ]
        faint = QColor(self._look.colour("accent"))
        faint.setAlpha(60)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint)
        painter.drawPolygon(QPolygonF([foot, *ends]))
        painter.setBrush(self._look.colour("accent"))
        painter.drawEllipse(foot, 5 / scale, 5 / scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _far(one: QPointF, other: QPointF) -> float:
    away = one - other
    return float((away.x() ** 2 + away.y() ** 2) ** 0.5)


def _away(pose: Pose, turn_deg: float, far_m: float) -> tuple[float, float]:
    turn = radians(turn_deg)
    return degrees(far_m * sin(turn), far_m * cos(turn), pose.longitude, pose.latitude)
