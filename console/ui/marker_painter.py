"""Paints case markers on a picture: foot point, stalk, disc, plate, ellipse, arrow.

Disc fill is the level, ring the time limit, the character the platform; the plate says title,
number and time left in words. All is drawn into small pixmaps when the markers change, so that a
new picture costs a few copies and no text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QPolygonF

from console.cases.markers import PictureMarker
from console.ui import marker_layout
from console.ui.marker_layout import Box, Placed, Wish
from console.ui.marker_signs import (
    disc_pixmap,
    ellipse_pixmap,
    foot_pixmap,
    plate_pixmap,
    plate_size,
    second_line,
)
from console.ui.theme import Look
from console.ui.zoom import ALL, Zoom

SMALLEST_ELLIPSE_PX = 6.0
SMALLEST_DISC_PX = 14
PLATES_FROM_PX = 400  # a narrower picture carries discs only; desk density
PLATES_EVERY_PX = 260  # one plate for so much of the picture's width: it is there to be looked at
WIDEST_ELLIPSE = 0.3  # of the picture's width; what is known worse has a dashed stalk and no foot
WIDEST_ZOOMED = 0.5  # of an enlarged picture's frame: a wider one is seen nowhere
FOOT = QPointF(3, 3)  # half of the foot point's pixmap


@dataclass(frozen=True, slots=True)
class DrawnMarker:
    """One marker as it was painted: its place on the screen in device pixels."""

    case_id: str
    rev: int
    x: float
    y: float
    painted_at: float  # monotonic, first time this revision was painted here
    inside: bool


@dataclass(slots=True)
class _Piece:
    """One marker, ready to paint."""

    marker: PictureMarker
    foot: QPointF | None
    middle: QPointF
    disc_at: QPointF
    disc: QPixmap
    plate_at: QPointF | None
    plate: QPixmap | None
    ellipse_at: QPointF | None
    ellipse: QPixmap | None
    arrow: QPolygonF | None


class MarkerPainter:
    """The markers of one tile: ``set`` when they change, ``set_rect`` when it does, ``draw``."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._markers: tuple[PictureMarker, ...] = ()
        self._seen: list[
            tuple[PictureMarker, str]
        ] = []  # without time left, and what is said of it
        self._rect = QRect()
        self._ratio = 1.0
        self._zoom = ALL
        self._pieces: list[_Piece] | None = None  # None: to be arranged
        self._painted_at: dict[tuple[str, int], float] = {}
        self._vague_stalk = look.pen("plate_text", 1.5 * look.scale)
        self._vague_stalk.setDashPattern([2, 2])
        self._stalk = look.pen("plate_text", 1.5 * look.scale)

    def __len__(self) -> int:
        return len(self._markers)

    def set(self, markers: Sequence[PictureMarker]) -> bool:
        """Take over the markers; whether anything is to be painted anew."""
        self._markers = tuple(markers)
        seen = [(replace(marker, left_s=None), second_line(marker)) for marker in markers]
        if seen == self._seen:  # a clock that runs on without another word changes nothing
            return False
        self._seen = seen
        still = {(marker.case_id, marker.rev) for marker in markers}
        self._painted_at = {key: at for key, at in self._painted_at.items() if key in still}
        self._pieces = None
        return True

    def set_rect(self, rect: QRect, ratio: float, zoom: Zoom = ALL) -> None:
        """Where the picture lies, in the tile's logical pixels, and which part of it is seen."""
        if rect != self._rect or ratio != self._ratio or zoom != self._zoom:
            self._rect, self._ratio, self._zoom = QRect(rect), ratio, zoom
            self._pieces = None

    def draw(self, painter: QPainter, now: float, plates: bool = True) -> None:
        """Paint over the picture just painted; without ``plates`` where other words lie there."""
        pieces = self._arranged()
        if not pieces:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = foot_pixmap(self._look, FOOT.x(), self._ratio)
        for piece in pieces:
            if piece.ellipse is not None and piece.ellipse_at is not None:
                painter.drawPixmap(piece.ellipse_at, piece.ellipse)
            if piece.foot is not None:
                vague = piece.marker.accuracy > WIDEST_ELLIPSE
                painter.setPen(self._vague_stalk if vague else self._stalk)
                painter.drawLine(piece.foot, piece.middle)
                if not vague:
                    painter.drawPixmap(piece.foot - FOOT, foot)
        for piece in pieces:
            if piece.arrow is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._look.lamp(piece.marker.lamp))
                painter.drawPolygon(piece.arrow)
            painter.drawPixmap(piece.disc_at, piece.disc)
            if plates and piece.plate is not None and piece.plate_at is not None:
                painter.drawPixmap(piece.plate_at, piece.plate)
            self._painted_at.setdefault((piece.marker.case_id, piece.marker.rev), now)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def hit(self, at: QPointF) -> str | None:
        """The case whose disc or plate lies under a point of the tile; the uppermost one."""
        for piece in reversed(self._arranged()):
            disc = QRectF(piece.disc_at, piece.disc.deviceIndependentSize())
            if disc.contains(at):
                return piece.marker.case_id
            if piece.plate is not None and piece.plate_at is not None:
                plate = QRectF(piece.plate_at, piece.plate.deviceIndependentSize())
                if plate.contains(at):
                    return piece.marker.case_id
        return None

    def words_at(self, at: QPointF) -> str:
        """What the plate of the marker under a point says, also where it has none; or nothing."""
        case_id = self.hit(at)
        for marker in self._markers:
            if marker.case_id == case_id:
                return f"{marker.title}\n{second_line(marker)}"
        return ""

    def drawn(self, to_screen: Callable[[QPointF], QPointF]) -> list[DrawnMarker]:
        """What has been painted; the point is the foot, or the disc's middle at the edge."""
        found = []
        for piece in self._arranged():
            marker = piece.marker
            painted_at = self._painted_at.get((marker.case_id, marker.rev))
            if painted_at is not None:
                at = to_screen(piece.foot if piece.foot is not None else piece.middle)
                found.append(
                    DrawnMarker(
                        marker.case_id, marker.rev, at.x(), at.y(), painted_at,
                        marker.where == "inside",
                    )
                )  # fmt: skip
        return found

    def words_changed(self) -> None:
        """The language is another."""
        self._pieces = None

    def _arranged(self) -> list[_Piece]:
        """The pieces as they lie now: made when they are wanted, for markers and rectangle change
        together when a layout does."""
        if self._pieces is None:
            self._pieces = self._arrange()
        return self._pieces

    def _arrange(self) -> list[_Piece]:
        rect, look = self._rect, self._look
        if rect.isEmpty() or not self._markers:
            return []
        # at the wall density pictures are seen from afar: plates grow less than words do
        small = rect.width() < PLATES_FROM_PX * look.scale**0.5
        disc_px = look.px(22 if small else 30)
        disc_px = max(SMALLEST_DISC_PX, min(disc_px, rect.height() // 5))
        markers = [marker for marker in self._markers if self._seen_in_frame(marker)]
        wishes = [self._wish(marker, small) for marker in markers]
        box = Box(rect.x(), rect.y(), rect.width(), rect.height())
        plates = 0 if small else int(rect.width() // (PLATES_EVERY_PX * look.scale))
        places = marker_layout.place(wishes, box, disc_px, disc_px * 1.35, plates)
        return [
            self._piece(marker, wish, spot, disc_px)
            for marker, wish, spot in zip(markers, wishes, places, strict=True)
        ]

    def _seen_in_frame(self, marker: PictureMarker) -> bool:
        """What stands in the picture goes out of sight with its place; what is beside the picture
        keeps its place at the frame."""
        x, y = self._zoom.to_frame((marker.x, marker.y))
        return marker.where != "inside" or not self._zoom or (0 <= x <= 1 and 0 <= y <= 1)

    def _wish(self, marker: PictureMarker, small: bool) -> Wish:
        x, y = marker.x, marker.y
        if marker.where == "inside":
            x, y = self._zoom.to_frame((x, y))
        x = self._rect.x() + x * self._rect.width()
        y = self._rect.y() + y * self._rect.height()
        size = QSize() if small else plate_size(self._look, marker)
        return Wish(x, y, marker.where == "inside", size.width(), size.height(), marker.arrow_deg)

    def _piece(self, marker: PictureMarker, wish: Wish, spot: Placed, disc_px: int) -> _Piece:
        look = self._look
        disc = disc_pixmap(look, marker.level, marker.lamp, marker.platform, disc_px, self._ratio)
        half = disc.deviceIndependentSize().width() / 2
        plate = None if spot.plate is None else plate_pixmap(look, marker, self._ratio)
        ellipse_at, ellipse = self._ellipse(marker, wish)
        arrow = None
        if marker.arrow_deg is not None:
            corners = marker_layout.arrow(spot.x, spot.y, disc_px, marker.arrow_deg)
            arrow = QPolygonF([QPointF(x, y) for x, y in corners])
        return _Piece(
            marker,
            QPointF(wish.x, wish.y) if wish.standing else None,
            QPointF(spot.x, spot.y),
            QPointF(spot.x - half, spot.y - half),
            disc,
            None if spot.plate is None else QPointF(*spot.plate),
            plate,
            ellipse_at,
            ellipse,
            arrow,
        )

    def _ellipse(self, marker: PictureMarker, wish: Wish) -> tuple[QPointF | None, QPixmap | None]:
        factor = self._zoom.factor
        across = marker.accuracy * self._rect.width() * factor
        down = (marker.accuracy_down or marker.accuracy * 0.4) * self._rect.height() * factor
        widest = self._rect.width() * min(WIDEST_ELLIPSE * factor, WIDEST_ZOOMED)
        if not wish.standing or not SMALLEST_ELLIPSE_PX <= across <= widest:
            return None, None
        down = max(2.0, min(down, self._rect.height() / 2))
        pixmap = ellipse_pixmap(self._look, marker.level, round(across), round(down), self._ratio)
        size = pixmap.deviceIndependentSize()
        return QPointF(wish.x - size.width() / 2, wish.y - size.height() / 2), pixmap
