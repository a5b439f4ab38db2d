"""Who and what stands on the map besides cameras and cases: sites, workers, key places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from console.cases.case import Worker
from console.site.records import KeyPlace, NodeEntry
from console.ui.map_ground import Plane
from console.ui.map_layer import Hit, LegendLine, MapLayer, in_view, nearest, seen_in
from console.ui.map_places import Places
from console.ui.map_signs import Shape, sign_pixmap, write_name
from console.ui.theme import Look
from console.ui.words import age_text, node_state, node_text

FRESH_S, OLD_S = 300.0, 1800.0  # a worker's position: green until, amber until
SIGN_PX = 18
ONLINE = "online"  # of a site that is not in the conference, and could be called
FAR = 0.09  # pixels of a desk a metre: below, signs are small and without a name


@dataclass(frozen=True, slots=True)
class Spot:
    """One sign. ``lamp`` colours its ring, ``role`` its ground."""

    id: str
    name: str
    longitude: float
    latitude: float
    mark: str
    lamp: str = "grey"
    tip: str = ""
    is_named: bool = True


class PointsLayer(MapLayer):
    """Signs of one shape with a mark each."""

    kind = ""
    outline: Shape = "round"
    named_from = 0.5  # pixels of a desk a metre
    far_px = 8

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.spots: list[Spot] = []
        self._plane = Plane()
        self._places = Places()

    def set_plane(self, plane: Plane) -> None:
        self._plane = plane
        self.set_spots(self.spots)

    def set_spots(self, spots: Sequence[Spot]) -> None:
        self.spots = list(spots)
        self._places = Places(self._plane, [(s.longitude, s.latitude) for s in spots])
        self.update()

    def fill(self, spot: Spot) -> QColor:
        return self._look.colour("raised")

    def place(self, spot_id: str) -> QPointF | None:
        for number, spot in enumerate(self.spots):
            if spot.id == spot_id:
                return self._places[number]
        return None

    def middles(self) -> list[QPointF]:
        """In metres."""
        return self._places.all()

    def hit(self, at: QPointF, to_view: QTransform) -> Hit | None:
        near = nearest(in_view(self._places.xy, to_view), at, self._px(to_view) * 0.7)
        if near is None:
            return None
        spot = self.spots[near[0]]
        return Hit(self.kind, spot.id, f"{spot.name}  {spot.tip}".strip(), near[1])

    def draw(self, painter: QPainter, to_view: QTransform, room: QRectF) -> None:
        size, ratio = self._px(to_view), painter.device().devicePixelRatio()
        places = in_view(self._places.xy, to_view)
        named = to_view.m11() / self._look.scale >= self.named_from
        for number in seen_in(places, room).tolist():
            spot, at = self.spots[number], QPointF(*places[number])
            pixmap = sign_pixmap(
                self._look, self.outline, spot.mark, self.fill(spot), size, ratio,
                self._look.lamp(spot.lamp),
            )  # fmt: skip
            painter.drawPixmap(QPointF(at.x() - size / 2, at.y() - size / 2), pixmap)
            if named and spot.is_named:
                write_name(painter, self._look, spot.name, at, size / 2)

    def _legend_sign(self, lamp: str) -> QPixmap:
        spot = Spot("", "", 0, 0, "", lamp)
        size = self._look.px(14)
        return sign_pixmap(
            self._look, self.outline, "", self.fill(spot), size, 1.0, self._look.lamp(lamp)
        )

    def _px(self, to_view: QTransform) -> int:
        return self._look.px(self.far_px if to_view.m11() / self._look.scale < FAR else SIGN_PX)


class WorkersLayer(PointsLayer):
    """Where workers were last seen, and how long ago: an old position says so."""

    key = "workers"
    kind = "worker"
    height = 50.0
    outline: Shape = "drop"

    def title(self) -> str:
        return QCoreApplication.translate("map", "Workers")

    def set_workers(self, workers: Sequence[Worker], now: datetime) -> None:
        spots = []
        for worker in workers:
            if worker.place is None:
                continue
            age_s = None if worker.seen_at is None else (now - worker.seen_at).total_seconds()
            tip = "" if age_s is None else age_text(max(age_s, 0.0))
            mark, kind = worker_words(worker.kind)
            spots.append(
                Spot(worker.id, worker.name, worker.place.longitude, worker.place.latitude, mark,
                     _worker_lamp(age_s), f"{kind}  {tip}".strip())
            )  # fmt: skip
        if spots != self.spots:
            self.set_spots(spots)

    def legend(self) -> Sequence[LegendLine]:
        words = (
            ("green", QCoreApplication.translate("map", "seen within 5 min")),
            ("amber", QCoreApplication.translate("map", "seen within 30 min")),
            ("grey", QCoreApplication.translate("map", "older, or not told")),
        )
        return [LegendLine(self._legend_sign(lamp), text) for lamp, text in words]


class NodesLayer(PointsLayer):
    """Villages and stations: whether they are in the conference, called, or not there."""

    key = "nodes"
    kind = "node"
    height = 45.0
    outline: Shape = "house"
    far_px = 10
    named_from = 0.2

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._nodes: Sequence[NodeEntry] = ()
        self._named_below: frozenset[str] = frozenset()

    def title(self) -> str:
        return QCoreApplication.translate("map", "Sites")

    def fill(self, spot: Spot) -> QColor:
        if spot.lamp == ONLINE:
            return self._look.colour("accent")
        return self._look.lamp(spot.lamp)

    def set_nodes(self, nodes: Sequence[NodeEntry], named: frozenset[str] = frozenset()) -> None:
        """``named``: villages whose names are on the ground already."""
        self._nodes, self._named_below = nodes, named
        self.set_conference({})

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``."""
        told = {str(node.get("id")): node for node in conference.get("nodes", ())}
        spots = []
        for node in self._nodes:
            if node.longitude is None or node.latitude is None:
                continue
            state = told.get(node.id, {})
            word = node_state(state)
            spots.append(
                Spot(node.id, node.name, node.longitude, node.latitude, node.name[:1],
                     _node_lamp(word, state.get("online") is True), node_text(word),
                     node.name not in self._named_below)
            )  # fmt: skip
        if spots != self.spots:
            self.set_spots(spots)

    def legend(self) -> Sequence[LegendLine]:
        words = (
            ("green", node_text("live")),
            ("amber", QCoreApplication.translate("map", "called, or waiting")),
            ("red", node_text("unreachable")),
            (ONLINE, QCoreApplication.translate("map", "online")),
            ("grey", node_text("absent")),
        )
        return [LegendLine(self._legend_sign(lamp), text) for lamp, text in words]


