"""Keys and mouse of a virtual screen, by the XTEST extension: what a program cannot tell from a
hand."""

from __future__ import annotations

import ctypes
import time
from types import TracebackType

PACE_S = 0.008  # between two steps of a movement
STEPS = 10
WHEEL = {"up": 4, "down": 5}
LEFT, RIGHT = 1, 3


class Hand:
    """Belongs to one thread. Keys are named as X does: ``Return``, ``Control_L``, ``f``."""

    def __init__(self, display: str) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._x.XKeysymToKeycode.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
        self._to = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        if not self._to:
            raise OSError(f"no screen at {display}")

    def press(self, *names: str) -> float:
        """Press keys together and let them go; monotonic time of the last one's press."""
        codes = [self._code(name) for name in names]
        for code in codes:
            self._test.XTestFakeKeyEvent(self._to, code, 1, 0)
        self._x.XFlush(self._to)
        pressed_at = time.monotonic()
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._to, code, 0, 0)
        self._x.XFlush(self._to)
        return pressed_at

    def to(self, x: int, y: int) -> None:
        self._test.XTestFakeMotionEvent(self._to, -1, x, y, 0)
        self._x.XFlush(self._to)

    def click(self, x: int, y: int, button: int = LEFT) -> None:
        self.to(x, y)
        self._button(button, 1)
        self._button(button, 0)

    def turn(self, x: int, y: int, way: str, notches: int) -> None:
        """The wheel, ``up`` or ``down``."""
        self.to(x, y)
        for _ in range(notches):
            self._button(WHEEL[way], 1)
            self._button(WHEEL[way], 0)

    def pull(self, x: int, y: int, to_x: int, to_y: int) -> None:
        """With the left button held, in steps as a hand makes them."""
        self.to(x, y)
        self._button(LEFT, 1)
        for step in range(1, STEPS + 1):
            part = step / STEPS
            self.to(round(x + (to_x - x) * part), round(y + (to_y - y) * part))
            time.sleep(PACE_S)
        self._button(LEFT, 0)

    def _button(self, number: int, down: int) -> None:
        self._test.XTestFakeButtonEvent(self._to, number, down, 0)
        self._x.XFlush(self._to)

    def _code(self, name: str) -> int:
        code = int(self._x.XKeysymToKeycode(self._to, self._x.XStringToKeysym(name.encode())))
        if not code:
            raise ValueError(f"no such key: {name}")
        return code

    def close(self) -> None:
        self._x.XCloseDisplay(self._to)

    def __enter__(self) -> Hand:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
