"""What the tests of the map share: a town of one village, and a hand on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.cases.case import CaseId
from console.cases.markers import MapMarker
from console.site.records import CameraEntry, Grid, MapFeature
from console.ui.map_view import MapView
from console.ui.theme import Look

HERE = (120.19, 30.47)
RING = ((120.18, 30.46), (120.20, 30.46), (120.20, 30.48), (120.18, 30.48), (120.18, 30.46))
CAMERAS = [
    CameraEntry(
        "c01", "村口桥头", "rtsp://x/1", longitude=120.185, latitude=30.465, heading_deg=90
    ),
    CameraEntry("c02", "无处", "rtsp://x/2"),
]
LEFT = Qt.MouseButton.LeftButton


def village_map(look: Look) -> MapView:
    """A village, a river and a camera at its bridge; another camera is nowhere."""
    view = MapView(look)
    view.resize(400, 400)
    view.set_site(
        CAMERAS,
        [Grid("g1", "网格001", "丁家湾村", "", (RING,))],
        [MapFeature("water", False, (RING[0], RING[2]), "运河", 40.0)],
    )
    view.show()
    return view


def case(
    name: str = "c-1", rev: int = 1, at: tuple[float, float] = HERE, level: str = "red"
) -> MapMarker:
    return MapMarker(CaseId(name), rev, *at, level, "amber", "market", "占道经营冲突")


def spot(view: MapView, at: tuple[float, float]) -> QPoint:
    return view.mapFromScene(view.plane.point(*at))


def ring_of(view: MapView) -> tuple[float, float]:
    ring = view.layers.marks.ring
    assert ring is not None
    return view.plane.degrees(ring)


def colours_about(view: MapView, at: QPoint, half: int = 6) -> set[str]:
    image, near = view.grab().toImage(), range(-half, half + 1)
    return {image.pixelColor(at.x() + x, at.y() + y).name() for x in near for y in near}


def wheel(view: MapView, at: QPoint, notches: int) -> None:
    view.wheelEvent(
        QWheelEvent(
            QPointF(at), QPointF(view.viewport().mapToGlobal(at)), QPoint(),
            QPoint(0, 120 * notches), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )
    )  # fmt: skip


def double_click(view: MapView, at: QPoint) -> None:
    """The second press of two; the first is a click."""
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(at), QPointF(view.viewport().mapToGlobal(at)),
        LEFT, LEFT, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def drag(view: MapView, qtbot: QtBot, *points: tuple[float, float]) -> None:
    spots = [spot(view, at) for at in points]
    qtbot.mousePress(view.viewport(), LEFT, pos=spots[0])
    for at in spots[1:]:
        qtbot.mouseMove(view.viewport(), at)
        view.hand._layers.marks.update()
    qtbot.mouseRelease(view.viewport(), LEFT, pos=spots[-1])