class PlacesLayer(PointsLayer):
    """Key places (重点场所): schools, homes for the old, petrol stations. Sensitive ones are shown
    at the desk only."""

    key = "places"
    kind = "place"
    height = 30.0
    outline: Shape = "square"
    named_from = 0.8

    def title(self) -> str:
        return QCoreApplication.translate("map", "Key places")

    def set_places(self, places: Sequence[KeyPlace], on_wall: bool) -> None:
        self.set_spots(
            [
                Spot(p.id, p.name, p.longitude, p.latitude, p.kind[:1], "grey",
                     "  ".join(part for part in (p.kind, p.note) if part))
                for p in places
                if not (p.sensitive and on_wall)
            ]
        )  # fmt: skip


def _worker_lamp(age_s: float | None) -> str:
    if age_s is None or age_s > OLD_S:
        return "grey"
    return "green" if age_s <= FRESH_S else "amber"


def _node_lamp(state: str, online: bool) -> str:
    if state == "live":
        return "green"
    if state == "unreachable":
        return "red"
    if state in ("calling", "waiting"):
        return "amber"
    return ONLINE if online else "grey"


def worker_words(kind: str) -> tuple[str, str]:
    """One character for the sign, and what the kind is called; an unknown kind as it came."""
    known = {
        "grid_worker": ("网", QCoreApplication.translate("map", "grid worker")),
        "guard": ("保", QCoreApplication.translate("map", "guard")),
        "police": ("警", QCoreApplication.translate("map", "police")),
        "volunteer": ("志", QCoreApplication.translate("map", "volunteer")),
    }
    return known.get(kind, ((kind or "?")[0].upper(), kind))
