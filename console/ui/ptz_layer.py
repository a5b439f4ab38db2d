"""A hand on the picture of a camera that can be turned: one layer for the whole wall, laid over the
picture of the tile that is steered. Its keys are those of ``shortcuts`` under ``PTZ``.

It always lets go: the button or key goes up, the focus goes, the tile shows something else.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QPushButton, QWidget

from console.ui.shortcuts import PTZ, Keys, pressed
from console.ui.theme import RADIUS, Look
from console.ui.tile import Tile
from console.ui.tile_actions import TileActions
from console.ui.wall import Wall
from media.onvif.aim import DEAD, FULL
from media.onvif.words import Motion
from media.source import Source, SourceKind

NOTCH = 120  # of a wheel, by Qt
WAYS = {
    "ptz_left": Motion(pan=-1.0), "ptz_right": Motion(pan=1.0),
    "ptz_up": Motion(tilt=1.0), "ptz_down": Motion(tilt=-1.0),
    "ptz_nearer": Motion(zoom=1.0), "ptz_farther": Motion(zoom=-1.0),
}  # fmt: skip
PRESET = "ptz_preset_"  # before its number in the list, from 1
USUAL, FAST = 0.4, 1.0  # of full speed, by keys; with Shift
BY_NAME, BY_NAME_MS = -1, 400  # what stands for a key that nobody holds, and how long it turns
SHIFT = "Shift+"  # held besides, makes a turn fast
FADE_PX = 4  # what the hand has to go before a line is drawn


class PtzLayer(QWidget):
    """``dragged`` carries the way from where the button went down, right and down, and the
    picture's height, all in pixels; ``held`` a speed; ``let_go`` that nothing is held; ``wheeled``
    notches; ``preset_wished`` the place of a preset in the list, from 0; ``placed`` comes at each
    tick while it lies on a picture; ``ended`` says that the tile is no more steered."""

    dragged = Signal(float, float, float)
    held = Signal(object)
    let_go = Signal()
    wheeled = Signal(float)
    preset_wished = Signal(int)
    home_wished = Signal()
    stop_wished = Signal()
    more_wished = Signal()
    placed = Signal()
    ended = Signal()

    def __init__(self, look: Look, wall: Wall, keys: Keys) -> None:
        super().__init__(wall)
        self._look, self.wall, self._keys = look, wall, keys
        self._tile: Tile | None = None
        self._source: Source | None = None
        self._from: QPointF | None = None
        self._to = QPointF()
        self._down: dict[int, str] = {}  # the way of each key that is held
        self._named = QTimer(self)
        self._named.setSingleShot(True)
        self._named.setInterval(BY_NAME_MS)
        self._named.timeout.connect(lambda: self._let_go(BY_NAME, USUAL))
        self._told = ""
        self._lamp = ""
        self.more = QPushButton(self)
        self.more.setProperty("fit", "close")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self.more_wished)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._listen()
        keys.changed.connect(self.words_changed)
        self.hide()
        self.words_changed()

    # -- setters

    def lie_on(self, wall: Wall) -> None:
        """Steer the tiles of another screen's wall from now on."""
        if wall is self.wall:
            return
        self.end()
        self.wall.ticked.disconnect(self._follow)
        self.wall.cell_selected.disconnect(self._on_cell_selected)
        self.wall = wall
        self.setParent(wall)
        self._listen()

    def begin(self, cell: int) -> bool:
        """Steer the camera of a cell; False when there is none to be seen."""
        self.end()
        tiles = (tile for tile in self.wall.findChildren(Tile) if tile.isVisible())
        tile = next((each for each in tiles if each.cell == cell), None)
        source = self.wall.source(cell)
        if tile is None or source is None or source.kind is not SourceKind.CAMERA:
            return False
        self._tile, self._source = tile, source
        for row in self.wall.findChildren(TileActions):
            row.withdraw()
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def end(self) -> None:
        """Let go, and give the keyboard back to the wall. Tells ``ended`` once."""
        if self._tile is None:
            return
        self.release()
        had = self.hasFocus()
        self._tile = self._source = None
        self._told = self._lamp = ""
        self.hide()
        if had:
            self.wall.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended.emit()

    def release(self) -> None:
        """Nothing is held any more; tells it when something was."""
        if self._from is not None or self._down:
            self._from = None
            self._down.clear()
            self.let_go.emit()
            self.update()

    def forget_hand(self) -> None:
        """Somebody else has taken the camera: what is still held turns nothing."""
        self._from = None
        self._down.clear()
        self.update()

    def tell(self, words: str, lamp: str = "") -> None:
        """One line at the picture's top, with the lamp ``red``, ``amber``, ``green`` or none."""
        if (words, lamp) != (self._told, self._lamp):
            self._told, self._lamp = words, lamp
            self.setAccessibleDescription(words)
            self.update()

    def words_changed(self) -> None:
        words = self.tr("Turn the camera: drag, or hold {keys}")
        self.setAccessibleName(words.format(keys=self.keys_told()))
        self.setToolTip("")
        self.more.setText(self.tr("Presets"))
        words, key = self.tr("Presets and patrols"), self._keys.text("ptz_presets")
        self.more.setAccessibleName(f"{words} ({key})" if key else words)

    # -- questions

    def keys_told(self) -> str:
        """The keys that turn it, as people write them."""
        return " ".join(filter(None, map(self._keys.text, WAYS)))

    @property
    def camera(self) -> str:
        """The id of the camera that is steered, or empty."""
        return self._source.name if self._source is not None else ""

    @property
    def cell(self) -> int:
        return self._tile.cell if self._tile is not None else -1

    # -- the tile below

    def _listen(self) -> None:
        self.wall.ticked.connect(self._follow)
        self.wall.cell_selected.connect(self._on_cell_selected)

    @Slot(float)
    def _follow(self, _now: float) -> None:
        tile = self._tile
        if tile is None:
            return
        if not tile.isVisible() or tile.feed is None or tile.feed.source != self._source:
            self.end()
        else:
            self._place()
            self.placed.emit()

    def _place(self) -> None:
        assert self._tile is not None
        at = self._tile.picture_area().translated(self._tile.pos())
        if at != self.geometry():
            self.setGeometry(at)
            size = self.more.sizeHint()
            self.more.move(self.width() - size.width() - 6, 6)

    @Slot(int)
    def _on_cell_selected(self, cell: int) -> None:
        if self._tile is not None and cell != self._tile.cell:
            self.end()

    # -- the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = self._to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        self._to = event.position()
        way = self._to - self._from
        self.dragged.emit(way.x(), way.y(), float(self.height()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.wall.full_screen_wished.emit(self.cell)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.release()
        self.wall.perform("menu")
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if notches := event.angleDelta().y() / NOTCH:
            self.wheeled.emit(notches)
        event.accept()

    # -- the keys

    def perform(self, action: str) -> None:
        """As if its key were pressed, a way for a moment; nothing while no camera is steered."""
        if self._tile is None:
            return
        if action in WAYS:
            self._down[BY_NAME] = action
            self._hold(USUAL)
            self._named.start()
        elif action.startswith(PRESET):
            self.preset_wished.emit(int(action.removeprefix(PRESET)) - 1)
        else:
            wished = {
                "ptz_home": self.home_wished, "ptz_stop": self.stop_wished,
                "ptz_presets": self.more_wished,
            }  # fmt: skip
            wished[action].emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = pressed(event)
        action = self._keys.action(PTZ, key) or self._keys.action(PTZ, key.removeprefix(SHIFT))
        if action in WAYS:
            if not event.isAutoRepeat():
                self._down[_place(event)] = action
                self._hold(_speed(event))
        elif action is not None:
            self.perform(action)
        elif event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if _place(event) in self._down:
            self._let_go(_place(event), _speed(event))
        else:
            super().keyReleaseEvent(event)

    def _let_go(self, place: int, speed: float) -> None:
        if self._down.pop(place, None) is None:
            return
        if self._down:
            self._hold(speed)
        else:
            self.let_go.emit()

    def _hold(self, speed: float) -> None:
        ways = [WAYS[action] for action in self._down.values()]
        pan, tilt = sum(way.pan for way in ways), sum(way.tilt for way in ways)
        zoom = sum(way.zoom or 0.0 for way in ways)
        length = math.hypot(pan, tilt) or 1.0
        cut = max(-1.0, min(1.0, zoom))
        self.held.emit(Motion(speed * pan / length, speed * tilt / length, speed * cut))

    # -- Qt

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.release()
        self.update()
        super().focusOutEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def hideEvent(self, _event: QHideEvent) -> None:
        self.release()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UngrabMouse:
            self.release()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.pen("accent" if self.hasFocus() else "quiet", 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        if self._told:
            self._paint_told(painter)
        if self._from is not None:
            self._paint_way(painter, self._from)
        painter.end()

    def _paint_told(self, painter: QPainter) -> None:
        look = self._look
        metrics, pad, dot = look.metrics("small"), look.px(8), look.px(9)
        room = self.width() - 12 - (self.more.width() + 6 if self.more.isVisible() else 0)
        left = pad + (dot + look.px(6) if self._lamp else 0)
        words = metrics.elidedText(self._told, Qt.TextElideMode.ElideRight, room - left - pad)
        high = metrics.height() + look.px(8)
        plate = QRectF(6, 6, metrics.horizontalAdvance(words) + left + pad, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("plate"))
        painter.drawRoundedRect(plate, RADIUS, RADIUS)
        if self._lamp:
            painter.setBrush(look.lamp(self._lamp))
            painter.drawEllipse(QRectF(6 + pad, 6 + (high - dot) / 2, dot, dot))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("plate_text"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(plate.adjusted(left, 0, 0, 0), flags, words)

    def _paint_way(self, painter: QPainter, start: QPointF) -> None:
        """From the press point to the hand: the longer and thicker, the faster."""
        look, way = self._look, self._to - start
        length = math.hypot(way.x(), way.y())
        share = (length / max(self.height(), 1) - DEAD) / (FULL - DEAD)
        painter.setPen(look.pen("plate", look.px(3)))
        painter.setBrush(look.colour("accent"))
        painter.drawEllipse(start, look.px(5), look.px(5))
        if length < look.px(FADE_PX):
            return
        wide = look.px(2) + look.px(4) * min(max(share, 0.0), 1.0)
        unit = way / length
        across = QPointF(-unit.y(), unit.x())
        tip, foot = self._to, self._to - unit * (3 * wide)
        for role, more in (("plate", 3.0), ("accent" if share > 0 else "quiet", 0.0)):
            pen = look.pen(role, round(wide + more))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(start, foot)
            painter.setBrush(look.colour(role))
            painter.setPen(Qt.PenStyle.NoPen)
            head = (tip + unit * more, foot + across * 1.8 * wide, foot - across * 1.8 * wide)
            painter.drawPolygon(QPolygonF(head))


def _place(event: QKeyEvent) -> int:
    """Which key it is: the same when it comes up, though Shift, and so its sign, may have gone."""
    return event.nativeScanCode() or event.key()


def _speed(event: QKeyEvent) -> float:
    return FAST if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else USUAL
