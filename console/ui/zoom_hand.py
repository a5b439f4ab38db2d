"""The hand at an enlarged picture: wheel, pull, pinch and keys become its zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from console.ui.zoom import ALL, At, Zoom
from console.ui.zoom_inset import inset_rect

NOTCH = 1.25  # of the wheel
NOTCH_DEG = 120.0  # eighths of a degree
KEY = 1.5
PAN = 0.25  # of the frame, a key press
MIDDLE: At = (0.5, 0.5)
_BY = {"zoom_in": KEY, "zoom_out": 1 / KEY}
_PANS = {
    "pan_left": (PAN, 0.0),
    "pan_right": (-PAN, 0.0),
    "pan_up": (0.0, PAN),
    "pan_down": (0.0, -PAN),
}


class ZoomHand:
    """Belongs to one tile. ``changed`` is called when the zoom is another; ``frame`` is where the
    picture lies, in the tile's pixels."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.zoom = ALL
        self._changed = changed
        self._held: QPointF | None = None

    def set(self, zoom: Zoom) -> None:
        if zoom != self.zoom:
            self.zoom = zoom
            if not zoom:
                self._held = None
            self._changed()

    def act(self, action: str) -> bool:
        """What a key wishes, about the middle; False for what does not concern the zoom."""
        if action in _BY:
            self.set(self.zoom.about(_BY[action], MIDDLE))
        elif action in _PANS:
            self.set(self.zoom.pulled(*_PANS[action]))
        elif action == "zoom_reset":
            self.set(ALL)
        else:
            return False
        return True

    def wheel(self, event: QWheelEvent, frame: QRect) -> None:
        """About the pointer. Beside a picture the wheel is left to others."""
        notches = event.angleDelta().y() / NOTCH_DEG
        if not _on(event.position(), frame) or not notches:
            event.ignore()
            return
        self.set(self.zoom.about(NOTCH**notches, _place(event.position(), frame)))
        event.accept()

    def press(self, at: QPointF, frame: QRect) -> bool:
        """Whether the picture is held from now on: an enlarged one is. In the inset it shows what
        lies there."""
        if not self.zoom or not _on(at, frame):
            return False
        inset = inset_rect(frame)
        if _on(at, inset):
            self.set(self.zoom.centred(_place(at, inset)))
        else:
            self._held = at
        return True

    def move(self, at: QPointF, frame: QRect) -> bool:
        """Whether the picture is held, and so goes along."""
        if self._held is None or frame.isEmpty():
            return False
        by, self._held = at - self._held, at
        self.set(self.zoom.pulled(by.x() / frame.width(), by.y() / frame.height()))
        return True

    def release(self) -> None:
        self._held = None

    def pinch(self, event: QEvent, frame: QRect, to_tile: Callable[[QPointF], QPointF]) -> bool:
        """Two fingers on a touch screen or a touch pad; ``to_tile`` turns a place of the screen
        into one of the tile. False for other events."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
                return False
            by, at = 1.0 + event.value(), event.position()
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if not isinstance(pinch, QPinchGesture):
                return False
            by, at = pinch.scaleFactor(), to_tile(pinch.hotSpot())
            event.accept(pinch)
        else:
            return False
        if by > 0 and _on(at, frame):
            self._held = None  # what one finger began is not a pull
            self.set(self.zoom.about(by, _place(at, frame)))
        return True


def _on(at: QPointF, frame: QRect) -> bool:
    return frame.contains(at.toPoint())


def _place(at: QPointF, frame: QRect) -> At:
    return (at.x() - frame.x()) / frame.width(), (at.y() - frame.y()) / frame.height()
