"""Paints case markers and workers on a picture: foot point, stalk, disc, plate, ellipse, arrow.

Disc fill is the level, ring and shape the time limit, the character the platform; the plate says
title, number and time left in words. All is composed into a few pixmaps when something changes, so
that a new picture costs a few copies and no text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QPolygonF

from console.cases.markers import PictureMarker
from console.cases.walking import WorkerMarker
from console.ui import marker_layout
from console.ui.marker_layout import Arrangement, Box, Room, Spot, SteadyLayout, Wish
from console.ui.marker_pieces import (
    Patch,
    Piece,
    composed,
    foot_item,
    items_of,
    pixmap_item,
)
from console.ui.marker_signs import (
    count_pixmap,
    count_size,
    disc_pixmap,
    ellipse_pixmap,
    plate_pixmap,
    plate_size,
    worker_pixmap,
)
from console.ui.marker_words import plate_lines, tip_text, worker_tip
from console.ui.theme import Look
from console.ui.zoom import ALL, Zoom

SMALLEST_ELLIPSE_PX = 6.0
SMALLEST_DISC_PX = 14
PLATES_FROM_PX = 400  # a narrower picture carries discs only; desk density
PLATES_EVERY_PX = 260  # one plate for so much of the picture's width: it is there to be looked at
SIGNS_EVERY = 1.7  # sizes of a sign: one for so much of the picture's width
MOST_SIGNS = 24
WIDEST_ELLIPSE = 0.3  # of the picture's width; what is known worse has a dashed stalk and no foot
WIDEST_ZOOMED = 0.5  # of an enlarged picture's frame: a wider one is seen nowhere
_LEVELS = {"red": 0, "orange": 1, "yellow": 2, "blue": 3}


@dataclass(frozen=True, slots=True)
class DrawnMarker:
    """One marker as it was painted: its place on the screen in device pixels."""

    case_id: str
    rev: int
    x: float
    y: float
    painted_at: float  # monotonic, first time this revision was painted here
    inside: bool


class MarkerPainter:
    """The markers of one tile: ``set`` when they change, ``set_rect`` when it does, ``draw``."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._markers: dict[str, PictureMarker] = {}  # the most urgent last
        self._given: tuple[PictureMarker, ...] = ()
        self._workers: tuple[WorkerMarker, ...] = ()
        self._seen: list[tuple[PictureMarker, tuple[str, ...]]] = []  # and what is said of it
        self._chosen = ""
        self._rect = QRect()
        self._ratio = 1.0
        self._zoom = ALL
        self._taken: tuple[QRect, ...] = ()
        self._spared = 0
        self._plates = True
        self._layout = SteadyLayout()
        self._pieces: list[Piece] | None = None  # None: to be arranged
        self._patches: list[Patch] = []
        self._fresh = False  # composed and not painted yet
        self._painted_at: dict[tuple[str, int], float] = {}

    def __len__(self) -> int:
        return len(self._markers)

    def __bool__(self) -> bool:
        """Whether there is anything to paint."""
        return bool(self._markers or self._workers)

    def set(self, markers: Sequence[PictureMarker]) -> bool:
        """Take over the markers; whether anything is to be painted anew."""
        if (given := tuple(markers)) == self._given:
            return False
        self._given = given
        self._markers = {marker.case_id: marker for marker in markers}
        seen = [(replace(marker, left_s=None), plate_lines((marker,))) for marker in markers]
        if seen == self._seen:  # a clock that runs on without another word changes nothing
            return False
        self._seen = seen
        still = {(marker.case_id, marker.rev) for marker in markers}
        self._painted_at = {key: at for key, at in self._painted_at.items() if key in still}
        self._pieces = None
        return True

    def set_workers(self, workers: Sequence[WorkerMarker]) -> bool:
        """Those in the picture; whether anything is to be painted anew."""
        before, self._workers = self._workers, tuple(workers)
        return before != self._workers

    def set_chosen(self, case_id: str) -> bool:
        """The case that is looked at: it ranks first, and has a halo."""
        if case_id == self._chosen:
            return False
        concerned = not self._markers.keys().isdisjoint((case_id, self._chosen))
        self._chosen = case_id
        if concerned:
            self._pieces = None
        return concerned

    def set_rect(
        self,
        rect: QRect,
        ratio: float,
        zoom: Zoom = ALL,
        taken: tuple[QRect, ...] = (),
        spared: int = 0,
    ) -> None:
        """Where the picture lies, in the tile's logical pixels, which part of it is seen, and what
        else lies on it, ``spared`` pixels at its foot included: signs and plates keep off."""
        asked = (rect, ratio, zoom, taken, spared)
        if asked != (self._rect, self._ratio, self._zoom, self._taken, self._spared):
            self._rect, self._ratio, self._zoom = QRect(rect), ratio, zoom
            self._taken, self._spared = taken, spared
            self._pieces = None

    def draw(self, painter: QPainter, now: float, plates: bool = True) -> None:
        """Paint over the picture just painted; without ``plates`` where other words lie there."""
        if plates != self._plates:
            self._plates, self._pieces = plates, None
        pieces = self._arranged()
        for worker in self._workers:
            self._draw_worker(painter, worker)
        for patch in self._patches:
            painter.drawPixmap(patch.at, patch.pixmap)
        if self._fresh:
            self._fresh = False
            for piece in pieces:
                for marker in piece.markers:
                    self._painted_at.setdefault((marker.case_id, marker.rev), now)

    def pieces(self) -> list[Piece]:
        """The signs as they lie, the one that ranks highest last."""
        return list(self._arranged())

    def hit(self, at: QPointF) -> tuple[str, ...]:
        """The cases whose disc or plate lies under a point of the tile, the first ranks highest;
        several where they were gathered."""
        piece = self._under(at)
        return () if piece is None else tuple(marker.case_id for marker in piece.markers)

    def titles(self, case_ids: Sequence[str]) -> list[str]:
        """What the cases of a gathered sign are called."""
        known = (self._markers[each] for each in case_ids if each in self._markers)
        return [" · ".join(filter(None, (each.title, each.number))) for each in known]

    def words_at(self, at: QPointF) -> str:
        """What the plate of the marker under a point says, also where it has none; or nothing."""
        piece = self._under(at)
        if piece is not None:
            current = [self._markers.get(each.case_id, each) for each in piece.markers]
            return tip_text(current)
        rest = self._layout.now
        if rest.count is not None and QRectF(*rest.count).contains(at):
            known = [self._markers[key] for key in rest.rest if key in self._markers]
            return tip_text(known)
        for worker in reversed(self._workers):
            if self._worker_rect(worker).contains(at):
                return worker_tip(worker)
        return ""

    def next_case(self, after: str, step: int = 1) -> str | None:
        """The case after another, from left to right over the picture's signs; the first after the
        last, and where the other is not there. None without any."""
        pieces = sorted(self._arranged(), key=lambda piece: (piece.middle.x(), piece.middle.y()))
        shown = [marker.case_id for piece in pieces for marker in piece.markers]
        rest = [key for key in self._layout.now.rest if key in self._markers]
        order = [*shown, *rest]
        if not order:
            return None
        if after not in order:
            return order[0 if step > 0 else -1]
        return order[(order.index(after) + step) % len(order)]

    def drawn(self, to_screen: Callable[[QPointF], QPointF]) -> list[DrawnMarker]:
        """What has been painted; the point is the foot, or the disc's middle at the edge."""
        found = []
        for piece in self._arranged():
            for number, marker in enumerate(piece.markers):
                painted_at = self._painted_at.get((marker.case_id, marker.rev))
                if painted_at is None:
                    continue
                at = to_screen(piece.feet[number] if piece.feet else piece.middle)
                inside = marker.where == "inside"
                found.append(
                    DrawnMarker(marker.case_id, marker.rev, at.x(), at.y(), painted_at, inside)
                )
        return found

    def words_changed(self) -> None:
        """The language is another."""
        self._pieces = None

    # -- inside

    def _under(self, at: QPointF) -> Piece | None:
        return next((piece for piece in reversed(self._arranged()) if piece.holds(at)), None)

    def _arranged(self) -> list[Piece]:
        """The pieces as they lie now: made when they are wanted, for markers and rectangle change
        together when a layout does."""
        if self._pieces is None:
            self._pieces = self._arrange()
            self._fresh = True
        return self._pieces

    def _arrange(self) -> list[Piece]:
        rect = self._rect
        self._patches = []
        if rect.isEmpty() or not self._markers:
            self._layout = SteadyLayout()
            return []
        markers = {k: each for k, each in self._markers.items() if self._seen_in_frame(each)}
        wishes = {
            key: self._wish(marker, -number) for number, (key, marker) in enumerate(markers.items())
        }
        room = self._room(len(markers))
        sizes = partial(self._size, markers)
        placed = self._layout.place(wishes.values(), room, sizes)
        # the first ranks highest: it lies on top, and is found first
        pieces = [self._piece(spot, markers, wishes, room) for spot in reversed(placed.spots)]
        self._compose(pieces, placed, wishes)
        return pieces

    def _room(self, count: int) -> Room:
        rect, look = self._rect, self._look
        # at the wall density pictures are seen from afar: plates grow less than words do
        small = rect.width() < PLATES_FROM_PX * look.scale**0.5
        disc_px = look.px(22 if small else 30)
        disc_px = max(SMALLEST_DISC_PX, min(disc_px, rect.height() // 5))
        plates = 0 if small or not self._plates else int(
            rect.width() // (PLATES_EVERY_PX * look.scale)
        )  # fmt: skip
        return Room(
            Box(rect.x(), rect.y(), rect.width(), rect.height() - self._spared),
            disc_px,
            disc_px * 1.35,
            plates,
            min(max(int(rect.width() / (disc_px * SIGNS_EVERY)), 1), MOST_SIGNS),
            tuple(_box(each) for each in self._taken if each.intersects(rect)),
            count_size(look, count),
            early=int(self._chosen in self._markers),
        )

    def _compose(self, pieces: list[Piece], placed: Arrangement, wishes: dict[str, Wish]) -> None:
        look, ratio = self._look, self._ratio
        items = [item for piece in pieces for item in items_of(piece, look, ratio, self._plates)]
        lost = (wishes[key] for key in placed.rest if wishes[key].standing)
        items += [foot_item(QPointF(wish.x, wish.y), look, ratio) for wish in lost]
        if placed.count is not None:
            at = QPointF(placed.count.x, placed.count.y)
            items.append(pixmap_item(at, count_pixmap(look, len(placed.rest), ratio)))
        self._patches = composed(items, self._rect, ratio)

    def _seen_in_frame(self, marker: PictureMarker) -> bool:
        """What stands in the picture goes out of sight with its place; what is beside the picture
        keeps its place at the frame."""
        x, y = self._zoom.to_frame((marker.x, marker.y))
        return marker.where != "inside" or not self._zoom or (0 <= x <= 1 and 0 <= y <= 1)

    def _wish(self, marker: PictureMarker, number: int) -> Wish:
        at = self._at(marker.x, marker.y, marker.where == "inside")
        chosen = marker.case_id == self._chosen
        rank = (
            not chosen,
            marker.level != "red",
            marker.lamp != "red",
            _LEVELS.get(marker.level or "", len(_LEVELS)),
            -1 if marker.distance_m is None else int(marker.distance_m // 50),
            number,
        )
        kind = "" if chosen else f"{marker.platform}/{marker.category}"
        return Wish(
            marker.case_id, at.x(), at.y(), marker.where == "inside", rank, kind, marker.arrow_deg
        )

    def _at(self, x: float, y: float, inside: bool) -> QPointF:
        """A place of the picture in the tile's pixels."""
        if inside:
            x, y = self._zoom.to_frame((x, y))
        rect = self._rect
        return QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height())

    def _lines(self, markers: dict[str, PictureMarker], keys: tuple[str, ...]) -> tuple[str, ...]:
        return plate_lines([markers[key] for key in keys])

    def _size(
        self, markers: dict[str, PictureMarker], keys: tuple[str, ...]
    ) -> tuple[float, float]:
        size = plate_size(self._look, self._lines(markers, keys))
        return size.width(), size.height()

    def _piece(
        self, spot: Spot, markers: dict[str, PictureMarker], wishes: dict[str, Wish], room: Room
    ) -> Piece:
        look, disc_px = self._look, round(room.sign_px)
        members = tuple(markers[key] for key in spot.keys)
        first, wish = members[0], wishes[spot.keys[0]]
        doubt, count = bool(first.doubt), len(members)
        disc = disc_pixmap(
            look, first.level, first.lamp, first.platform, disc_px, self._ratio, doubt, count
        )
        half = disc.deviceIndependentSize().width() / 2
        feet = tuple(QPointF(wishes[key].x, wishes[key].y) for key in spot.keys)
        piece = Piece(
            members,
            feet if wish.standing else (),
            QPointF(spot.x, spot.y),
            QPointF(spot.x - half, spot.y - half),
            disc,
            vague=wish.standing and first.accuracy > WIDEST_ELLIPSE,
            chosen=first.case_id == self._chosen,
        )
        if spot.plate is not None:
            lines = self._lines(markers, spot.keys)
            piece.plate_at = QPointF(spot.plate.x, spot.plate.y)
            piece.plate = plate_pixmap(look, first.level, first.lamp, lines, self._ratio)
        if first.arrow_deg is not None and not wish.standing:
            corners = marker_layout.arrow(spot.x, spot.y, disc_px, first.arrow_deg)
            piece.arrow = QPolygonF([QPointF(x, y) for x, y in corners])
        if count == 1 and wish.standing:
            self._add_ellipse(piece, wish)
        return piece

    def _add_ellipse(self, piece: Piece, wish: Wish) -> None:
        marker, factor = piece.marker, self._zoom.factor
        across = marker.accuracy * self._rect.width() * factor
        down = (marker.accuracy_down or marker.accuracy * 0.4) * self._rect.height() * factor
        widest = self._rect.width() * min(WIDEST_ELLIPSE * factor, WIDEST_ZOOMED)
        if not SMALLEST_ELLIPSE_PX <= across <= widest:
            return
        down = max(2.0, min(down, self._rect.height() / 2))
        turn = round(marker.accuracy_turn_deg)
        pixmap = ellipse_pixmap(
            self._look, marker.level, round(across), round(down), turn, self._ratio
        )
        size = pixmap.deviceIndependentSize()
        piece.ellipse = pixmap
        piece.ellipse_at = QPointF(wish.x - size.width() / 2, wish.y - size.height() / 2)

    # workers

    def _worker_px(self) -> int:
        return min(self._look.px(16), max(SMALLEST_DISC_PX, self._rect.height() // 8))

    def _worker_rect(self, worker: WorkerMarker) -> QRectF:
        """He stands on his place."""
        at, side = self._at(worker.x, worker.y, inside=True), self._worker_px()
        return QRectF(at.x() - side / 2, at.y() - side, side, side)

    def _draw_worker(self, painter: QPainter, worker: WorkerMarker) -> None:
        rect = self._worker_rect(worker)
        if self._rect.contains(rect.toAlignedRect()):
            painter.drawPixmap(rect.topLeft(), self._worker(worker.shown))

    def _worker(self, shown: float) -> QPixmap:
        return worker_pixmap(self._look, self._worker_px(), self._ratio, shown)


def _box(rect: QRect) -> Box:
    return Box(rect.x(), rect.y(), rect.width(), rect.height())
