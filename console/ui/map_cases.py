"""The cases on the map: one sign each where there is room, else clusters that say the worst."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap, QTransform

from console.cases.markers import MapMarker
from console.ui.map_ground import Plane, signs_at
from console.ui.map_layer import Hit, LegendLine, MapLayer, in_view, nearest, seen_in
from console.ui.map_signs import cluster_pixmap
from console.ui.marker_signs import disc_pixmap
from console.ui.theme import Look
from console.ui.words import level_text

if TYPE_CHECKING:
    from console.cases.clusters import Clustering, Clusters

LEVELS = (None, "blue", "yellow", "orange", "red")
LAMPS = ("grey", "green", "amber", "red")
APART = 1.9  # signs' widths between clusters
STEPS = 2  # clusters change so often while the scale doubles
NEAREST_SCALE = 2.0  # pixels a metre; from there on what lies together stays so
HIT_PX = 14
NO_MARK = " "
TOLD_OF = 20  # cases of a larger cluster are nobody's own sign
_LEVEL_RANK = {level: rank for rank, level in enumerate(LEVELS)}
_LAMP_RANK = {lamp: rank for rank, lamp in enumerate(LAMPS)}


def _urgency(marker: MapMarker) -> tuple[bool, int]:
    """The more urgent lies above: overdue ones, then by level."""
    return marker.lamp == "red", _LEVEL_RANK.get(marker.level, 0)


class CasesLayer(MapLayer):
    """``set_markers`` only notes them: arrays are made when they are painted or pointed at."""

    key = "cases"
    height = 60.0

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._plane = Plane()
        self._given: dict[str, MapMarker] = {}
        self.markers: list[MapMarker] = []
        self._clusters: Clusters | None = None  # made when somebody looks at them
        self._painted: dict[str, tuple[int, float]] = {}  # id -> revision and when it was painted
        self._unpainted: list[MapMarker] = []
        self._discs: dict[tuple[object, ...], QPixmap] = {}
        self.chosen = ""  # is painted by itself, over everything

    # -- setters

    def set_plane(self, plane: Plane) -> None:
        self._plane, self._clusters = plane, None

    def set_markers(self, markers: Sequence[MapMarker]) -> None:
        """All of them."""
        self._given = {str(marker.case_id): marker for marker in markers}
        self._clusters = None
        self.update()

    def change(self, markers: Sequence[MapMarker], gone: Iterable[str]) -> None:
        """These are new or otherwise, those are no more; the rest is as it was."""
        for case_id in gone:
            self._given.pop(str(case_id), None)
        self._given.update({str(marker.case_id): marker for marker in markers})
        self._clusters = None
        self.update()

    # -- questions

    def title(self) -> str:
        return QCoreApplication.translate("map", "Cases")

    def legend(self) -> Sequence[LegendLine]:
        rings = (
            ("red", QCoreApplication.translate("map", "ring: overdue")),
            ("amber", QCoreApplication.translate("map", "ring: due soon")),
            ("green", QCoreApplication.translate("map", "ring: in time")),
            ("grey", QCoreApplication.translate("map", "ring: no time limit runs")),
        )
        levels = [(level, "grey", level_text(level)) for level in LEVELS[:0:-1] if level]
        signs = [*levels, *((None, lamp, words) for lamp, words in rings)]
        size = self._look.px(16)
        return [
            LegendLine(disc_pixmap(self._look, level, lamp, NO_MARK, size, 1.0), words)
            for level, lamp, words in signs
        ]

    def taken(self) -> list[MapMarker]:
        """The markers as they are now."""
        self._take()
        return self.markers

    def place(self, case_id: str) -> QPointF | None:
        """Metres; None of one that is not on the map."""
        marker = self._given.get(case_id)
        return None if marker is None else self._plane.point(marker.longitude, marker.latitude)

    def clustering(self, scale: float) -> Clustering:
        """Of a scale in pixels a metre."""
        clusters = self._take()
        step = math.floor(math.log2(min(scale, NEAREST_SCALE)) * STEPS)
        shown = 2 ** (step / STEPS)
        return clusters.apart(self._disc_px(shown) * APART / shown)

    def shown(self, to_view: QTransform, room: QRectF) -> list[tuple[MapMarker, QPointF, float]]:
        """(marker, pixel of the view, monotonic time) of what is painted within ``room``."""
        found = self.clustering(to_view.m11())
        places = in_view(found.xy, to_view)
        told = []
        for cluster in seen_in(places, room, 0).tolist():
            if found.counts[cluster] > TOLD_OF:
                continue
            at = QPointF(*places[cluster])
            for number in found.members(cluster).tolist():
                marker = self.markers[number]
                painted = self._painted.get(str(marker.case_id))
                if painted is not None and painted[0] == marker.rev:
                    told.append((marker, at, painted[1]))
        return told

    def hit(self, at: QPointF, to_view: QTransform) -> Hit | None:
        found = self.clustering(to_view.m11())
        reach = self._disc_px(to_view.m11()) / 2 + HIT_PX / 2
        near = nearest(in_view(found.xy, to_view), at, reach)
        if near is None:
            return None
        cluster, away = near
        members = [self.markers[number] for number in reversed(found.members(cluster).tolist())]
        first = members[0]
        ids = tuple(str(member.case_id) for member in members)
        return Hit("case", ids[0], first.title, away, ids if len(ids) > 1 else ())

    def bounds(self, case_ids: Sequence[str]) -> QRectF:
        """In metres, about some cases."""
        places = [at for each in case_ids if (at := self.place(each)) is not None]
        if not places:
            return QRectF()
        across, down = [at.x() for at in places], [at.y() for at in places]
        return QRectF(QPointF(min(across), min(down)), QPointF(max(across), max(down)))

    # -- painting

    def draw(self, painter: QPainter, to_view: QTransform, room: QRectF) -> None:
        found = self.clustering(to_view.m11())
        places = in_view(found.xy, to_view)
        seen = seen_in(places, room)
        ratio = painter.device().devicePixelRatio()
        size = self._disc_px(to_view.m11())
        for number in found.worst_last(seen).tolist():
            x, y = places[number]
            pixmap, wide = self._sign(found, number, size, ratio)
            painter.drawPixmap(QPointF(x - wide / 2, y - wide / 2), pixmap)
        place = self.place(self.chosen)
        if place is not None:
            at = to_view.map(place)
            pixmap, wide = self._disc(self._given[self.chosen], size, ratio)
            painter.drawPixmap(QPointF(at.x() - wide / 2, at.y() - wide / 2), pixmap)
        self._note_painted()

    def _sign(
        self, found: Clustering, number: int, size: int, ratio: float
    ) -> tuple[QPixmap, float]:
        count = int(found.counts[number])
        if count == 1:
            return self._disc(self.markers[int(found.members(number)[0])], size, ratio)
        wide = round(size * (1.25 + 0.2 * min(math.log10(count), 3)))
        level, lamp = LEVELS[found.levels[number]], LAMPS[found.lamps[number]]
        return cluster_pixmap(self._look, level, lamp, count, wide, ratio), wide

    def _disc(self, marker: MapMarker, size: int, ratio: float) -> tuple[QPixmap, float]:
        return disc_pixmap(
            self._look, marker.level, marker.lamp, marker.platform, size, ratio
        ), size

    def _disc_px(self, scale: float) -> int:
        return self._look.px(signs_at(scale / self._look.scale).disc)

    # -- inside

    def _take(self) -> Clusters:
        """What was given becomes arrays."""
        if self._clusters is not None:
            return self._clusters
        import numpy as np  # somebody looks at a map

        from console.cases.clusters import Clusters

        self.markers = sorted(self._given.values(), key=_urgency)
        degrees = np.array([(m.longitude, m.latitude) for m in self.markers]).reshape(-1, 2)
        self._clusters = clusters = Clusters(
            self._plane.points(degrees),
            np.array([_LEVEL_RANK.get(m.level, 0) for m in self.markers], np.int8),
            np.array([_LAMP_RANK.get(m.lamp, 0) for m in self.markers], np.int8),
        )
        before = self._painted
        self._painted, self._unpainted = {}, []
        for marker in self.markers:
            painted = before.get(str(marker.case_id))
            if painted is not None and painted[0] == marker.rev:
                self._painted[str(marker.case_id)] = painted
            else:
                self._unpainted.append(marker)
        return clusters

    def _note_painted(self) -> None:
        if self._unpainted:
            now = time.monotonic()
            self._painted.update({str(m.case_id): (m.rev, now) for m in self._unpainted})
            self._unpainted = []
