"""The row of actions at the foot of a tile's picture: one for the whole wall, moved to the tile."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget

from console.ui.shortcuts import Keys
from console.ui.theme import RADIUS, Look

REST_MS = 3000  # without a movement of the mouse the row goes
PADS_PX = (12, 7)  # beside a button's words: wide, and where the picture is narrow
HIGH_PX = 32
EDGE_PX = 4
ABOVE_PX = 10  # between the row and the picture's foot
# left out first where the room is short, in this order: keys and menu have them
SPARED = ("share", "near", "enlarge", "clip")
LEAST_PX = 100  # lower pictures keep their view: the menu has it all
ACTIONS = ("snapshot", "clip", "record", "back", "ptz", "enlarge", "share", "near")


class Now(NamedTuple):
    """How it is with the tile's camera: it is recorded by hand; it lies over the whole wall; it can
    be turned; it can be shared into the conference; it is shared."""

    recording: bool = False
    enlarged: bool = False
    turns: bool = False
    shares: bool = False
    shared: bool = False


class ActionButton(QAbstractButton):
    """Words on the row's plate, with a dot before them while it is ``lit``; painted by itself
    because the picture below it is painted 25 times a second."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.lit = False
        self.pad = PADS_PX[0]
        self._look = look
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(look.px(HIGH_PX))

    def wide(self, pad: int) -> int:
        """Pixels that the words need with ``pad`` beside them."""
        words = self._look.metrics("body", strong=True).horizontalAdvance(self.text())
        return words + 2 * self._look.px(pad) + (self._look.px(13) if self.lit else 0)

    def sizeHint(self) -> QSize:
        return QSize(self.wide(self.pad), self._look.px(HIGH_PX))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        near = self.underMouse() and self.isEnabled()
        painter.setPen(look.pen("accent", 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("plate_near") if near else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, RADIUS - 1, RADIUS - 1)
        left = look.px(self.pad)
        if self.lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.lamp("red"))
            dot = look.px(9)
            painter.drawEllipse(QRectF(left, (self.height() - dot) / 2, dot, dot))
            left += look.px(13)
        painter.setFont(look.font("body", strong=True))
        painter.setPen(look.colour("plate_text" if self.isEnabled() else "plate_quiet"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), flags, self.text())
        painter.end()


class TileActions(QWidget):
    """Belongs to the wall. ``wished`` carries a cell and an action: ``snapshot``, ``clip``,
    ``record``, ``back``, ``ptz`` (where the camera can be turned), ``enlarge``, ``share`` (where it
    can be shared, or is) or ``near``."""

    wished = Signal(int, str)

    def __init__(self, look: Look, wall: QWidget, keys: Keys) -> None:
        super().__init__(wall)
        self.cell = -1
        self._look = look
        self._wall, self._keys = wall, keys
        self._now = Now()
        self.setMouseTracking(True)
        self.buttons = {action: ActionButton(look, self) for action in ACTIONS}
        self._row = QHBoxLayout(self)
        edge = look.px(EDGE_PX)
        self._row.setContentsMargins(edge, edge, edge, edge)
        self._row.setSpacing(look.px(2))
        for action, button in self.buttons.items():
            self._row.addWidget(button)
            button.clicked.connect(lambda _on, action=action: self._on_clicked(action))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._on_rest)
        keys.changed.connect(self.words_changed)
        self.hide()
        self.words_changed()

    # -- setters

    def offer(self, cell: int, picture: QRect, now: Now) -> None:
        """At the foot of a tile's ``picture`` (the wall's pixels) for some seconds; nowhere where
        it has no room."""
        self.cell = cell
        if now != self._now:
            self._now = now
            self.words_changed()
        fitting = self._fitting(picture.width() - 8)
        if fitting is None or picture.height() < self._look.px(LEAST_PX):
            self.withdraw()
            return
        self._fit(*fitting)
        size = self.sizeHint()
        at = QRect(0, 0, size.width(), size.height())
        at.moveCenter(picture.center())
        at.moveBottom(picture.bottom() - self._look.px(ABOVE_PX))
        self.setGeometry(at)
        if not self.isVisible():
            self.show()
            self.raise_()
        self._rest.start()

    def withdraw(self) -> None:
        """Gone at once: the tile is another, or too small. The keyboard goes back to the wall."""
        if self.isVisible():
            if self._has_keyboard():
                self._wall.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()

    def words_changed(self) -> None:
        now = self._now
        texts = {
            "snapshot": self.tr("Snapshot"),
            "clip": self.tr("Clip"),
            "record": self.tr("Stop") if now.recording else self.tr("Record"),
            "back": self.tr("Replay"),
            "ptz": self.tr("PTZ"),
            "enlarge": self.tr("All tiles") if now.enlarged else self.tr("Enlarge"),
            "share": self.tr("Stop sharing") if now.shared else self.tr("Share"),
            "near": self.tr("Near"),
        }
        tips = {
            "snapshot": self.tr("Keep the picture"),
            "clip": self.tr("Keep a film from 30 s before to 30 s after"),
            "record": self.tr("Stop recording") if now.recording else self.tr("Record by hand"),
            "back": self.tr("Replay from 10 s back"),
            "ptz": self.tr("Turn the camera"),
            "enlarge": texts["enlarge"],
            "share": texts["share"] if now.shared else self.tr("Share into the conference"),
            "near": self.tr("Cases near here"),
        }
        self.setAccessibleName(self.tr("Actions of the tile"))
        for action, button in self.buttons.items():
            button.setText(texts[action])
            button.lit = action == "record" and now.recording
            key = self._keys.text(action)
            button.setAccessibleName(tips[action])
            button.setToolTip(f"{tips[action]} ({key})" if key else tips[action])
            button.updateGeometry()
            button.update()

    # -- inside

    def _fitting(self, room: int) -> tuple[int, int] | None:
        """(pad, how many of ``SPARED`` are left out), None where even so it does not fit."""
        for spared in range(len(SPARED) + 1):
            for pad in PADS_PX:
                if self._wide(pad, spared) <= room:
                    return pad, spared
        return None

    def _wide(self, pad: int, spared: int) -> int:
        left_out = self._left_out(spared)
        kept = [b for action, b in self.buttons.items() if action not in left_out]
        spaces = self._look.px(2) * (len(kept) - 1) + 2 * self._look.px(EDGE_PX)
        return sum(button.wide(pad) for button in kept) + spaces

    def _left_out(self, spared: int) -> tuple[str, ...]:
        now = self._now
        cannot = [("ptz", not now.turns), ("share", not (now.shares or now.shared))]
        return (*SPARED[:spared], *(action for action, out in cannot if out))

    def _fit(self, pad: int, spared: int) -> None:
        left_out = self._left_out(spared)
        for action, button in self.buttons.items():
            button.setVisible(action not in left_out)
            if button.pad != pad:
                button.pad = pad
                button.updateGeometry()
            button.setFixedWidth(button.wide(pad))

    def _on_clicked(self, action: str) -> None:
        self._rest.start()
        self.wished.emit(self.cell, action)

    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _on_rest(self) -> None:
        if self._has_keyboard():
            self._rest.start()
        else:
            self.hide()

    # -- Qt

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        self._rest.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # between two buttons is not the tile below

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.withdraw()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, _event: QHideEvent) -> None:
        self._rest.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("plate"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.end()
