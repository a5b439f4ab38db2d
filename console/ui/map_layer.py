"""What every layer of the map is: one item of the scene that paints all of its signs at once.

Signs are looked up in arrays and painted in pixels of the view, so that ten thousand of them cost
no more than those that are seen. A scene item each would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from console.ui.theme import Look

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

EVERYWHERE = QRectF(-5e7, -5e7, 1e8, 1e8)  # metres: the scene is smaller
EDGE_PX = 40  # signs whose middle is just outside of the view are painted too


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under a point: ``kind`` such as ``case``, its id, its name, and how many pixels away.
    ``cases`` are those of a cluster."""

    kind: str
    id: str
    name: str
    away: float
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LegendLine:
    sign: QPixmap
    words: str


class MapLayer(QGraphicsItem):
    """``key`` names it in settings; ``shown_first``: whether it is seen until somebody chooses.
    ``private``: it is never on a wall."""

    key = ""
    height = 0.0
    shown_first = True
    private = False

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setZValue(self.height)
        self.setVisible(self.shown_first)

    # -- to be given by each

    def title(self) -> str:
        """In the language spoken now."""
        raise NotImplementedError

    def draw(self, painter: QPainter, to_view: QTransform, room: QRectF) -> None:
        """Paint in pixels of the view; ``to_view`` maps metres there, ``room`` is what is seen."""
        raise NotImplementedError

    def hit(self, at: QPointF, to_view: QTransform) -> Hit | None:
        """The sign nearest to a point of the view, where it is meant."""
        return None

    def legend(self) -> Sequence[LegendLine]:
        return ()

    # -- Qt

    def boundingRect(self) -> QRectF:
        return EVERYWHERE

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        to_view = painter.worldTransform()
        room = QRectF(painter.window())
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, to_view, room)
        painter.restore()


def in_view(xy: Floats, to_view: QTransform) -> Floats:
    """Places in metres, (n, 2), as pixels of the view."""
    import numpy as np  # there is something to draw

    turned = np.array([[to_view.m11(), to_view.m12()], [to_view.m21(), to_view.m22()]])
    found: Floats = xy @ turned + (to_view.dx(), to_view.dy())
    return found


def seen_in(places: Floats, room: QRectF, edge: float = EDGE_PX) -> NDArray[np.int64]:
    """Numbers of the places in or just outside of the view."""
    import numpy as np  # there is something to draw

    x, y = places[:, 0], places[:, 1]
    inside = (x >= room.left() - edge) & (x <= room.right() + edge)
    inside &= (y >= room.top() - edge) & (y <= room.bottom() + edge)
    return np.flatnonzero(inside)


def nearest(places: Floats, at: QPointF, within: float) -> tuple[int, float] | None:
    """(number, pixels away) of the place nearest to a point, not farther than ``within``."""
    import numpy as np  # there is something to point at

    if not len(places):
        return None
    away = np.hypot(places[:, 0] - at.x(), places[:, 1] - at.y())
    found = int(away.argmin())
    return (found, float(away[found])) if away[found] <= within else None
